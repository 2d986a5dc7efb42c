//! Decisions of the instructor.

use super::{class, seen};
use crate::app::{Answer, App};
use rollbook_engine::decide::MatchTo;
use rollbook_engine::view::{HistoryView, ReconcileView, ShowView, UndoneView};
use rollbook_engine::{Context, Error, Status};
use serde::Deserialize;
use tauri::State;

/// Whom the page says a participant is.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum To {
    Student(String),
    Nobody,
    Clear,
}

#[tauri::command]
pub async fn set_calls(
    app: State<'_, App>,
    meeting: String,
    calls: Vec<String>,
    included: bool,
) -> Answer<ShowView> {
    let engine = app.engine().await?;
    seen(engine.set_calls(&class(&engine, &meeting).await?, &calls, included, &Context::default()).await)
}

#[tauri::command]
pub async fn set_match(
    app: State<'_, App>,
    meeting: String,
    participant: String,
    to: To,
) -> Answer<ReconcileView> {
    let engine = app.engine().await?;
    let to = match to {
        To::Student(id) => MatchTo::Student(id),
        To::Nobody => MatchTo::Nobody,
        To::Clear => MatchTo::Clear,
    };
    seen(engine.set_match(&class(&engine, &meeting).await?, &participant, &to).await)
}

#[tauri::command]
pub async fn accept_unambiguous(app: State<'_, App>, meeting: String) -> Answer<ReconcileView> {
    let engine = app.engine().await?;
    seen(engine.accept_unambiguous(&class(&engine, &meeting).await?).await)
}

#[tauri::command]
pub async fn mark(
    app: State<'_, App>,
    meeting: String,
    student: String,
    status: Option<String>,
    note: Option<String>,
) -> Answer<ReconcileView> {
    let engine = app.engine().await?;
    let status =
        status.map(|word| Status::from_word(&word).ok_or_else(|| Error::internal("status-word").view()));
    let class = class(&engine, &meeting).await?;
    seen(engine.mark(&class, &student, status.transpose()?, note.as_deref()).await)
}

#[tauri::command]
pub async fn undo(app: State<'_, App>) -> Answer<UndoneView> {
    seen(app.engine().await?.undo().await)
}

#[tauri::command]
pub async fn redo(app: State<'_, App>) -> Answer<UndoneView> {
    seen(app.engine().await?.redo().await)
}

#[tauri::command]
pub async fn history(app: State<'_, App>, meeting: Option<String>) -> Answer<Vec<HistoryView>> {
    let engine = app.engine().await?;
    let class = match meeting {
        Some(meeting) => Some(class(&engine, &meeting).await?),
        None => None,
    };
    seen(engine.history(class.as_ref()).await)
}
