//! To the LMS.

use super::{Result, class};
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::upload::OnConflict;
use rollbook_engine::{Context, Engine};
use serde_json::json;

pub async fn upload(
    engine: &Engine,
    meeting: &str,
    dry_run: bool,
    overwrite: bool,
    output: &Output,
    context: &Context,
) -> Result {
    let id = class(engine, meeting).await?;
    let on_conflict = if overwrite { OnConflict::Overwrite } else { OnConflict::Stop };
    let upload = if dry_run {
        engine.plan_upload(&id, context).await?
    } else {
        engine.upload(&id, None, on_conflict, context).await?
    };
    output.answer(&upload, || text::upload(&upload));
    Ok(match upload.state.as_str() {
        "conflict" => Exit::CONFLICT,
        "partial" => Exit::PARTLY,
        _ => Exit::DONE,
    })
}

pub async fn uploads(engine: &Engine, output: &Output) -> Result {
    let uploads = engine.uploads(None).await?;
    output.answer(&json!({ "uploads": uploads }), || text::uploads(&uploads, engine.config().timezone));
    Ok(Exit::DONE)
}
