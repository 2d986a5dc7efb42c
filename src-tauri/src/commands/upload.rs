//! To the LMS.

use super::{class, done, seen};
use crate::app::{Answer, App};
use rollbook_engine::Context;
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::{
    GradeItemsView, GradesView, OkView, OutboxView, StatusMapView, UploadView, UploadsView,
};
use std::collections::BTreeSet;
use tauri::State;

#[tauri::command]
pub async fn plan_upload(app: State<'_, App>, meeting: String) -> Answer<UploadView> {
    let engine = app.engine().await?;
    seen(engine.plan_upload(&class(&engine, &meeting).await?, &Context::default()).await)
}

#[tauri::command]
pub async fn upload(
    app: State<'_, App>,
    meeting: String,
    plan: String,
    keep_theirs: Option<BTreeSet<String>>,
    task: String,
) -> Answer<UploadView> {
    let engine = app.engine().await?;
    let task = app.tasks.begin(&task);
    let class = class(&engine, &meeting).await?;
    let on_conflict = keep_theirs.map_or(OnConflict::Stop, OnConflict::KeepTheirs);
    seen(engine.upload(&class, Some(&plan), on_conflict, &task.context).await)
}

#[tauri::command]
pub async fn uploads(app: State<'_, App>, meeting: String) -> Answer<UploadsView> {
    let engine = app.engine().await?;
    let class = class(&engine, &meeting).await?;
    seen(engine.uploads(Some(&class)).await.map(|uploads| UploadsView { uploads }))
}

#[tauri::command]
pub async fn revert(app: State<'_, App>, upload: String, task: String) -> Answer<UploadView> {
    let engine = app.engine().await?;
    let task = app.tasks.begin(&task);
    seen(engine.revert(&upload, &task.context).await)
}

/// What of a course can hold a grade.
#[tauri::command]
pub async fn grade_items(app: State<'_, App>, course: String) -> Answer<GradeItemsView> {
    seen(app.engine().await?.grade_items(&course, &Context::default()).await)
}

/// The shares as grades: what would change, or, with `send`, what did. What others changed is left to them, or with
/// `overwrite` sent over.
#[tauri::command]
pub async fn grades(
    app: State<'_, App>,
    course: String,
    item: String,
    send: bool,
    overwrite: bool,
    task: String,
) -> Answer<GradesView> {
    let engine = app.engine().await?;
    let task = app.tasks.begin(&task);
    let on_conflict = if overwrite { OnConflict::Overwrite } else { OnConflict::KeepTheirs(BTreeSet::new()) };
    seen(engine.grades(&course, &item, send.then_some(on_conflict), &task.context).await)
}

#[tauri::command]
pub async fn outbox(app: State<'_, App>) -> Answer<OutboxView> {
    seen(app.engine().await?.outbox().await)
}

#[tauri::command]
pub async fn flush_outbox(app: State<'_, App>, task: String) -> Answer<OutboxView> {
    let engine = app.engine().await?;
    let task = app.tasks.begin(&task);
    seen(engine.flush_outbox(false, &task.context).await)
}

#[tauri::command]
pub async fn cancel_waiting(app: State<'_, App>, id: String) -> Answer<OkView> {
    done(app.engine().await?.cancel_waiting(&id).await)
}

#[tauri::command]
pub async fn status_map(app: State<'_, App>, meeting: String) -> Answer<StatusMapView> {
    let engine = app.engine().await?;
    let class = class(&engine, &meeting).await?;
    seen(engine.status_map(&class, &Context::default()).await)
}

#[tauri::command]
pub async fn choose_status(
    app: State<'_, App>,
    meeting: String,
    status: String,
    short: Option<String>,
) -> Answer<OkView> {
    let engine = app.engine().await?;
    let class = class(&engine, &meeting).await?;
    done(engine.choose_status(&class, &status, short.as_deref()).await)
}
