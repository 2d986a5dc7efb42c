//! Signing in and out of Microsoft.

use crate::engine::Engine;
use crate::error::from_graph::more_proof;
use crate::error::{Code, Error, Result};
use crate::tokens::new_tokens;
use crate::view::{AccountView, SignInEvent};
use rollbook_microsoft::sign_in::browser::Wish;
use rollbook_microsoft::sign_in::{self, Authority, SignInError, TokenSet};
use rollbook_store::accounts::{self, AccountDetails};
use rollbook_transport::{Base, Context};

/// How to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A code to enter on another device (RFC 8628).
    DeviceCode,
    /// The browser of this device (RFC 8252).
    Browser,
}

/// A sign-in as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How.
    pub way: Way,
    /// The language of Microsoft's own sentence, a tag such as `de-DE`; Microsoft's choice where there is none.
    pub language: Option<String>,
}

impl From<Way> for Asked {
    fn from(way: Way) -> Self {
        Self { way, language: None }
    }
}

impl Engine {
    /// Signs in. `tell` hears the code or the address, and who it was in the end.
    pub async fn sign_in(
        &self,
        asked: impl Into<Asked>,
        tell: impl Fn(SignInEvent) + Send + Sync,
        context: &Context,
    ) -> Result<AccountView> {
        self.need_network()?;
        // A sign-in that could not be kept is worse than none: unlock first.
        self.unlock().await?;
        let asked = asked.into();
        let config = self.config();
        let client_id = config.client_id.clone().ok_or_else(no_registration)?;
        let authority = Self::authority(&config, &config.tenant)?;
        let challenge = self.challenge().await?;
        let found = match (asked.way, &challenge) {
            // Only the authorization endpoint takes claims.
            (Way::DeviceCode, Some(_)) => return Err(more_proof(Code::DeviceCodeBlocked)),
            (Way::DeviceCode, None) => {
                let language = asked.language.as_deref();
                self.by_code(&authority, &client_id, language, &tell, context).await
            }
            (Way::Browser, _) => {
                self.by_browser(&authority, &client_id, challenge.as_ref(), &tell, context).await
            }
        };
        let found = found.and_then(|tokens| Ok(tokens.complete()?));
        let tokens = found.map_err(|error| with_consent_link(error, &authority, &client_id))?;
        let account = self.keep_account(&config, client_id, &tokens).await?;
        tell(SignInEvent::SignedIn { account: account.clone() });
        Ok(account)
    }

    async fn by_code(
        &self,
        authority: &Authority,
        client_id: &str,
        language: Option<&str>,
        tell: &(impl Fn(SignInEvent) + Send + Sync),
        context: &Context,
    ) -> Result<TokenSet> {
        let code =
            sign_in::device_code::start(authority, client_id, language, self.transport(), context).await?;
        let address = code.verification_uri_complete.as_ref().unwrap_or(&code.verification_uri);
        tell(SignInEvent::DeviceCode {
            user_code: code.user_code.clone(),
            verification_uri: code.verification_uri.to_string(),
            expires_in: code.expires_in.as_secs(),
            message: code.message.clone(),
            qr_svg: qr(address.as_str()),
        });
        Ok(sign_in::device_code::wait(authority, client_id, &code, self.transport(), context).await?)
    }

    async fn by_browser(
        &self,
        authority: &Authority,
        client_id: &str,
        challenge: Option<&Challenge>,
        tell: &(impl Fn(SignInEvent) + Send + Sync),
        context: &Context,
    ) -> Result<TokenSet> {
        let wish = Wish {
            account: challenge.map(|challenge| challenge.username.as_str()),
            claims: challenge.map(|challenge| challenge.claims.as_str()),
        };
        let started = sign_in::browser::start(authority, client_id, &wish, self.transport()).await?;
        tell(SignInEvent::Browser { url: started.url.to_string() });
        Ok(started.wait(context).await?)
    }

    async fn keep_account(
        &self,
        config: &crate::config::Config,
        client_id: String,
        tokens: &TokenSet,
    ) -> Result<AccountView> {
        let account = tokens.account.clone().ok_or(SignInError::NoAccount)?;
        let cloud = rollbook_microsoft::sign_in::Cloud::parse(&config.cloud).unwrap_or_default();
        let graph = Base::parse(config.graph_url.as_deref().unwrap_or(cloud.graph_url()))?;
        let now = self.now();
        let details = AccountDetails {
            tenant_id: account.tenant_id,
            object_id: account.object_id,
            username: account.username,
            name: account.name,
            login_url: config.login_url.clone().unwrap_or_else(|| cloud.login_url().to_owned()),
            graph_url: graph.as_str().to_owned(),
            client_id,
            signed_in_at: now,
        };
        let view = account_view(&details);
        let new = new_tokens(tokens, None, now);
        self.hear_clock(tokens);
        self.db(move |store| accounts::sign_in(store, &details, &details.graph_url, &new)).await?;
        Ok(view)
    }

    /// What the next sign-in must prove, and of whom.
    async fn challenge(&self) -> Result<Option<Challenge>> {
        self.db(|store| {
            for account in accounts::list(store)? {
                if let Some(claims) = accounts::claims(store, &account.id)? {
                    return Ok(Some(Challenge { username: account.details.username, claims }));
                }
            }
            Ok(None)
        })
        .await
    }

    /// The page on which an administrator agrees to the app's permissions.
    pub fn admin_consent_url(&self) -> Result<String> {
        let config = self.config();
        let client_id = config.client_id.clone().ok_or_else(no_registration)?;
        let authority = Self::authority(&config, &config.tenant)?;
        Ok(sign_in::admin_consent::url(&authority, &client_id)?.to_string())
    }
}

/// What an account's next sign-in must prove.
struct Challenge {
    username: String,
    claims: String,
}

fn no_registration() -> Error {
    Error::bad_input(
        "The app registration to sign in with is not set (microsoft.client_id).",
        "IT has this id: it names Rollbook in your institution's directory.",
    )
}

/// Where only an administrator can help, the link for the administrator.
fn with_consent_link(error: Error, authority: &Authority, client_id: &str) -> Error {
    if !matches!(error.code, Code::AdminConsentNeeded | Code::NotPermitted) {
        return error;
    }
    match sign_in::admin_consent::url(authority, client_id) {
        Ok(url) => error.with("admin_consent_url", url.as_str()),
        Err(_) => error,
    }
}

pub(crate) fn account_view(details: &AccountDetails) -> AccountView {
    AccountView {
        name: details.name.clone(),
        username: details.username.clone(),
        tenant_id: details.tenant_id.clone(),
    }
}

/// The address as a QR code; without one the address in words is enough.
fn qr(address: &str) -> Option<String> {
    let code = qrcode::QrCode::new(address.as_bytes()).ok()?;
    Some(code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(160, 160).build())
}
