//! To the LMS, and to files.

use super::{class, seen};
use crate::app::{Answer, App};
use rollbook_engine::export::{Format, What};
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::{ExportRequest, UploadView};
use rollbook_engine::{Context, Error};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

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

/// Asks where to, and writes there; null where the user changed their mind. The dialog has asked about overwriting.
#[tauri::command]
pub async fn export_class(
    app: State<'_, App>,
    handle: AppHandle,
    meeting: String,
    format: String,
) -> Answer<Option<String>> {
    let engine = app.engine().await?;
    let class = What::Class(class(&engine, &meeting).await?);
    let word = format;
    let format = Format::from_word(&word).ok_or_else(|| Error::internal("export-format").view())?;
    let name = seen(engine.export_name(&class, format).await)?;
    let (sender, receiver) = tokio::sync::oneshot::channel();
    handle.dialog().file().set_file_name(name).save_file(move |path| drop(sender.send(path)));
    let Some(path) = receiver.await.ok().flatten().and_then(|path| path.into_path().ok()) else {
        return Ok(None);
    };
    let request = ExportRequest { format: word, ..ExportRequest::default() };
    seen(engine.export(&class, &request, path.clone(), true).await)?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}
