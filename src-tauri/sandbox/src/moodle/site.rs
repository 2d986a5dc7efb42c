//! Which Moodle it is, whom its tokens belong to, and what their services hold.

use super::people::{COLLEAGUE, OUTSIDER, TEACHER, TUTOR};
use crate::dice;
use crate::info::Info;
use std::collections::BTreeMap;

/// What differs from Moodle 4.5 with the plug-in of 2024.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches of a scenario")]
pub(crate) struct MoodleSite {
    /// Exceptions have the class names of 4.3.
    pub old_classes: bool,
    /// Marks are checked as by the plug-in of 2026.
    pub strict: bool,
    /// `sitemaintenance` to everything.
    pub maintenance: bool,
    /// Web services are off.
    pub closed: bool,
}

/// Moodle 4.5.
pub(crate) const ORDINARY: MoodleSite =
    MoodleSite { old_classes: false, strict: false, maintenance: false, closed: false };

/// A service of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// Made by an administrator for attendance programs, short name `rollbook`.
    Rollbook,
    /// The phone app's.
    Mobile,
    /// The plug-in's own.
    Plugin,
    /// Of a token that has run out.
    Expired,
}

const PLUGIN: [&str; 8] = [
    "mod_attendance_add_attendance",
    "mod_attendance_remove_attendance",
    "mod_attendance_add_session",
    "mod_attendance_remove_session",
    "mod_attendance_get_sessions",
    "mod_attendance_get_session",
    "mod_attendance_get_courses_with_today_sessions",
    "mod_attendance_update_user_status",
];

const CORE: [&str; 5] = [
    "core_webservice_get_site_info",
    "core_enrol_get_users_courses",
    "core_enrol_get_enrolled_users",
    "core_course_get_contents",
    "core_group_get_course_groups",
];

const GRADES: [&str; 4] = [
    "gradereport_user_get_grade_items",
    "mod_assign_get_assignments",
    "mod_assign_get_grades",
    "mod_assign_save_grades",
];

const MOBILE: [&str; 2] = ["tool_mobile_get_content", "tool_mobile_call_external_functions"];

impl Service {
    /// The functions in it.
    pub(super) fn functions(self) -> Vec<&'static str> {
        match self {
            Self::Rollbook => {
                let gradebook = ["core_grades_update_grades"];
                CORE.into_iter().chain(PLUGIN).chain(gradebook).chain(GRADES).chain(MOBILE).collect()
            }
            // The phone app's service lacks core_group_get_course_groups and all that is the plug-in's.
            Self::Mobile => CORE.into_iter().take(4).chain(GRADES).chain(MOBILE).collect(),
            Self::Plugin => PLUGIN.to_vec(),
            Self::Expired => Vec::new(),
        }
    }

    /// The service of a short name.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "rollbook" => Some(Self::Rollbook),
            "moodle_mobile_app" => Some(Self::Mobile),
            "mod_attendance" => Some(Self::Plugin),
            _ => None,
        }
    }
}

/// Every function that there is, in whatever service.
pub(super) fn exists(function: &str) -> bool {
    Service::Rollbook.functions().contains(&function) || function == "core_user_create_users"
}

/// The labels of [`Info::moodle_tokens`].
const TOKENS: [(&str, i64, Service); 7] = [
    ("mobile", TEACHER, Service::Mobile),
    ("plugin", TEACHER, Service::Plugin),
    ("expired", TEACHER, Service::Expired),
    ("colleague", COLLEAGUE, Service::Rollbook),
    ("colleague-mobile", COLLEAGUE, Service::Mobile),
    ("tutor", TUTOR, Service::Rollbook),
    ("outsider", OUTSIDER, Service::Rollbook),
];

/// Tokens beside the instructor's own, by label.
pub(crate) fn tokens(own: &str) -> BTreeMap<String, String> {
    let token = |label: &str| dice::uuid(&format!("{own}/{label}")).replace('-', "");
    TOKENS.iter().map(|(label, _, _)| ((*label).to_owned(), token(label))).collect()
}

/// Whom a token belongs to and which service it is for.
pub(super) fn owner(info: &Info, token: &str) -> Option<(i64, Service)> {
    if token == info.moodle_token {
        return Some((TEACHER, Service::Rollbook));
    }
    let label = info.moodle_tokens.iter().find(|(_, known)| *known == token)?.0;
    TOKENS.iter().find(|(known, _, _)| known == label).map(|(_, user, service)| (*user, *service))
}

/// The token of a user for a service, where they may have one.
pub(super) fn token_of(info: &Info, user: i64, service: Service) -> Option<&str> {
    if (user, service) == (TEACHER, Service::Rollbook) {
        return Some(&info.moodle_token);
    }
    // A colleague has no right to make tokens, but for the phone app.
    let (label, _, _) = TOKENS.iter().find(|(_, who, what)| (*who, *what) == (user, service))?;
    if user == TEACHER || service == Service::Mobile {
        info.moodle_tokens.get(*label).map(String::as_str)
    } else {
        None
    }
}
