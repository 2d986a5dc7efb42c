//! Who a source says somebody was: the keys and names of one record, before records are joined to people.
//!
//! Presence rules, section 2. Sources disagree on which of the fields they fill, so every one is optional.

use serde::{Deserialize, Serialize};

/// What kind of participant an identity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An account of the meeting's own tenant.
    Member,
    /// An account of another tenant, or an invited guest.
    Guest,
    /// Somebody who typed a name and joined without an account.
    Anonymous,
    /// Somebody who dialled in.
    Phone,
    /// A bot, recorder or conference device.
    Application,
    /// The source does not say.
    #[default]
    Unknown,
}

/// The identity of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// Directory object id (GUID), where the source names one.
    pub object_id: Option<String>,
    /// User principal name as the source wrote it.
    pub upn: Option<String>,
    /// E-mail address as the source wrote it.
    pub email: Option<String>,
    /// Phone number, Azure Communication Services id or `teamsvisitor:` id: a key, but no account.
    pub external_id: Option<String>,
    /// Display name as it was typed.
    pub name: Option<String>,
    /// Tenant of the account.
    pub tenant_id: Option<String>,
    /// Kind, as far as the shape of the record tells.
    pub kind: Kind,
}

impl Identity {
    /// E-mail, else UPN, for display (contract, section 4: `email` is the e-mail, else the UPN).
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let fit = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(real_address)
        };
        fit(&self.email).or_else(|| fit(&self.upn))
    }

    /// All comparable addresses of this identity: e-mail and UPN, case-folded, guest form undone.
    pub fn addresses(&self) -> impl Iterator<Item = String> + '_ {
        [&self.email, &self.upn].into_iter().flatten().filter_map(|text| fold_address(text))
    }
}

/// The comparable form of an e-mail address or UPN: trimmed, lower case, and
/// `hari_gmail.com#EXT#@contoso.onmicrosoft.com` turned back into `hari@gmail.com`.
/// `None` when nothing is left.
#[must_use]
pub fn fold_address(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() { None } else { Some(real_address(text).to_lowercase()) }
}

/// Undoes the form that a directory gives to an invited guest's address, keeping letter case.
///
/// The home address stands before `#EXT#` with its `@` written as the last `_` (Microsoft Entra B2B, "user
/// principal name of a guest"). A local part may hold further underscores; a domain may not.
fn real_address(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let Some(end) = lower.find("#ext#") else { return text.to_owned() };
    let home = &text[..end];
    match home.rfind('_') {
        Some(at) if at > 0 && at + 1 < home.len() => format!("{}@{}", &home[..at], &home[at + 1..]),
        _ => home.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guest_addresses_become_home_addresses() {
        assert_eq!(
            fold_address("hari_gmail.com#EXT#@contoso.onmicrosoft.com").as_deref(),
            Some("hari@gmail.com")
        );
        assert_eq!(fold_address("a_b_Uni.Example#ext#@c.x").as_deref(), Some("a_b@uni.example"));
        assert_eq!(fold_address("  Emma@Example.EDU "), Some("emma@example.edu".into()));
        assert_eq!(fold_address("  "), None);
    }

    #[test]
    fn email_wins_over_upn() {
        let who = Identity { email: Some(" ".into()), upn: Some("u@x.y".into()), ..Identity::default() };
        assert_eq!(who.address().as_deref(), Some("u@x.y"));
    }
}
