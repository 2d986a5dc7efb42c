//! Paging: follows `@odata.nextLink` as it stands, never elsewhere, never for ever.

use super::client::{Got, Graph, read};
use super::errors::GraphError;
use super::keep::{Fetched, FetchedList, Items, Kept, Named, Objects};
use chrono::{DateTime, Utc};
use rollbook_transport::{Answer, Context, Lane};
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;
use url::Url;

/// Pages after which a listing ends: at 60 call records a page, more than a million.
const MOST_PAGES: usize = 20_000;

/// A list, read to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages<T> {
    /// What it holds, in Graph's order.
    pub items: T,
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

/// The items of one page, in a form of the caller's choice. A `value` that is no list is no page.
pub(crate) trait Page: DeserializeOwned + Hash + Send {
    /// How many items it has, those included that cannot be read.
    fn count(&self) -> usize;
}

impl Page for Vec<Value> {
    fn count(&self) -> usize {
        self.len()
    }
}

/// One answer of a listing.
pub(crate) struct Envelope<P> {
    pub page: P,
    /// Address of the next page.
    next: Option<String>,
}

impl Graph {
    /// Hands every page to `on_page`, which returns how many of its items it could not read.
    pub(crate) async fn stream<P: Page>(
        &self,
        listing: Listing,
        context: &Context,
        on_page: impl FnMut(P) -> usize + Send,
    ) -> Result<End, GraphError> {
        self.stream_up_to(MOST_PAGES, listing, context, on_page).await
    }

    pub(crate) async fn stream_up_to<P: Page>(
        &self,
        most: usize,
        listing: Listing,
        context: &Context,
        on_page: impl FnMut(P) -> usize + Send,
    ) -> Result<End, GraphError> {
        self.stream_from(None, most, listing, context, on_page).await
    }

    /// Goes on from the first page, where that is there already.
    async fn stream_from<P: Page>(
        &self,
        mut first: Option<Got<Envelope<P>>>,
        most: usize,
        listing: Listing,
        context: &Context,
        mut on_page: impl FnMut(P) -> usize + Send,
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
            let got: Got<Envelope<P>> = match first.take() {
                Some(got) => got,
                None => self.get(url, listing.label, listing.lane, &listing.headers, context).await?,
            };
            if end.pages == 0 {
                end.server_now = got.server_now;
            }
            end.pages += 1;
            let Envelope { page, next: link } = got.body;
            next = link.filter(|link| !link.is_empty()).map(|link| self.follow(&link)).transpose()?;
            // A circle may also come by another address: nobody may be counted twice for that.
            let alone = end.pages == 1 && next.is_none();
            if !alone && page.count() > 0 && !pages.insert(fingerprint(&page)) {
                end.incomplete = true;
                break;
            }
            end.skipped += on_page(page);
        }
        Ok(end)
    }

    /// All pages in one; `add` takes each and returns how many of its items it could not read.
    pub(crate) async fn collect<P: Page, T: Default + Send>(
        &self,
        listing: Listing,
        context: &Context,
        mut add: impl FnMut(&mut T, P) -> usize + Send,
    ) -> Result<Pages<T>, GraphError> {
        let mut items = T::default();
        let end = self.stream(listing, context, |page| add(&mut items, page)).await?;
        let End { skipped, incomplete, server_now, .. } = end;
        Ok(Pages { items, skipped, incomplete, server_now })
    }

    /// All objects of a listing that have an id, cut down to what may be kept.
    pub(crate) async fn objects<K: Named + Send>(
        &self,
        listing: Listing,
        context: &Context,
    ) -> Result<Pages<Vec<Fetched>>, GraphError> {
        let add = |all: &mut Vec<Fetched>, page: Objects<K>| {
            all.extend(page.all);
            page.skipped
        };
        self.collect(listing, context, add).await
    }

    /// A listing as one list, cut down to what may be kept.
    pub(crate) async fn items<K: Kept + Send>(
        &self,
        listing: Listing,
        context: &Context,
    ) -> Result<Pages<FetchedList>, GraphError> {
        self.items_from::<K>(None, listing, context).await
    }

    /// The same, of which the first page was answered already.
    pub(crate) async fn items_after<K: Kept + Send>(
        &self,
        first: &Answer,
        listing: Listing,
        context: &Context,
    ) -> Result<Pages<FetchedList>, GraphError> {
        self.items_from::<K>(Some(read(first)?), listing, context).await
    }

    async fn items_from<K: Kept + Send>(
        &self,
        first: Option<Got<Envelope<Items<K>>>>,
        listing: Listing,
        context: &Context,
    ) -> Result<Pages<FetchedList>, GraphError> {
        let mut items = FetchedList::default();
        let add = |page: Items<K>| {
            items.append(page.list);
            page.skipped
        };
        let End { skipped, incomplete, server_now, .. } =
            self.stream_from(first, MOST_PAGES, listing, context, add).await?;
        Ok(Pages { items, skipped, incomplete, server_now })
    }
}

impl<'de, P: Page> Deserialize<'de> for Envelope<P> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Read(PhantomData))
    }
}

struct Read<P>(PhantomData<P>);

impl<'de, P: Page> Visitor<'de> for Read<P> {
    type Value = Envelope<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope<P>, A::Error> {
        let (mut page, mut next) = (None, None);
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" => page = Some(map.next_value()?),
                "@odata.nextLink" => next = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let page = page.ok_or_else(|| de::Error::missing_field("value"))?;
        Ok(Envelope { page, next })
    }
}

/// Tells pages of one listing apart; it is compared within one run of the program only.
fn fingerprint(page: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
#[path = "paging_tests.rs"]
mod tests;
