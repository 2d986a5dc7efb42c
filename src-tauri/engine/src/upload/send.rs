//! Sending a reviewed difference: journal first, then the LMS, then a reading back.

use super::journal::{Journal, mark_of, of_plan, writes};
use super::plan::Plan;
use super::seen::Seen;
use super::session::Session;
use super::{OnConflict, results, state_word};
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::export::report_value;
use crate::view::UploadView;
use rollbook_core::difference::Action;
use rollbook_core::status::Status;
use rollbook_core::{MeetingId, UploadId};
use rollbook_lms::{Lms, LmsError, Mark, MarkResult, MarkState, Marks, Place, Verification, Write, verify};
use rollbook_store::uploads::{RowState, UploadState};
use rollbook_transport::Context;
use serde_json::Value;
use std::collections::BTreeSet;

/// What is written, whatever it was planned from.
pub(super) struct Order<'a> {
    pub meeting: &'a MeetingId,
    pub place: &'a Place,
    /// What the LMS held when it was planned.
    pub before: &'a Marks,
    pub changed: Vec<Mark>,
    pub removed: Vec<String>,
    pub report: Value,
    pub key: String,
}

impl Engine {
    /// Sends the difference now; what [`Engine::upload`] does without the queue.
    pub(super) async fn upload_now(
        &self,
        id: &MeetingId,
        reviewed: Option<&str>,
        on_conflict: OnConflict,
        ctx: &Context,
    ) -> Result<UploadView> {
        self.need_network()?;
        let lms = self.lms().await?;
        let lms = lms.as_ref();
        self.recover(id, lms, ctx).await?;
        let mut plan = self.plan(id, lms, ctx).await?;
        if reviewed.is_some_and(|digest| digest != plan.digest) {
            return Err(Error::new(
                Code::Conflict,
                "What would change is no longer what you reviewed; nothing was sent.",
                "Look at the difference again, then send it.",
            ));
        }
        if let Session::ToMake { course } = &plan.session {
            let course = course.clone();
            if !plan.changes.iter().any(writes) {
                return Ok(plan.view("done"));
            }
            self.make_session(&plan.loaded.meeting.class, &course, lms, ctx).await?;
            plan = self.plan(id, lms, ctx).await?;
        }
        if let OnConflict::KeepTheirs(students) = &on_conflict {
            self.keep_theirs(id, &mut plan, students).await?;
        }
        let conflicts = plan.changes.iter().any(|change| change.action == Action::Conflict);
        if conflicts && on_conflict == OnConflict::Stop {
            return Ok(plan.view("conflict"));
        }
        if !plan.changes.iter().any(writes) {
            return Ok(plan.view("done"));
        }
        self.send(id, &plan, lms, ctx).await
    }

    /// Lets the LMS's marks of these students stand: they become the instructor's word here.
    async fn keep_theirs(&self, id: &MeetingId, plan: &mut Plan, students: &BTreeSet<String>) -> Result<()> {
        let now = plan.now.as_ref().map(Marks::held).unwrap_or_default();
        let kept = plan
            .changes
            .iter_mut()
            .filter(|change| change.action == Action::Conflict && students.contains(change.student.as_str()));
        let mut theirs = Vec::new();
        for change in kept {
            let held = change.lms_id.as_ref().and_then(|lms_id| now.get(lms_id));
            let status = held.and_then(|word| Status::from_word(plan.words.name(word)));
            change.action = Action::Skip;
            change.after = None;
            "kept as it is in the LMS".clone_into(&mut change.reason);
            theirs.push((change.student.clone(), change.lms_id.clone(), held.cloned(), status));
        }
        let mut seen = self.last_seen(id).await?.map(|(seen, _)| seen).unwrap_or_default();
        for (student, lms_id, held, status) in theirs {
            if let Some(status) = status {
                self.mark(id, student.as_str(), Some(status), Some("as it is in the LMS")).await?;
            }
            // Looked at and decided: no conflict any more.
            match (lms_id, held) {
                (Some(lms_id), Some(held)) => drop(seen.held.insert(lms_id, held)),
                (Some(lms_id), None) => drop(seen.held.remove(&lms_id)),
                (None, _) => {}
            }
        }
        self.look(id, &seen).await
    }

    async fn send(&self, id: &MeetingId, plan: &Plan, lms: &dyn Lms, ctx: &Context) -> Result<UploadView> {
        let before = plan.now.as_ref().ok_or_else(|| Error::internal("upload-plan"))?;
        let place = plan.session.place().ok_or_else(|| Error::internal("upload-place"))?;
        need_readable(before)?;
        let key = uuid::Uuid::new_v4().to_string();
        let changed = plan.changes.iter().filter(|change| writes(change));
        let order = Order {
            meeting: id,
            place,
            before,
            changed: changed.filter_map(|change| mark_of(plan, change)).collect(),
            removed: Vec::new(),
            report: report_value(&plan.loaded, &plan.found),
            key: key.clone(),
        };
        let journal = self.begin(of_plan(id, plan, before.version.as_deref(), &key)).await?;
        self.transmit(&journal, &order, lms, ctx).await?;
        self.sent_view(plan, &journal.upload).await
    }

    /// Writes an order in portions, each written down before and after, reads back, and settles the journal.
    pub(super) async fn transmit(
        &self,
        journal: &Journal,
        order: &Order<'_>,
        lms: &dyn Lms,
        ctx: &Context,
    ) -> Result<()> {
        let mut said = Vec::new();
        let mut version = order.before.version.clone();
        let mut done: Vec<Mark> = Vec::new();
        for (changed, removed) in portions(&order.changed, &order.removed, lms.marks_per_write()) {
            done.extend_from_slice(changed);
            let going: Vec<String> =
                changed.iter().map(|mark| mark.student_id.clone()).chain(removed.iter().cloned()).collect();
            self.sending(journal, &going).await?;
            let gone: BTreeSet<&String> = order.removed.iter().collect();
            // A write may replace all marks of the session, so what others hold there goes along as it is.
            let mut marks = order.before.overlaid(&done);
            marks.retain(|mark| !gone.contains(&mark.student_id));
            let write = Write {
                place: order.place.clone(),
                marks,
                changed: changed.to_vec(),
                removed: removed.to_vec(),
                report: order.report.clone(),
                base_version: version.clone(),
                idempotency_key: order.key.clone(),
            };
            match lms.write_marks(&write, ctx).await {
                Ok(written) => {
                    version = written.version.or(version);
                    self.answered(journal, &written.results).await?;
                    said.extend(written.results);
                }
                Err(error) => return self.broke_off(journal, error).await,
            }
        }
        let results = match lms.read_marks(order.place, ctx).await {
            Ok(after) => {
                let found = verify(&order.before.records, &order.changed, &order.removed, &after.records);
                self.look(order.meeting, &without_others(order, &found, Seen::of(&after))).await?;
                confirmed(found, &said)
            }
            // The LMS said done; that it could not be read back afterwards takes nothing from it.
            Err(_) => said,
        };
        self.settle(journal, &results).await
    }

    async fn broke_off(&self, journal: &Journal, error: LmsError) -> Result<()> {
        match error {
            LmsError::Conflict => self.close(journal, UploadState::Conflict, RowState::Conflict).await,
            error if error.may_have_written() => {
                self.close(journal, UploadState::Unknown, RowState::Unknown).await?;
                Err(Error::from(error).with("upload_id", journal.upload.as_str()))
            }
            error => {
                self.close(journal, UploadState::Failed, RowState::Failed).await?;
                Err(error.into())
            }
        }
    }

    async fn sent_view(&self, plan: &Plan, id: &UploadId) -> Result<UploadView> {
        let upload = self.journalled(id).await?;
        let mut view = plan.view(state_word(upload.state));
        view.upload_id = Some(id.to_string());
        view.results = results(&upload);
        view.makes_session = false;
        Ok(view)
    }
}

/// A write that replaces the whole would go over what could not be read.
pub(super) fn need_readable(held: &Marks) -> Result<()> {
    if held.skipped == 0 {
        return Ok(());
    }
    Err(Error::new(
        Code::ServerFault,
        "The LMS holds marks for this class that cannot be read; a write would go over them unseen, so nothing was sent.",
        "Look at the class in the LMS, or tell its administrators.",
    ))
}

/// Marks to write and students to unmark, at most so many together.
fn portions<'a>(changed: &'a [Mark], removed: &'a [String], most: usize) -> Vec<(&'a [Mark], &'a [String])> {
    let most = most.max(1);
    if changed.len() + removed.len() <= most {
        return vec![(changed, removed)];
    }
    let marks = changed.chunks(most).map(|marks| (marks, &[][..]));
    marks.chain(removed.chunks(most).map(|ids| (&[][..], ids))).collect()
}

/// What counts as seen after a write: not what somebody else changed while it went on, which stays to be shown.
fn without_others(order: &Order<'_>, found: &Verification, mut seen: Seen) -> Seen {
    let before = order.before.held();
    let changed = found.results.iter().filter(|result| result.state == MarkState::Conflict);
    for id in changed.map(|result| &result.student_id).chain(&found.changed_by_others) {
        match before.get(id) {
            Some(word) => seen.held.insert(id.clone(), word.clone()),
            None => seen.held.remove(id),
        };
    }
    seen
}

/// What the LMS said of each student, unless the reading afterwards shows otherwise.
fn confirmed(found: Verification, said: &[MarkResult]) -> Vec<MarkResult> {
    let refused = |id: &str| said.iter().find(|r| r.student_id == id && r.state != MarkState::Confirmed);
    found
        .results
        .into_iter()
        .map(|found| match refused(&found.student_id) {
            Some(refused) if found.state != MarkState::Confirmed => refused.clone(),
            _ => found,
        })
        .collect()
}
