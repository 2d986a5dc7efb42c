//! After a crash or a lost answer: read what the LMS holds before anything is sent again.

use super::seen::Seen;
use super::{results, state_word, words_of};
use crate::engine::Engine;
use crate::error::Result;
use crate::view::{ChangeCounts, ChangeView, TargetView, UploadView};
use rollbook_core::MeetingId;
use rollbook_core::difference::Held;
use rollbook_lms::{HeldStatus, Lms, Mark, Place};
use rollbook_store::uploads::{self, NewUploadRow, RowResult, RowState, Upload, UploadState};
use rollbook_transport::Context;

impl Engine {
    /// The uploads of one class or of all, oldest first, with what became of each student.
    pub async fn uploads(&self, id: Option<&MeetingId>) -> Result<Vec<UploadView>> {
        let id = id.cloned();
        let all = self.db(move |store| uploads::list(store, id.as_ref())).await?;
        Ok(all.iter().map(past).collect())
    }

    /// What the LMS holds of uploads whose end is not known: we wrote it ourselves, so it is nobody else's change.
    pub(super) async fn arrived(&self, id: &MeetingId, held: &Held) -> Result<Held> {
        let (id, held) = (id.clone(), held.clone());
        self.db(move |store| {
            let open = uploads::list(store, Some(&id))?.into_iter().filter(is_open);
            let rows = open.flat_map(|upload| upload.rows).filter(|row| row.row.state != RowState::Skipped);
            let pairs = rows.filter_map(|row| Some((row.row.lms_student_id?, row.row.after?)));
            Ok(pairs.filter(|(student, after)| held.get(student) == Some(after)).collect())
        })
        .await
    }

    /// Settles uploads of this class that were being sent when the program or the connection ended. Where the LMS holds
    /// what was planned, it arrived; otherwise it did not, and the next plan shows the difference again.
    pub(super) async fn recover(&self, id: &MeetingId, lms: &dyn Lms, ctx: &Context) -> Result<()> {
        let meeting = id.clone();
        let open = self.db(move |store| {
            let all = uploads::list(store, Some(&meeting))?;
            Ok(all.into_iter().filter(is_open).collect::<Vec<_>>())
        });
        let open = open.await?;
        if open.is_empty() {
            return Ok(());
        }
        // Where it was sent to, whatever the class is connected to by now.
        let place = |upload: &Upload| {
            let word =
                |key: &str| upload.target.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
            Some(Place { course: word("course"), session: word("session")? })
        };
        let Some(place) = open.iter().rev().find_map(place) else { return Ok(()) };
        let now = Seen::of(&lms.read_marks(&place, ctx).await?);
        let held = now.held.clone();
        let ours = self.arrived(id, &held).await?;
        for upload in open {
            let rows = judged(&upload, &held);
            let arrived = arrived_marks(&upload, &rows);
            if !arrived.is_empty() {
                // The marks are there; what was to stand beside them may not be.
                lms.complete(&place, &arrived, ctx).await?;
            }
            let all = rows.iter().all(|row| row.state == RowState::Confirmed);
            let state = if all { UploadState::Done } else { UploadState::Partial };
            let now = self.now();
            self.db(move |store| uploads::advance(store, &upload.id, state, &rows, now)).await?;
        }
        // What we sent ourselves is nobody else's change; what somebody else changed meanwhile is still one.
        let mut base = self.last_seen(id).await?.map(|(seen, _)| seen.held).unwrap_or_default();
        base.extend(ours);
        self.look(id, &Seen { held: base, ..now }).await
    }
}

/// A past upload, told from the journal alone.
pub(super) fn past(upload: &Upload) -> UploadView {
    let word = |key: &str| upload.target.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
    let words = words_of(&upload.target);
    let name = |word: &Option<String>| word.as_deref().map(|word| words.name(word).to_owned());
    let changes: Vec<ChangeView> = upload
        .rows
        .iter()
        .map(|row| ChangeView {
            student_id: row.row.student_id.to_string(),
            name: String::new(),
            before: name(&row.row.before),
            after: name(&row.row.after),
            action: action(&row.row).to_owned(),
            reason: String::new(),
        })
        .collect();
    let of = |word: &str| crate::present::count(changes.iter().filter(|c| c.action == word).count());
    UploadView {
        target: TargetView {
            kind: word("kind").unwrap_or_default(),
            url: word("url").unwrap_or_default(),
            course: word("course"),
            session: word("session"),
        },
        summary: ChangeCounts {
            create: of("create"),
            update: of("update"),
            none: 0,
            conflict: 0,
            skip: of("skip"),
        },
        makes_session: false,
        changes,
        upload_id: Some(upload.id.to_string()),
        reverts: upload.reverts.as_ref().map(ToString::to_string),
        state: state_word(upload.state).to_owned(),
        results: results(upload),
        plan: String::new(),
        read_at: Some(upload.created_at),
        error: None,
    }
}

fn action(row: &NewUploadRow) -> &'static str {
    match (row.state, &row.before) {
        (RowState::Skipped, _) => "skip",
        (_, None) => "create",
        (_, Some(_)) => "update",
    }
}

fn is_open(upload: &Upload) -> bool {
    matches!(upload.state, UploadState::Sending | UploadState::Unknown | UploadState::Planned)
}

fn judged(upload: &Upload, held: &Held) -> Vec<RowResult> {
    let sent = upload.rows.iter().filter(|row| row.row.state != RowState::Skipped);
    sent.map(|row| {
        let now = row.row.lms_student_id.as_ref().and_then(|id| held.get(id));
        let arrived = now == row.row.after.as_ref();
        RowResult {
            student_id: row.row.student_id.clone(),
            state: if arrived { RowState::Confirmed } else { RowState::Failed },
            error: (!arrived).then(|| "It did not arrive before the connection ended.".to_owned()),
        }
    })
    .collect()
}

/// The marks that arrived, with what was to be said beside them.
fn arrived_marks(upload: &Upload, judged: &[RowResult]) -> Vec<Mark> {
    let arrived = |row: &&NewUploadRow| {
        judged.iter().any(|one| one.student_id == row.student_id && one.state == RowState::Confirmed)
    };
    let rows = upload.rows.iter().map(|row| &row.row).filter(arrived);
    rows.filter_map(|row| {
        Some(Mark {
            student_id: row.lms_student_id.clone()?,
            status: HeldStatus::from_word(row.after.as_deref()?),
            note: None,
            remark: row.note.clone(),
            present_seconds: row.present_seconds,
        })
    })
    .collect()
}
