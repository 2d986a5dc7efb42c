//! Files out: what one would hold, and writing it where the user says.

use super::{class, seen};
use crate::app::{Answer, App};
use rollbook_engine::export::{Format, What};
use rollbook_engine::view::{ErrorView, ExportPreviewView, ExportRequest};
use rollbook_engine::{Engine, Error};
use serde::Deserialize;
use tauri::State;

/// What the page wants exported.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    Meeting(String),
    Course(String),
}

impl Of {
    async fn what(self, engine: &Engine) -> Result<What, ErrorView> {
        match self {
            Self::Meeting(meeting) => class(engine, &meeting).await.map(What::Class),
            Self::Course(course) => Ok(What::Course(course)),
        }
    }
}

/// What the file would hold; nothing is written.
#[tauri::command]
pub async fn export_preview(
    app: State<'_, App>,
    what: Of,
    request: ExportRequest,
) -> Answer<ExportPreviewView> {
    let engine = app.engine().await?;
    seen(engine.export_preview(&what.what(&engine).await?, &request).await)
}

/// Asks where to, and writes there; null where the user changed their mind. The dialog has asked about overwriting.
#[tauri::command]
pub async fn export_file(app: State<'_, App>, what: Of, request: ExportRequest) -> Answer<Option<String>> {
    let engine = app.engine().await?;
    let what = what.what(&engine).await?;
    let format = Format::from_word(&request.format).ok_or_else(|| Error::internal("export-format").view())?;
    let name = seen(engine.export_name(&what, format).await)?;
    let Some(path) = app.choose_target(&name).await else { return Ok(None) };
    seen(engine.export(&what, &request, path.clone(), true).await)?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}
