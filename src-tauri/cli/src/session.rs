//! From the global arguments to an engine: data folder, clock, keystore, log.

use crate::arguments::Global;
use chrono::{DateTime, Utc};
use directories::ProjectDirs;
use rollbook_engine::clock::Clock;
use rollbook_engine::keystore::OsKeystore;
use rollbook_engine::{Access, CancelToken, Context, Engine, Error, Options, Result};
use secrecy::SecretString;
use std::io::IsTerminal;
use std::sync::Arc;

/// Opens the data folder that the arguments name.
pub fn open(global: &Global) -> Result<Engine> {
    let home = match &global.home {
        Some(home) => home.clone(),
        None => ProjectDirs::from("org", "Rollbook", "Rollbook")
            .map(|dirs| dirs.data_local_dir().to_owned())
            .ok_or_else(|| {
                Error::bad_input("This system names no folder for app data.", "Name one with --home.")
            })?,
    };
    let passphrase = std::env::var("ROLLBOOK_PASSPHRASE").ok().map(SecretString::from);
    let keystore = if std::io::stdin().is_terminal() { OsKeystore::with_prompt() } else { OsKeystore::new() };
    Engine::open(Options {
        home,
        clock: clock()?,
        offline: global.offline,
        demo: false,
        access: Access::Configured { keystore: Arc::new(keystore), passphrase },
    })
}

fn clock() -> Result<Clock> {
    let Ok(text) = std::env::var("ROLLBOOK_NOW") else { return Ok(Clock::System) };
    let at: DateTime<Utc> = text.parse().map_err(|_| {
        Error::bad_input("ROLLBOOK_NOW is not a time.", "Write it like 2025-11-26T12:00:00Z.")
    })?;
    Ok(Clock::starting_at(at))
}

/// A context that Ctrl-C cancels; a second Ctrl-C ends the program at once.
pub fn context() -> Context {
    let cancel = CancelToken::default();
    let token = cancel.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            token.cancel();
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(130);
        }
    });
    Context::new(cancel)
}

/// Log lines on standard error, as loud as asked for; never a name, a token or an address.
pub fn start_log(global: &Global) {
    let level = match (global.quiet, global.verbose) {
        (true, _) => "error",
        (_, 0) => "warn",
        (_, 1) => "info",
        _ => "debug",
    };
    let filter = format!(
        "warn,rollbook_engine={level},rollbook_transport={level},rollbook_microsoft={level},rollbook_lms={level}"
    );
    let color = std::env::var_os("NO_COLOR").is_none() && std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(color).init();
}
