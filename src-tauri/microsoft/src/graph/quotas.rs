//! Graph's quotas for call records ("Microsoft Graph service-specific throttling limits", call records).
//!
//! In 20 seconds: 40 requests to the list; 40 to each single record with its sessions and participants; 1,500 by one app in
//! one tenant, of which the list gets its 40 and the records have the rest.

use rollbook_transport::{Lane, Quota, Rate};
use std::hash::{DefaultHasher, Hash, Hasher};

const SECONDS: u32 = 20;
const LIST: u32 = 40;
const RECORD: u32 = 40;
const TENANT: u32 = 1_500;

/// The lane of the list.
pub(crate) fn listing() -> Lane {
    Lane::Rated(Quota { own: rate("list", "", LIST), shared: None })
}

/// The lane of one record.
pub(crate) fn record(id: &str) -> Lane {
    Lane::Rated(Quota { own: rate("record", id, RECORD), shared: Some(rate("records", "", TENANT - LIST)) })
}

fn rate(what: &str, id: &str, requests: u32) -> Rate {
    let mut hasher = DefaultHasher::new();
    (what, id).hash(&mut hasher);
    Rate { key: hasher.finish(), requests, seconds: SECONDS }
}
