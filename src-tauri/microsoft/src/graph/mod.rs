//! Microsoft Graph v1.0: one file per resource, over one client.
//!
//! Fetching gives pruned JSON to keep ([`keep`]); reading what was kept is pure ([`interpret`]). Graph's own shapes
//! stop here: what comes out are plain values and the observations of `rollbook-core`.

mod batch;
pub mod calendar;
pub mod call_records;
mod claims;
mod client;
mod errors;
mod identity;
pub mod interpret;
pub mod keep;
pub mod me;
pub mod meetings;
pub mod paging;
pub mod participants;
mod quotas;
mod read;
pub mod reports;
pub mod sessions;
pub mod time;
pub mod virtual_events;
mod windows_zones;
mod wire;

pub use client::{Audience, BoxFuture, Got, Graph, TokenError, TokenSource};
pub use errors::GraphError;
pub use paging::{End, Pages};

#[cfg(test)]
mod test_server;
#[cfg(test)]
#[path = "values_tests.rs"]
mod test_values;
