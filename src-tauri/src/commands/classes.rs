//! Courses, classes, fetching, people.

use super::{class, seen};
use crate::app::{Answer, App};
use chrono::NaiveDate;
use rollbook_engine::library::Range;
use rollbook_engine::progress::Progress;
use rollbook_engine::sync::{CallsMode, SyncOptions};
use rollbook_engine::view::{
    CourseMatrixView, CoursesView, IdView, MeetingsView, NewMeeting, ProgressView, ReconcileView, RosterView,
    ShowView, SyncAnswer,
};
use rollbook_engine::{Context, MeetingId};
use tauri::State;
use tauri::ipc::Channel;

#[tauri::command]
pub async fn courses(app: State<'_, App>, refresh: bool) -> Answer<CoursesView> {
    seen(app.engine().await?.courses(refresh, &Context::default()).await)
}

#[tauri::command]
pub async fn course_matrix(
    app: State<'_, App>,
    course: String,
    limit: Option<f64>,
) -> Answer<CourseMatrixView> {
    seen(app.engine().await?.course_matrix(&course, limit).await)
}

#[tauri::command]
pub async fn roster(app: State<'_, App>, course: String, pull: bool) -> Answer<RosterView> {
    seen(app.engine().await?.roster(&course, pull, &Context::default()).await)
}

#[tauri::command]
pub async fn meetings(
    app: State<'_, App>,
    refresh: bool,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Answer<MeetingsView> {
    seen(app.engine().await?.meetings(refresh, Range { from, to }, &Context::default()).await)
}

#[tauri::command]
pub async fn add_meeting(app: State<'_, App>, meeting: NewMeeting) -> Answer<IdView> {
    seen(app.engine().await?.add_meeting(&meeting).await.map(|id| IdView { id }))
}

#[tauri::command]
pub async fn sync(
    app: State<'_, App>,
    meetings: Vec<String>,
    calls: String,
    task: String,
    on_progress: Channel<ProgressView>,
) -> Answer<SyncAnswer> {
    let engine = app.engine().await?;
    let task = app.tasks.begin(&task);
    let calls = CallsMode::from_word(&calls).unwrap_or(CallsMode::Suggested);
    let meetings: Vec<MeetingId> = meetings.into_iter().map(MeetingId::new).collect();
    let progress = Progress::new(move |event| drop(on_progress.send(event)));
    let options = SyncOptions { calls, ..SyncOptions::default() };
    seen(engine.sync(&meetings, options, &progress, &task.context).await)
}

#[tauri::command]
pub async fn show(app: State<'_, App>, meeting: String) -> Answer<ShowView> {
    let engine = app.engine().await?;
    seen(engine.show(&class(&engine, &meeting).await?).await)
}

#[tauri::command]
pub async fn reconcile(app: State<'_, App>, meeting: String) -> Answer<ReconcileView> {
    let engine = app.engine().await?;
    seen(engine.reconcile(&class(&engine, &meeting).await?).await)
}
