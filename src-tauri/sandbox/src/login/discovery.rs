//! What client libraries ask first: the provider's metadata (`OpenID` Connect Discovery, section 4) and its keys.

use crate::reply::Reply;
use crate::state::Shared;
use axum::body::Body;
use axum::extract;
use axum::http::Response;
use serde_json::json;

pub(super) async fn configuration(
    extract::State(state): extract::State<Shared>,
    extract::Path(tenant): extract::Path<String>,
) -> Response<Body> {
    let root = format!("{}/{tenant}", state.info.login_url);
    Reply::ok(json!({
        "issuer": format!("{}/{}/v2.0", state.info.login_url, state.world.tenant.id),
        "authorization_endpoint": format!("{root}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{root}/oauth2/v2.0/token"),
        "device_authorization_endpoint": format!("{root}/oauth2/v2.0/devicecode"),
        "jwks_uri": format!("{root}/discovery/v2.0/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
    }))
    .into_response()
}

/// The id tokens here are not signed.
pub(super) async fn keys(extract::State(_): extract::State<Shared>) -> Response<Body> {
    Reply::ok(json!({"keys": []})).into_response()
}
