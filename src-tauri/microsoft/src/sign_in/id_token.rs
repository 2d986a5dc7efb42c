//! Who signed in: the claims of the id token (`OpenID` Connect Core, section 2).
//!
//! The token comes straight from the token endpoint over TLS, so its signature need not be checked (section 3.1.3.7,
//! point 6). It is read to show who is signed in, never to grant anything.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use std::fmt;

/// The signed-in account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Directory object id (`oid`).
    pub object_id: String,
    /// Tenant id (`tid`).
    pub tenant_id: String,
    /// Sign-in name (`preferred_username`).
    pub username: String,
    /// Display name (`name`), else the sign-in name.
    pub name: String,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account")
    }
}

#[derive(Deserialize)]
struct Claims {
    oid: String,
    tid: String,
    #[serde(default)]
    preferred_username: String,
    #[serde(default)]
    name: String,
}

impl Account {
    /// Reads an id token; `None` where it is none, or names neither person nor tenant.
    pub(super) fn read(token: &str) -> Option<Self> {
        let payload = token.split('.').nth(1)?;
        let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
        let claims: Claims = serde_json::from_slice(&bytes).ok()?;
        let (username, name) = (claims.preferred_username, claims.name);
        (!claims.oid.is_empty() && !claims.tid.is_empty()).then(|| Self {
            object_id: claims.oid,
            tenant_id: claims.tid,
            name: if name.is_empty() { username.clone() } else { name },
            username,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn token(claims: &str) -> String {
        format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(claims))
    }

    #[test]
    fn the_claims_name_the_account() {
        let account = Account::read(&token(
            r#"{"oid":"o","tid":"t","preferred_username":"megan@contoso.com","name":"Megan Böwen","x":[1]}"#,
        ))
        .unwrap();
        assert_eq!((account.object_id.as_str(), account.tenant_id.as_str()), ("o", "t"));
        assert_eq!((account.username.as_str(), account.name.as_str()), ("megan@contoso.com", "Megan Böwen"));
        assert_eq!(format!("{account:?}"), "Account");
        let nameless = Account::read(&token(r#"{"oid":"o","tid":"t","preferred_username":"m@c"}"#)).unwrap();
        assert_eq!(nameless.name, "m@c");
    }

    #[test]
    fn rubbish_is_no_account() {
        // The last one is cut short, as in Microsoft's documentation.
        let cut = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiIyZDRkMTFhMi1mODE0LTQ2YTctOD.x";
        for bad in ["", "a.b", "a.!!.c", "..", cut] {
            assert_eq!(Account::read(bad), None, "{bad}");
        }
        for bad in ["{}", "[]", r#"{"oid":"","tid":"t"}"#, r#"{"oid":1,"tid":"t"}"#] {
            assert_eq!(Account::read(&token(bad)), None, "{bad}");
        }
    }
}
