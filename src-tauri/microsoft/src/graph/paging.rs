//! Paging: follows `@odata.nextLink` as it stands, never elsewhere, never for ever.

use super::client::{Got, Graph};
use super::errors::GraphError;
use chrono::{DateTime, Utc};
use rollbook_transport::{Context, Lane};
use serde_json::Value;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use url::Url;

/// Pages after which a listing ends: at 60 call records a page, more than a million.
const MOST_PAGES: usize = 20_000;

/// A list, read to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages<T> {
    /// What it holds, in Graph's order.
    pub items: Vec<T>,
    /// Items that could not be read and are left out.
    pub skipped: usize,
    /// True where the pages went in a circle or had no end: there may be more than this.
    pub incomplete: bool,
    /// Graph's clock at the first page.
    pub server_now: Option<DateTime<Utc>>,
}

/// How a streamed list ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// Pages read.
    pub pages: usize,
    /// Items that could not be read and are left out.
    pub skipped: usize,
    /// True where the pages went in a circle or had no end: there may be more than this.
    pub incomplete: bool,
    /// Graph's clock at the first page.
    pub server_now: Option<DateTime<Utc>>,
}

/// What to list.
pub(crate) struct Listing {
    pub first: Url,
    pub label: &'static str,
    pub lane: Lane,
    pub headers: Vec<(&'static str, String)>,
}

impl Listing {
    pub(crate) fn new(first: Url, label: &'static str, lane: Lane) -> Self {
        Self { first, label, lane, headers: vec![] }
    }
}

impl Graph {
    /// Hands every page to `on_page`, which returns how many of its items it could not read.
    pub(crate) async fn stream(
        &self,
        listing: Listing,
        context: &Context,
        on_page: impl FnMut(Vec<Value>) -> usize + Send,
    ) -> Result<End, GraphError> {
        self.stream_up_to(MOST_PAGES, listing, context, on_page).await
    }

    pub(crate) async fn stream_up_to(
        &self,
        most: usize,
        listing: Listing,
        context: &Context,
        mut on_page: impl FnMut(Vec<Value>) -> usize + Send,
    ) -> Result<End, GraphError> {
        let mut end = End::default();
        let mut seen = BTreeSet::new();
        let mut pages = BTreeSet::new();
        let mut next = Some(listing.first);
        while let Some(url) = next.take() {
            if end.pages == most || !seen.insert(url.to_string()) {
                end.incomplete = true;
                break;
            }
            let mut got = self.get_json(url, listing.label, listing.lane, &listing.headers, context).await?;
            if end.pages == 0 {
                end.server_now = got.server_now;
            }
            end.pages += 1;
            let Some(Value::Array(items)) = got.body.get_mut("value").map(Value::take) else {
                return Err(got.wrong_shape());
            };
            next = self.next(&got)?;
            // A circle may also come by another address: nobody may be counted twice for that.
            if !items.is_empty() && !pages.insert(fingerprint(&items)) {
                end.incomplete = true;
                break;
            }
            end.skipped += on_page(items);
        }
        Ok(end)
    }

    fn next(&self, got: &Got) -> Result<Option<Url>, GraphError> {
        match got.body.get("@odata.nextLink") {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(link)) if link.is_empty() => Ok(None),
            Some(Value::String(link)) => self.follow(link).map(Some),
            Some(_) => Err(got.wrong_shape()),
        }
    }

    /// All items that `read` can read.
    pub(crate) async fn collect<T: Send>(
        &self,
        listing: Listing,
        context: &Context,
        mut read: impl FnMut(Value) -> Option<T> + Send,
    ) -> Result<Pages<T>, GraphError> {
        let mut items = Vec::new();
        let end = self
            .stream(listing, context, |page| {
                let (count, before) = (page.len(), items.len());
                items.extend(page.into_iter().filter_map(&mut read));
                count - (items.len() - before)
            })
            .await?;
        let End { skipped, incomplete, server_now, .. } = end;
        Ok(Pages { items, skipped, incomplete, server_now })
    }
}

/// Tells pages of one listing apart; it is compared within one run of the program only.
fn fingerprint(items: &[Value]) -> u64 {
    let mut hasher = DefaultHasher::new();
    items.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
#[path = "paging_tests.rs"]
mod tests;
