//! What goes wrong with a Moodle in particular, and who switches on what.
//!
//! Moodle answers nearly every failure with status 200 and an `errorcode`; the text beside it is translated to the
//! user's language and the class name changed between 4.3 and 4.5, so only the code is believed.

use super::function::Function;
use std::fmt;

/// The address that a Moodle says is its own (`wwwroot`). `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnAddress(String);

impl OwnAddress {
    /// An address that may be shown: `http` or `https`, no user, no query.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut url = url::Url::parse(text.trim()).ok()?;
        let plain =
            matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        url.set_query(None);
        url.set_fragment(None);
        (plain && text.len() <= 300).then(|| Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OwnAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnAddress(…)")
    }
}

/// A fault that only a Moodle has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoodleFault {
    /// No Moodle at this address (404 where its server script should be).
    #[error("no Moodle at this address")]
    NotMoodle,
    /// A redirect or `requirecorrectaccess`: the site has another address.
    #[error("the Moodle has another address")]
    OtherAddress(Option<OwnAddress>),
    /// 403 without a word, or `enablewsdescription`: web services or the REST protocol are off.
    #[error("web services are off")]
    WebServicesOff,
    /// `sitemaintenance`, `upgraderunning`, or 503 with a page.
    #[error("the Moodle is under maintenance")]
    Maintenance,
    /// The service of the token lacks a function.
    #[error("a function is missing in the service ({})", .0.name())]
    NotInService(Function),
    /// `accessexception` to everything: expired, other network address, service off, or no `webservice/rest:use`. Moodle
    /// gives one answer for all four.
    #[error("the token is not let in")]
    TokenBlocked,
    /// The token is good for the plug-in's own service, which knows neither courses nor people.
    #[error("the token is for the plug-in's own service")]
    PluginServiceOnly,
    /// `requireloginerror`, `errorcoursecontextnotvalid`: not a teacher of this course.
    #[error("not in the course")]
    NotInCourse,
    /// `invalidparameter`.
    #[error("Moodle refused a value")]
    BadValue,
    /// `invaliduser`.
    #[error("Moodle does not know a user")]
    UnknownUser,
    /// An exception without a code: an error in Moodle's own program.
    #[error("Moodle failed inside")]
    Crashed,
    /// The course has no attendance activity.
    #[error("no attendance activity")]
    NoActivity,
    /// The course has several and none was named.
    #[error("several attendance activities")]
    SeveralActivities,
    /// The activity wants a group for every session.
    #[error("the activity needs a group")]
    NeedsGroup,
    /// `invalidlogin`.
    #[error("wrong user name or password")]
    BadLogin,
    /// `cannotcreatetoken`.
    #[error("no permission to make a token")]
    MayNotMakeToken,
    /// `servicenotavailable`.
    #[error("no such service")]
    NoService,
    /// The account must do something on the web site first.
    #[error("the account must be seen to on the web site")]
    AccountHeldUp,
    /// A grade is no number of points that the item takes.
    #[error("a grade outside its item")]
    BadGrade,
    /// A grade for somebody who is not in the course.
    #[error("a grade for a stranger")]
    GradeForStranger,
}

impl MoodleFault {
    /// The code of the contract's error table.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotMoodle
            | Self::OtherAddress(_)
            | Self::BadLogin
            | Self::NeedsGroup
            | Self::SeveralActivities
            | Self::BadGrade
            | Self::GradeForStranger => "bad-input",
            Self::NoActivity | Self::UnknownUser => "not-found",
            Self::Maintenance => "offline",
            Self::BadValue | Self::Crashed => "server-fault",
            Self::WebServicesOff
            | Self::NotInService(_)
            | Self::TokenBlocked
            | Self::PluginServiceOnly
            | Self::NotInCourse
            | Self::MayNotMakeToken
            | Self::NoService
            | Self::AccountHeldUp => "not-permitted",
        }
    }

    /// May a write that ended so have been stored? A page of maintenance may come from a server in front of Moodle, after
    /// Moodle did its work; a crash comes at any point of it.
    pub(crate) fn may_have_written(&self) -> bool {
        matches!(self, Self::Maintenance | Self::Crashed)
    }

    /// What Moodle said, where that is more than a code.
    pub(crate) fn says(&self) -> Option<&str> {
        match self {
            Self::OtherAddress(Some(own)) => Some(own.as_str()),
            _ => None,
        }
    }
}
