//! Graph's quotas for call records ("Microsoft Graph service-specific throttling limits", call records): 40 requests in 20
//! seconds to the list, and as many to each single record with its sessions and participants.

use rollbook_transport::{Lane, Rate};
use std::hash::{DefaultHasher, Hash, Hasher};

const REQUESTS: u32 = 40;
const SECONDS: u32 = 20;

/// The lane of the list.
pub(crate) fn listing() -> Lane {
    lane("")
}

/// The lane of one record.
pub(crate) fn record(id: &str) -> Lane {
    lane(id)
}

/// No record has an empty id.
fn lane(id: &str) -> Lane {
    let mut hasher = DefaultHasher::new();
    ("call records", id).hash(&mut hasher);
    Lane::Rated(Rate { key: hasher.finish(), requests: REQUESTS, seconds: SECONDS })
}
