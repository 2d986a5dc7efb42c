//! `communications/callRecords`: the calls of a span of time, of the whole tenant or of one participant.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{CallRecords, Fetched, Objects, One};
use super::paging::{End, Listing};
use super::quotas;
use super::read::{encode, literal};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use futures::{StreamExt, TryStreamExt};
use rollbook_transport::Context;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Hands over the call records that start in `[from, to)`, page by page.
///
/// Graph filters by start and by one participant only, and refuses a `to` that lies in its future; cap it by
/// [`End::server_now`] of an earlier answer. A tenant may have 100,000 calls a day, so name the participant.
pub async fn list(
    graph: &Graph,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    participant_oid: Option<&str>,
    context: &Context,
    mut on_page: impl FnMut(Vec<Fetched>) + Send,
) -> Result<End, GraphError> {
    let listing = listing(graph, &filter(from, to, participant_oid))?;
    let hand_over = |page: Objects<CallRecords>| {
        on_page(page.all);
        page.skipped
    };
    graph.stream(listing, context, hand_over).await
}

/// Like [`list`] for everybody's calls, in less time: pages of one listing are a chain, so a span that has more than one
/// page is listed in parts side by side. Every record is handed over once.
pub async fn list_all(
    graph: &Graph,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    context: &Context,
    on_page: impl FnMut(Vec<Fetched>) + Send,
) -> Result<End, GraphError> {
    let known = Mutex::new((BTreeSet::new(), on_page));
    // The newest version of a record that changes while it is listed comes with its own page, if it comes again.
    let once = |page: Objects<CallRecords>| {
        let (seen, on_page) = &mut *known.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = page.all.into_iter().filter(|one| seen.insert((one.id.clone(), one.version))).collect();
        on_page(fresh);
        page.skipped
    };
    let whole = listing(graph, &filter(from, to, None))?;
    let first = graph.stream_up_to(1, whole, context, &once).await?;
    // "Incomplete" after one page means that there is another.
    if !first.incomplete {
        return Ok(first);
    }
    let part = |(from, to)| {
        let once = &once;
        async move { graph.stream(listing(graph, &filter(from, to, None))?, context, once).await }
    };
    let mut parts = futures::stream::iter(hours(from, to).into_iter().map(part)).buffer_unordered(AT_ONCE);
    let mut end = End { incomplete: false, ..first };
    while let Some(part) = parts.try_next().await? {
        end.pages += part.pages;
        end.skipped += part.skipped;
        end.incomplete |= part.incomplete;
    }
    // What could not be read on the first page was met again.
    end.skipped -= first.skipped;
    Ok(end)
}

/// Parts that are listed at the same time.
const AT_ONCE: usize = 8;

/// The hours of a span: no day is so even that fewer parts would be as short as these.
fn hours(from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut hours = Vec::new();
    let mut begin = from;
    while begin < to {
        let end = begin.checked_add_signed(TimeDelta::hours(1)).unwrap_or(to).min(to);
        hours.push((begin, end));
        begin = end;
    }
    hours
}

fn listing(graph: &Graph, filter: &str) -> Result<Listing, GraphError> {
    let url = graph.url(&format!("communications/callRecords?$filter={}", encode(filter)))?;
    Ok(Listing::new(url, "graph call records", quotas::listing()))
}

/// One call record: to see whether there is a newer version.
pub async fn get(graph: &Graph, call_id: &str, context: &Context) -> Result<Fetched, GraphError> {
    let url = graph.url(&format!("communications/callRecords/{}", encode(call_id)))?;
    let got = graph
        .get::<One<CallRecords>>(url, "graph call record", quotas::record(call_id), &[], context)
        .await?;
    got.body.object.clone().ok_or_else(|| got.wrong_shape())
}

fn filter(from: DateTime<Utc>, to: DateTime<Utc>, participant_oid: Option<&str>) -> String {
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let who = participant_oid
        .map(|oid| format!(" and participants_v2/any(p:p/id eq {})", literal(oid)))
        .unwrap_or_default();
    format!("startDateTime ge {} and startDateTime lt {}{who}", time(from), time(to))
}

#[cfg(test)]
#[path = "call_records_tests.rs"]
mod tests;
