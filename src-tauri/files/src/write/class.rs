//! What the writers say of one class: plain rows with exact lengths. Nothing is rounded here.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_core::attendance::{Participant, SeenStay};
use rollbook_core::identity::Kind;
use rollbook_core::reconcile::StudentResult;
use rollbook_core::roster::Student;
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;
use rollbook_core::stay::StayFlags;
use rollbook_core::{ParticipantId, Span};

/// One class, ready to be written.
#[derive(Clone, Debug)]
pub struct ClassSheet {
    /// The class itself, and where its data came from.
    pub about: About,
    /// The people who were there, in the order in which they are to stand.
    pub people: Vec<PersonRow>,
    /// The students of the roster; `None` where the class has no roster.
    pub students: Option<Vec<StudentRow>>,
}

/// The class, the origin of its data and the rules.
#[derive(Clone, Debug)]
pub struct About {
    /// Title as it was typed.
    pub title: String,
    /// Title of the course.
    pub course: Option<String>,
    /// First local day.
    pub day: NaiveDate,
    /// The class window; `None` where only the day is known.
    pub window: Option<Span>,
    /// Zone of all local times.
    pub zone: Tz,
    /// Source, in words.
    pub source: String,
    /// Completeness, in words.
    pub completeness: String,
    /// When the data was fetched.
    pub fetched_at: Option<DateTime<Utc>>,
    /// When the file was written.
    pub written_at: DateTime<Utc>,
    /// The rules that the statuses were made with.
    pub rules: Rules,
    /// True where these are the rules of an upload, not those of the settings.
    pub rules_of_upload: bool,
}

impl About {
    /// What stays are cut to; `None` where nothing is cut.
    #[must_use]
    pub fn cut(&self) -> Option<Span> {
        self.window.filter(|_| !self.rules.count_outside_window)
    }
}

/// One stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StayRow {
    /// Join as the source wrote it.
    pub join: Option<DateTime<Utc>>,
    /// Leave as the source wrote it.
    pub leave: Option<DateTime<Utc>>,
    /// What it counts for; `None` where a time is missing or wrong.
    pub span: Option<Span>,
    /// What is noteworthy.
    pub flags: StayFlags,
}

impl From<&SeenStay> for StayRow {
    fn from(stay: &SeenStay) -> Self {
        Self { join: stay.join, leave: stay.leave, span: stay.span, flags: stay.flags }
    }
}

impl StayRow {
    /// The part of it that lies in the class.
    #[must_use]
    pub fn in_class(&self, cut: Option<Span>) -> Option<TimeDelta> {
        let span = self.span?;
        let part = cut.map_or(Some(span), |window| span.intersect(&window));
        Some(part.map_or(TimeDelta::zero(), |part| part.length()))
    }
}

/// One participant, or one student of the roster who was not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// Which person; `None` for a student who was not there.
    pub id: Option<ParticipantId>,
    /// Name as it was typed; of a student who was not there, the roster's.
    pub name: Option<String>,
    /// E-mail, else UPN.
    pub email: Option<String>,
    /// Kind of account; `None` for a student who was not there.
    pub kind: Option<Kind>,
    /// The source's word for the role.
    pub role: Option<String>,
    /// Exact length of the union of the stays; `None` where no duration is known.
    pub total: Option<TimeDelta>,
    /// Exact length of the union cut to the class; `None` where no duration is known.
    pub in_class: Option<TimeDelta>,
    /// First join, not cut.
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave, not cut.
    pub last_leave: Option<DateTime<Utc>>,
    /// The roster's name of the student this is.
    pub student: Option<String>,
    /// The LMS's id of that student.
    pub lms_id: Option<String>,
    /// Status of that student; `None` where the person is no student.
    pub status: Option<Status>,
    /// Every stay, sorted by join.
    pub stays: Vec<StayRow>,
    /// What is noteworthy, in the words of the contract.
    pub flags: Vec<&'static str>,
}

impl PersonRow {
    /// The row of a participant, with the student they are.
    #[must_use]
    pub fn of(person: &Participant, student: Option<&StudentResult>) -> Self {
        let presence = person.presence.as_ref();
        Self {
            id: Some(person.id.clone()),
            name: person.name.clone(),
            email: person.email.clone(),
            kind: Some(person.kind),
            role: person.role.clone(),
            total: presence.map(|p| p.connected),
            in_class: presence.map(|p| p.present),
            first_join: person.stays.iter().filter_map(|stay| stay.join).min(),
            last_leave: presence.and_then(|p| p.last_leave),
            student: student.map(|s| s.student.name.clone()),
            lms_id: student.and_then(|s| s.student.lms_id.clone()),
            status: student.map(|s| s.status),
            stays: person.stays.iter().map(StayRow::from).collect(),
            flags: person.flags.iter().map(|flag| flag.word()).collect(),
        }
    }

    /// The row of a student who was not seen.
    #[must_use]
    pub fn not_seen(student: &StudentResult) -> Self {
        Self {
            name: Some(student.student.name.clone()),
            email: student.student.emails.first().cloned(),
            student: Some(student.student.name.clone()),
            lms_id: student.student.lms_id.clone(),
            status: Some(student.status),
            ..Self::default()
        }
    }
}

/// One student of the roster.
#[derive(Clone, Debug, PartialEq)]
pub struct StudentRow {
    /// Who, as the roster says.
    pub student: Student,
    /// The status that stands.
    pub status: Status,
    /// True where the instructor set it.
    pub by_instructor: bool,
    /// Exact time in class; zero for who was not there, `None` where no duration is known.
    pub present: Option<TimeDelta>,
    /// First join, not cut.
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave, not cut.
    pub last_leave: Option<DateTime<Utc>>,
    /// What was counted: disjoint, sorted, cut to the class.
    pub counted: Vec<Span>,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// The instructor's note.
    pub note: Option<String>,
}

impl From<&StudentResult> for StudentRow {
    fn from(result: &StudentResult) -> Self {
        let there = result.presence.as_ref();
        Self {
            student: result.student.clone(),
            status: result.status,
            by_instructor: result.mark.as_ref().is_some_and(|mark| mark.status.is_some()),
            present: time_in_class(result),
            first_join: there.and_then(|p| p.first_join),
            last_leave: there.and_then(|p| p.last_leave),
            counted: there.map(|p| p.counted.clone()).unwrap_or_default(),
            reasons: result.ruling.reasons.clone(),
            note: result.mark.as_ref().and_then(|mark| mark.note.clone()),
        }
    }
}

/// Time in class of one student: zero for who was not there, `None` where no duration is known.
#[must_use]
pub fn time_in_class(result: &StudentResult) -> Option<TimeDelta> {
    let not_there =
        || (result.status != Status::Unknown && result.participants.is_empty()).then_some(TimeDelta::zero());
    result.presence.as_ref().map(|p| p.present).or_else(not_there)
}

/// The share of a class in percent, exact; `None` where the length of the class or of the stay is not known.
#[must_use]
pub fn share(present: Option<TimeDelta>, window: Option<Span>) -> Option<f64> {
    let whole = window?.length().as_seconds_f64();
    (whole > 0.0).then(|| present.map(|present| 100.0 * present.as_seconds_f64() / whole))?
}
