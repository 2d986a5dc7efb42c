//! Lists: courses, rosters, meetings, and what a sync answers.

use super::{ErrorView, MeetingView, StatusCounts, SyncView};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One course.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CourseView {
    /// Id in this data folder.
    pub id: String,
    /// Title.
    pub title: String,
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// Active students in the cached roster.
    pub students: u32,
}

/// `rollbook courses`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CoursesView {
    /// By title.
    pub courses: Vec<CourseView>,
}

/// One student of a roster.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RosterStudentView {
    /// Id in this data folder.
    pub student_id: String,
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// Name.
    pub name: String,
    /// Known addresses, main one first.
    pub emails: Vec<String>,
    /// Groups or sections.
    pub groups: Vec<String>,
    /// False once no longer enrolled.
    pub active: bool,
}

/// `rollbook roster show`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RosterView {
    /// The course.
    pub course: CourseView,
    /// Its students.
    pub students: Vec<RosterStudentView>,
    /// What the last pull changed; null where it changed nothing yet.
    pub changes: Option<RosterChangeView>,
}

/// What a pull changed in a roster, by names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RosterChangeView {
    /// When it was pulled.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub at: Option<DateTime<Utc>>,
    /// New students.
    pub added: Vec<String>,
    /// Students with another name, address, login, id or group.
    pub changed: Vec<String>,
    /// Students who are not there any more.
    pub gone: Vec<String>,
}

/// One row of the list of classes.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MeetingRowView {
    /// The class.
    #[serde(flatten)]
    pub meeting: MeetingView,
    /// Title of its course.
    pub course_title: Option<String>,
    /// `not-fetched`, `provisional`, `ready`, `uploaded`, `changed` (since the upload), `upcoming`.
    pub state: String,
    /// What was fetched; null before the first sync.
    pub sync: Option<SyncView>,
    /// The last look that found nothing; null once something was found.
    pub look: Option<LookView>,
    /// People in the class; null before the first sync.
    pub participants: Option<u32>,
    /// Counts of the reconciliation; null without roster or sync.
    pub summary: Option<StatusCounts>,
}

/// A look for a class's attendance that found none.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LookView {
    /// When.
    #[ts(as = "String")]
    pub at: DateTime<Utc>,
    /// What was said of it.
    pub error: ErrorView,
    /// When to look again; null where that is for the instructor to say.
    #[ts(as = "Option<String>")]
    pub next_attempt_at: Option<DateTime<Utc>>,
}

/// A class whose attendance a quiet look has changed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ChangedView {
    /// The class.
    #[serde(flatten)]
    pub meeting: MeetingView,
    /// People in it before; null where nothing had been fetched.
    pub participants_before: Option<u32>,
    /// People in it now.
    pub participants: u32,
}

/// What a quiet look at the classes that were due has found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct LookedView {
    /// Ids of the classes that were asked for again.
    pub looked: Vec<String>,
    /// Those of them whose attendance is another one now.
    pub changed: Vec<ChangedView>,
}

/// `rollbook meetings`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MeetingsView {
    /// Newest first.
    pub meetings: Vec<MeetingRowView>,
}

/// A meeting typed in by hand: either `start` and `end`, or `date`. Local times, in `timezone`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewMeeting {
    /// Title.
    pub title: String,
    /// Local start such as `2025-11-26T10:00`.
    pub start: Option<String>,
    /// Local end.
    pub end: Option<String>,
    /// Local day such as `2025-11-26`, where the times are not known.
    pub date: Option<String>,
    /// IANA zone; default: the configured one.
    pub timezone: Option<String>,
    /// Course id.
    pub course: Option<String>,
    /// Teams join link, meeting number, or a text that contains one.
    pub join_url: Option<String>,
    /// The LMS's id of the meeting.
    pub lms_id: Option<String>,
}

/// `{"id": …}`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct IdView {
    /// The new id.
    pub id: String,
}

/// Numbers of one sync.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct SyncCounts {
    /// People found.
    pub participants: u32,
    /// Calls named for the day.
    pub calls: u32,
    /// Calls that count.
    pub included: u32,
}

/// What a sync did with one meeting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SyncedView {
    /// Which meeting.
    pub id: String,
    /// `synced` or `failed`.
    pub state: String,
    /// As in `show`, after this sync; a failed one leaves it as it was.
    pub sync: SyncView,
    /// Numbers.
    pub counts: SyncCounts,
    /// Why it failed.
    pub error: Option<ErrorView>,
}

/// `rollbook sync`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SyncAnswer {
    /// One entry a meeting.
    pub meetings: Vec<SyncedView>,
}
