//! The four grants.

use super::answer::{self, Refusal};
use super::assertion;
use super::ledger::{AuthCode, Caller, Decision, Granted, scopes};
use super::token::user_tokens;
use crate::query::Query;
use crate::reply::Reply;
use crate::scenario::DeviceFlow;
use crate::state::State;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use serde_json::json;
use sha2::{Digest, Sha256};

type Answer = Result<Reply, Refusal>;

/// After this a code is approved by itself where the scenario says so.
const BY_ITSELF: TimeDelta = TimeDelta::milliseconds(1500);

/// RFC 8628 section 3.4, with Microsoft's names of the errors.
pub(super) fn device_code(state: &State, form: &Query) -> Answer {
    let now = state.clock.now();
    let (scopes, client_id, user) = {
        let mut ledger = state.ledger();
        let consented = ledger.consented;
        let code = ledger.devices.get_mut(form.text("device_code")).ok_or(answer::BAD_CODE)?;
        if code.client_id != form.text("client_id") || code.redeemed {
            return Err(answer::BAD_CODE);
        }
        if now >= code.expires {
            return Err(answer::CODE_EXPIRED);
        }
        let polls = code.polls;
        code.polls += 1;
        let flow = state.switches.device;
        let ripe = now >= code.issued + BY_ITSELF;
        match (code.decision, flow) {
            (Decision::Declined, _) => return Err(answer::DECLINED),
            (_, DeviceFlow::SlowDown) if polls == 0 => return Err(answer::SLOW_DOWN),
            (decision, DeviceFlow::AdminConsent)
                if !consented && (ripe || decision == Decision::Approved) =>
            {
                return Err(answer::ADMIN_CONSENT);
            }
            (Decision::Approved, _) | (Decision::Open, DeviceFlow::Auto | DeviceFlow::SlowDown)
                if ripe || code.decision == Decision::Approved => {}
            (_, DeviceFlow::Declined) if ripe => return Err(answer::DECLINED),
            (_, DeviceFlow::Blocked) if ripe => return Err(answer::BLOCKED),
            (_, DeviceFlow::ConsentRefused) if ripe => return Err(answer::NO_CONSENT),
            (_, DeviceFlow::AdminConsent) if ripe => {}
            _ => return Err(answer::PENDING),
        }
        code.redeemed = true;
        (code.scopes.clone(), code.client_id.clone(), code.user.clone())
    };
    let grant = Granted { client_id: &client_id, scopes: &scopes, user: &user, proven: false };
    Ok(user_tokens(state, &grant, None, None))
}

/// RFC 6749 section 4.1.3 with PKCE (RFC 7636 section 4.6).
pub(super) fn authorization_code(state: &State, form: &Query) -> Answer {
    let code = {
        let mut ledger = state.ledger();
        let code = ledger.codes.get_mut(form.text("code")).ok_or(answer::CODE_UNKNOWN)?;
        if code.used {
            return Err(answer::CODE_USED);
        }
        code.used = true;
        code.clone()
    };
    if state.clock.now() >= code.expires || code.client_id != form.text("client_id") {
        return Err(answer::CODE_UNKNOWN);
    }
    if code.redirect_uri != form.text("redirect_uri") {
        return Err(answer::REDIRECT);
    }
    if URL_SAFE_NO_PAD.encode(Sha256::digest(form.text("code_verifier").as_bytes())) != code.challenge {
        return Err(answer::VERIFIER);
    }
    let AuthCode { client_id, scopes, user, proven, nonce, .. } = &code;
    let grant = Granted { client_id, scopes, user, proven: *proven };
    Ok(user_tokens(state, &grant, None, nonce.as_deref()))
}

/// Every use gives a new token. The old one stays good, as Microsoft's does, unless the scenario is strict.
pub(super) fn refresh_token(state: &State, form: &Query) -> Answer {
    let strict = state.switches.strict_rotation;
    let (client_id, granted, family, user, proven) = {
        let mut ledger = state.ledger();
        let token = ledger.refreshes.get_mut(form.text("refresh_token")).ok_or(answer::CODE_UNKNOWN)?;
        if token.client_id != form.text("client_id") {
            return Err(answer::UNKNOWN_CLIENT);
        }
        if let Some(refusal) = state.switches.refresh {
            return Err(refusal);
        }
        if strict && token.used {
            let family = token.family;
            ledger.refreshes.retain(|_, other| other.family != family);
            return Err(answer::REFRESH_REUSED);
        }
        token.used = true;
        (token.client_id.clone(), token.scopes.clone(), token.family, token.user.clone(), token.proven)
    };
    let asked = form.get("scope").map(scopes);
    let scopes = match asked {
        Some(asked) if asked.iter().any(|scope| !granted.contains(scope)) => return Err(answer::NO_CONSENT),
        Some(mut asked) => {
            // Microsoft keeps giving refresh tokens to a client that once had one.
            asked.push("offline_access".to_owned());
            asked.sort_unstable();
            asked.dedup();
            asked
        }
        None => granted,
    };
    let grant = Granted { client_id: &client_id, scopes: &scopes, user: &user, proven };
    Ok(user_tokens(state, &grant, Some(family), None))
}

/// An application by itself; no refresh token.
pub(super) fn client_credentials(state: &State, path_tenant: &str, form: &Query) -> Answer {
    let tenant = &state.world.tenant;
    if form.text("client_id") != tenant.app_client_id {
        return Err(answer::UNKNOWN_CLIENT);
    }
    match (form.get("client_secret"), form.get("client_assertion")) {
        (Some(secret), _) if secret == tenant.app_secret => {}
        (Some(_), _) => return Err(answer::WRONG_SECRET),
        (None, Some(assertion)) => assertion::check(state, path_tenant, assertion)?,
        (None, None) => return Err(answer::NO_SECRET),
    }
    let own = format!("{}/.default", state.info.graph_url);
    if form.text("scope") != own && form.text("scope") != "https://graph.microsoft.com/.default" {
        return Err(answer::BAD_SCOPE);
    }
    let caller = Caller { user: None, proven: false, scopes: Vec::new() };
    let life = state.switches.token_life;
    let token = state.ledger().access(caller, state.clock.now(), life);
    Ok(Reply::ok(
        json!({"token_type": "Bearer", "expires_in": life, "ext_expires_in": life, "access_token": token}),
    ))
}
