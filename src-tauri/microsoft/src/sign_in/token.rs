//! What the token endpoint gives (RFC 6749, section 5.1), read leniently: `expires_in` comes as text from some servers.

use super::authority::missing;
use super::errors::SignInError;
use super::id_token::{Account, Claims};
use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, RefreshToken, Scope, TokenResponse};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::time::Duration;

/// The tokens of one sign-in. Debug shows none of them.
#[derive(Clone)]
pub struct TokenSet {
    /// Access token.
    pub access: SecretString,
    /// Refresh token; after a refresh the newest one, which replaces the one that was used.
    pub refresh: Option<SecretString>,
    /// How long the access token is good for, from the moment of the answer.
    pub expires_in: Duration,
    /// What was granted.
    pub scopes: Vec<String>,
    /// Who signed in; `None` for an app, and where the server sent no id token.
    pub account: Option<Account>,
}

impl TokenSet {
    /// Permissions on Graph that were asked for and not granted, by their short names.
    #[must_use]
    pub fn missing_scopes(&self) -> Vec<&'static str> {
        missing(&self.scopes)
    }
}

impl fmt::Debug for TokenSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenSet({} s, {} scopes)", self.expires_in.as_secs(), self.scopes.len())
    }
}

/// Where the server does not say how long a token is good for.
const UNSAID: Duration = Duration::from_secs(300);
/// No token is trusted for longer than a day, whatever the server says (Entra's longest is 28 h, for sessions that
/// this program does not ask for).
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The body on the wire.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Wire {
    access_token: AccessToken,
    token_type: BasicTokenType,
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<u64>,
    #[serde(default)]
    refresh_token: Option<RefreshToken>,
    #[serde(default, deserialize_with = "words")]
    scope: Option<Vec<Scope>>,
    #[serde(default)]
    id_token: Option<IdToken>,
}

/// Never printed.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct IdToken(String);

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdToken")
    }
}

impl TokenResponse for Wire {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in.map(Duration::from_secs)
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        self.scope.as_ref()
    }
}

/// What was asked for, to be held against the answer.
pub(super) struct Asked<'a> {
    /// Scopes; granted as asked where the server does not say (RFC 6749, section 5.1).
    pub scopes: &'a [String],
    /// The nonce of a browser sign-in.
    pub nonce: Option<&'a str>,
    /// The tenant in the settings; an id is compared, a domain or `organizations` cannot be.
    pub tenant: &'a str,
}

impl Wire {
    /// The tokens, unless they belong to another sign-in than the one that was asked for.
    pub(super) fn into_tokens(self, asked: &Asked<'_>) -> Result<TokenSet, SignInError> {
        let claims = self.id_token.as_ref().and_then(|token| Claims::read(&token.0));
        if let (Some(nonce), Some(claims)) = (asked.nonce, &claims) {
            if claims.nonce.as_deref() != Some(nonce) {
                return Err(SignInError::Mismatch);
            }
        }
        let account = claims.as_ref().and_then(Claims::account);
        if let Some(account) = account.as_ref().filter(|_| is_id(asked.tenant)) {
            if !account.tenant_id.eq_ignore_ascii_case(asked.tenant) {
                return Err(SignInError::Mismatch);
            }
        }
        let scopes = match &self.scope {
            Some(scopes) => scopes.iter().map(|scope| scope.to_string()).collect(),
            None => asked.scopes.to_vec(),
        };
        Ok(TokenSet {
            access: self.access_token.into_secret().into(),
            refresh: self.refresh_token.map(|token| token.into_secret().into()),
            expires_in: self.expires_in.map_or(UNSAID, Duration::from_secs).min(LONGEST),
            scopes,
            account,
        })
    }
}

/// Whether a tenant is given by its id (8-4-4-4-12 hexadecimal digits).
fn is_id(tenant: &str) -> bool {
    let groups: Vec<&str> = tenant.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.chars().all(|c| c.is_ascii_hexdigit()))
}

fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Form {
        Number(u64),
        Text(String),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Option::<Form>::deserialize(from)? {
        Some(Form::Number(number)) => Some(number),
        Some(Form::Text(text)) => text.trim().parse().ok(),
        Some(Form::Other(_)) | None => None,
    })
}

fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<Scope>>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.map(|text| text.split_whitespace().map(|word| Scope::new(word.to_owned())).collect()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use secrecy::ExposeSecret;
    use serde_json::{Value, json};

    const TENANT: &str = "9d66187e-13f0-4666-9bac-be67ddd4b676";

    fn read(body: &Value, nonce: Option<&str>, tenant: &str) -> Result<TokenSet, SignInError> {
        let wire: Wire = serde_json::from_value(body.clone()).unwrap();
        wire.into_tokens(&Asked { scopes: &["User.Read".to_owned()], nonce, tenant })
    }

    fn with_claims(claims: &Value) -> Value {
        let token = format!("e30.{}.s", URL_SAFE_NO_PAD.encode(claims.to_string()));
        json!({"token_type": "Bearer", "access_token": "a", "id_token": token})
    }

    #[test]
    fn the_documented_answer_is_read() {
        let body = include_str!("../../../../tests/fixtures/graph/oauth-token-response.json");
        let tokens = read(&serde_json::from_str(body).unwrap(), None, "organizations").unwrap();
        assert_eq!(tokens.expires_in, Duration::from_secs(3599));
        assert_eq!(tokens.scopes, ["User.Read", "profile", "openid", "email"]);
        assert_eq!(
            tokens.missing_scopes(),
            ["Calendars.Read", "OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"]
        );
        assert!(tokens.refresh.unwrap().expose_secret().starts_with("AwAB"));
    }

    #[test]
    fn odd_lifetimes_are_bounded_and_nothing_is_printed() {
        let with = |expires: Value| {
            let body = json!({"token_type": "bearer", "access_token": "SECRET", "expires_in": expires});
            read(&body, None, "x.edu").unwrap()
        };
        for (said, seconds) in [
            (json!("3599"), 3599),
            (json!(0), 0),
            (json!(u64::MAX), 86_400),
            (json!(null), 300),
            (json!("soon"), 300),
            (json!(-5), 300),
        ] {
            assert_eq!(with(said.clone()).expires_in.as_secs(), seconds, "{said}");
        }
        assert!(!format!("{:?}", with(json!(1))).contains("SECRET"));
        assert_eq!(with(json!(1)).scopes, ["User.Read"]);
    }

    #[test]
    fn tokens_of_another_sign_in_are_refused() {
        let body = with_claims(&json!({"oid": "o", "tid": TENANT, "nonce": "n", "name": "N"}));
        assert_eq!(read(&body, Some("n"), TENANT).unwrap().account.unwrap().tenant_id, TENANT);
        assert_eq!(read(&body, Some("other"), TENANT).unwrap_err(), SignInError::Mismatch);
        let elsewhere = "00000000-13f0-4666-9bac-be67ddd4b676";
        assert_eq!(read(&body, None, elsewhere).unwrap_err(), SignInError::Mismatch);
        assert!(read(&body, None, "contoso.com").is_ok());
    }
}
