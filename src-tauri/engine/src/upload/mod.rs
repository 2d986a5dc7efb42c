//! Attendance to the LMS: the difference first, then exactly that, then a reading back.

mod plan;
mod recover;
mod send;

use crate::view::{ChangeCounts, ErrorView, ResultView};
use rollbook_core::difference::{Action, Change};
use rollbook_store::uploads::{RowState, Upload, UploadState};
use std::collections::BTreeMap;

/// What to do where somebody else changed the LMS since we last looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// Send nothing at all.
    #[default]
    Stop,
    /// Send ours over theirs; the instructor saw both.
    Overwrite,
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

/// The status words that the LMS held when we last looked, by its student ids, as the store keeps them.
fn held_of(body: &serde_json::Value) -> BTreeMap<String, String> {
    serde_json::from_value(body.clone()).unwrap_or_default()
}
