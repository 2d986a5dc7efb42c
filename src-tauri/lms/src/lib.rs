//! Learning management systems behind one trait: rosters in, attendance out.
//!
//! [`Lms`] is all that the rest of the program knows of an LMS. An adapter is one file that implements it and one
//! line in [`connect`]; the shapes on the wire do not leave the adapter. Reading is forgiving, record by record;
//! writing is one upload at a time, with a version to compare and a key that makes a repeat harmless, and is judged by
//! reading back ([`verify()`]).

pub mod address;
mod canvas;
pub mod error;
mod http;
mod lenient;
mod link;
pub mod marks;
pub mod model;
pub mod moodle;
mod paging;
pub mod server_text;
pub mod statuses;
pub mod verify;
mod words;

pub use error::LmsError;
pub use marks::{HeldStatus, Mark, MarkFault, MarkResult, MarkState, Marks, Write, Written};
pub use model::{
    Ability, Activity, Deed, Grade, GradeItem, Listed, LmsAccount, LmsCourse, LmsKind, LmsMeeting, LmsStatus,
    LmsStudent, NewSession, Place,
};
pub use verify::{Verification, verify};

use rollbook_transport::{Context, Transport};
use secrecy::SecretString;
use std::future::Future;
use std::pin::Pin;

/// A call of an LMS under way.
pub type Call<'a, T> = Pin<Box<dyn Future<Output = Result<T, LmsError>> + Send + 'a>>;

/// One LMS, signed in with one token. Ids are the LMS's own.
pub trait Lms: Send + Sync {
    /// Tests address and token: whom does the LMS take us for?
    fn who<'a>(&'a self, ctx: &'a Context) -> Call<'a, LmsAccount>;

    /// The courses that the token's owner teaches.
    fn courses<'a>(&'a self, ctx: &'a Context) -> Call<'a, Listed<LmsCourse>>;

    /// The students of a course.
    fn students<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsStudent>>;

    /// The class meetings of a course.
    fn meetings<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsMeeting>>;

    /// Whether [`Lms::create_session`] can be asked for.
    fn creates_sessions(&self) -> bool {
        false
    }

    /// Makes a session. Called only when [`Lms::meetings`] shows none for the class; after a failure that
    /// [`LmsError::may_have_written`], it is looked for by its marker before it is made again.
    fn create_session<'a>(&'a self, _new: &'a NewSession, _ctx: &'a Context) -> Call<'a, LmsMeeting> {
        Box::pin(async { Err(LmsError::Unsupported) })
    }

    /// What the LMS holds for a meeting now.
    fn read_marks<'a>(&'a self, place: &'a Place, ctx: &'a Context) -> Call<'a, Marks>;

    /// Writes the marks of a meeting. Success means that the LMS said so; whether it holds them, a reading afterwards
    /// shows. After a failure, [`LmsError::may_have_written`] tells whether it must be read first.
    fn write_marks<'a>(&'a self, write: &'a Write, ctx: &'a Context) -> Call<'a, Written>;

    /// Adds what a write that broke off may have left out beside marks that the LMS holds: remarks. Nothing where that is
    /// all there; the marks themselves stay as they are.
    fn complete<'a>(&'a self, _place: &'a Place, _marks: &'a [Mark], _ctx: &'a Context) -> Call<'a, ()> {
        Box::pin(async { Ok(()) })
    }

    /// How many changed marks one [`Lms::write_marks`] may carry. An LMS that takes the marks of a session in one
    /// transaction has no limit; one that takes them one by one has a small one, so that after a crash little has to be
    /// looked up.
    fn marks_per_write(&self) -> usize {
        usize::MAX
    }

    /// What of a course can hold a grade for attendance.
    fn grade_items<'a>(&'a self, _course: &'a str, _ctx: &'a Context) -> Call<'a, Listed<GradeItem>> {
        Box::pin(async { Err(LmsError::Unsupported) })
    }

    /// The grades of one item as the LMS holds them.
    fn read_grades<'a>(
        &'a self,
        _course: &'a str,
        _item: &'a str,
        _ctx: &'a Context,
    ) -> Call<'a, Listed<Grade>> {
        Box::pin(async { Err(LmsError::Unsupported) })
    }

    /// Writes grades of one item, each no more than [`GradeItem::max`]; nobody else's grade changes. What the LMS holds
    /// afterwards, a reading shows.
    fn write_grades<'a>(
        &'a self,
        _course: &'a str,
        _item: &'a str,
        _grades: &'a [Grade],
        _ctx: &'a Context,
    ) -> Call<'a, ()> {
        Box::pin(async { Err(LmsError::Unsupported) })
    }
}

/// The adapter for an LMS. Nothing is sent yet: [`Lms::who`] tests the connection.
#[allow(clippy::needless_pass_by_value)] // a token is handed over, not lent
pub fn connect(
    kind: LmsKind,
    url: &str,
    token: SecretString,
    transport: Transport,
) -> Result<Box<dyn Lms>, LmsError> {
    match kind {
        LmsKind::Http => Ok(Box::new(http::HttpLms::new(url, &token, transport)?)),
        LmsKind::Moodle => Ok(Box::new(moodle::MoodleLms::new(url, &token, transport)?)),
        LmsKind::Canvas => Ok(Box::new(canvas::CanvasLms::new(url, &token, transport)?)),
    }
}
