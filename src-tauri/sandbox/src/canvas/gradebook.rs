//! What the Canvas has stored: assignments, and for each student's submission a score, "excused", comments.

use super::bucket::Bucket;
use super::jobs::Job;
use super::marker;
use crate::scenario::CanvasDay;
use crate::world::World;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// An assignment of the Canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct CanvasAssignment {
    /// Its id.
    pub id: u32,
    /// The course's id.
    pub course: u32,
    /// Name.
    pub name: String,
    /// Description, as HTML.
    pub description: Option<String>,
    /// Due date.
    pub due: Option<DateTime<Utc>>,
    /// Most points.
    pub points: Option<f64>,
    /// `points`, `percent`, `not_graded` …
    pub grading_type: String,
    /// `none`, `on_paper`, `online_upload` …
    pub submission_types: Vec<String>,
    /// False for a draft.
    pub published: bool,
    /// Whether it is left out of the final grade.
    pub omitted: bool,
}

/// A comment beside a grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanvasComment {
    /// Its id.
    pub id: u32,
    /// The author's id.
    pub author: u32,
    /// Text.
    pub text: String,
    /// When it was made.
    pub at: DateTime<Utc>,
}

/// What one student has in an assignment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CanvasGrade {
    /// The student's id.
    pub student: u32,
    /// Points.
    pub score: Option<f64>,
    /// Excused.
    pub excused: bool,
    /// When it was last changed, and by whom.
    pub graded: Option<(DateTime<Utc>, u32)>,
    /// Comments, oldest first.
    pub comments: Vec<CanvasComment>,
}

/// Somebody else who grades.
pub(super) const COLLEAGUE: u32 = 87;

/// Everything that changes.
#[derive(Debug)]
pub(crate) struct Gradebook {
    assignments: Vec<CanvasAssignment>,
    grades: BTreeMap<(u32, u32), CanvasGrade>,
    pub(super) jobs: Vec<Job>,
    pub(super) bucket: Bucket,
    read: BTreeSet<u32>,
    opened: DateTime<Utc>,
    last_id: u32,
}

impl Gradebook {
    /// At the start each course has its past classes but for the two newest, and what other assignments courses have:
    /// homework, Roll Call, participation.
    pub(crate) fn opened(world: &World, now: DateTime<Utc>, day: CanvasDay) -> Self {
        let mut out = Self {
            assignments: Vec::new(),
            grades: BTreeMap::new(),
            jobs: Vec::new(),
            bucket: Bucket::of(day),
            read: BTreeSet::new(),
            opened: now,
            last_id: 9000,
        };
        for course in &world.courses {
            let past: Vec<_> = course.meetings.iter().filter(|one| one.end <= now).collect();
            for one in past.iter().take(past.len().saturating_sub(2)) {
                out.assign(CanvasAssignment {
                    description: Some(marker::description(one.start, one.end, &format!("seed-{}", one.id))),
                    due: Some(one.start),
                    ..plain(course.number, &one.title, Some(1.0))
                });
            }
            let types = |kind: &str| vec![kind.to_owned()];
            out.assign(CanvasAssignment {
                due: past.last().map(|one| one.start),
                submission_types: types("online_upload"),
                description: Some("<p>Hand in one file.</p>".to_owned()),
                omitted: false,
                ..plain(course.number, "Homework 1", Some(20.0))
            });
            out.assign(CanvasAssignment {
                grading_type: "percent".to_owned(),
                submission_types: types("external_tool"),
                omitted: false,
                ..plain(course.number, "Roll Call Attendance", Some(100.0))
            });
            out.assign(CanvasAssignment {
                omitted: false,
                ..plain(course.number, "Participation", Some(100.0))
            });
            out.assign(CanvasAssignment {
                due: Some(now + TimeDelta::days(7)),
                published: false,
                submission_types: types("on_paper"),
                ..plain(course.number, "Field trip", Some(10.0))
            });
        }
        out
    }

    pub(super) fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// Adds an assignment under a new id.
    pub(super) fn assign(&mut self, assignment: CanvasAssignment) -> u32 {
        let id = self.next_id();
        self.assignments.push(CanvasAssignment { id, ..assignment });
        id
    }

    /// The assignments of a course, oldest first.
    pub(crate) fn of_course(&self, course: u32) -> impl Iterator<Item = &CanvasAssignment> {
        self.assignments.iter().filter(move |one| one.course == course)
    }

    pub(super) fn assignment(&self, course: u32, id: u32) -> Option<&CanvasAssignment> {
        self.of_course(course).find(|one| one.id == id)
    }

    /// A student's grade; an empty one where there is none.
    pub(super) fn grade(&self, assignment: u32, student: u32) -> CanvasGrade {
        let none = CanvasGrade { student, ..CanvasGrade::default() };
        self.grades.get(&(assignment, student)).cloned().unwrap_or(none)
    }

    pub(super) fn keep(&mut self, assignment: u32, grade: CanvasGrade) {
        self.grades.insert((assignment, grade.student), grade);
    }

    /// All grades of an assignment.
    pub(crate) fn grades(&self, assignment: u32) -> Vec<CanvasGrade> {
        self.grades.iter().filter(|((id, _), _)| *id == assignment).map(|(_, grade)| grade.clone()).collect()
    }

    /// A colleague's grade.
    pub(crate) fn set(&mut self, assignment: u32, student: u32, points: Option<f64>) {
        let mut grade = self.grade(assignment, student);
        (grade.score, grade.excused, grade.graded) = (points, false, Some((self.opened, COLLEAGUE)));
        self.keep(assignment, grade);
    }

    /// Notes that an assignment's submissions were read; true the first time.
    pub(super) fn first_read(&mut self, assignment: u32) -> bool {
        self.read.insert(assignment)
    }
}

/// An assignment that is graded in points, with nothing to hand in.
pub(super) fn plain(course: u32, name: &str, points: Option<f64>) -> CanvasAssignment {
    CanvasAssignment {
        id: 0,
        course,
        name: name.to_owned(),
        description: None,
        due: None,
        points,
        grading_type: "points".to_owned(),
        submission_types: vec!["none".to_owned()],
        published: true,
        omitted: true,
    }
}
