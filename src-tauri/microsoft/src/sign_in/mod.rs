//! Signing in at Microsoft Entra: by device code (RFC 8628), in the browser (RFC 8252 with PKCE, RFC 7636), again by
//! refresh token (RFC 6749, section 6), and as the institution's own app (section 4.4).

mod aadsts;
pub mod admin_consent;
mod authority;
pub mod browser;
mod certificate;
mod client;
pub mod client_credentials;
pub mod device_code;
mod errors;
mod id_token;
mod pace;
mod redirect;
mod refresh;
pub mod scopes;
#[cfg(test)]
mod testing;
mod tokens;
mod words;

pub use authority::{Authority, Cloud};
pub use browser::BrowserSignIn;
pub use certificate::{Certificate, CertificateError};
pub use device_code::{DeviceCode, Poll};
pub use errors::SignInError;
pub use id_token::Account;
pub use refresh::refresh;
pub use tokens::TokenSet;
