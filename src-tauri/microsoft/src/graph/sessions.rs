//! `callRecords/{id}/sessions`: who was in a call and when. Segments, which hold media data, are never asked for.

use super::batch::Step;
use super::client::Graph;
use super::errors::GraphError;
use super::keep::{self, FetchedList, GroupSessions, PeerSessions};
use super::paging::{Listing, Pages};
use super::quotas;
use super::read::encode;
use futures::future::join_all;
use rollbook_core::observation::CallForm;
use rollbook_transport::Context;

/// The sessions of a call; `form` decides whether the callee is a person (keep rule of [`keep`]).
pub async fn list(
    graph: &Graph,
    call_id: &str,
    form: CallForm,
    context: &Context,
) -> Result<Pages<FetchedList>, GraphError> {
    let listing = listing(graph, call_id)?;
    if keep::both_ends(form) {
        graph.items::<PeerSessions>(listing, context).await
    } else {
        graph.items::<GroupSessions>(listing, context).await
    }
}

/// The sessions of several calls, in their order: the first pages in one request where the server takes that. How many are
/// best sent together says [`Graph::together`].
///
/// The outer error is one of all of them.
pub async fn list_together(
    graph: &Graph,
    calls: &[(&str, CallForm)],
    context: &Context,
) -> Result<Vec<Result<Pages<FetchedList>, GraphError>>, GraphError> {
    if let [(call_id, form)] = calls {
        return Ok(vec![list(graph, call_id, *form, context).await]);
    }
    let listings = calls.iter().map(|(id, _)| listing(graph, id)).collect::<Result<Vec<_>, _>>()?;
    let steps: Vec<Step> = listings.iter().map(Step::of).collect();
    let answers = graph.ask_together(&steps, "graph sessions", context).await?;
    let rest = calls.iter().zip(listings).zip(answers).map(|(((_, form), listing), first)| async move {
        if keep::both_ends(*form) {
            graph.items_after::<PeerSessions>(&first?, listing, context).await
        } else {
            graph.items_after::<GroupSessions>(&first?, listing, context).await
        }
    });
    Ok(join_all(rest).await)
}

fn listing(graph: &Graph, call_id: &str) -> Result<Listing, GraphError> {
    let url = graph.url(&format!("communications/callRecords/{}/sessions", encode(call_id)))?;
    Ok(Listing::new(url, "graph sessions", quotas::record(call_id)))
}
