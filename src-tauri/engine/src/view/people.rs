//! People over all courses and classes.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// Somebody on a roster, or seen in a class.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PersonView {
    /// Id for `person` and for erasing: a student's where there is one, else a participant's.
    pub id: String,
    /// On a roster.
    pub student: bool,
    /// Name; the roster's before a typed one.
    pub name: Option<String>,
    /// Main e-mail, else UPN.
    pub email: Option<String>,
    /// As of a participant; of students who were never seen `member`.
    pub kind: String,
    /// Titles of the courses.
    pub courses: Vec<String>,
    /// Classes that count: with a status that is neither excused nor unknown. For visitors the classes that they were in.
    pub classes: u32,
    /// Of these the ones with a status of present, late or left early.
    pub attended: u32,
    /// Seconds in class, over all classes.
    #[ts(as = "u32")]
    pub seconds: i64,
    /// The last leave of all.
    #[ts(as = "Option<String>")]
    pub last_seen: Option<DateTime<Utc>>,
    /// Classes in which nobody has said yet who this visitor is.
    pub to_match: u32,
}

/// Everybody.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PeopleView {
    /// By name.
    pub people: Vec<PersonView>,
}

/// What a person was in one class.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PersonClassView {
    /// The class.
    pub meeting_id: String,
    /// Its title.
    pub title: String,
    /// Its start; of a day-only class the start of the day.
    #[ts(as = "String")]
    pub start: DateTime<Utc>,
    /// Its end; of a day-only class the end of the day.
    #[ts(as = "String")]
    pub end: DateTime<Utc>,
    /// Its zone.
    pub timezone: String,
    /// Title of its course.
    pub course: Option<String>,
    /// The status that stands; null for visitors.
    pub status: Option<String>,
    /// `rule` or `instructor`; null for visitors.
    pub decided_by: Option<String>,
    /// Seconds in class; null where no duration is known.
    #[ts(as = "Option<u32>")]
    pub present_seconds: Option<i64>,
    /// First join.
    #[ts(as = "Option<String>")]
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave.
    #[ts(as = "Option<String>")]
    pub last_leave: Option<DateTime<Utc>>,
    /// How the student was matched.
    pub how: Option<String>,
    /// The instructor's note.
    pub note: Option<String>,
}

/// `rollbook people PERSON`: everything that is known of one person.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PersonDetailView {
    /// Who.
    pub person: PersonView,
    /// Every address.
    pub emails: Vec<String>,
    /// Every name it was seen under.
    pub names: Vec<String>,
    /// Newest first.
    pub classes: Vec<PersonClassView>,
}
