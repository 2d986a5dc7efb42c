//! Grades in bulk: one request, a job in Canvas, and waiting for its end.
//!
//! `POST …/submissions/update_grades` answers a Progress. A job that does not find somebody saves the others and ends as
//! failed (canvas-lms, `Submission.process_bulk_update`). No limit of the number of students is documented; JSON is
//! sent, so that no limit of form fields applies.

use super::CanvasLms;
use super::scheme::{self, Score};
use super::wire::{self, JobState, Progress};
use crate::error::{LmsError, Nonsense};
use rollbook_transport::Context;
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};
use url::Url;

/// First wait for a job; the following ones grow by half.
const FIRST_WAIT: Duration = Duration::from_millis(200);
/// Longest wait between two looks.
const LONGEST_WAIT: Duration = Duration::from_secs(4);
/// After this the outcome is unknown. A course of hundreds takes seconds; a busy Canvas may let jobs wait.
const PATIENCE: Duration = Duration::from_mins(2);

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Everything was done.
    Whole,
    /// Something was not; in Canvas's words.
    InPart(Option<String>),
}

/// The entry of one student's score. Never both keys: Canvas refuses to grade and excuse at once.
pub(super) fn grade(score: Score) -> Value {
    match score {
        Score::Points(points) => json!({"posted_grade": scheme::written(points)}),
        Score::Excused => json!({"excuse": true}),
        Score::Cleared => json!({"posted_grade": ""}),
    }
}

impl CanvasLms {
    /// Sends entries by student and waits for the job. `harmless` where a repeat changes nothing.
    ///
    /// An error after the request was accepted always says that something may have been written.
    pub(super) async fn bulk(
        &self,
        course: &str,
        assignment: &str,
        entries: Map<String, Value>,
        harmless: bool,
        ctx: &Context,
    ) -> Result<Ended, LmsError> {
        let path = ["courses", course, "assignments", assignment, "submissions", "update_grades"];
        let url = self.api.call(&path, &[])?;
        let body = json!({"grade_data": entries});
        let answer = self.api.post(url.clone(), &body, harmless, "canvas-write", ctx).await?;
        let job = wire::progress(&answer).ok_or(LmsError::Nonsense(Nonsense::WrongShape))?;
        // What goes wrong from here on says nothing of the job.
        self.ended(&url, job, ctx)
            .await
            .map_err(|e| if e.may_have_written() { e } else { LmsError::Busy(None) })
    }

    async fn ended(&self, asked: &Url, first: Progress, ctx: &Context) -> Result<Ended, LmsError> {
        let url = self.job_address(asked, &first);
        let (began, mut job, mut wait) = (Instant::now(), first, FIRST_WAIT);
        loop {
            match job.state {
                JobState::Completed => return Ok(Ended::Whole),
                JobState::Failed => return Ok(Ended::InPart(job.message)),
                JobState::Waiting => {}
            }
            let url = url.clone().ok_or(LmsError::Busy(None))?;
            if began.elapsed() + wait > PATIENCE {
                return Err(LmsError::Busy(None));
            }
            ctx.pause(wait).await?;
            wait = wait.mul_f64(1.5).min(LONGEST_WAIT);
            let body = self.api.get(url, "canvas-job", ctx).await?;
            job = wire::progress(&body).ok_or(LmsError::Nonsense(Nonsense::WrongShape))?;
        }
    }

    /// Where a job is looked at: its own address if that is in this Canvas, else the documented one of its id.
    fn job_address(&self, asked: &Url, job: &Progress) -> Option<Url> {
        let own = job.url.as_deref().and_then(|link| self.api.follow(asked, link));
        own.or_else(|| self.api.call(&["progress", job.id.as_deref()?], &[]).ok())
    }
}
