//! `communications/callRecords`: the calls of a span of time, of the whole tenant or of one participant.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{CallRecords, Fetched, Objects, One};
use super::paging::{End, Listing};
use super::quotas;
use super::read::{encode, literal};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use futures::future::try_join_all;
use futures::{StreamExt, TryStreamExt};
use rollbook_transport::Context;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

/// Hands over the call records that start in `[from, to)` and in which any of these people took part, page by page; who is
/// in one with several of them, may come several times.
///
/// Graph filters by start and by one participant only, so each of them is a listing of its own, side by side. It refuses a
/// `to` that lies in its future; cap it by [`End::server_now`] of an earlier answer.
pub async fn list_of(
    graph: &Graph,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    people: &[String],
    context: &Context,
    on_page: impl FnMut(Vec<Fetched>) + Send,
) -> Result<End, GraphError> {
    let on_page = Mutex::new(on_page);
    let hand_over = |page: Objects<CallRecords>| {
        (*on_page.lock().unwrap_or_else(PoisonError::into_inner))(page.all);
        page.skipped
    };
    let hand_over = &hand_over;
    let one = |oid: &String| {
        let listing = listing(graph, &filter(from, to, Some(oid)));
        async move { graph.stream(listing?, context, hand_over).await }
    };
    let ends = try_join_all(people.iter().map(one)).await?;
    Ok(ends.into_iter().fold(End::default(), |all, one| End {
        pages: all.pages + one.pages,
        skipped: all.skipped + one.skipped,
        incomplete: all.incomplete || one.incomplete,
        server_now: all.server_now.or(one.server_now),
    }))
}

/// The same of everybody's calls. A tenant may have 100,000 a day, so name the people where that is enough. Pages of one listing
/// are a chain, so a span that has more than one page is listed in parts side by side. Every version of a record is handed over once.
///
/// A day of one page is one request. Else each part ends with a page that is half empty, and requests are what there is a
/// quota of: so there are no more parts than requests travel side by side. The quota of the list, two pages a second, is
/// used up by them whatever the day's busiest part holds.
pub async fn list_all(
    graph: &Graph,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    context: &Context,
    on_page: impl FnMut(Vec<Fetched>) + Send,
) -> Result<End, GraphError> {
    let known = Mutex::new((HashSet::new(), on_page));
    let hand_over = |page: Objects<CallRecords>| {
        let (seen, on_page) = &mut *known.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = page.all.into_iter().filter(|one| seen.insert(mark(one))).collect();
        on_page(fresh);
        page.skipped
    };
    let whole = listing(graph, &filter(from, to, None))?;
    let first = graph.stream_up_to(1, whole, context, &hand_over).await?;
    // "Incomplete" after one page means that there is another.
    if !first.incomplete {
        return Ok(first);
    }
    let part = |(from, to)| {
        let hand_over = &hand_over;
        async move { graph.stream(listing(graph, &filter(from, to, None))?, context, hand_over).await }
    };
    let mut parts = futures::stream::iter(split(from, to).into_iter().map(part)).buffer_unordered(PARTS);
    // What could not be read on the first page is met again.
    let mut end = End { incomplete: false, skipped: 0, ..first };
    while let Some(part) = parts.try_next().await? {
        end.pages += part.pages;
        end.skipped += part.skipped;
        end.incomplete |= part.incomplete;
    }
    Ok(end)
}

/// Parts of a span that are listed side by side.
const PARTS: usize = 8;

/// A span in equal parts, none shorter than a second.
fn split(from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let step = ((to - from) / i32::try_from(PARTS).unwrap_or(1)).max(TimeDelta::seconds(1));
    let mut parts = Vec::new();
    let mut begin = from;
    while begin < to {
        // The last part takes what the division left.
        let end = if parts.len() + 1 == PARTS { to } else { (begin + step).min(to) };
        parts.push((begin, end));
        begin = end;
    }
    parts
}

/// A version of a record in few bytes: a tenant may have 100,000 records a day. Two that differ
/// have one mark once in 10²⁸ such days.
fn mark(record: &Fetched) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, &record.id, record.version).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
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
