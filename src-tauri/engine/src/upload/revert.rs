//! Taking an upload back: the LMS gets the values that it held before, student by student.
//!
//! Only what is still as we wrote it is touched: whoever changed a mark since then decided about it.

use super::recover::past;
use super::seen::Seen;
use super::send::{Order, need_readable};
use super::words_of;
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::view::UploadView;
use rollbook_lms::{HeldStatus, Mark, Place};
use rollbook_store::uploads::{self, NewUpload, NewUploadRow, RowState, Upload};
use rollbook_transport::Context;
use serde_json::{Value, json};

impl Engine {
    /// Takes an upload back, given by its id or a unique beginning of it. The answer is an upload of its own.
    pub async fn revert(&self, upload: &str, ctx: &Context) -> Result<UploadView> {
        self.need_network()?;
        let upload = self.find_upload(upload).await?;
        let place = place_of(&upload).ok_or_else(|| {
            Error::bad_input("It is not known where this upload went.", "Correct the marks in the LMS.")
        })?;
        let lms = self.lms().await?;
        let lms = lms.as_ref();
        let meeting = upload.meeting_id.clone();
        self.recover(&meeting, lms, ctx).await?;
        let upload = self.journalled(&upload.id).await?;
        let before = lms.read_marks(&place, ctx).await?;
        need_readable(&before)?;
        let held = before.held();
        let rows: Vec<NewUploadRow> = upload
            .rows
            .iter()
            .filter_map(|row| back(&row.row, held.get(row.row.lms_student_id.as_ref()?)))
            .collect();
        if rows.is_empty() {
            return Err(Error::bad_input(
                "Nothing of this upload arrived, so there is nothing to take back.",
                "Look at the class: the difference shows what the LMS holds.",
            ));
        }
        let key = uuid::Uuid::new_v4().to_string();
        let sent = || rows.iter().filter(|row| row.state == RowState::Planned);
        let mark = |row: &NewUploadRow| {
            Some(Mark {
                student_id: row.lms_student_id.clone()?,
                status: HeldStatus::from_word(row.after.as_deref()?),
                note: None,
                remark: None,
                present_seconds: None,
            })
        };
        let gone = |row: &NewUploadRow| row.lms_student_id.clone().filter(|_| row.after.is_none());
        let order = Order {
            meeting: &meeting,
            place: &place,
            before: &before,
            changed: sent().filter_map(mark).collect(),
            removed: sent().filter_map(gone).collect(),
            report: json!({"rollbook": {"reverts": upload.id.as_str()}}),
            key: key.clone(),
        };
        let anything = sent().next().is_some();
        let new = NewUpload {
            meeting_id: meeting.clone(),
            target: upload.target.clone(),
            idempotency_key: key,
            base_etag: before.version.clone(),
            rules: Value::Null,
            reverts: Some(upload.id.clone()),
            rows: rows.clone(),
        };
        let journal = self.begin(new).await?;
        if anything {
            self.transmit(&journal, &order, lms, ctx).await?;
        } else {
            self.look(&meeting, &Seen::of(&before)).await?;
            self.settle(&journal, &[]).await?;
        }
        let done = self.journalled(&journal.upload).await?;
        let mut view = past(&done);
        let words = words_of(&done.target);
        let roster = self.load(&meeting).await?.roster;
        for (change, row) in view.changes.iter_mut().zip(&rows) {
            let student = roster.iter().find(|student| student.id == row.student_id);
            change.name = student.map_or_else(String::new, |student| student.name.clone());
            change.reason = match (row.state, &row.after) {
                (RowState::Conflict, _) => "changed in the LMS since the upload: left as it is".to_owned(),
                (_, Some(after)) => format!("back to {}", words.name(after)),
                (_, None) => "taken away again: there was none before".to_owned(),
            };
        }
        Ok(view)
    }

    async fn find_upload(&self, text: &str) -> Result<Upload> {
        let text = text.trim().to_owned();
        let all = self.db(move |store| uploads::list(store, None)).await?;
        let mut fitting = all
            .into_iter()
            .filter(|one| one.id.as_str() == text || text.len() >= 6 && one.id.as_str().starts_with(&text));
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Error::new(
                Code::NotFound,
                "There is no upload with this id.",
                "`rollbook uploads` lists them.",
            )),
            (Some(_), Some(_)) => Err(Error::bad_input(
                "Several uploads begin with this.",
                "Give more of the id; `rollbook uploads` lists them.",
            )),
        }
    }
}

fn place_of(upload: &Upload) -> Option<Place> {
    let word = |key: &str| upload.target.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Place { course: word("course"), session: word("session")? })
}

/// One student's way back; `None` where nothing of ours is there. `now` is what the LMS holds.
fn back(row: &NewUploadRow, now: Option<&String>) -> Option<NewUploadRow> {
    if row.state != RowState::Confirmed {
        return None;
    }
    let ours = now == row.after.as_ref();
    Some(NewUploadRow {
        before: now.cloned(),
        after: row.before.clone(),
        note: None,
        present_seconds: None,
        state: match () {
            () if ours => RowState::Planned,
            () if now == row.before.as_ref() => RowState::Skipped,
            () => RowState::Conflict,
        },
        ..row.clone()
    })
}
