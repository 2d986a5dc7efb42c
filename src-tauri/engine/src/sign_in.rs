//! Signing in and out of Microsoft.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::tokens::new_tokens;
use crate::view::{AccountView, SignInEvent};
use rollbook_microsoft::sign_in::{self, Authority, TokenSet};
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

impl Engine {
    /// Signs in. `tell` hears the code or the address, and who it was in the end.
    pub async fn sign_in(
        &self,
        way: Way,
        tell: impl Fn(SignInEvent) + Send + Sync,
        context: &Context,
    ) -> Result<AccountView> {
        self.need_network()?;
        // A sign-in that could not be kept is worse than none: unlock first.
        self.unlock().await?;
        let config = self.config();
        let client_id = config.client_id.clone().ok_or_else(|| {
            Error::bad_input(
                "The app registration to sign in with is not set (microsoft.client_id).",
                "IT has this id: it names Rollbook in your institution's directory.",
            )
        })?;
        let authority = Self::authority(&config, &config.tenant)?;
        let tokens = match way {
            Way::DeviceCode => self.by_code(&authority, &client_id, &tell, context).await?,
            Way::Browser => self.by_browser(&authority, &client_id, &tell, context).await?,
        };
        let account = self.keep_account(&config, client_id, &tokens).await?;
        tell(SignInEvent::SignedIn { account: account.clone() });
        Ok(account)
    }

    async fn by_code(
        &self,
        authority: &Authority,
        client_id: &str,
        tell: &(impl Fn(SignInEvent) + Send + Sync),
        context: &Context,
    ) -> Result<TokenSet> {
        let code = sign_in::device_code::start(authority, client_id, self.transport(), context).await?;
        let address = code.verification_uri_complete.as_ref().unwrap_or(&code.verification_uri);
        tell(SignInEvent::DeviceCode {
            user_code: code.user_code.clone(),
            verification_uri: code.verification_uri.to_string(),
            expires_in: code.expires_in.as_secs(),
            qr_svg: qr(address.as_str()),
        });
        Ok(sign_in::device_code::wait(authority, client_id, &code, self.transport(), context).await?)
    }

    async fn by_browser(
        &self,
        authority: &Authority,
        client_id: &str,
        tell: &(impl Fn(SignInEvent) + Send + Sync),
        context: &Context,
    ) -> Result<TokenSet> {
        let started = sign_in::browser::start(authority, client_id, self.transport()).await?;
        tell(SignInEvent::Browser { url: started.url.to_string() });
        Ok(started.wait(context).await?)
    }

    async fn keep_account(
        &self,
        config: &crate::config::Config,
        client_id: String,
        tokens: &TokenSet,
    ) -> Result<AccountView> {
        let account = tokens.account.clone().ok_or_else(|| Error::internal("id-token"))?;
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
        self.db(move |store| accounts::sign_in(store, &details, &details.graph_url, &new)).await?;
        Ok(view)
    }

    /// Forgets the account and its tokens on this machine. Microsoft is not asked: that would end the sessions of every
    /// other program too.
    pub async fn sign_out(&self) -> Result<()> {
        if let Some(account) = self.db(accounts::active).await? {
            self.db(move |store| accounts::sign_out(store, &account.id)).await?;
        }
        Ok(())
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
