//! Access tokens for Graph: the cached one while it is good, else one refresh, however many ask at once.
//!
//! Within this program one lock, between programs a lease in the store; whoever gets either looks again before it
//! asks the server. A session ends only when the sign-in server refuses the newest refresh token twice.

use crate::config::{CallRecordsMode, Config};
use crate::engine::Engine;
use crate::error::from_graph::sign_in_needed;
use crate::error::{Code, Error, Result};
use base64::Engine as _;
use chrono::{DateTime, TimeDelta, Utc};
use rollbook_microsoft::graph::{Audience, BoxFuture, Graph, TokenError, TokenSource};
use rollbook_microsoft::sign_in::{self, Authority, Certificate, Cloud, SignInError, TokenSet};
use rollbook_store::accounts::{self, Account};
use rollbook_store::tokens::{self, Lease, NewTokens, Saved, TokenKey, TokenSet as Stored};
use rollbook_transport::{Base, Context};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;

/// A token is renewed this long before it ends; one of a short life when half of it is over.
const EARLY: TimeDelta = TimeDelta::minutes(5);
/// How long a refresh may take before another program may try.
const LEASE: TimeDelta = TimeDelta::seconds(60);
const LOOK_AGAIN: Duration = Duration::from_millis(150);

impl Engine {
    /// The signed-in account.
    pub(crate) async fn account(&self) -> Result<Account> {
        self.db(accounts::active).await?.ok_or_else(sign_in_needed)
    }

    pub(crate) fn authority(config: &Config, tenant: &str) -> Result<Authority> {
        let cloud = Cloud::parse(&config.cloud).ok_or_else(|| Error::internal("cloud"))?;
        let authority =
            Authority::new(cloud, tenant, config.login_url.as_deref(), config.graph_url.as_deref())?;
        Ok(if config.webinars { authority.with_virtual_events() } else { authority })
    }

    /// Graph as the signed-in user.
    pub(crate) fn graph(&self, account: &Account) -> Result<Graph> {
        let base = Base::parse(&account.details.graph_url)?;
        Ok(Graph::new(
            base,
            self.transport().clone(),
            Arc::new(Tokens(self.clone(), account.clone())),
            Audience::Delegated,
        ))
    }

    /// Graph's call records: as the institution's app, or through its relay as the user.
    pub(crate) async fn call_records_graph(&self, account: &Account) -> Result<Graph> {
        let config = self.config();
        let tokens: Arc<dyn TokenSource> = Arc::new(Tokens(self.clone(), account.clone()));
        match config.call_records {
            CallRecordsMode::Relay => {
                let url = config.relay_url.as_deref().ok_or_else(|| incomplete("call_records.relay_url"))?;
                Ok(Graph::new(Base::parse(url)?, self.transport().clone(), tokens, Audience::Delegated))
            }
            CallRecordsMode::App | CallRecordsMode::Off => {
                app_registration(&config)?;
                self.app_credential().await?;
                let base = Base::parse(&account.details.graph_url)?;
                Ok(Graph::new(base, self.transport().clone(), tokens, Audience::AppOnly))
            }
        }
    }
}

fn app_registration(config: &Config) -> Result<(&str, &str)> {
    let tenant = config.call_records_tenant.as_deref().ok_or_else(|| incomplete("call_records.tenant"))?;
    let client =
        config.call_records_client_id.as_deref().ok_or_else(|| incomplete("call_records.client_id"))?;
    Ok((tenant, client))
}

fn incomplete(what: &str) -> Error {
    Error::new(
        Code::CallRecordsNotConfigured,
        format!("Access to call records is switched on but not complete: {what} is missing."),
        "IT has these values: they belong to the app registration with CallRecords.Read.All.",
    )
}

/// What proves the institution's app: a certificate where one is kept, else a secret.
enum Credential {
    Secret(SecretString),
    Certificate(Certificate),
}

impl Credential {
    /// Tells credentials apart, and gives nothing away: a hash of a secret that nobody could guess.
    fn fingerprint(&self) -> String {
        match self {
            Self::Certificate(certificate) => certificate.thumbprint().to_owned(),
            Self::Secret(secret) => {
                let hash = Sha256::digest(secret.expose_secret());
                base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
            }
        }
    }
}

impl Engine {
    async fn app_credential(&self) -> Result<Credential> {
        if let Some(text) = self.secret("call_records.certificate").await? {
            let certificate = Certificate::parse(&text);
            return Ok(Credential::Certificate(
                certificate.map_err(|_| incomplete("a certificate that can be read"))?,
            ));
        }
        let secret = self.secret("call_records.secret").await?;
        let secret = secret.ok_or_else(|| incomplete("call_records.secret or call_records.certificate"))?;
        Ok(Credential::Secret(secret))
    }

    /// Learns how far the sign-in server's clock is from this one.
    pub(crate) fn hear_clock(&self, tokens: &TokenSet) {
        if let Some(theirs) = tokens.server_time {
            self.set_skew(theirs - self.now());
        }
    }
}

/// The tokens of one account, and of the institution's app beside it.
struct Tokens(Engine, Account);

impl TokenSource for Tokens {
    fn token(
        &self,
        audience: Audience,
        rejected: Option<SecretString>,
    ) -> BoxFuture<'_, std::result::Result<SecretString, TokenError>> {
        let tokens = Self(self.0.clone(), self.1.clone());
        Box::pin(async move {
            let work = tokio::spawn(async move { tokens.current(audience, rejected.as_ref()).await });
            let token = work.await.unwrap_or_else(|_| Err(Error::internal("token")));
            token.map_err(|error| TokenError::Other(Box::new(error)))
        })
    }

    fn challenged(&self, audience: Audience, claims: String) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // The app has no sign-in that could prove more.
            if audience == Audience::AppOnly {
                return;
            }
            let account = self.1.id.clone();
            let kept = self.0.db(move |store| accounts::set_claims(store, &account, &claims)).await;
            if kept.is_err() {
                tracing::warn!("what the next sign-in must prove could not be kept");
            }
        })
    }
}

impl Tokens {
    async fn current(&self, audience: Audience, rejected: Option<&SecretString>) -> Result<SecretString> {
        let (key, grant) = self.grant(audience).await?;
        if let Some(good) = self.stored(&key, rejected).await? {
            return Ok(good);
        }
        let _turn = self.0.refresh_turn().await;
        let owner = uuid::Uuid::new_v4().to_string();
        loop {
            let (lease_key, lease_owner, now) = (key.clone(), owner.clone(), self.0.now());
            match self.0.db(move |s| tokens::try_lease(s, &lease_key, &lease_owner, now, LEASE)).await? {
                Lease::Held { .. } => {
                    tokio::time::sleep(LOOK_AGAIN).await;
                    if let Some(good) = self.stored(&key, rejected).await? {
                        return Ok(good);
                    }
                }
                Lease::Mine(set) => {
                    let result = match set.as_ref().and_then(|set| good(set, rejected, self.0.now())) {
                        Some(token) => Ok(token),
                        None => self.renew(&key, &grant, set).await,
                    };
                    let free = key.clone();
                    self.0.db(move |s| tokens::release(s, &free, &owner)).await?;
                    return result;
                }
            }
        }
    }

    async fn stored(&self, key: &TokenKey, rejected: Option<&SecretString>) -> Result<Option<SecretString>> {
        let (key, now) = (key.clone(), self.0.now());
        let set = self.0.db(move |store| tokens::get(store, &key)).await?;
        Ok(set.and_then(|set| good(&set, rejected, now)))
    }

    async fn grant(&self, audience: Audience) -> Result<(TokenKey, Grant)> {
        let account = &self.1;
        let graph = &account.details.graph_url;
        let config = self.0.config();
        match audience {
            Audience::Delegated => {
                // Those that the account signed in with, whatever the settings say by now.
                let (login, tenant) = (&account.details.login_url, &account.details.tenant_id);
                let authority = Authority::new(Cloud::default(), tenant, Some(login), Some(graph))?;
                let key = TokenKey::account(&account.id, graph);
                Ok((key, Grant::Refresh { authority, client_id: account.details.client_id.clone() }))
            }
            Audience::AppOnly => {
                let (tenant, client_id) = app_registration(&config)?;
                let authority = Engine::authority(&config, tenant)?;
                let credential = self.0.app_credential().await?;
                // Another registration, or another credential of it, must not go on with the old one's token.
                let key =
                    TokenKey::app(&format!("{graph} {tenant} {client_id} {}", credential.fingerprint()));
                Ok((key, Grant::App { authority, client_id: client_id.to_owned(), credential }))
            }
        }
    }

    /// Asks the sign-in server, and stores what it gives before anybody uses it.
    async fn renew(&self, key: &TokenKey, grant: &Grant, set: Option<Stored>) -> Result<SecretString> {
        let context = Context::default();
        let generation = set.as_ref().map_or(0, |set| set.generation);
        let old = set.and_then(|set| set.tokens.refresh);
        let fresh = match grant {
            Grant::App { authority, client_id, credential } => {
                use sign_in::client_credentials::{with_certificate, with_secret};
                let transport = self.0.transport();
                match credential {
                    Credential::Secret(secret) => {
                        with_secret(authority, client_id, secret, transport, &context).await?
                    }
                    Credential::Certificate(certificate) => {
                        let theirs = self.0.server_now();
                        with_certificate(authority, client_id, certificate, theirs, transport, &context)
                            .await?
                    }
                }
            }
            Grant::Refresh { authority, client_id } => {
                let token = old.as_ref().ok_or_else(sign_in_needed)?;
                let ask = || sign_in::refresh(authority, client_id, token, self.0.transport(), &context);
                match ask().await {
                    // Once more: a hiccup of the sign-in server must not sign anybody out.
                    Err(SignInError::SessionEnded) => ask().await?,
                    other => other?,
                }
            }
        };
        self.0.hear_clock(&fresh);
        let new = new_tokens(&fresh, old, self.0.now());
        let (key, stored) = (key.clone(), new.clone());
        match self.0.db(move |store| tokens::save(store, &key, &stored, generation)).await? {
            Saved::Stored { .. } => Ok(new.access),
            Saved::Superseded(Some(newer)) => Ok(newer.tokens.access),
            Saved::Superseded(None) => Err(sign_in_needed()),
        }
    }
}

enum Grant {
    Refresh { authority: Authority, client_id: String },
    App { authority: Authority, client_id: String, credential: Credential },
}

fn good(set: &Stored, rejected: Option<&SecretString>, now: DateTime<Utc>) -> Option<SecretString> {
    let refused = rejected.is_some_and(|r| r.expose_secret() == set.tokens.access.expose_secret());
    // A clock that stands before the time they were got at was set back, and says nothing of their end.
    let known = set.tokens.obtained_at.is_none_or(|at| at <= now);
    (!refused && known && set.tokens.expires_at > now).then(|| set.tokens.access.clone())
}

/// The end that is written down is early by the margin, so that everybody who reads it renews in time.
///
/// A server that does not rotate sends no refresh token again: the old one stays.
pub(crate) fn new_tokens(fresh: &TokenSet, old: Option<SecretString>, now: DateTime<Utc>) -> NewTokens {
    let lives = TimeDelta::from_std(fresh.expires_in).unwrap_or_default();
    NewTokens {
        access: fresh.access.clone(),
        refresh: fresh.refresh.clone().or(old),
        obtained_at: Some(now),
        expires_at: now + lives - EARLY.min(lives / 2),
        scopes: fresh.scopes.join(" "),
    }
}
