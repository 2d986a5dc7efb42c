//! The sentences of [`MoodleFault`].

use super::fault::MoodleFault;

impl MoodleFault {
    /// What happened, in one sentence.
    pub(crate) fn message(&self) -> &'static str {
        match self {
            Self::NotMoodle => "There is no Moodle at this address.",
            Self::OtherAddress(Some(_)) => "The site's own address is another one; it is shown below.",
            Self::OtherAddress(None) => "The site's own address is another one than you entered.",
            Self::WebServicesOff => "This Moodle has its web services or their REST protocol switched off.",
            Self::Maintenance => "Moodle is under maintenance.",
            Self::NotInService(function) => function.missing(),
            Self::TokenBlocked => "Moodle knows the token but does not let it in.",
            Self::PluginServiceOnly => {
                "The token is for the Attendance plug-in's own service, which shows neither courses nor rosters."
            }
            Self::NotInCourse => "Moodle does not count you among the teachers of this course.",
            Self::BadValue => "Moodle refused a value of the request without saying which.",
            Self::UnknownUser => "Moodle does not know one of the users.",
            Self::Crashed => "Moodle ran into an error of its own.",
            Self::NoActivity => "This course has no attendance activity.",
            Self::SeveralActivities => "This course has several attendance activities, and none was chosen.",
            Self::NeedsGroup => {
                "This attendance activity has separate groups: each session belongs to one group."
            }
            Self::BadLogin => {
                "Moodle does not accept the user name and password, or the account is suspended."
            }
            Self::MayNotMakeToken => "You may not make a token for this service yourself.",
            Self::NoService => "This Moodle has no such service, or it is switched off.",
            Self::AccountHeldUp => "Moodle wants you to settle something about your account first.",
            Self::BadGrade => "A grade is less than nothing or more than the item takes; nothing was sent.",
            Self::GradeForStranger => "A grade is for somebody who is not in the course; nothing was sent.",
        }
    }

    /// What the instructor, or the administrator of Moodle, can do.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::NotMoodle => {
                "Copy the address of Moodle's start page from the browser, without /my, /login or /course."
            }
            Self::OtherAddress(_) => {
                "Enter the address exactly as the site names itself; passwords and tokens are not sent on to another one."
            }
            Self::WebServicesOff => {
                "Ask the administrator of Moodle to switch on web services (Site administration, Advanced features) and \
                 the REST protocol (Server, Web services, Manage protocols)."
            }
            Self::Maintenance => "Try again when it is over. What you decided is kept here.",
            Self::NotInService(function) => function.missing_hint(),
            Self::TokenBlocked => {
                "Ask the administrator of Moodle to look at four things: has the token run out, is it bound to another \
                 network address (Server, Web services, Manage tokens), is its service switched off, and do you have \
                 the capability webservice/rest:use."
            }
            Self::PluginServiceOnly => {
                "Ask the administrator of Moodle for a token of a service that also holds \
                 core_webservice_get_site_info, core_enrol_get_users_courses, core_enrol_get_enrolled_users and \
                 core_course_get_contents, or sign in with your name and password."
            }
            Self::NotInCourse => "Check in Moodle that you teach this course; its manager can enrol you.",
            Self::BadValue => {
                "Refresh the class: its statuses or students may have changed in Moodle. If it stays, show this to the \
                 administrator of Moodle."
            }
            Self::UnknownUser => "Refresh the roster: an account may have been deleted in Moodle.",
            Self::Crashed => {
                "Try again; before anything is sent twice, Moodle is asked what it holds. If it stays, its \
                 administrator finds the error in Moodle's log."
            }
            Self::NoActivity => {
                "Add an activity of the kind Attendance to the course in Moodle. If there is no such kind, the \
                 administrator must install the Attendance plug-in."
            }
            Self::SeveralActivities => "Choose the attendance activity that this class belongs to.",
            Self::NeedsGroup => {
                "Add the session for its group in Moodle itself, then choose it here; or set the activity to no groups."
            }
            Self::BadLogin => {
                "Check both by signing in to Moodle in the browser. If your site signs in through another page, ask \
                 its administrator for a token instead."
            }
            Self::MayNotMakeToken => {
                "Ask the administrator of Moodle to make the token for you, or to give you the capability \
                 moodle/webservice:createtoken."
            }
            Self::NoService => {
                "Ask the administrator of Moodle to switch on the mobile app's service (Site administration, Mobile \
                 app), or to make a service for attendance and tell you its short name."
            }
            Self::AccountHeldUp => {
                "Sign in to Moodle in the browser: it asks for a new password, a confirmation or an agreement. Then \
                 come back."
            }
            Self::BadGrade => {
                "Check the rule that makes points of attendance, and the item's maximum in Moodle."
            }
            Self::GradeForStranger => "Refresh the roster, then try again.",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::error::LmsError;
    use crate::moodle::{Function, OwnAddress};

    #[test]
    fn every_fault_says_what_happened_and_who_can_mend_it() {
        let own = OwnAddress::new("https://moodle.example/m/?token=1");
        let all = [
            MoodleFault::NotMoodle,
            MoodleFault::OtherAddress(own.clone()),
            MoodleFault::OtherAddress(None),
            MoodleFault::WebServicesOff,
            MoodleFault::Maintenance,
            MoodleFault::NotInService(Function::AddSession),
            MoodleFault::TokenBlocked,
            MoodleFault::PluginServiceOnly,
            MoodleFault::NotInCourse,
            MoodleFault::BadValue,
            MoodleFault::UnknownUser,
            MoodleFault::Crashed,
            MoodleFault::NoActivity,
            MoodleFault::SeveralActivities,
            MoodleFault::NeedsGroup,
            MoodleFault::BadLogin,
            MoodleFault::MayNotMakeToken,
            MoodleFault::NoService,
            MoodleFault::AccountHeldUp,
            MoodleFault::BadGrade,
            MoodleFault::GradeForStranger,
        ];
        let mut messages = std::collections::BTreeSet::new();
        for fault in all {
            let error = LmsError::from(fault);
            assert!(error.message().ends_with('.') && error.hint().ends_with('.'), "{error:?}");
            assert!(messages.insert(error.message()), "{error:?}");
            assert!(!error.code().contains(' '));
            assert!(!format!("{error} {error:?}").contains("moodle.example"));
        }
        assert_eq!(own.unwrap().as_str(), "https://moodle.example/m");
        assert!(OwnAddress::new("https://u:p@moodle.example").is_none());
    }
}
