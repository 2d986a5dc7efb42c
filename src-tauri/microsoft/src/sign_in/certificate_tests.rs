#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;

const KEY: &str = include_str!("../../tests/fixtures/certificates/a.key");
const PKCS1: &str = include_str!("../../tests/fixtures/certificates/a.pkcs1.key");
const CERT: &str = include_str!("../../tests/fixtures/certificates/a.crt");
const OTHER: &str = include_str!("../../tests/fixtures/certificates/b.crt");
const EC: &str = include_str!("../../tests/fixtures/certificates/ec.key");
const EC_SEC1: &str = include_str!("../../tests/fixtures/certificates/ec.sec1.key");
const EC_CERT: &str = include_str!("../../tests/fixtures/certificates/ec.crt");
const ENCRYPTED: &str = include_str!("../../tests/fixtures/certificates/a.encrypted.key");

fn read(parts: &[&str]) -> Result<Certificate, CertificateError> {
    Certificate::parse(&SecretString::from(parts.concat()))
}

#[test]
fn key_and_certificate_come_in_any_order_and_dress() {
    // What `openssl x509 -in a.crt -outform der | sha256sum` says, in base64url.
    let known = read(&[KEY, CERT]).unwrap().thumbprint().to_owned();
    assert_eq!(known.len(), 43);
    let windows = CERT.replace('\n', "\r\n");
    for parts in [
        &[CERT, KEY][..],
        &[PKCS1, CERT],
        &["Bag Attributes\n    localKeyID: 01\n", KEY, "subject=CN = Rollbook\n", CERT, "\n\n"],
        &[KEY, &windows],
        // A chain, and the certificate that fits is not the first.
        &[OTHER, EC_CERT, CERT, KEY],
    ] {
        let certificate = read(parts).unwrap();
        assert_eq!(certificate.thumbprint(), known);
        assert!(certificate.begins() < certificate.ends());
        assert_eq!(format!("{certificate:?}"), "Certificate");
    }
}

#[test]
fn what_is_wrong_is_named() {
    use CertificateError::*;
    for (parts, expected) in [
        (&[CERT][..], NoKey),
        (&[KEY], NoCertificate),
        (&[""], NoKey),
        (&["hello"], NoKey),
        (&[ENCRYPTED, CERT], EncryptedKey),
        (
            &[
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                CERT,
            ],
            EncryptedKey,
        ),
        (&[EC, EC_CERT], NotRsa),
        (&[EC_SEC1, EC_CERT], NotRsa),
        (&[KEY, OTHER], Mismatch),
        (&[KEY, EC_CERT], Mismatch),
        (&[KEY, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"], Unreadable),
        (&["-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", CERT], NotRsa),
    ] {
        assert_eq!(read(parts).unwrap_err(), expected, "{:.40}", parts.concat());
    }
}

#[test]
fn an_assertion_is_what_entra_describes_and_lives_ten_minutes() {
    let certificate = read(&[KEY, CERT]).unwrap();
    let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap();
    let audience = "https://login.microsoftonline.com/t/oauth2/v2.0/token";
    let one = certificate.assertion("client", audience, now).unwrap();
    let another = certificate.assertion("client", audience, now).unwrap();
    let part = |token: &SecretString, at: usize| -> serde_json::Value {
        let text = token.expose_secret().split('.').nth(at).unwrap().to_owned();
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
    };
    let header = part(&one, 0);
    assert_eq!((header["alg"].as_str(), header["typ"].as_str()), (Some("PS256"), Some("JWT")));
    assert_eq!(header["x5t#S256"], certificate.thumbprint());
    let claims = part(&one, 1);
    assert_eq!((claims["iss"].as_str(), claims["sub"].as_str()), (Some("client"), Some("client")));
    assert_eq!(claims["aud"], audience);
    assert_eq!(claims["nbf"], now.timestamp());
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["nbf"].as_i64().unwrap(), 600);
    assert_ne!(part(&another, 1)["jti"], claims["jti"], "an assertion is good for one request");
    // Whoever holds the certificate alone can check it.
    let block = pem::parse(CERT).unwrap();
    let (_, parsed) = X509Certificate::from_der(block.contents()).unwrap();
    let public = DecodingKey::from_rsa_der(&parsed.tbs_certificate.subject_pki.subject_public_key.data);
    let mut rule = Validation::new(Algorithm::PS256);
    rule.validate_exp = false;
    rule.set_audience(&[audience]);
    assert!(decode::<Claims>(one.expose_secret(), &public, &rule).is_ok());
}
