//! Rules: who would change under others, and uploaded classes that shall follow the settings again.

use super::{class, seen};
use crate::app::{Answer, App};
use rollbook_engine::view::{ReconcileView, RulesPreviewView};
use tauri::State;

/// `rules` are keys of the settings with the texts that would be set.
#[tauri::command]
pub async fn preview_rules(
    app: State<'_, App>,
    rules: Vec<(String, String)>,
    meetings: Vec<String>,
) -> Answer<RulesPreviewView> {
    let engine = app.engine().await?;
    let mut only = Vec::new();
    for meeting in &meetings {
        only.push(class(&engine, meeting).await?);
    }
    seen(engine.preview_rules(&rules, &only).await)
}

#[tauri::command]
pub async fn adopt_rules(app: State<'_, App>, meeting: String) -> Answer<ReconcileView> {
    let engine = app.engine().await?;
    seen(engine.adopt_rules(&class(&engine, &meeting).await?).await)
}
