//! Fetching, showing, choosing calls.

use super::{Result, class};
use crate::arguments::{Calls, CallsChange, Source, Sync};
use crate::exit::{Exit, Failure, code_of};
use crate::output::{Output, text};
use rollbook_engine::sync::{CallsMode, SourceChoice, SyncOptions};
use rollbook_engine::view::SyncAnswer;
use rollbook_engine::{Context, Engine, MeetingId};
use serde_json::json;

pub async fn sync(engine: &Engine, sync: &Sync, output: &Output, context: &Context) -> Result {
    let meetings = wanted(engine, sync).await?;
    let options = SyncOptions {
        source: match sync.source {
            Source::Auto => SourceChoice::Auto,
            Source::Reports => SourceChoice::Reports,
            Source::CallRecords => SourceChoice::CallRecords,
        },
        calls: match sync.calls {
            Calls::Suggested => CallsMode::Suggested,
            Calls::AllDay => CallsMode::AllDay,
        },
    };
    let progress = output.progress();
    let answer = engine.sync(&meetings, options, &progress.engine(), context).await;
    progress.finish();
    let answer = answer?;
    if let ([only], true) = (answer.meetings.as_slice(), sync.meetings.len() == 1)
        && let Some(error) = &only.error
    {
        return Err(Failure::Inside(error.clone(), code_of(error)));
    }
    output.answer(&answer, || text::synced(&answer));
    Ok(exit(&answer))
}

async fn wanted(engine: &Engine, sync: &Sync) -> Result<Vec<MeetingId>> {
    if sync.due {
        return Ok(engine.due().await?);
    }
    if let Some(course) = &sync.course {
        return Ok(engine.meetings_of_course(course).await?);
    }
    let mut found: Vec<MeetingId> = Vec::new();
    for name in &sync.meetings {
        let id = class(engine, name).await?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

/// Partly done where some failed; the common code where all failed with the same one.
fn exit(answer: &SyncAnswer) -> Exit {
    let codes: Vec<Option<u8>> = answer.meetings.iter().map(|m| m.error.as_ref().map(code_of)).collect();
    match codes.split_first() {
        Some((Some(first), rest)) if rest.iter().all(|code| *code == Some(*first)) => Exit(*first),
        _ if codes.iter().any(Option::is_some) => Exit::PARTLY,
        _ => Exit::DONE,
    }
}

pub async fn show(engine: &Engine, meeting: &str, why: bool, output: &Output) -> Result {
    let show = engine.show(&class(engine, meeting).await?).await?;
    output.answer(&show, || if why { text::why(&show) } else { text::show(&show) });
    Ok(Exit::DONE)
}

pub async fn calls(
    engine: &Engine,
    meeting: &str,
    change: Option<&CallsChange>,
    output: &Output,
    context: &Context,
) -> Result {
    let id = class(engine, meeting).await?;
    let show = match change {
        None => engine.show(&id).await?,
        Some(CallsChange::Include { calls }) => engine.set_calls(&id, calls, true, context).await?,
        Some(CallsChange::Exclude { calls }) => engine.set_calls(&id, calls, false, context).await?,
    };
    output.answer(&json!({ "calls": show.calls }), || text::calls(&show));
    Ok(Exit::DONE)
}
