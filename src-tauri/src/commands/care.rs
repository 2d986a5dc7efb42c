//! People, erasing, backups, and what is in order.

use super::{done, seen};
use crate::app::{Answer, App};
use crate::system::Filter;
use rollbook_engine::Error;
use rollbook_engine::view::{
    BackupView, DoctorView, OkView, PeopleView, PersonDetailView, PurgeView, PurgeWhat,
};
use secrecy::SecretString;
use tauri::State;

/// The ending of a backup's name.
const BACKUP: &str = "rollbook-backup";

#[tauri::command]
pub async fn people(app: State<'_, App>) -> Answer<PeopleView> {
    seen(app.engine().await?.people().await)
}

#[tauri::command]
pub async fn person(app: State<'_, App>, id: String) -> Answer<PersonDetailView> {
    seen(app.engine().await?.person(&id).await)
}

#[tauri::command]
pub async fn purge(app: State<'_, App>, what: PurgeWhat, dry_run: bool) -> Answer<PurgeView> {
    seen(app.engine().await?.purge(&what, !dry_run).await)
}

/// Asks where to, and writes there; null where the user changed their mind.
#[tauri::command]
pub async fn backup(app: State<'_, App>, passphrase: String) -> Answer<Option<BackupView>> {
    let (engine, passphrase) = (app.engine().await?, SecretString::from(passphrase));
    let name = format!("Rollbook {}.{BACKUP}", engine.now().format("%Y-%m-%d"));
    let Some(path) = app.choose_target(&name).await else { return Ok(None) };
    seen(engine.backup(path, passphrase).await).map(Some)
}

/// Asks for the file, and restores it; null where the user changed their mind.
#[tauri::command]
pub async fn restore(app: State<'_, App>, passphrase: String) -> Answer<Option<BackupView>> {
    let (engine, passphrase) = (app.engine().await?, SecretString::from(passphrase));
    let filter = Filter { name: "Rollbook", endings: &[BACKUP] };
    let Some(path) = app.choose(filter, false).await.and_then(|mut paths| paths.pop()) else {
        return Ok(None);
    };
    seen(engine.restore(path, passphrase).await).map(Some)
}

#[tauri::command]
pub async fn doctor(app: State<'_, App>) -> Answer<DoctorView> {
    Ok(app.engine().await?.doctor().await)
}

/// Asks where to, and writes the redacted report there; its name, or null where the user changed their mind.
#[tauri::command]
pub async fn save_diagnostics(app: State<'_, App>) -> Answer<Option<String>> {
    let engine = app.engine().await?;
    let Some(path) = app.choose_target("rollbook-report.txt").await else { return Ok(None) };
    seen(engine.save_diagnostics(path.clone()).await)?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// Shows the data folder in the file manager.
#[tauri::command]
pub async fn reveal_home(app: State<'_, App>) -> Answer<OkView> {
    let home = app.engine().await?.home().display().to_string();
    let failed =
        || Error::bad_input("The folder could not be opened.", "Open it in the file manager by its path.");
    done(if app.system.open_folder(&home) { Ok(()) } else { Err(failed()) })
}
