//! `callRecords/{id}/sessions`: who was in a call and when. Segments, which hold media data, are never asked for.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{self, FetchedList, GroupSessions, PeerSessions};
use super::paging::{Listing, Pages};
use super::quotas;
use super::read::encode;
use rollbook_core::observation::CallForm;
use rollbook_transport::Context;

/// The sessions of a call; `form` decides whether the callee is a person (keep rule of [`keep`]).
pub async fn list(
    graph: &Graph,
    call_id: &str,
    form: CallForm,
    context: &Context,
) -> Result<Pages<FetchedList>, GraphError> {
    let url = graph.url(&format!("communications/callRecords/{}/sessions", encode(call_id)))?;
    let listing = Listing::new(url, "graph sessions", quotas::record(call_id));
    if keep::both_ends(form) {
        graph.items::<PeerSessions>(listing, context).await
    } else {
        graph.items::<GroupSessions>(listing, context).await
    }
}
