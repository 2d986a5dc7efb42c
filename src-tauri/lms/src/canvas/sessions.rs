//! Class meetings: the assignments that stand for one, and making one that is missing.

use super::coursework::{self, Assignment};
use super::marker::{self, Line};
use super::{CanvasLms, PER_PAGE, scheme};
use crate::error::{LmsError, Nonsense};
use crate::model::{Listed, LmsMeeting, NewSession, Place};
use rollbook_transport::Context;
use serde_json::json;

impl CanvasLms {
    pub(super) async fn sessions(&self, course: &str, ctx: &Context) -> Result<Listed<LmsMeeting>, LmsError> {
        let all = self.assignments(course, ctx).await?;
        Ok(Listed { items: all.items.iter().filter_map(Assignment::meeting).collect(), skipped: all.skipped })
    }

    /// All assignments of a course.
    pub(super) async fn assignments(
        &self,
        course: &str,
        ctx: &Context,
    ) -> Result<Listed<Assignment>, LmsError> {
        let url = self.api.call(&["courses", course, "assignments"], &[PER_PAGE])?;
        self.api.list(url, "canvas-assignments", coursework::assignment, |one| one.id.as_str(), ctx).await
    }

    /// The assignment of a place.
    pub(super) async fn assignment(&self, place: &Place, ctx: &Context) -> Result<Assignment, LmsError> {
        let course = place.course.as_deref().ok_or(LmsError::BadId)?;
        let url = self.api.call(&["courses", course, "assignments", &place.session], &[])?;
        let body = self.api.get(url, "canvas-assignment", ctx).await?;
        coursework::assignment(&body).ok_or(LmsError::Nonsense(Nonsense::WrongShape))
    }

    /// Makes the assignment of a class, unless one with its marker is there: an earlier attempt may have been cut off
    /// before its answer came.
    pub(super) async fn make_session(&self, new: &NewSession, ctx: &Context) -> Result<LmsMeeting, LmsError> {
        if !marker::is_word(&new.marker) {
            return Err(LmsError::BadId);
        }
        let there = self.assignments(&new.course, ctx).await?;
        let ours = |one: &&Assignment| one.line.as_ref().is_some_and(|line| line.marker == new.marker);
        if let Some(meeting) = there.items.iter().find(ours).and_then(Assignment::meeting) {
            return Ok(meeting);
        }
        let line = Line { start: new.start, end: new.end, marker: new.marker.clone() };
        let body = json!({"assignment": {
            "name": new.title,
            "description": marker::description(&line),
            "points_possible": scheme::OWN_POINTS,
            "grading_type": "points",
            "submission_types": ["none"],
            "due_at": new.start.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            // Canvas takes no grades for a draft.
            "published": true,
            // What presence is worth, the course's own grade says.
            "omit_from_final_grade": true,
            "notify_of_update": false,
        }});
        let url = self.api.call(&["courses", &new.course, "assignments"], &[])?;
        let made = self.api.post(url, &body, false, "canvas-create", ctx).await?;
        coursework::assignment(&made)
            .and_then(|one| one.meeting())
            .ok_or(LmsError::Nonsense(Nonsense::WrongShape))
    }
}
