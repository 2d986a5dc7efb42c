//! `rollbook upload`: what would change in the LMS, and what did.

use super::ErrorView;
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// Where the upload goes.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct TargetView {
    /// `moodle`, `canvas` or `http`.
    pub kind: String,
    /// Address of the LMS.
    pub url: String,
    /// The LMS's course id.
    pub course: Option<String>,
    /// The LMS's id of the session.
    pub session: Option<String>,
}

/// What would change for one student.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ChangeView {
    /// Which student.
    pub student_id: String,
    /// Name, for people.
    pub name: String,
    /// What the LMS holds.
    pub before: Option<String>,
    /// What it would hold.
    pub after: Option<String>,
    /// `create`, `update`, `none`, `conflict` or `skip`.
    pub action: String,
    /// Why, in words.
    pub reason: String,
}

/// How many changes of which kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct ChangeCounts {
    pub create: u32,
    pub update: u32,
    pub none: u32,
    pub conflict: u32,
    pub skip: u32,
}

/// What happened for one student.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ResultView {
    /// Which student.
    pub student_id: String,
    /// `confirmed`, `failed`, `conflict` or `skipped`.
    pub state: String,
    /// Why not, where it failed.
    pub error: Option<ErrorView>,
}

/// `rollbook upload`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct UploadView {
    /// Where it goes.
    pub target: TargetView,
    /// The LMS has no session for the class yet: the upload makes it.
    pub makes_session: bool,
    /// Student by student.
    pub changes: Vec<ChangeView>,
    /// Counts.
    pub summary: ChangeCounts,
    /// Id of the upload; null for a dry run.
    pub upload_id: Option<String>,
    /// The upload that this one takes back.
    pub reverts: Option<String>,
    /// `dry-run`, `done`, `partial`, `queued` or `conflict`.
    pub state: String,
    /// Results, student by student.
    pub results: Vec<ResultView>,
    /// Digest of the plan: an upload given this digest sends exactly what was reviewed, or nothing.
    pub plan: String,
    /// When the LMS was last read for this plan; null when it never was.
    #[ts(as = "Option<String>")]
    pub read_at: Option<DateTime<Utc>>,
    /// Why it is queued; null else.
    pub error: Option<ErrorView>,
}

/// The uploads of a class.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct UploadsView {
    /// Oldest first.
    pub uploads: Vec<UploadView>,
}

/// One upload that waits for the LMS.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct OutboxEntryView {
    /// Its id.
    pub id: String,
    /// The class.
    pub meeting_id: String,
    /// Title of the class.
    pub title: String,
    /// Title of its course.
    pub course_title: Option<String>,
    /// When it was queued first.
    #[ts(as = "String")]
    pub queued_at: DateTime<Utc>,
    /// How often it was tried since.
    pub attempts: u32,
    /// When it is tried again by itself; null where it is held.
    #[ts(as = "Option<String>")]
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// `waiting` (for the LMS) or `held` (for the instructor).
    pub state: String,
    /// Why it waits.
    pub error: Option<ErrorView>,
}

/// `rollbook outbox`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct OutboxView {
    /// What waits, in the order in which it is sent.
    pub entries: Vec<OutboxEntryView>,
    /// What was just sent.
    pub sent: Vec<UploadView>,
}

/// One of the LMS's own statuses.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct OwnStatusView {
    /// Short form.
    pub short: String,
    /// Title.
    pub title: String,
    /// Points, where it has some.
    pub points: Option<f64>,
}

/// What one status becomes in the LMS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StatusTargetView {
    /// The status; `late+left-early` for whoever was both.
    pub status: String,
    /// Short form of the LMS's status; null for none.
    pub becomes: Option<String>,
    /// Chosen by the instructor, not found.
    pub chosen: bool,
}

/// `rollbook statuses`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StatusMapView {
    /// The LMS's own statuses; empty where it takes the contract's words.
    pub own: Vec<OwnStatusView>,
    /// What each status becomes.
    pub targets: Vec<StatusTargetView>,
}
