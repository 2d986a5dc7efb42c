//! Learning management systems behind one trait: rosters in, attendance out.
//!
//! [`Lms`] is all that the rest of the program knows of an LMS. An adapter is one file that implements it and one
//! line in [`connect`]; the shapes on the wire do not leave the adapter. Reading is forgiving, record by record;
//! writing is one upload at a time, with a version to compare and a key that makes a repeat harmless, and is judged by
//! reading back ([`verify()`]).

pub mod address;
pub mod error;
mod http;
mod lenient;
mod link;
pub mod marks;
pub mod model;
mod paging;
pub mod server_text;
pub mod verify;
mod words;

pub use error::LmsError;
pub use marks::{HeldStatus, Mark, MarkFault, MarkResult, MarkState, Marks, Write, Written};
pub use model::{Listed, LmsAccount, LmsCourse, LmsKind, LmsMeeting, LmsStudent};
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

    /// What the LMS holds for a meeting now.
    fn read_marks<'a>(&'a self, session: &'a str, ctx: &'a Context) -> Call<'a, Marks>;

    /// Writes the marks of a meeting. Success means that the LMS said so; whether it holds them, a reading afterwards
    /// shows. After a failure, [`LmsError::may_have_written`] tells whether it must be read first.
    fn write_marks<'a>(&'a self, write: &'a Write, ctx: &'a Context) -> Call<'a, Written>;
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
        LmsKind::Moodle | LmsKind::Canvas => Err(LmsError::UnknownKind),
    }
}
