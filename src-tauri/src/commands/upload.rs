//! To the LMS.

use super::{class, seen};
use crate::app::{Answer, App};
use rollbook_engine::Context;
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::UploadView;
use tauri::State;

#[tauri::command]
pub async fn plan_upload(app: State<'_, App>, meeting: String) -> Answer<UploadView> {
    let engine = app.engine().await?;
    seen(engine.plan_upload(&class(&engine, &meeting).await?, &Context::default()).await)
}

#[tauri::command]
pub async fn upload(app: State<'_, App>, meeting: String, plan: String, task: String) -> Answer<UploadView> {
    let engine = app.engine().await?;
    let task = app.tasks.begin(&task);
    let class = class(&engine, &meeting).await?;
    seen(engine.upload(&class, Some(&plan), OnConflict::Stop, &task.context).await)
}
