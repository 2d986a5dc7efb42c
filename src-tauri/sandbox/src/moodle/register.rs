//! Attendance activities, their sessions and marks. One activity a course.

use crate::world::World;
use chrono::{DateTime, Utc};

/// A mark in a session's log.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub id: i64,
    pub student: i64,
    pub status: i64,
}

/// A session of an activity.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub id: i64,
    pub attendance: i64,
    pub start: i64,
    pub duration: i64,
    pub description: String,
    pub changed: i64,
    /// When and by whom it was last taken.
    pub taken: Option<(i64, i64)>,
    pub log: Vec<Mark>,
}

/// All sessions.
#[derive(Debug, Default)]
pub(crate) struct Register {
    pub(super) sessions: Vec<Session>,
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
                out.add(attendance, one.start.timestamp(), length, &one.title, one.start.timestamp());
            }
        }
        out
    }

    pub(super) fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn add(
        &mut self,
        attendance: i64,
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
            start,
            duration,
            description,
            changed: now,
            taken: None,
            log: Vec::new(),
        });
        id
    }
}

/// The status ids of an activity in the plug-in's order of creation: Present, Absent, Late, Excused.
pub(super) fn status_ids(attendance: i64) -> [i64; 4] {
    let first = attendance * 4 + 1;
    [first, first + 1, first + 2, first + 3]
}
