//! Graph's quotas for call records ("Microsoft Graph service-specific throttling limits", call records): 40 requests in 20
//! seconds to the list, as many to each single record with its sessions and participants, and 1,500 in all to one tenant
//! by one app.

use rollbook_transport::{Lane, Rate};
use std::hash::{DefaultHasher, Hash, Hasher};

const REQUESTS: u32 = 40;
const IN_ALL: u32 = 1_500;
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
    let rate = |what: &str, requests| {
        let mut hasher = DefaultHasher::new();
        ("call records", what, id).hash(&mut hasher);
        Rate { key: hasher.finish(), requests, seconds: SECONDS }
    };
    let mut in_all = DefaultHasher::new();
    "call records in all".hash(&mut in_all);
    let in_all = Rate { key: in_all.finish(), requests: IN_ALL, seconds: SECONDS };
    Lane::Rated(rate("own", REQUESTS), in_all)
}
