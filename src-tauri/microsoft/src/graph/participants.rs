//! `callRecords/{id}/participants_v2`: who took part in a call, without times.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{FetchedList, Participants};
use super::paging::{Listing, Pages};
use super::quotas;
use super::read::encode;
use rollbook_transport::Context;

/// The participants of a call. Graph is known to leave some out.
pub async fn list(graph: &Graph, call_id: &str, context: &Context) -> Result<Pages<FetchedList>, GraphError> {
    let url = graph.url(&format!("communications/callRecords/{}/participants_v2", encode(call_id)))?;
    let listing = Listing::new(url, "graph participants", quotas::record(call_id));
    graph.items::<Participants>(listing, context).await
}
