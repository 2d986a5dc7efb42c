//! Microsoft's identity platform: device code, authorization code with PKCE, refresh and client credentials, with
//! Microsoft's error texts.

pub(crate) mod answer;
pub(crate) mod assertion;
mod browser;
mod consent;
mod device;
mod discovery;
mod grants;
mod ledger;
mod page;
mod token;

pub(crate) use ledger::{Caller, Ledger};

use crate::state::Shared;
use axum::Router;
use axum::routing::{get, post};

/// Everything below `/login`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/login/{tenant}/oauth2/v2.0/devicecode", post(device::issue))
        .route("/login/{tenant}/oauth2/v2.0/token", post(token::serve))
        .route("/login/{tenant}/oauth2/v2.0/authorize", get(browser::authorize).post(browser::decide))
        .route("/login/{tenant}/v2.0/adminconsent", get(consent::ask).post(consent::decide))
        .route("/login/{tenant}/v2.0/.well-known/openid-configuration", get(discovery::configuration))
        .route("/login/{tenant}/discovery/v2.0/keys", get(discovery::keys))
        .route("/login/device", get(device::page).post(device::enter))
}
