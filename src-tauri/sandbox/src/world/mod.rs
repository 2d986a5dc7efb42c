//! What the pretend institution consists of: people, courses, meetings, reports and call records. Pure data; the
//! servers print it, the scenarios fill it.

pub(crate) mod conference;
pub(crate) mod demo;
pub(crate) mod hostile;
mod join_url;
pub(crate) mod names;
pub(crate) mod people;
pub(crate) mod stays;
pub(crate) mod tenant_day;
pub(crate) mod term;
pub(crate) mod unusual;

pub(crate) use join_url::{join_url, meeting_id};
pub(crate) use people::{Kind, Person};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::sync::Arc;

/// The tenant's names and the credentials that the servers accept.
#[derive(Clone, Debug)]
pub(crate) struct Tenant {
    pub institution: String,
    pub domain: String,
    pub id: String,
    pub client_id: String,
    pub app_client_id: String,
    pub app_secret: String,
    pub lms_token: String,
    pub moodle_token: String,
}

/// One person's unbroken time in a call on one device.
#[derive(Clone, Debug)]
pub(crate) struct Stay {
    pub person: Arc<Person>,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
}

/// A call record: what `communications/callRecords` knows.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub id: String,
    pub version: u32,
    pub group: bool,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// When this version was written; before that the record is not there.
    pub written: DateTime<Utc>,
    pub organizer: Option<Arc<Person>>,
    pub join_url: Option<String>,
    pub stays: Vec<Stay>,
}

impl Call {
    /// Everyone of `participants_v2`, once each, in the order of their first session.
    pub(crate) fn participants(&self) -> Vec<&Arc<Person>> {
        let mut out: Vec<&Arc<Person>> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for stay in &self.stays {
            if seen.insert(stay.person.key.as_str()) {
                out.push(&stay.person);
            }
        }
        out
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.stays.iter().any(|stay| stay.person.key == key)
    }
}

/// An attendance report of one sitting of a meeting.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub id: String,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub stays: Vec<Stay>,
    /// The policy "only who attended": records without intervals.
    pub identity_only: bool,
    /// So many people are counted but have no record: they opted out of reports.
    pub opted_out: usize,
    /// When it was written; before that the report is not there.
    pub written: DateTime<Utc>,
    /// Written while the meeting goes on: it has no end.
    pub running: bool,
}

/// How a meeting can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Like any other.
    Ordinarily,
    /// Not any more: it is over for more than 60 days. Its reports are there still.
    ByReportsOnly,
    /// As a session of a webinar.
    AsWebinar,
    /// As a session of a town hall.
    AsTownHall,
}

/// An online meeting object.
#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    pub id: String,
    pub code: String,
    pub subject: String,
    pub join_url: String,
    pub organizer: Arc<Person>,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// Newest first, as Graph lists them.
    pub reports: Vec<Report>,
    pub found: Found,
}

/// A calendar entry of the signed-in instructor.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub id: String,
    pub subject: String,
    pub organizer: Arc<Person>,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// Online only where there is one.
    pub join_url: Option<String>,
    pub in_series: bool,
}

/// A student on a course's list, as the LMS knows them.
#[derive(Clone, Debug)]
pub(crate) struct Student {
    pub number: u32,
    pub name: String,
    pub given: String,
    pub family: String,
    pub emails: Vec<String>,
    pub username: String,
    pub active: bool,
}

impl Student {
    /// The id of the `http` LMS; Moodle uses the number.
    pub(crate) fn id(&self) -> String {
        format!("s{}", self.number)
    }
}

/// A class as the LMS lists it.
#[derive(Clone, Debug)]
pub(crate) struct LmsMeeting {
    pub id: String,
    pub title: String,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub join_url: Option<String>,
}

/// A course with its list and its classes.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub number: u32,
    pub id: String,
    pub short: String,
    pub title: String,
    pub students: Vec<Student>,
    pub meetings: Vec<LmsMeeting>,
}

/// The whole institution.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub tenant: Tenant,
    pub instructor: Arc<Person>,
    /// Others who may sign in.
    pub colleagues: Vec<Arc<Person>>,
    pub zone: Tz,
    pub courses: Vec<Course>,
    pub meetings: Vec<Meeting>,
    pub events: Vec<Event>,
    pub calls: Vec<Call>,
}

impl World {
    /// Whoever may sign in under this object id or user principal name.
    pub(crate) fn account(&self, who: &str) -> Option<&Arc<Person>> {
        let is = |person: &&Arc<Person>| {
            person.key.eq_ignore_ascii_case(who)
                || person.upn.as_deref().is_some_and(|upn| upn.eq_ignore_ascii_case(who))
        };
        std::iter::once(&self.instructor).chain(&self.colleagues).find(is)
    }

    /// Brings every list into the order in which the servers answer.
    pub(crate) fn in_order(mut self) -> Self {
        self.calls.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        self.events.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        for meeting in &mut self.meetings {
            meeting.reports.sort_by(|a, b| (b.start, &b.id).cmp(&(a.start, &a.id)));
        }
        for course in &mut self.courses {
            course.meetings.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        }
        self
    }
}
