//! Files in: attendance files and class lists. The page speaks of them by token.

use super::{class, done, seen};
use crate::app::{Answer, App};
use crate::system::Filter;
use crate::tray::OfferedFile;
use rollbook_engine::view::{FileOptions, FilesView, IdView, OkView, RosterFileView, SyncAnswer};
use serde::Deserialize;
use std::collections::BTreeMap;
use tauri::State;

/// What a dialog is to look for.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Attendance,
    Roster,
}

/// A file to be looked at.
#[derive(Deserialize)]
pub struct Asked {
    token: String,
    #[serde(default)]
    options: FileOptions,
}

/// A file to be imported into a class.
#[derive(Deserialize)]
pub struct Item {
    token: String,
    meeting: String,
    #[serde(default)]
    options: FileOptions,
}

/// Lets the user choose files; null where they changed their mind.
#[tauri::command]
pub async fn choose_files(app: State<'_, App>, kind: Kind) -> Answer<Option<Vec<OfferedFile>>> {
    let endings = &["csv", "tsv", "txt", "xlsx", "xls", "ods"];
    let (name, several) = match kind {
        Kind::Attendance => ("Attendance files", true),
        Kind::Roster => ("Class lists", false),
    };
    let chosen = app.choose(Filter { name, endings }, several).await;
    Ok(chosen.map(|paths| app.tray.offer(paths)))
}

/// What files say, and which classes they fit. Stores nothing.
#[tauri::command]
pub async fn read_files(app: State<'_, App>, files: Vec<Asked>) -> Answer<FilesView> {
    let paths: Answer<Vec<_>> =
        files.into_iter().map(|file| Ok((app.tray.path(&file.token)?, file.options))).collect();
    seen(app.engine().await?.preview_files(paths?).await)
}

/// All of them, or none.
#[tauri::command]
pub async fn import_files(app: State<'_, App>, items: Vec<Item>) -> Answer<SyncAnswer> {
    let engine = app.engine().await?;
    let mut files = Vec::new();
    for item in items {
        let meeting = class(&engine, &item.meeting).await?;
        files.push((meeting.as_str().to_owned(), app.tray.path(&item.token)?, item.options));
    }
    seen(engine.import_files(files).await)
}

/// What a class list says, against the roster of the course as it is. An empty course is one that is yet to be made.
#[tauri::command]
pub async fn read_roster(
    app: State<'_, App>,
    course: String,
    token: String,
    columns: Option<BTreeMap<String, String>>,
) -> Answer<RosterFileView> {
    let path = app.tray.path(&token)?;
    seen(app.engine().await?.preview_roster(&course, &path, columns.as_ref()).await)
}

/// Makes the class list the roster of the course.
#[tauri::command]
pub async fn import_roster(
    app: State<'_, App>,
    course: String,
    token: String,
    columns: Option<BTreeMap<String, String>>,
) -> Answer<RosterFileView> {
    let path = app.tray.path(&token)?;
    seen(app.engine().await?.import_roster(&course, &path, columns.as_ref()).await)
}

#[tauri::command]
pub async fn add_course(app: State<'_, App>, title: String) -> Answer<IdView> {
    seen(app.engine().await?.add_course(&title, None).await.map(|id| IdView { id }))
}

#[tauri::command]
pub async fn forget_files(app: State<'_, App>, tokens: Vec<String>) -> Answer<OkView> {
    app.tray.forget(&tokens);
    done(Ok(()))
}
