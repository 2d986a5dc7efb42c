//! One person of a class with every stay, as the writers take them.

use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::attendance::{Participant, SeenStay};
use rollbook_core::identity::Kind;
use rollbook_core::reconcile::StudentResult;
use rollbook_core::status::Status;
use rollbook_core::stay::StayFlags;
use rollbook_core::{ParticipantId, Span};

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
