//! The journal around a write: what will be sent is stored before the first byte leaves, each step as it happens.

use super::plan::Plan;
use super::target_value;
use crate::engine::Engine;
use crate::error::Result;
use rollbook_core::difference::{Action, Change};
use rollbook_core::rounding::seconds;
use rollbook_core::{MeetingId, UploadId};
use rollbook_lms::{HeldStatus, Mark, MarkResult, MarkState};
use rollbook_store::uploads::{self, NewUpload, NewUploadRow, RowResult, RowState, Upload, UploadState};
use std::collections::BTreeMap;

/// A write that is journalled: how its rows are found by the LMS's ids.
pub(super) struct Journal {
    pub upload: UploadId,
    students: BTreeMap<String, rollbook_core::StudentId>,
    /// Some rows were left out, because somebody else had changed them.
    conflicts: bool,
}

impl Engine {
    /// Writes down what will be sent, before the first byte of it leaves.
    pub(super) async fn begin(&self, new: NewUpload) -> Result<Journal> {
        let sent = new.rows.iter().filter(|row| row.state != RowState::Skipped);
        let students =
            sent.filter_map(|row| Some((row.lms_student_id.clone()?, row.student_id.clone()))).collect();
        let conflicts = new.rows.iter().any(|row| row.state == RowState::Conflict);
        let now = self.now();
        let upload = self
            .db(move |store| {
                let id = uploads::create(store, &new, UploadState::Planned, now)?;
                uploads::claim(store, &id, &[UploadState::Planned])?;
                Ok(id)
            })
            .await?;
        Ok(Journal { upload, students, conflicts })
    }

    /// These rows are on their way: whether they arrived, only the LMS knows.
    pub(super) async fn sending(&self, journal: &Journal, lms_ids: &[String]) -> Result<()> {
        let rows = lms_ids.iter().filter_map(|id| journal.row(id, RowState::Sending, None)).collect();
        self.advance(journal, UploadState::Sending, rows).await
    }

    /// What became of some rows, the upload going on.
    pub(super) async fn answered(&self, journal: &Journal, results: &[MarkResult]) -> Result<()> {
        let rows = results.iter().filter_map(|result| journal.result(result)).collect();
        self.advance(journal, UploadState::Sending, rows).await
    }

    /// What became of every row, at the end.
    pub(super) async fn settle(&self, journal: &Journal, results: &[MarkResult]) -> Result<()> {
        let all = results.iter().all(|result| result.state == MarkState::Confirmed) && !journal.conflicts;
        let state = if all { UploadState::Done } else { UploadState::Partial };
        let rows = results.iter().filter_map(|result| journal.result(result)).collect();
        self.advance(journal, state, rows).await
    }

    /// Ends an upload; rows that are not settled yet come to this state.
    pub(super) async fn close(&self, journal: &Journal, state: UploadState, rows: RowState) -> Result<()> {
        let open = self.journalled(&journal.upload).await?.rows.into_iter();
        let open = open.filter(|row| matches!(row.row.state, RowState::Planned | RowState::Sending));
        let rows = open.map(|row| RowResult { student_id: row.row.student_id, state: rows, error: None });
        self.advance(journal, state, rows.collect()).await
    }

    pub(super) async fn journalled(&self, id: &UploadId) -> Result<Upload> {
        let id = id.clone();
        self.db(move |store| uploads::get(store, &id)).await
    }

    async fn advance(&self, journal: &Journal, state: UploadState, rows: Vec<RowResult>) -> Result<()> {
        let (id, now) = (journal.upload.clone(), self.now());
        self.db(move |store| uploads::advance(store, &id, state, &rows, now)).await
    }
}

impl Journal {
    fn row(&self, lms_id: &str, state: RowState, error: Option<String>) -> Option<RowResult> {
        Some(RowResult { student_id: self.students.get(lms_id)?.clone(), state, error })
    }

    fn result(&self, result: &MarkResult) -> Option<RowResult> {
        let error = result.error.as_ref().map(|fault| fault.text().to_owned());
        self.row(&result.student_id, row_state(result.state), error)
    }
}

/// A plan's upload, as it is stored.
pub(super) fn of_plan(id: &MeetingId, plan: &Plan, base: Option<&str>, key: &str) -> NewUpload {
    let row = |change: &Change| {
        let mark = mark_of(plan, change);
        NewUploadRow {
            student_id: change.student.clone(),
            lms_student_id: change.lms_id.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
            note: mark.as_ref().and_then(|mark| mark.remark.clone()),
            present_seconds: mark.and_then(|mark| mark.present_seconds),
            state: if writes(change) { RowState::Planned } else { RowState::Skipped },
        }
    };
    NewUpload {
        meeting_id: id.clone(),
        target: target_value(&plan.target, &plan.words),
        idempotency_key: key.to_owned(),
        base_etag: base.map(str::to_owned),
        rules: serde_json::to_value(plan.loaded.rules).unwrap_or_default(),
        reverts: None,
        rows: plan.changes.iter().map(row).collect(),
    }
}

/// Conflicts are only among the changes that are sent when the instructor chose to overwrite them.
pub(super) fn writes(change: &Change) -> bool {
    change.lms_id.is_some()
        && change.after.is_some()
        && matches!(change.action, Action::Create | Action::Update | Action::Conflict)
}

/// The mark of a change, with the sentence for an LMS that has a remark in place of the reasons.
pub(super) fn mark_of(plan: &Plan, change: &Change) -> Option<Mark> {
    let result = plan.found.students.iter().find(|s| s.student.id == change.student)?;
    let present = result.presence.as_ref().map(|p| seconds(p.present));
    let note = result.mark.as_ref().and_then(|mark| mark.note.clone());
    let decided = result.mark.as_ref().is_some_and(|mark| mark.status.is_some());
    let reasons = result.ruling.reasons.iter().filter(|_| !decided).cloned();
    let sentence: Vec<String> = reasons.chain(note.clone()).collect();
    Some(Mark {
        student_id: change.lms_id.clone()?,
        status: HeldStatus::from_word(change.after.as_deref()?),
        note,
        remark: (!sentence.is_empty()).then(|| sentence.join("; ")),
        present_seconds: present,
    })
}

pub(super) fn row_state(state: MarkState) -> RowState {
    match state {
        MarkState::Confirmed => RowState::Confirmed,
        MarkState::Failed => RowState::Failed,
        MarkState::Conflict => RowState::Conflict,
        MarkState::Skipped => RowState::Skipped,
    }
}
