//! Attendance to the LMS: the difference first, then exactly that, then a reading back.

mod journal;
mod plan;
mod queue;
mod recover;
mod revert;
mod seen;
mod send;
mod session;
mod statuses;

pub(crate) use seen::Seen;

use crate::view::{ChangeCounts, ErrorView, ResultView, TargetView};
use rollbook_core::difference::{Action, Change};
use rollbook_core::status::Status;
use rollbook_core::words::Words;
use rollbook_store::uploads::{RowState, Upload, UploadState};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What to do where somebody else changed the LMS since we last looked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// Send nothing at all.
    #[default]
    Stop,
    /// Send ours over theirs; the instructor saw both.
    Overwrite,
    /// Of these students theirs stands, and is taken over here where it is a status of the contract; ours is sent over the
    /// others.
    KeepTheirs(BTreeSet<String>),
}

fn summary(changes: &[Change]) -> ChangeCounts {
    let of = |action| crate::present::count(changes.iter().filter(|c| c.action == action).count());
    ChangeCounts {
        create: of(Action::Create),
        update: of(Action::Update),
        none: of(Action::None),
        conflict: of(Action::Conflict),
        skip: of(Action::Skip),
    }
}

/// What became of each student, in the words of the contract.
fn results(upload: &Upload) -> Vec<ResultView> {
    let view = |state: RowState| match state {
        RowState::Confirmed => "confirmed",
        RowState::Conflict => "conflict",
        RowState::Skipped => "skipped",
        RowState::Planned | RowState::Sending | RowState::Unknown | RowState::Failed => "failed",
    };
    let rows = upload.rows.iter().map(|row| ResultView {
        student_id: row.row.student_id.to_string(),
        state: view(row.row.state).to_owned(),
        error: row.error.clone().map(|message| ErrorView {
            code: if row.row.state == RowState::Conflict { "conflict" } else { "server-fault" }.to_owned(),
            message,
            hint: "Look at this student in the LMS, then upload again.".to_owned(),
            details: Box::default(),
        }),
    });
    rows.collect()
}

fn state_word(state: UploadState) -> &'static str {
    match state {
        UploadState::Done => "done",
        UploadState::Conflict => "conflict",
        UploadState::Planned | UploadState::Queued => "queued",
        UploadState::Sending | UploadState::Unknown | UploadState::Partial | UploadState::Failed => "partial",
    }
}

/// Where an upload goes and in which words, as the journal keeps it.
fn target_value(target: &TargetView, words: &Words) -> Value {
    let mut value = json!(target);
    value["words"] = words.targets().map(|(status, word)| (status.word().to_owned(), json!(word))).collect();
    value["names"] = json!(words.names());
    value["both"] = json!(words.both());
    value
}

/// The words that an upload was written in. Older ones knew the contract's only.
pub(crate) fn words_of(target: &Value) -> Words {
    let Some(kept) = target.get("words").and_then(Value::as_object) else { return Words::contract() };
    let targets = kept.iter().filter_map(|(status, word)| Some((Status::from_word(status)?, word.as_str()?)));
    let names = target.get("names").and_then(Value::as_object);
    let names = names.into_iter().flatten().filter_map(|(word, name)| Some((word.as_str(), name.as_str()?)));
    Words::of(targets, names).with_both(target.get("both").and_then(Value::as_str))
}
