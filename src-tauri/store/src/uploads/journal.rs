//! What the journal holds: uploads, their rows, and the states both go through.

use crate::value::words;
use chrono::{DateTime, Utc};
use rollbook_core::{MeetingId, StudentId, UploadId};
use serde_json::Value;

words! {
    /// Where an upload stands.
    UploadState {
        /// Stored, nothing sent.
        Planned = "planned",
        /// Being sent.
        Sending = "sending",
        /// Sent, and no answer came: it may have arrived.
        Unknown = "unknown",
        /// All rows are confirmed.
        Done = "done",
        /// Some rows are not.
        Partial = "partial",
        /// Somebody else changed the LMS; nothing was overwritten.
        Conflict = "conflict",
        /// To be sent when the LMS can be reached.
        Queued = "queued",
        /// Refused as a whole.
        Failed = "failed",
    }
}

words! {
    /// Where one student's row stands.
    RowState {
        /// Nothing sent.
        Planned = "planned",
        /// Being sent.
        Sending = "sending",
        /// The LMS holds it.
        Confirmed = "confirmed",
        /// The LMS refused it.
        Failed = "failed",
        /// Somebody else changed it; not overwritten.
        Conflict = "conflict",
        /// Nothing to do, or not to be sent.
        Skipped = "skipped",
        /// Sent, and no answer came.
        Unknown = "unknown",
    }
}

impl UploadState {
    /// True when nothing more happens by itself.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Partial | Self::Conflict | Self::Failed)
    }
}

/// An upload to store.
#[derive(Clone, Debug, PartialEq)]
pub struct NewUpload {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// Where it goes, as the contract's `target`.
    pub target: Value,
    /// Sent with the request, so that a repeat is known as one.
    pub idempotency_key: String,
    /// Version of the LMS's state that the rows were computed against.
    pub base_etag: Option<String>,
    /// The rules that the statuses come from, as the engine writes them.
    pub rules: Value,
    /// The upload that this one takes back.
    pub reverts: Option<UploadId>,
    /// The students' rows, in the order they are shown.
    pub rows: Vec<NewUploadRow>,
}

/// One student's row to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUploadRow {
    /// The student here.
    pub student_id: StudentId,
    /// The student in the LMS.
    pub lms_student_id: Option<String>,
    /// The status the LMS held (its word), `None` for none.
    pub before: Option<String>,
    /// The status to write, `None` to take one away.
    pub after: Option<String>,
    /// Note to the status.
    pub note: Option<String>,
    /// Presence in whole seconds.
    pub present_seconds: Option<i64>,
    /// [`RowState::Planned`], or [`RowState::Skipped`] for one that is listed and not sent.
    pub state: RowState,
}

/// A stored upload.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// When it was stored.
    pub created_at: DateTime<Utc>,
    /// Where it goes.
    pub target: Value,
    /// Sent with the request.
    pub idempotency_key: String,
    /// Version that the rows were computed against.
    pub base_etag: Option<String>,
    /// Where it stands.
    pub state: UploadState,
    /// When it came to a final state.
    pub finished_at: Option<DateTime<Utc>>,
    /// The upload that this one takes back.
    pub reverts: Option<UploadId>,
    /// The students' rows.
    pub rows: Vec<UploadRow>,
}

/// One student's stored row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// What was to be written.
    pub row: NewUploadRow,
    /// Why it failed, as a code or sentence.
    pub error: Option<String>,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// The student here.
    pub student_id: StudentId,
    /// Where the row stands now.
    pub state: RowState,
    /// Why it failed.
    pub error: Option<String>,
}
