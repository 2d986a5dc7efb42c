//! Join addresses and meeting ids in the forms that Teams gives them.

use super::{Person, Tenant};
use crate::dice;
use base64::{Engine as _, engine::general_purpose::STANDARD};

fn thread(label: &str) -> String {
    format!("meeting_{}", STANDARD.encode(dice::uuid(&format!("thread/{label}"))).trim_end_matches('='))
}

/// The long join address: it holds percent-encoded characters itself, which is why filters on it must encode it
/// once more.
pub(crate) fn join_url(tenant: &Tenant, organizer: &Person, label: &str) -> String {
    format!(
        "https://teams.microsoft.com/l/meetup-join/19%3a{}%40thread.v2/0?context=%7b%22Tid%22%3a%22{}%22%2c%22Oid%22%3a%22{}%22%7d",
        thread(label),
        tenant.id,
        organizer.key
    )
}

/// `base64("1*{organizer}*0**{thread}")`, as seen in published samples; opaque to clients.
pub(crate) fn meeting_id(organizer: &Person, label: &str) -> String {
    STANDARD.encode(format!("1*{}*0**19:{}@thread.v2", organizer.key, thread(label)))
}
