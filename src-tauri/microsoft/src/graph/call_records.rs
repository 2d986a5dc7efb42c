//! `communications/callRecords`: the calls of a span of time, of the whole tenant or of one participant.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{CallRecords, Fetched, Objects, One};
use super::paging::{End, Listing};
use super::read::{encode, literal};
use chrono::{DateTime, SecondsFormat, Utc};
use rollbook_transport::{Context, Lane};

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
    let filter = filter(from, to, participant_oid);
    let url = graph.url(&format!("communications/callRecords?$filter={}", encode(&filter)))?;
    let listing = Listing::new(url, "graph call records", Lane::Other);
    let hand_over = |page: Objects<CallRecords>| {
        on_page(page.all);
        page.skipped
    };
    graph.stream(listing, context, hand_over).await
}

/// One call record: to see whether there is a newer version.
pub async fn get(graph: &Graph, call_id: &str, context: &Context) -> Result<Fetched, GraphError> {
    let url = graph.url(&format!("communications/callRecords/{}", encode(call_id)))?;
    let got = graph.get::<One<CallRecords>>(url, "graph call record", Lane::Other, &[], context).await?;
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
