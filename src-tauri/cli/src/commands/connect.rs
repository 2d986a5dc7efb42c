//! Account, settings, secrets.

use super::Result;
use crate::arguments::{AccountsChange, Config, Secret};
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::sign_in::{Asked, Way};
use rollbook_engine::view::SignInEvent;
use rollbook_engine::{Context, Engine, Error};
use secrecy::SecretString;
use serde_json::json;
use std::io::{IsTerminal, Read};

pub async fn status(engine: &Engine, output: &Output) -> Result {
    let status = engine.status().await?;
    output.answer(&status, || text::status(&status));
    Ok(Exit::DONE)
}

pub async fn sign_in(
    engine: &Engine,
    browser: bool,
    no_open: bool,
    output: &Output,
    context: &Context,
) -> Result {
    let way = if browser { Way::Browser } else { Way::DeviceCode };
    let language = language();
    let localized = language.is_some();
    let tell = |event: SignInEvent| {
        if let (SignInEvent::Browser { url }, false) = (&event, no_open) {
            // Where no browser opens, the address on the screen is the way.
            let _ = open::that_detached(url);
        }
        output.event(&bare(event.clone()), || text::sign_in(&event, localized));
    };
    engine.sign_in(Asked { way, language }, tell, context).await?;
    Ok(Exit::DONE)
}

/// The language of the terminal as a tag (RFC 5646), from the POSIX variables in their order; none for English, which
/// the program's own sentences are in.
fn language() -> Option<String> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))?;
    let tag = set.split(['.', '@']).next()?.replace('_', "-");
    let english = matches!(tag.as_str(), "C" | "POSIX") || tag == "en" || tag.starts_with("en-");
    (!english).then_some(tag)
}

/// The event as the contract has it: the QR code is for the window.
fn bare(event: SignInEvent) -> SignInEvent {
    match event {
        SignInEvent::DeviceCode { user_code, verification_uri, expires_in, message, .. } => {
            SignInEvent::DeviceCode { user_code, verification_uri, expires_in, message, qr_svg: None }
        }
        other => other,
    }
}

pub async fn sign_out(engine: &Engine, account: Option<&str>, all: bool, output: &Output) -> Result {
    if all {
        engine.sign_out_all().await?;
    } else {
        engine.sign_out(account).await?;
    }
    output.done("Signed out. The tokens on this machine are erased.");
    Ok(Exit::DONE)
}

pub async fn accounts(engine: &Engine, change: Option<&AccountsChange>, output: &Output) -> Result {
    if let Some(AccountsChange::Use { account }) = change {
        engine.use_account(account).await?;
        output.done("New classes are fetched as this account.");
        return Ok(Exit::DONE);
    }
    let view = engine.accounts().await?;
    output.answer(&view, || text::accounts(&view));
    Ok(Exit::DONE)
}

pub fn admin_consent(engine: &Engine, output: &Output) -> Result {
    let url = engine.admin_consent_url()?;
    output.answer(&json!({ "url": url }), || {
        format!(
            "Send this link to IT. Whoever may consent for the institution opens it and accepts:\n\n{url}"
        )
    });
    Ok(Exit::DONE)
}

pub async fn config(engine: &Engine, config: &Config, output: &Output) -> Result {
    match config {
        Config::Get { key: Some(key) } => {
            let setting = engine.setting(key)?;
            let value = text::value(&setting.value);
            output.answer(&json!({ "key": setting.key, "value": setting.value }), || value);
        }
        Config::Get { key: None } => {
            let settings = engine.settings();
            output.answer(&json!({ "settings": settings }), || text::settings(&settings));
        }
        Config::Set { key, value } => {
            engine.change_setting(key, value).await?;
            output.done("Saved.");
        }
    }
    Ok(Exit::DONE)
}

pub async fn secret(engine: &Engine, secret: &Secret, output: &Output) -> Result {
    match secret {
        Secret::Set { name } => {
            engine.set_secret(name, read_secret("Secret: ")?).await?;
            output.done("Kept in the encrypted store.");
        }
        Secret::Clear { name } => {
            engine.clear_secret(name).await?;
            output.done("Forgotten.");
        }
    }
    Ok(Exit::DONE)
}

/// A secret from a pipe, or typed without being shown.
pub fn read_secret(prompt: &str) -> std::result::Result<SecretString, Error> {
    let unreadable = || Error::bad_input("The secret could not be read.", "Give it on standard input.");
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password(prompt).map(SecretString::from).map_err(|_| unreadable());
    }
    let mut text = String::new();
    std::io::stdin().take(1 << 20).read_to_string(&mut text).map_err(|_| unreadable())?;
    Ok(SecretString::from(text))
}
