//! `callRecords/{id}/sessions`: who was in a call and when. Segments, which hold media data, are never asked for.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{self, Fetched};
use super::paging::{Listing, Pages};
use super::read::encode;
use rollbook_core::observation::CallForm;
use rollbook_transport::{Context, Lane};

/// The sessions of a call; `form` decides whether the callee is a person (keep rule of [`keep::session`]).
pub async fn list(
    graph: &Graph,
    call_id: &str,
    form: CallForm,
    context: &Context,
) -> Result<Pages<Fetched>, GraphError> {
    let url = graph.url(&format!("communications/callRecords/{}/sessions", encode(call_id)))?;
    let listing = Listing::new(url, "graph sessions", Lane::Other);
    graph.collect(listing, context, |value| keep::session(&value, form)).await
}
