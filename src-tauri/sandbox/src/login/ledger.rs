//! What the identity platform remembers: codes and tokens.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{HashMap, HashSet};

/// Whom an access token speaks for.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// Object id of the user; none for an application by itself.
    pub user: Option<String>,
    /// The sign-in proved what a claims challenge asks for.
    pub proven: bool,
    pub scopes: Vec<String>,
}

impl Caller {
    /// An application by itself, without a user.
    pub(crate) fn app(&self) -> bool {
        self.user.is_none()
    }
}

/// Whether a user has answered a device code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Open,
    Approved,
    Declined,
}

/// A device code.
#[derive(Clone, Debug)]
pub(super) struct DeviceCode {
    pub user_code: String,
    pub client_id: String,
    pub scopes: Vec<String>,
    pub issued: DateTime<Utc>,
    pub expires: DateTime<Utc>,
    pub decision: Decision,
    /// Object id of whoever decided.
    pub user: String,
    pub polls: u32,
    pub redeemed: bool,
}

/// An authorization code.
#[derive(Clone, Debug)]
pub(super) struct AuthCode {
    pub client_id: String,
    pub redirect_uri: String,
    pub challenge: String,
    pub scopes: Vec<String>,
    pub nonce: Option<String>,
    /// Object id of whoever signed in.
    pub user: String,
    pub proven: bool,
    pub expires: DateTime<Utc>,
    pub used: bool,
}

/// A refresh token.
#[derive(Clone, Debug)]
pub(super) struct Refresh {
    pub client_id: String,
    pub scopes: Vec<String>,
    pub used: bool,
    pub user: String,
    pub proven: bool,
    /// All that came from one sign-in.
    pub family: u64,
}

/// What tokens are given for.
pub(super) struct Granted<'a> {
    pub client_id: &'a str,
    pub scopes: &'a [String],
    pub user: &'a str,
    pub proven: bool,
}

/// Codes and tokens in force.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(super) devices: HashMap<String, DeviceCode>,
    pub(super) codes: HashMap<String, AuthCode>,
    pub(super) refreshes: HashMap<String, Refresh>,
    access: HashMap<String, (Caller, DateTime<Utc>)>,
    families: u64,
    /// An administrator has agreed to the app's permissions.
    pub(super) consented: bool,
    /// `jti` of the assertions that were taken.
    pub(super) assertions: HashSet<String>,
}

impl Ledger {
    /// The bearer of a token: none if it is unknown, an error if it has run out.
    pub(crate) fn caller(&self, token: &str, now: DateTime<Utc>) -> Option<Result<Caller, ()>> {
        self.access.get(token).map(|(caller, until)| if now < *until { Ok(caller.clone()) } else { Err(()) })
    }

    /// Answers a device code as this user; false if no open one has this user code.
    pub(crate) fn decide(&mut self, user_code: &str, approve: bool, user: &str, now: DateTime<Utc>) -> bool {
        let plain = user_code.trim().to_ascii_uppercase();
        let open = self
            .devices
            .values_mut()
            .find(|code| code.user_code == plain && code.decision == Decision::Open && now < code.expires);
        let Some(code) = open else { return false };
        user.clone_into(&mut code.user);
        code.decision = if approve { Decision::Approved } else { Decision::Declined };
        true
    }

    pub(super) fn access(&mut self, caller: Caller, now: DateTime<Utc>, seconds: i64) -> String {
        let token = secret(48);
        self.access.insert(token.clone(), (caller, now + TimeDelta::seconds(seconds)));
        token
    }

    pub(super) fn new_family(&mut self) -> u64 {
        self.families += 1;
        self.families
    }

    pub(super) fn refresh(&mut self, grant: &Granted<'_>, family: u64) -> String {
        let token = format!("1.A{}", secret(60));
        let entry = Refresh {
            client_id: grant.client_id.to_owned(),
            scopes: grant.scopes.to_vec(),
            used: false,
            user: grant.user.to_owned(),
            proven: grant.proven,
            family,
        };
        self.refreshes.insert(token.clone(), entry);
        token
    }
}

/// Random text that nobody can guess; tokens are opaque to clients.
pub(super) fn secret(bytes: usize) -> String {
    URL_SAFE_NO_PAD.encode((0..bytes).map(|_| rand::random::<u8>()).collect::<Vec<u8>>())
}

/// Requested scopes without the resource in front.
pub(super) fn scopes(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for scope in text.split_whitespace() {
        let short = scope.rsplit('/').next().unwrap_or(scope);
        if short == ".default" {
            let all =
                ["User.Read", "Calendars.Read", "OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"];
            out.extend(all.map(str::to_owned));
        } else {
            out.push(short.to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_token_runs_out_and_is_not_mistaken_for_an_unknown_one() {
        let now: DateTime<Utc> = "2025-11-27T09:00:00Z".parse().unwrap();
        let mut ledger = Ledger::default();
        let token = ledger.access(Caller { user: None, proven: false, scopes: Vec::new() }, now, 5);
        assert!(ledger.caller(&token, now + TimeDelta::seconds(4)).unwrap().unwrap().user.is_none());
        assert!(ledger.caller(&token, now + TimeDelta::seconds(5)).unwrap().is_err());
        assert!(ledger.caller("another", now).is_none());
    }

    #[test]
    fn scopes_lose_their_resource() {
        assert_eq!(scopes("https://graph.microsoft.com/User.Read openid"), ["User.Read", "openid"]);
        assert!(scopes("http://127.0.0.1:1/graph/.default").contains(&"Calendars.Read".to_owned()));
    }
}
