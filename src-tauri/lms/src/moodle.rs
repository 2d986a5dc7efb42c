//! Moodle with the Attendance plug-in: its web services by a token, or the phone app's form where the token has nothing
//! else. Measured on Moodle 4.3 and 4.5 and with the plug-in of 2026.
//!
//! The plug-in has no transaction, no key against repeats and no version; the modules `write` and `create` say what makes up for
//! that. Sources: Moodle's webservice/rest/locallib.php and lib/db/services.php, `mod_attendance`'s db/services.php.

mod answer;
mod assignment;
mod batch;
mod call;
mod create;
mod fault;
mod form;
mod function;
mod gradebook;
mod grades;
mod html;
mod phone;
mod roster;
mod session;
mod sign_in;
mod site;
mod sparse;
mod words;
mod write;

pub use fault::{MoodleFault, OwnAddress};
pub use function::Function;
pub use sign_in::{SERVICES, Site, sign_in, site};

use crate::error::{LmsError, Nonsense};
use crate::marks::{Marks, Write, Written};
use crate::model::{
    Grade, GradeItem, Listed, LmsAccount, LmsCourse, LmsMeeting, LmsStudent, NewSession, Place,
};
use crate::{Call, Lms};
use call::{Caller, field};
use rollbook_transport::{Context, Transport};
use secrecy::SecretString;
use serde_json::Value;
use session::Register;
use site::{Way, plugin_service_abilities};

/// Marks in one write: after a crash so many have to be looked up at most.
const PER_WRITE: usize = 20;

#[cfg(test)]
mod transcript_tests;

fn wrong_shape() -> LmsError {
    LmsError::Nonsense(Nonsense::WrongShape)
}

/// A Moodle, signed in with a token.
pub(crate) struct MoodleLms {
    caller: Caller,
}

impl MoodleLms {
    /// Checks address and token; sends nothing.
    pub(crate) fn new(url: &str, token: &SecretString, transport: Transport) -> Result<Self, LmsError> {
        Ok(Self { caller: Caller::new(url, token, transport)? })
    }

    async fn account(&self, ctx: &Context) -> Result<LmsAccount, LmsError> {
        let info = match self.caller.info(ctx).await {
            Err(LmsError::Moodle(MoodleFault::PluginServiceOnly)) => {
                let abilities = plugin_service_abilities();
                return Ok(LmsAccount { id: None, name: None, site: None, courses: 0, abilities });
            }
            other => other?,
        };
        let courses = if info.may(Function::UsersCourses) {
            roster::courses(&self.caller, ctx).await?.items.len()
        } else {
            0
        };
        Ok(LmsAccount {
            id: Some(info.user.clone()),
            name: info.name.clone(),
            site: info.site.clone(),
            courses,
            abilities: info.abilities(),
        })
    }

    async fn meetings_of(&self, course: &str, ctx: &Context) -> Result<Listed<LmsMeeting>, LmsError> {
        let registers = registers_of(&self.caller, course, ctx).await?;
        if self.caller.info(ctx).await?.way() == Way::Phone {
            return phone::meetings(&self.caller, course, &registers, ctx).await;
        }
        let groups = roster::groups(&self.caller, course, ctx).await?;
        let mut listed = Listed::default();
        for register in &registers {
            for record in sessions_of(&self.caller, register, ctx).await? {
                match session::meeting(&record, register, &groups) {
                    Some(meeting) => listed.items.push(meeting),
                    None => listed.skipped += 1,
                }
            }
        }
        if listed.items.is_empty() && listed.skipped > 0 {
            return Err(wrong_shape());
        }
        Ok(listed)
    }

    async fn marks(&self, place: &Place, ctx: &Context) -> Result<Marks, LmsError> {
        let held = match self.caller.info(ctx).await?.way() {
            Way::Phone => phone::read(&self.caller, place, ctx).await?,
            Way::Service => write::read(&self.caller, number(&place.session)?, ctx).await?,
        };
        if held.marks.skipped > 0 {
            tracing::warn!(skipped = held.marks.skipped, "marks of a Moodle session could not be read");
        }
        Ok(held.marks)
    }

    async fn put(&self, write: &Write, ctx: &Context) -> Result<Written, LmsError> {
        match self.caller.info(ctx).await?.way() {
            Way::Phone => phone::write(&self.caller, write, ctx).await,
            Way::Service => write::write(&self.caller, number(&write.place.session)?, write, ctx).await,
        }
    }
}

/// The number of a session, also of one that was found by the phone form (`MODULE:SESSION`).
fn number(session: &str) -> Result<&str, LmsError> {
    let number = session.rsplit_once(':').map_or(session, |(_, number)| number);
    let good = !number.is_empty() && number.len() < 20 && number.bytes().all(|byte| byte.is_ascii_digit());
    if good { Ok(number) } else { Err(LmsError::BadId) }
}

/// The attendance activities of a course.
async fn registers_of(caller: &Caller, course: &str, ctx: &Context) -> Result<Vec<Register>, LmsError> {
    let fields = vec![
        field("courseid", course),
        field("options[0][name]", "modname"),
        field("options[0][value]", "attendance"),
    ];
    let json = caller.read(Function::CourseContents, fields, ctx).await?;
    session::registers(&json).ok_or_else(wrong_shape)
}

/// The sessions of an activity, without the roster that each of them repeats.
async fn sessions_of(caller: &Caller, register: &Register, ctx: &Context) -> Result<Vec<Value>, LmsError> {
    let fields = vec![field("attendanceid", register.instance.as_str())];
    match caller.read_sparse(Function::GetSessions, fields, ctx).await? {
        Value::Array(records) => Ok(records),
        _ => Err(wrong_shape()),
    }
}

impl Lms for MoodleLms {
    fn who<'a>(&'a self, ctx: &'a Context) -> Call<'a, LmsAccount> {
        Box::pin(self.account(ctx))
    }

    fn courses<'a>(&'a self, ctx: &'a Context) -> Call<'a, Listed<LmsCourse>> {
        Box::pin(roster::courses(&self.caller, ctx))
    }

    fn students<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsStudent>> {
        Box::pin(roster::students(&self.caller, course, ctx))
    }

    fn meetings<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<LmsMeeting>> {
        Box::pin(self.meetings_of(course, ctx))
    }

    /// Whether this token and this teacher may, Moodle says when it is asked.
    fn creates_sessions(&self) -> bool {
        true
    }

    fn create_session<'a>(&'a self, new: &'a NewSession, ctx: &'a Context) -> Call<'a, LmsMeeting> {
        Box::pin(create::create(&self.caller, new, ctx))
    }

    fn read_marks<'a>(&'a self, place: &'a Place, ctx: &'a Context) -> Call<'a, Marks> {
        Box::pin(self.marks(place, ctx))
    }

    fn write_marks<'a>(&'a self, write: &'a Write, ctx: &'a Context) -> Call<'a, Written> {
        Box::pin(self.put(write, ctx))
    }

    fn marks_per_write(&self) -> usize {
        PER_WRITE
    }

    fn grade_items<'a>(&'a self, course: &'a str, ctx: &'a Context) -> Call<'a, Listed<GradeItem>> {
        Box::pin(grades::items(&self.caller, course, ctx))
    }

    fn read_grades<'a>(
        &'a self,
        course: &'a str,
        item: &'a str,
        ctx: &'a Context,
    ) -> Call<'a, Listed<Grade>> {
        Box::pin(grades::read(&self.caller, course, item, ctx))
    }

    fn write_grades<'a>(
        &'a self,
        course: &'a str,
        item: &'a str,
        grades: &'a [Grade],
        ctx: &'a Context,
    ) -> Call<'a, ()> {
        Box::pin(grades::write(&self.caller, course, item, grades, ctx))
    }
}
