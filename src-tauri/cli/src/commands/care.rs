//! People, erasing, backups, and what is in order.

use super::Result;
use super::connect::read_secret;
use crate::arguments::{BackupFile, Purge};
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::view::{PurgeView, PurgeWhat};
use rollbook_engine::{Engine, Error};
use secrecy::SecretString;
use std::io::{BufRead, IsTerminal, Write};

pub async fn people(engine: &Engine, person: Option<&str>, output: &Output) -> Result {
    let zone = engine.config().timezone;
    match person {
        None => {
            let people = engine.people().await?;
            output.answer(&people, || text::people(&people, zone));
        }
        Some(person) => {
            let person = engine.person(person).await?;
            output.answer(&person, || text::person(&person, zone));
        }
    }
    Ok(Exit::DONE)
}

pub async fn purge(engine: &Engine, purge: &Purge, json: bool, output: &Output) -> Result {
    let what = PurgeWhat::of(purge.meeting.clone(), purge.person.clone(), purge.expired, purge.all)?;
    if !purge.dry_run && !purge.yes && !json && std::io::stdin().is_terminal() {
        let would = engine.purge(&what, false).await?;
        if !would.removed.is_empty() && !confirmed(&would) {
            return Err(Error::bad_input("Nothing was erased.", "Answer with yes to erase it.").into());
        }
    }
    let view = engine.purge(&what, !purge.dry_run).await?;
    output.answer(&view, || text::purge(&view));
    Ok(Exit::DONE)
}

fn confirmed(would: &PurgeView) -> bool {
    let mut screen = std::io::stderr().lock();
    let _ = write!(screen, "{}\nThis cannot be undone. Type yes to erase it: ", text::purge(would));
    let _ = screen.flush();
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).is_ok() && answer.trim() == "yes"
}

pub async fn backup(engine: &Engine, to: &BackupFile, output: &Output) -> Result {
    let view = engine.backup(to.file.clone(), passphrase()?).await?;
    output.answer(&view, || text::backup(&view, "Backed up"));
    Ok(Exit::DONE)
}

pub async fn restore(engine: &Engine, from: &BackupFile, output: &Output) -> Result {
    let view = engine.restore(from.file.clone(), passphrase()?).await?;
    output.answer(&view, || text::backup(&view, "Restored"));
    Ok(Exit::DONE)
}

pub async fn doctor(engine: &Engine, output: &Output) -> Result {
    let view = engine.doctor().await;
    output.answer(&view, || text::doctor(&view));
    let bad = view.checks.iter().any(|check| check.state == "problem");
    Ok(if bad { Exit::FAILED } else { Exit::DONE })
}

fn passphrase() -> Result<SecretString> {
    match std::env::var("ROLLBOOK_BACKUP_PASSPHRASE") {
        Ok(given) => Ok(SecretString::from(given)),
        Err(_) => Ok(read_secret("Passphrase of the backup: ")?),
    }
}
