//! Sending a reviewed difference: journal first, then the LMS, then a reading back.

use super::plan::Plan;
use super::{OnConflict, results, state_word};
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::export::report_value;
use crate::view::UploadView;
use rollbook_core::difference::{Action, Change};
use rollbook_core::rounding::seconds;
use rollbook_core::{MeetingId, UploadId};
use rollbook_lms::{HeldStatus, LmsError, Mark, MarkResult, MarkState, Marks, Write, verify};
use rollbook_store::uploads::{self, NewUpload, NewUploadRow, RowResult, RowState, UploadState};
use rollbook_transport::Context;

impl Engine {
    /// Sends the difference to the LMS. `reviewed` is the digest of the plan that the instructor saw: where the
    /// difference is another one by now, nothing is sent.
    pub async fn upload(
        &self,
        id: &MeetingId,
        reviewed: Option<&str>,
        on_conflict: OnConflict,
        ctx: &Context,
    ) -> Result<UploadView> {
        self.need_network()?;
        self.recover(id, ctx).await?;
        let plan = self.plan(id, ctx).await?;
        if reviewed.is_some_and(|digest| digest != plan.digest) {
            return Err(Error::new(
                Code::Conflict,
                "What would change is no longer what you reviewed; nothing was sent.",
                "Look at the difference again, then send it.",
            ));
        }
        let conflicts = plan.changes.iter().any(|change| change.action == Action::Conflict);
        if conflicts && on_conflict == OnConflict::Stop {
            return Ok(plan.view("conflict"));
        }
        if !plan.changes.iter().any(writes) {
            return Ok(plan.view("done"));
        }
        self.send(id, &plan, ctx).await
    }

    async fn send(&self, id: &MeetingId, plan: &Plan, ctx: &Context) -> Result<UploadView> {
        let before = plan.now.as_ref().ok_or_else(|| Error::internal("upload-plan"))?;
        if before.skipped > 0 {
            return Err(Error::new(
                Code::ServerFault,
                "The LMS holds marks for this class that cannot be read; a write would go over them unseen, so nothing was sent.",
                "Look at the class in the LMS, or tell its administrators.",
            ));
        }
        let key = uuid::Uuid::new_v4().to_string();
        let marks = ours(plan);
        let upload = self.journal(id, plan, before, &key).await?;
        let place = plan.place.clone();
        let write = Write {
            place: place.clone(),
            // A write replaces all marks of the meeting, so what others hold there goes along as it is.
            marks: before.overlaid(&marks),
            changed: marks.clone(),
            removed: Vec::new(),
            report: report_value(&plan.loaded, &plan.found),
            base_version: before.version.clone(),
            idempotency_key: key,
        };
        let lms = self.lms().await?;
        match lms.write_marks(&write, ctx).await {
            Ok(written) => {
                let results = match lms.read_marks(&place, ctx).await {
                    Ok(after) => {
                        self.look(id, after.held()).await?;
                        confirmed(&before.records, &marks, &after, &written.results)
                    }
                    // The LMS said done; that it could not be read back afterwards takes nothing from it.
                    Err(_) => written.results,
                };
                self.settle(&upload, plan, &results).await?;
            }
            Err(LmsError::Conflict) => {
                self.close(&upload, UploadState::Conflict, RowState::Conflict).await?;
                return self.sent_view(plan, &upload).await;
            }
            Err(error) if error.may_have_written() => {
                self.close(&upload, UploadState::Unknown, RowState::Unknown).await?;
                return Err(Error::from(error).with("upload_id", upload.as_str()));
            }
            Err(error) => {
                self.close(&upload, UploadState::Failed, RowState::Failed).await?;
                return Err(error.into());
            }
        }
        self.sent_view(plan, &upload).await
    }

    /// Writes down what will be sent, before the first byte of it leaves.
    async fn journal(&self, id: &MeetingId, plan: &Plan, before: &Marks, key: &str) -> Result<UploadId> {
        let rows = plan.changes.iter().map(|change| {
            let mark = mark_of(plan, change);
            NewUploadRow {
                student_id: change.student.clone(),
                lms_student_id: change.lms_id.clone(),
                before: change.before.clone(),
                after: change.after.map(|status| status.word().to_owned()),
                note: mark.as_ref().and_then(|mark| mark.note.clone()),
                present_seconds: mark.and_then(|mark| mark.present_seconds),
                state: if writes(change) { RowState::Planned } else { RowState::Skipped },
            }
        });
        let new = NewUpload {
            meeting_id: id.clone(),
            target: serde_json::to_value(&plan.target).unwrap_or_default(),
            idempotency_key: key.to_owned(),
            base_etag: before.version.clone(),
            rules: serde_json::to_value(plan.loaded.rules).unwrap_or_default(),
            rows: rows.collect(),
        };
        let now = self.now();
        self.db(move |store| {
            let id = uploads::create(store, &new, UploadState::Planned, now)?;
            uploads::claim(store, &id, &[UploadState::Planned])?;
            Ok(id)
        })
        .await
    }

    async fn settle(&self, id: &UploadId, plan: &Plan, found: &[MarkResult]) -> Result<()> {
        let rows: Vec<RowResult> = plan
            .changes
            .iter()
            .filter(|change| writes(change))
            .map(|change| {
                let result = found.iter().find(|r| Some(&r.student_id) == change.lms_id.as_ref());
                let state = result.map_or(RowState::Unknown, |r| row_state(r.state));
                let error = result.and_then(|r| r.error.as_ref()).map(|fault| fault.text().to_owned());
                RowResult { student_id: change.student.clone(), state, error }
            })
            .collect();
        let all = rows.iter().all(|row| row.state == RowState::Confirmed);
        let state = if all { UploadState::Done } else { UploadState::Partial };
        let (id, now) = (id.clone(), self.now());
        self.db(move |store| uploads::advance(store, &id, state, &rows, now)).await
    }

    async fn close(&self, id: &UploadId, state: UploadState, rows: RowState) -> Result<()> {
        let (id, now) = (id.clone(), self.now());
        self.db(move |store| {
            let open = uploads::get(store, &id)?.rows;
            let open: Vec<RowResult> = open
                .into_iter()
                .filter(|row| row.row.state != RowState::Skipped)
                .map(|row| RowResult { student_id: row.row.student_id, state: rows, error: None })
                .collect();
            uploads::advance(store, &id, state, &open, now)
        })
        .await
    }

    async fn sent_view(&self, plan: &Plan, id: &UploadId) -> Result<UploadView> {
        let wanted = id.clone();
        let upload = self.db(move |store| uploads::get(store, &wanted)).await?;
        let mut view = plan.view(state_word(upload.state));
        view.upload_id = Some(id.to_string());
        view.results = results(&upload);
        Ok(view)
    }
}

/// Conflicts are only among the changes that are sent when the instructor chose to overwrite them.
fn writes(change: &Change) -> bool {
    change.lms_id.is_some() && matches!(change.action, Action::Create | Action::Update | Action::Conflict)
}

/// The marks that this upload changes or repeats.
fn ours(plan: &Plan) -> Vec<Mark> {
    plan.changes.iter().filter_map(|change| mark_of(plan, change)).collect()
}

fn mark_of(plan: &Plan, change: &Change) -> Option<Mark> {
    let result = plan.found.students.iter().find(|s| s.student.id == change.student)?;
    Some(Mark {
        student_id: change.lms_id.clone()?,
        status: HeldStatus::from(change.after?),
        note: result.mark.as_ref().and_then(|mark| mark.note.clone()),
        remark: None,
        present_seconds: result.presence.as_ref().map(|p| seconds(p.present)),
    })
}

/// What the LMS said of each student, unless the reading afterwards shows otherwise.
fn confirmed(before: &[Mark], sent: &[Mark], after: &Marks, said: &[MarkResult]) -> Vec<MarkResult> {
    let refused = |id: &str| said.iter().find(|r| r.student_id == id && r.state != MarkState::Confirmed);
    verify(before, sent, &[], &after.records)
        .results
        .into_iter()
        .map(|found| match refused(&found.student_id) {
            Some(refused) if found.state != MarkState::Confirmed => refused.clone(),
            _ => found,
        })
        .collect()
}

pub(super) fn row_state(state: MarkState) -> RowState {
    match state {
        MarkState::Confirmed => RowState::Confirmed,
        MarkState::Failed => RowState::Failed,
        MarkState::Conflict => RowState::Conflict,
        MarkState::Skipped => RowState::Skipped,
    }
}
