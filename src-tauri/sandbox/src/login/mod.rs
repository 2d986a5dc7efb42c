//! Microsoft's identity platform: device code, authorization code with PKCE, refresh and client credentials, with
//! Microsoft's error texts.

mod answer;
mod browser;
mod device;
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
        .route("/login/device", get(device::page).post(device::enter))
}
