//! Attendance activities, their sessions and marks.

use crate::world::World;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// An attendance activity.
#[derive(Clone, Debug)]
pub(super) struct Activity {
    /// Instance id, which is not the module's.
    pub instance: i64,
    /// Place of its course.
    pub place: usize,
    pub name: String,
    /// Separate groups.
    pub grouped: bool,
}

impl Activity {
    /// Course-module id.
    pub(super) fn module(&self) -> i64 {
        self.instance + 40
    }
}

/// One activity a course; the first course has another with separate groups.
pub(super) fn activities(world: &World) -> Vec<Activity> {
    let mut out: Vec<Activity> = world
        .courses
        .iter()
        .zip(1..)
        .enumerate()
        .map(|(place, (course, instance))| Activity {
            instance,
            place,
            name: format!("{} attendance", course.title),
            grouped: false,
        })
        .collect();
    if let Some(first) = world.courses.first() {
        let instance = i64::try_from(out.len()).unwrap_or(0) + 1;
        out.push(Activity { instance, place: 0, name: format!("{} labs", first.title), grouped: true });
    }
    out
}

/// A status of an activity: id, acronym, description, points; in the order of the plug-in.
pub(super) type Status = (i64, &'static str, &'static str, i64);

/// The statuses of an activity. The first one's teacher has added "Left early".
pub(super) fn statuses(instance: i64) -> Vec<Status> {
    let first = instance * 4 + 1;
    let mut out =
        vec![(first, "P", "Present", 2), (first + 2, "L", "Late", 1), (first + 3, "E", "Excused", 1)];
    if instance == 1 {
        out.push((25, "LE", "Left early", 1));
    }
    out.push((first + 1, "A", "Absent", 0));
    out
}

/// A row of the table of marks, which has no unique key.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub id: i64,
    pub student: i64,
    pub status: i64,
    /// None by the web services, empty by the phone form.
    pub remarks: Option<String>,
}

/// A session of an activity.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub id: i64,
    pub attendance: i64,
    pub group: i64,
    pub start: i64,
    pub duration: i64,
    pub description: String,
    pub changed: i64,
    /// When and by whom it was last taken.
    pub taken: Option<(i64, i64)>,
    pub log: Vec<Row>,
}

impl Session {
    /// The mark of a student as Moodle shows it: the last row.
    pub(super) fn shown(&self, student: i64) -> Option<&Row> {
        self.log.iter().rev().find(|row| row.student == student)
    }
}

/// A grade with its comment.
#[derive(Clone, Debug, Default)]
pub(super) struct Graded {
    pub points: Option<f64>,
    pub comment: String,
    pub at: i64,
    pub by: i64,
}

/// All sessions and grades.
#[derive(Debug, Default)]
pub(crate) struct Register {
    pub(super) sessions: Vec<Session>,
    /// Grades by module and student.
    pub(super) grades: BTreeMap<(i64, i64), Graded>,
    last_id: i64,
}

impl Register {
    /// At the start the past classes are there, but for the two newest of each course: those are to be added.
    pub(crate) fn opened(world: &World, now: DateTime<Utc>) -> Self {
        let mut out = Self::default();
        for (course, attendance) in world.courses.iter().zip(1..) {
            let past: Vec<_> = course.meetings.iter().filter(|one| one.end <= now).collect();
            for one in past.iter().take(past.len().saturating_sub(2)) {
                let length = (one.end - one.start).num_seconds();
                out.add((attendance, 0), one.start.timestamp(), length, &one.title, one.start.timestamp());
            }
        }
        out
    }

    pub(super) fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    /// Adds a session to an activity, for a group or for all (0).
    pub(super) fn add(
        &mut self,
        (attendance, group): (i64, i64),
        start: i64,
        duration: i64,
        description: &str,
        now: i64,
    ) -> i64 {
        let id = self.next_id();
        let description = description.to_owned();
        self.sessions.push(Session {
            id,
            attendance,
            group,
            start,
            duration,
            description,
            changed: now,
            taken: None,
            log: Vec::new(),
        });
        id
    }

    pub(super) fn session(&self, id: i64) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// Stores a mark: in the student's first row, or in a new one, where `fresh` says that there was none when it was looked
    /// for. The plug-in looks and stores without a lock, so that two requests at once make two rows.
    pub(super) fn mark(
        &mut self,
        session: i64,
        student: i64,
        status: i64,
        remarks: Option<&str>,
        fresh: bool,
    ) {
        let id = self.next_id();
        let Some(session) = self.sessions.iter_mut().find(|one| one.id == session) else { return };
        match session.log.iter_mut().find(|row| row.student == student) {
            Some(row) if !fresh => {
                row.status = status;
                if let Some(remarks) = remarks {
                    row.remarks = Some(remarks.to_owned());
                }
            }
            _ => session.log.push(Row { id, student, status, remarks: remarks.map(str::to_owned) }),
        }
    }

    /// All rows of a session, student and status.
    pub(crate) fn rows(&self, session: &str) -> Vec<(String, String)> {
        let found = session.parse().ok().and_then(|id| self.session(id));
        let rows = found.into_iter().flat_map(|session| &session.log);
        rows.map(|row| (row.student.to_string(), row.status.to_string())).collect()
    }

    /// A colleague marks a student on the web page, which leaves the time of the last change as it was.
    pub(crate) fn set(&mut self, session: &str, student: &str, status: &str, now: i64) {
        let (Ok(id), Ok(student), Ok(status)) = (session.parse(), student.parse(), status.parse()) else {
            return;
        };
        let fresh = self.session(id).is_none_or(|session| session.shown(student).is_none());
        self.mark(id, student, status, Some(""), fresh);
        if let Some(session) = self.sessions.iter_mut().find(|one| one.id == id) {
            session.taken = Some((now, super::people::COLLEAGUE));
        }
    }
}
