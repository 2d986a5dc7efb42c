//! A certificate that proves who the institution's app is, and the assertion signed with its key (RFC 7523, section 2.2).
//!
//! The header and claims are those of Microsoft Entra, "Microsoft identity platform application authentication
//! certificate credentials": PS256, the certificate's SHA-256 thumbprint as `x5t#S256`, ten minutes of life at most.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use pem::Pem;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

/// How long an assertion lives.
const LIFE: TimeDelta = TimeDelta::minutes(10);
/// The one public key algorithm that Entra takes for certificates: `rsaEncryption` (RFC 8017, appendix A.1).
const RSA: &str = "1.2.840.113549.1.1.1";

/// A certificate with its private key. Debug shows neither.
pub struct Certificate {
    key: SecretString,
    thumbprint: String,
    begins: DateTime<Utc>,
    ends: DateTime<Utc>,
}

/// Why a text is no certificate that an app can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// No PEM block of a certificate.
    #[error("there is no certificate in it")]
    NoCertificate,
    /// No PEM block of a private key.
    #[error("there is no private key in it")]
    NoKey,
    /// The private key is under a passphrase.
    #[error("the private key is encrypted")]
    EncryptedKey,
    /// The key is of another kind than RSA, or too short to be used.
    #[error("the key is no RSA key of at least 2048 bits")]
    NotRsa,
    /// None of the certificates belongs to the key.
    #[error("the certificate is not that of the key")]
    Mismatch,
    /// A block that cannot be read.
    #[error("it cannot be read")]
    Unreadable,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    iss: String,
    sub: String,
    jti: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

impl Certificate {
    /// Reads key and certificate out of PEM text (RFC 7468), in any order, with whatever stands around them; a chain may
    /// come along.
    pub fn parse(text: &SecretString) -> Result<Self, CertificateError> {
        let blocks = pem::parse_many(text.expose_secret()).map_err(|_| CertificateError::Unreadable)?;
        let key = key(&blocks)?;
        let certificates: Vec<&Pem> = blocks.iter().filter(|block| block.tag() == "CERTIFICATE").collect();
        if certificates.is_empty() {
            return Err(CertificateError::NoCertificate);
        }
        let signer = EncodingKey::from_rsa_pem(key.expose_secret().as_bytes())
            .map_err(|_| CertificateError::NotRsa)?;
        for certificate in certificates {
            let (_, parsed) = X509Certificate::from_der(certificate.contents())
                .map_err(|_| CertificateError::Unreadable)?;
            let public = &parsed.tbs_certificate.subject_pki;
            if public.algorithm.algorithm.to_id_string() != RSA
                || !belongs(&signer, public.subject_public_key.data.as_ref())?
            {
                continue;
            }
            let time = |seconds| DateTime::from_timestamp(seconds, 0).ok_or(CertificateError::Unreadable);
            return Ok(Self {
                key,
                thumbprint: URL_SAFE_NO_PAD.encode(Sha256::digest(certificate.contents())),
                begins: time(parsed.validity().not_before.timestamp())?,
                ends: time(parsed.validity().not_after.timestamp())?,
            });
        }
        Err(CertificateError::Mismatch)
    }

    /// The certificate is good from then.
    #[must_use]
    pub fn begins(&self) -> DateTime<Utc> {
        self.begins
    }

    /// The certificate is good until then.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.ends
    }

    /// SHA-256 of the certificate, base64url: it tells certificates apart and is no secret.
    #[must_use]
    pub fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// The assertion for one request to the token endpoint `audience`; `now` by the server's clock.
    pub(super) fn assertion(
        &self,
        client_id: &str,
        audience: &str,
        now: DateTime<Utc>,
    ) -> Result<SecretString, CertificateError> {
        let key = EncodingKey::from_rsa_pem(self.key.expose_secret().as_bytes());
        let header = Header { x5t_s256: Some(self.thumbprint.clone()), ..Header::new(Algorithm::PS256) };
        let claims = Claims {
            aud: audience.to_owned(),
            iss: client_id.to_owned(),
            sub: client_id.to_owned(),
            jti: uuid::Uuid::new_v4().to_string(),
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + LIFE).timestamp(),
        };
        let signed = key.and_then(|key| encode(&header, &claims, &key));
        signed.map(SecretString::from).map_err(|_| CertificateError::NotRsa)
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Certificate")
    }
}

/// The private key, as PEM of its own.
fn key(blocks: &[Pem]) -> Result<SecretString, CertificateError> {
    let found = blocks.iter().find(|block| block.tag().ends_with("PRIVATE KEY"));
    let found = found.ok_or(CertificateError::NoKey)?;
    // PKCS #8 says it in the label (RFC 7468, section 11), OpenSSL's older form in a header (RFC 1421).
    let encrypted = found.tag().starts_with("ENCRYPTED")
        || found.headers().get("Proc-Type").is_some_and(|kind| kind.contains("ENCRYPTED"));
    match found.tag() {
        _ if encrypted => Err(CertificateError::EncryptedKey),
        "PRIVATE KEY" | "RSA PRIVATE KEY" => Ok(SecretString::from(pem::encode(found))),
        _ => Err(CertificateError::NotRsa),
    }
}

/// Whether what the private key signs is verified by this public key (RFC 8017's `RSAPublicKey`).
fn belongs(signer: &EncodingKey, public: &[u8]) -> Result<bool, CertificateError> {
    let claims = Claims {
        aud: String::new(),
        iss: String::new(),
        sub: String::new(),
        jti: String::new(),
        iat: 0,
        nbf: 0,
        exp: 0,
    };
    let token =
        encode(&Header::new(Algorithm::PS256), &claims, signer).map_err(|_| CertificateError::NotRsa)?;
    let mut rule = Validation::new(Algorithm::PS256);
    rule.validate_exp = false;
    rule.validate_aud = false;
    Ok(decode::<Claims>(&token, &DecodingKey::from_rsa_der(public), &rule).is_ok())
}

#[cfg(test)]
#[path = "certificate_tests.rs"]
mod tests;
