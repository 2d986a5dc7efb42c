//! Grading in bulk: a job that is done a few requests later, one after the other, and what it does (canvas-lms,
//! `Submission.process_bulk_update`).

use super::TEACHER;
use super::gradebook::{CanvasComment, Gradebook};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// How many requests later a job is done.
const REQUESTS: u32 = 2;

/// A job.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub id: u32,
    pub course: u32,
    pub assignment: u32,
    /// `grade_data`.
    pub data: Map<String, Value>,
    /// Requests until it is done.
    pub left: u32,
    pub failed: bool,
    pub message: Option<String>,
}

impl Job {
    pub(super) fn word(&self) -> &'static str {
        match self.left {
            0 if self.failed => "failed",
            0 => "completed",
            REQUESTS => "queued",
            _ => "running",
        }
    }
}

impl Gradebook {
    /// Puts a job at the end of the queue.
    pub(super) fn queue(&mut self, course: u32, assignment: u32, data: Map<String, Value>) -> &Job {
        let id = self.next_id();
        let job = Job { id, course, assignment, data, left: REQUESTS, failed: false, message: None };
        self.jobs.push(job);
        let last = self.jobs.len() - 1;
        &self.jobs[last]
    }

    /// A request has come: the first job that is not done goes on. `known` are the students whom it finds.
    pub(super) fn go_on(&mut self, now: DateTime<Utc>, known: impl Fn(u32) -> BTreeSet<u32>) {
        let Some(place) = self.jobs.iter().position(|job| job.left > 0) else { return };
        self.jobs[place].left -= 1;
        if self.jobs[place].left > 0 {
            return;
        }
        let job = self.jobs[place].clone();
        let message = self.carry_out(&job, &known(job.course), now);
        self.jobs[place].failed = message.is_some();
        self.jobs[place].message = message;
    }

    /// Everybody who is found gets what was sent; the sentence of whom it does not find.
    fn carry_out(&mut self, job: &Job, known: &BTreeSet<u32>, now: DateTime<Utc>) -> Option<String> {
        let most = self.assignment(job.course, job.assignment).and_then(|one| one.points).unwrap_or_default();
        let mut missing = Vec::new();
        for (id, data) in &job.data {
            let Some(student) = id.parse().ok().filter(|id| known.contains(id)) else {
                missing.push(format!("'{id}'"));
                continue;
            };
            let posted = data.get("posted_grade").map(text);
            let excuse = data.get("excuse").is_some_and(|value| matches!(text(value).as_str(), "true" | "1"));
            if excuse && posted.as_ref().is_some_and(|grade| !grade.is_empty()) {
                return Some("Cannot simultaneously grade and excuse an assignment".to_owned());
            }
            let mut grade = self.grade(job.assignment, student);
            if posted.is_some() || data.get("excuse").is_some() {
                let score = posted.as_deref().and_then(|grade| points(grade, most));
                if (grade.score, grade.excused) != (score, excuse) {
                    (grade.score, grade.excused, grade.graded) = (score, excuse, Some((now, TEACHER)));
                }
            }
            if let Some(comment) = data.get("text_comment").map(text).filter(|text| !text.is_empty()) {
                let id = self.next_id();
                grade.comments.push(CanvasComment { id, author: TEACHER, text: comment, at: now });
            }
            self.keep(job.assignment, grade);
        }
        (!missing.is_empty()).then(|| format!("Couldn't find User(s) with API ids {}", missing.join(", ")))
    }
}

/// "Points", "40%" or nothing; a score is kept to four decimals.
fn points(grade: &str, most: f64) -> Option<f64> {
    let points = match grade.trim().strip_suffix('%') {
        Some(share) => share.parse::<f64>().ok()? * most / 100.0,
        None => grade.trim().parse::<f64>().ok()?,
    };
    points.is_finite().then(|| (points * 1e4).round() / 1e4)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
