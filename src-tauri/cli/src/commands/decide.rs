//! The roster, and what the instructor decides.

use super::{Result, class};
use crate::arguments::{Mark, MarkWord, Match};
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::decide::MatchTo;
use rollbook_engine::{Engine, Status};
use serde_json::json;

pub async fn reconcile(engine: &Engine, meeting: &str, output: &Output) -> Result {
    let found = engine.reconcile(&class(engine, meeting).await?).await?;
    output.answer(&found, || text::reconciled(&found));
    Ok(Exit::DONE)
}

pub async fn matching(engine: &Engine, matching: &Match, output: &Output) -> Result {
    let id = class(engine, &matching.meeting).await?;
    let found = match (&matching.participant, &matching.student) {
        (Some(person), Some(student)) => {
            engine.set_match(&id, person, &MatchTo::Student(student.clone())).await?
        }
        (Some(person), None) if matching.nobody => engine.set_match(&id, person, &MatchTo::Nobody).await?,
        (Some(person), None) => engine.set_match(&id, person, &MatchTo::Clear).await?,
        (None, _) => engine.accept_unambiguous(&id).await?,
    };
    output.answer(&found, || text::reconciled(&found));
    Ok(Exit::DONE)
}

pub async fn mark(engine: &Engine, mark: &Mark, output: &Output) -> Result {
    let status = mark.status.map(|word| match word {
        MarkWord::Present => Status::Present,
        MarkWord::Late => Status::Late,
        MarkWord::LeftEarly => Status::LeftEarly,
        MarkWord::Absent => Status::Absent,
        MarkWord::Excused => Status::Excused,
    });
    let id = class(engine, &mark.meeting).await?;
    let found = engine.mark(&id, &mark.student, status, mark.note.as_deref()).await?;
    output.answer(&found, || text::reconciled(&found));
    Ok(Exit::DONE)
}

pub async fn undo(engine: &Engine, output: &Output) -> Result {
    let what = engine.undo().await?.what;
    output.answer(&json!({ "undone": what }), || text::step("Taken back", what.as_deref()));
    Ok(Exit::DONE)
}

pub async fn redo(engine: &Engine, output: &Output) -> Result {
    let what = engine.redo().await?.what;
    output.answer(&json!({ "redone": what }), || text::step("Made again", what.as_deref()));
    Ok(Exit::DONE)
}

pub async fn history(engine: &Engine, meeting: Option<&str>, output: &Output) -> Result {
    let id = match meeting {
        Some(meeting) => Some(class(engine, meeting).await?),
        None => None,
    };
    let history = engine.history(id.as_ref()).await?;
    output.answer(&history, || text::history(&history, engine.config().timezone));
    Ok(Exit::DONE)
}
