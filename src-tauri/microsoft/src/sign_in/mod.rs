//! Signing in at Microsoft Entra: by device code (RFC 8628), in the browser (RFC 8252 with PKCE, RFC 7636), again by
//! refresh token (RFC 6749, section 6), and as the institution's own app (section 4.4).

mod authority;
mod browser;
mod client_credentials;
mod device_code;
mod endpoint;
mod errors;
mod id_token;
mod redirect;
mod refresh;
#[cfg(test)]
mod testing;
mod token;

pub use authority::{Authority, Cloud};
pub use browser::BrowserSignIn;
pub use client_credentials::AppCredential;
pub use device_code::{DeviceCode, Poll};
pub use endpoint::SignIn;
pub use errors::SignInError;
pub use id_token::Account;
pub use token::TokenSet;
