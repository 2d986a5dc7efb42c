//! Canvas, over its REST API with a token (canvas-lms, `doc/api`).
//!
//! Canvas has no attendance of its own that a program may write: Roll Call is a tool with a database behind a login of
//! its own, and overwrites one assignment. So a class is an assignment here, a status is its score
//! ([`scheme`]), and minutes and remarks are a comment.

mod answer;
mod ask;
mod comment;
mod courses;
mod coursework;
mod grades;
mod job;
mod marker;
mod marks;
mod rights;
mod scheme;
mod sessions;
mod throttle;
mod wire;

use crate::error::LmsError;
use crate::marks::{Mark, Marks, Write, Written};
use crate::model::{
    Grade, GradeItem, Listed, LmsAccount, LmsCourse, LmsMeeting, LmsStudent, NewSession, Place,
};
use crate::{Call, Lms};
use ask::Api;
use rollbook_transport::{Context, Transport};
use secrecy::SecretString;

/// Most records on a page that Canvas gives (`doc/api/pagination.md`: there is a limit, which it does not tell).
const PER_PAGE: (&str, &str) = ("per_page", "100");

/// A Canvas.
pub(crate) struct CanvasLms {
    api: Api,
}

impl CanvasLms {
    /// Checks address and token; sends nothing.
    pub(crate) fn new(url: &str, token: &SecretString, transport: Transport) -> Result<Self, LmsError> {
        Ok(Self { api: Api::new(url, token, transport)? })
    }
}

impl Lms for CanvasLms {
    fn who<'a>(&'a self, ctx: &'a Context) -> Call<'a, LmsAccount> {
        Box::pin(self.account(ctx))
    }

    fn courses<'a>(&'a self, ctx: &'a Context) -> Call<'a, Listed<LmsCourse>> {
        Box::pin(self.taught(ctx))
    }

    fn students<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsStudent>> {
        Box::pin(self.roster(course, ctx))
    }

    fn meetings<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsMeeting>> {
        Box::pin(self.sessions(course, ctx))
    }

    fn creates_sessions(&self) -> bool {
        true
    }

    fn create_session<'a>(&'a self, new: &'a NewSession, ctx: &'a Context) -> Call<'a, LmsMeeting> {
        Box::pin(self.make_session(new, ctx))
    }

    fn read_marks<'a>(&'a self, place: &'a Place, ctx: &'a Context) -> Call<'a, Marks> {
        Box::pin(self.marks(place, ctx))
    }

    fn write_marks<'a>(&'a self, write: &'a Write, ctx: &'a Context) -> Call<'a, Written> {
        Box::pin(self.put_marks(write, ctx))
    }

    fn complete<'a>(&'a self, place: &'a Place, marks: &'a [Mark], ctx: &'a Context) -> Call<'a, ()> {
        Box::pin(self.complete_remarks(place, marks, ctx))
    }

    fn grade_items<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<GradeItem>> {
        Box::pin(self.items(course, ctx))
    }

    fn read_grades<'a>(
        &'a self,
        course: &'a str,
        item: &'a str,
        ctx: &'a Context,
    ) -> Call<'a, Listed<Grade>> {
        Box::pin(self.grades(course, item, ctx))
    }

    fn write_grades<'a>(
        &'a self,
        course: &'a str,
        item: &'a str,
        grades: &'a [Grade],
        ctx: &'a Context,
    ) -> Call<'a, ()> {
        Box::pin(self.put_grades(course, item, grades, ctx))
    }
}
