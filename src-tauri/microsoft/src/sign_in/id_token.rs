//! Who signed in: the claims of the id token (`OpenID` Connect Core, section 2).
//!
//! The token comes straight from the token endpoint over TLS, so its signature need not be checked (section 3.1.3.7,
//! point 6). It is read for display and to notice a mix-up, never to grant anything.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// The signed-in account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Directory object id.
    pub object_id: String,
    /// Tenant id.
    pub tenant_id: String,
    /// Sign-in name.
    pub username: String,
    /// Display name.
    pub name: String,
}

#[derive(Deserialize)]
pub(super) struct Claims {
    #[serde(default)]
    oid: String,
    #[serde(default)]
    tid: String,
    #[serde(default)]
    preferred_username: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    pub(super) nonce: Option<String>,
}

impl Claims {
    pub(super) fn read(token: &str) -> Option<Self> {
        let payload = token.split('.').nth(1)?;
        let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// The account, where the claims name one.
    pub(super) fn account(&self) -> Option<Account> {
        (!self.oid.is_empty() && !self.tid.is_empty()).then(|| Account {
            object_id: self.oid.clone(),
            tenant_id: self.tid.clone(),
            username: self.preferred_username.clone(),
            name: if self.name.is_empty() { self.preferred_username.clone() } else { self.name.clone() },
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn claims_are_read_and_rubbish_is_not() {
        let body = r#"{"oid":"o","tid":"t","preferred_username":"hi@nexsy.io","name":"Admin One","nonce":"n","x":1}"#;
        let token = format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(body));
        let claims = Claims::read(&token).unwrap();
        assert_eq!(claims.nonce.as_deref(), Some("n"));
        let account = claims.account().unwrap();
        assert_eq!((account.object_id.as_str(), account.name.as_str()), ("o", "Admin One"));
        for bad in ["", "a.b", "a.!!.c", "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiIyZDRkMTFhMi1mODE0LTQ2YTctOD.x"] {
            assert!(Claims::read(bad).is_none(), "{bad}");
        }
        assert!(Claims::read(&format!("e30.{}.", URL_SAFE_NO_PAD.encode("{}"))).unwrap().account().is_none());
    }
}
