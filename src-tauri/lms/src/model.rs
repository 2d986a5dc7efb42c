//! What every LMS has in common: courses, students, meetings.
//!
//! Ids are the LMS's own, as text, whatever they are over there.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// Which kind of LMS (`lms.kind` of the configuration).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LmsKind {
    /// Any LMS that implements the `http` contract.
    Http,
    /// Moodle with the Attendance plug-in.
    Moodle,
    /// Canvas.
    Canvas,
}

impl LmsKind {
    /// The kind of a configuration word; `None` for `none` and for anything unknown.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Http, Self::Moodle, Self::Canvas].into_iter().find(|kind| kind.word() == word)
    }

    /// The word of the configuration.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Moodle => "moodle",
            Self::Canvas => "canvas",
        }
    }
}

/// A list with the number of records in it that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The readable records, in the LMS's order, each id once.
    pub items: Vec<T>,
    /// How many were left out.
    pub skipped: usize,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { items: Vec::new(), skipped: 0 }
    }
}

/// Whom the token belongs to, as far as the LMS tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsAccount {
    /// Id of the user; `None` where the LMS has no such call.
    pub id: Option<String>,
    /// Name of the user; `None` where the LMS has no such call.
    pub name: Option<String>,
    /// Name of the site, where it tells one.
    pub site: Option<String>,
    /// How many courses the first page of the course list shows.
    pub courses: usize,
    /// What this token may do, each with who can change it; empty where the LMS does not tell beforehand.
    pub abilities: Vec<Ability>,
}

/// Something that the program does in an LMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// Read the roster.
    ReadRoster,
    /// Read the sessions and their marks.
    ReadMarks,
    /// Write marks.
    WriteMarks,
    /// Store remarks beside the marks.
    Remarks,
    /// Make a session that is missing.
    CreateSessions,
    /// Write grades.
    WriteGrades,
}

/// Whether a token may do something, found out when the connection was tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ability {
    /// What.
    pub deed: Deed,
    /// Whether it can be done.
    pub granted: bool,
    /// One sentence: what that means, and what the administrator must switch on where it cannot be done.
    pub says: String,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsCourse {
    /// Id.
    pub id: String,
    /// Title; the id where the LMS gives none.
    pub title: String,
}

/// A student of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsStudent {
    /// Id.
    pub id: String,
    /// Name; the login name, an address or the id where the LMS gives none.
    pub name: String,
    /// Addresses as they are stored, the main one first, none twice.
    pub emails: Vec<String>,
    /// Login name.
    pub username: Option<String>,
    /// False for a suspended student.
    pub active: bool,
    /// Names of the groups or sections that the student is in, as the LMS orders them.
    pub groups: Vec<String>,
}

/// A class meeting that the LMS knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsMeeting {
    /// Id; the `session` of [`crate::Write`].
    pub id: String,
    /// Title.
    pub title: String,
    /// Start.
    pub start: DateTime<Utc>,
    /// End, where it has one, never before the start.
    pub end: Option<DateTime<Utc>>,
    /// IANA zone, where the LMS names a known one.
    pub timezone: Option<Tz>,
    /// Link to join; `http` and `https` only.
    pub join_url: Option<String>,
    /// The activity or register that the meeting belongs to, where a course may have several.
    pub activity: Option<Activity>,
    /// Name of the one group that it is for.
    pub group: Option<String>,
}

/// An attendance activity of a course (Moodle: a `mod_attendance` instance).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// A session that is to be made in the LMS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// The course's id.
    pub course: String,
    /// The activity; `None`: the only one of the course.
    pub activity: Option<String>,
    /// Title.
    pub title: String,
    /// Start.
    pub start: DateTime<Utc>,
    /// End, after the start.
    pub end: DateTime<Utc>,
    /// A word that is written into the session and is in no other one: by it a session is found again whose making was
    /// cut off before the answer came.
    pub marker: String,
}

/// Where marks stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The course's id; some LMSs need it to find the session.
    pub course: Option<String>,
    /// The session's id.
    pub session: String,
}

/// A status of the LMS's own set.
#[derive(Clone, Debug, PartialEq)]
pub struct LmsStatus {
    /// Id, as marks carry it.
    pub id: String,
    /// Short form, as its users know it (Moodle: the acronym).
    pub acronym: String,
    /// Title.
    pub title: String,
    /// Points, where it has some.
    pub points: Option<f64>,
}

/// Something of a course that holds a grade for every student.
#[derive(Clone, Debug, PartialEq)]
pub struct GradeItem {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Most points.
    pub max: f64,
}

/// A student's grade, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    /// The student's id.
    pub student_id: String,
    /// Points; `None`: not graded.
    pub points: Option<f64>,
}
