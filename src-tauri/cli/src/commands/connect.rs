//! Account, settings, secrets.

use super::Result;
use crate::arguments::{Config, Secret};
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::sign_in::Way;
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
    let tell = |event: SignInEvent| {
        if let (SignInEvent::Browser { url }, false) = (&event, no_open) {
            // Where no browser opens, the address on the screen is the way.
            let _ = open::that_detached(url);
        }
        output.event(&bare(event.clone()), || text::sign_in(&event));
    };
    engine.sign_in(way, tell, context).await?;
    Ok(Exit::DONE)
}

/// The event as the contract has it: the QR code is for the window.
fn bare(event: SignInEvent) -> SignInEvent {
    match event {
        SignInEvent::DeviceCode { user_code, verification_uri, expires_in, .. } => {
            SignInEvent::DeviceCode { user_code, verification_uri, expires_in, qr_svg: None }
        }
        other => other,
    }
}

pub async fn sign_out(engine: &Engine, output: &Output) -> Result {
    engine.sign_out().await?;
    output.done("Signed out. The tokens on this machine are erased.");
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
            engine.set_secret(name, read_secret()?).await?;
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
fn read_secret() -> std::result::Result<SecretString, Error> {
    let unreadable = || Error::bad_input("The secret could not be read.", "Give it on standard input.");
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password("Secret: ").map(SecretString::from).map_err(|_| unreadable());
    }
    let mut text = String::new();
    std::io::stdin().take(1 << 20).read_to_string(&mut text).map_err(|_| unreadable())?;
    Ok(SecretString::from(text))
}
