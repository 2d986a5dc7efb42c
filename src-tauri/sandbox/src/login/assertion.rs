//! A client assertion (RFC 7523): checked as the identity platform does, with the certificate that is registered.

use super::answer::{self, Refusal};
use crate::state::State;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// The registered certificate, and the key that proves it.
pub(crate) const CERTIFICATE: &str = include_str!("app.crt");
pub(crate) const KEY: &str = include_str!("app.key");

/// How far nbf and exp may be off.
const LEEWAY: f64 = 300.0;

/// Times may have fractions (RFC 7519, section 2, `NumericDate`).
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: String,
    jti: String,
    /// Left out by some libraries.
    nbf: Option<f64>,
    #[serde(default)]
    iat: f64,
    exp: f64,
}

/// Whether the assertion proves the app, now and for the first time.
pub(super) fn check(state: &State, tenant: &str, assertion: &str) -> Result<(), Refusal> {
    let header = decode_header(assertion).map_err(|_| answer::ASSERTION_BAD)?;
    // Some libraries pad it.
    if header.x5t_s256.as_deref().map(|print| print.trim_end_matches('=')) != Some(thumbprint().as_str()) {
        return Err(answer::UNKNOWN_KEY);
    }
    let (key, mut rule) = (public(), Validation::new(Algorithm::PS256));
    // The institution has a clock of its own, so the times are looked at below.
    rule.validate_exp = false;
    rule.validate_aud = false;
    let key = key.ok_or(answer::UNKNOWN_KEY)?;
    let claims = decode::<Claims>(assertion, &key, &rule).map_err(|_| answer::ASSERTION_BAD)?.claims;
    let endpoint = format!("{}/{tenant}/oauth2/v2.0/token", state.info.login_url);
    let client = &state.world.tenant.app_client_id;
    // Libraries that know no sandbox address themselves to Microsoft's own host.
    let microsofts = format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token");
    let ours = claims.aud == endpoint || claims.aud == microsofts;
    if claims.iss != *client || claims.sub != *client || !ours {
        return Err(answer::ASSERTION_BAD);
    }
    #[allow(clippy::cast_precision_loss, reason = "seconds of this century")]
    let now = state.clock.now().timestamp() as f64;
    let begins = claims.nbf.unwrap_or(claims.iat);
    if now + LEEWAY < begins || now - LEEWAY >= claims.exp || claims.exp - begins > 3600.0 {
        return Err(answer::ASSERTION_TIME);
    }
    if state.ledger().assertions.insert(claims.jti) { Ok(()) } else { Err(answer::ASSERTION_BAD) }
}

fn der() -> Vec<u8> {
    pem::parse(CERTIFICATE).map(pem::Pem::into_contents).unwrap_or_default()
}

fn thumbprint() -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use sha2::{Digest, Sha256};
    URL_SAFE_NO_PAD.encode(Sha256::digest(der()))
}

fn public() -> Option<DecodingKey> {
    use x509_parser::prelude::FromDer;
    let der = der();
    let (_, certificate) = x509_parser::certificate::X509Certificate::from_der(&der).ok()?;
    Some(DecodingKey::from_rsa_der(&certificate.tbs_certificate.subject_pki.subject_public_key.data))
}
