//! `callRecords/{id}/participants_v2`: who took part in a call, without times.

use super::batch::Step;
use super::client::Graph;
use super::errors::GraphError;
use super::keep::{FetchedList, Participants};
use super::paging::{Listing, Pages};
use super::quotas;
use super::read::encode;
use futures::future::join_all;
use rollbook_transport::Context;

/// The participants of several calls, in their order: the first pages in one request where the server takes that. How many
/// are best sent together says [`Graph::together`]. Graph is known to leave some people out (known issue 31852).
///
/// The outer error is one of all of them.
pub async fn list_together(
    graph: &Graph,
    call_ids: &[&str],
    context: &Context,
) -> Result<Vec<Result<Pages<FetchedList>, GraphError>>, GraphError> {
    let listings = call_ids.iter().map(|id| listing(graph, id)).collect::<Result<Vec<_>, _>>()?;
    let steps: Vec<Step> = listings.iter().map(Step::of).collect();
    let answers = graph.ask_together(&steps, "graph participants", context).await?;
    let rest = listings.into_iter().zip(answers).map(|(listing, first)| async move {
        graph.items_after::<Participants>(&first?, listing, context).await
    });
    Ok(join_all(rest).await)
}

fn listing(graph: &Graph, call_id: &str) -> Result<Listing, GraphError> {
    let url = graph.url(&format!("communications/callRecords/{}/participants_v2", encode(call_id)))?;
    Ok(Listing::new(url, "graph participants", quotas::record(call_id)))
}
