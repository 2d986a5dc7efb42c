//! The data folder of the user, and the clock.

use crate::arguments::Arguments;
use directories::ProjectDirs;
use rollbook_engine::clock::Clock;
use rollbook_engine::keystore::OsKeystore;
use rollbook_engine::{Access, Engine, Error, Options, Result};
use secrecy::SecretString;
use std::sync::Arc;

/// Opens the user's own data folder.
pub fn open(arguments: &Arguments, passphrase: Option<SecretString>) -> Result<Engine> {
    let home = match &arguments.home {
        Some(home) => home.clone(),
        None => ProjectDirs::from("org", "Rollbook", "Rollbook")
            .map(|dirs| dirs.data_local_dir().to_owned())
            .ok_or_else(|| {
                Error::bad_input("This system names no folder for app data.", "Name one with --home.")
            })?,
    };
    let given = std::env::var("ROLLBOOK_PASSPHRASE").ok().map(SecretString::from);
    Engine::open(Options {
        home,
        clock: clock()?,
        offline: arguments.offline,
        demo: false,
        access: Access::Configured {
            keystore: Arc::new(OsKeystore::with_prompt()),
            passphrase: passphrase.or(given),
        },
    })
}

/// The system's clock, or the one that `ROLLBOOK_NOW` starts.
fn clock() -> Result<Clock> {
    match std::env::var("ROLLBOOK_NOW") {
        Err(_) => Ok(Clock::System),
        Ok(text) => text.parse().map(Clock::starting_at).map_err(|_| {
            Error::bad_input("ROLLBOOK_NOW is not a time.", "Write it like 2025-11-26T12:00:00Z.")
        }),
    }
}
