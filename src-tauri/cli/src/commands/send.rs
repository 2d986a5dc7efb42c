//! To the LMS.

use super::connect::read_secret;
use super::{Result, class};
use crate::arguments::{LmsConnect, OutboxChange, StatusChange};
use crate::exit::{Exit, code_of};
use crate::output::{Output, text};
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::UploadView;
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
    Ok(exit(&upload))
}

fn exit(upload: &UploadView) -> Exit {
    match (upload.state.as_str(), &upload.error) {
        ("conflict", _) => Exit::CONFLICT,
        ("partial", _) => Exit::PARTLY,
        // It will be sent, but has not been: the code says why not.
        ("queued", Some(why)) => Exit(code_of(why)),
        _ => Exit::DONE,
    }
}

pub async fn revert(engine: &Engine, upload: &str, output: &Output, context: &Context) -> Result {
    let back = engine.revert(upload, context).await?;
    output.answer(&back, || text::upload(&back));
    Ok(exit(&back))
}

pub async fn outbox(
    engine: &Engine,
    change: Option<&OutboxChange>,
    output: &Output,
    context: &Context,
) -> Result {
    let outbox = match change {
        None => engine.outbox().await?,
        Some(OutboxChange::Flush) => engine.flush_outbox(false, context).await?,
        Some(OutboxChange::Cancel { ids }) => {
            for id in ids {
                engine.cancel_waiting(id).await?;
            }
            engine.outbox().await?
        }
    };
    output.answer(&outbox, || text::outbox(&outbox, engine.config().timezone));
    let flushed = matches!(change, Some(OutboxChange::Flush));
    Ok(if flushed && !outbox.entries.is_empty() { Exit::PARTLY } else { Exit::DONE })
}

pub async fn statuses(
    engine: &Engine,
    meeting: &str,
    change: Option<&StatusChange>,
    output: &Output,
    context: &Context,
) -> Result {
    let id = class(engine, meeting).await?;
    match change {
        None => {}
        Some(StatusChange::Set { status, short }) => engine.choose_status(&id, status, Some(short)).await?,
        Some(StatusChange::Clear { status }) => engine.choose_status(&id, status, None).await?,
    }
    let map = engine.status_map(&id, context).await?;
    output.answer(&map, || text::statuses(&map));
    Ok(Exit::DONE)
}

pub async fn lms(
    engine: &Engine,
    connect: Option<&LmsConnect>,
    output: &Output,
    context: &Context,
) -> Result {
    let check = match connect {
        None => engine.test_lms(context).await?,
        Some(LmsConnect::Connect { kind, url }) => {
            engine.check_lms(kind, url, read_secret("Token: ")?, context).await?
        }
        Some(LmsConnect::SignIn { url, user }) => {
            engine.sign_in_moodle(url, user, &read_secret("Password: ")?, context).await?
        }
    };
    output.answer(&check, || text::lms(&check));
    Ok(Exit::DONE)
}

pub async fn uploads(engine: &Engine, output: &Output) -> Result {
    let uploads = engine.uploads(None).await?;
    output.answer(&json!({ "uploads": uploads }), || text::uploads(&uploads, engine.config().timezone));
    Ok(Exit::DONE)
}

pub async fn grades(
    engine: &Engine,
    course: &str,
    item: Option<&str>,
    send: Option<OnConflict>,
    output: &Output,
    context: &Context,
) -> Result {
    let Some(item) = item else {
        let items = engine.grade_items(course, context).await?;
        output.answer(&items, || text::grade_items(&items));
        return Ok(Exit::DONE);
    };
    let grades = engine.grades(course, item, send, context).await?;
    output.answer(&grades, || text::grades(&grades));
    Ok(match grades.state.as_str() {
        "conflict" => Exit::CONFLICT,
        "partial" => Exit::PARTLY,
        _ => Exit::DONE,
    })
}
