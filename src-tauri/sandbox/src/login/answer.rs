//! Errors of the token endpoint in Microsoft's shape: the OAuth error with an AADSTS text and code.

use crate::reply::Reply;
use crate::state::State;
use serde_json::json;

/// A refusal: status, OAuth error, AADSTS code, text.
pub(crate) type Refusal = (u16, &'static str, u32, &'static str);

pub(super) const PENDING: Refusal = (
    400,
    "authorization_pending",
    70016,
    "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
);
pub(super) const DECLINED: Refusal = (
    400,
    "authorization_declined",
    70021,
    "OAuth 2.0 device flow error. The end user denied the authorization request.",
);
pub(super) const BAD_CODE: Refusal = (
    400,
    "bad_verification_code",
    70018,
    "OAuth 2.0 device flow error. The device code that was sent was not recognized.",
);
pub(super) const CODE_EXPIRED: Refusal =
    (400, "expired_token", 70020, "OAuth 2.0 device flow error. The provided device code has expired.");
pub(super) const SLOW_DOWN: Refusal =
    (400, "slow_down", 70016, "OAuth 2.0 device flow error. Polling too often. Slow down.");
pub(crate) const BLOCKED: Refusal = (
    400,
    "invalid_grant",
    53003,
    "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
);
pub(super) const NO_CONSENT: Refusal = (
    400,
    "invalid_grant",
    65001,
    "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.",
);
pub(super) const ADMIN_CONSENT: Refusal = (
    400,
    "invalid_grant",
    90094,
    "An administrator of the organization must consent to the permissions of this application.",
);
pub(crate) const REFRESH_EXPIRED: Refusal =
    (400, "invalid_grant", 700_082, "The refresh token has expired due to inactivity. Sign in again.");
pub(super) const REFRESH_REUSED: Refusal = (
    400,
    "invalid_grant",
    50173,
    "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
);
pub(super) const CODE_USED: Refusal = (
    400,
    "invalid_grant",
    54005,
    "OAuth2 Authorization code was already redeemed, please retry with a new valid code.",
);
pub(super) const CODE_UNKNOWN: Refusal = (
    400,
    "invalid_grant",
    70008,
    "The provided authorization code or refresh token has expired or is invalid.",
);
pub(super) const VERIFIER: Refusal = (
    400,
    "invalid_grant",
    501_481,
    "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
);
pub(super) const REDIRECT: Refusal = (
    400,
    "invalid_request",
    50011,
    "The redirect URI specified in the request does not match the redirect URIs configured for the application.",
);
pub(super) const UNKNOWN_CLIENT: Refusal = (
    400,
    "unauthorized_client",
    700_016,
    "Application was not found in the directory. It can happen if the application has not been installed by the administrator of the tenant.",
);
pub(super) const UNKNOWN_TENANT: Refusal = (
    400,
    "invalid_request",
    90002,
    "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
);
pub(super) const WRONG_SECRET: Refusal = (
    401,
    "invalid_client",
    7_000_215,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.",
);
pub(super) const NO_SECRET: Refusal = (
    401,
    "invalid_client",
    7_000_218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
);
pub(super) const UNKNOWN_KEY: Refusal = (
    401,
    "invalid_client",
    700_027,
    "The certificate with identifier used to sign the client assertion is not registered on application.",
);
pub(super) const ASSERTION_TIME: Refusal = (
    401,
    "invalid_client",
    700_024,
    "Client assertion is not within its valid time range. Review the documentation.",
);
pub(super) const ASSERTION_BAD: Refusal =
    (401, "invalid_client", 50027, "JWT token is invalid or malformed.");
pub(super) const BAD_SCOPE: Refusal = (
    400,
    "invalid_scope",
    1_002_012,
    "The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.",
);
pub(super) const BAD_GRANT: Refusal =
    (400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
pub(super) const MISSING: Refusal =
    (400, "invalid_request", 900_144, "The request body must contain the parameters of its grant type.");

/// The body of a refusal.
pub(super) fn refuse(state: &State, (status, error, code, text): Refusal) -> Reply {
    let stamp = state.clock.now().format("%Y-%m-%d %H:%M:%SZ").to_string();
    let (trace, correlation) = (state.request_id(), state.request_id());
    let mut body = json!({
        "error": error,
        "error_description":
            format!("AADSTS{code}: {text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {stamp}"),
        "error_codes": [code],
        "timestamp": stamp,
        "trace_id": trace,
        "correlation_id": correlation,
        "error_uri": format!("{}/error?code={code}", state.info.login_url),
    });
    if let (65001 | 90094, Some(map)) = (code, body.as_object_mut()) {
        map.insert("suberror".to_owned(), json!("consent_required"));
    }
    Reply::new(status, body)
}

/// Whether a path's tenant is this one; `organizations` and `common` mean every tenant to a user, none to an app.
pub(super) fn tenant_known(state: &State, tenant: &str, app: bool) -> bool {
    let own = &state.world.tenant;
    tenant.eq_ignore_ascii_case(&own.domain)
        || tenant.eq_ignore_ascii_case(&own.id)
        || (!app && matches!(tenant, "organizations" | "common"))
}
