//! The web-service functions that the adapter calls. Each must be in the service of the token; which one is missing is
//! said by name, because that is what an administrator has to add.

macro_rules! functions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A function of Moodle's web services.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Function {
            $($(#[$doc])* $variant,)*
        }

        impl Function {
            /// Its name, as an administrator finds it in the list of functions.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// That the token's service does not hold it.
            #[must_use]
            pub(crate) fn missing(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("The service of your Moodle token does not hold the function ", $name, "."),)*
                }
            }

            /// What an administrator does about that.
            #[must_use]
            pub(crate) fn missing_hint(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!(
                        "Ask the administrator of Moodle to add ", $name, " to the external service of your token (Site \
                         administration, Server, Web services, External services, Functions). Functions whose name \
                         begins with mod_attendance are there only while the Attendance plug-in is installed."
                    ),)*
                }
            }
        }
    };
}

functions! {
    /// Who the token's owner is and what the token may call.
    SiteInfo = "core_webservice_get_site_info",
    /// Courses of a user.
    UsersCourses = "core_enrol_get_users_courses",
    /// Roster of a course.
    EnrolledUsers = "core_enrol_get_enrolled_users",
    /// Activities of a course.
    CourseContents = "core_course_get_contents",
    /// Names of a course's groups.
    CourseGroups = "core_group_get_course_groups",
    /// Sessions of an activity.
    GetSessions = "mod_attendance_get_sessions",
    /// One session with its marks.
    GetSession = "mod_attendance_get_session",
    /// Makes a session.
    AddSession = "mod_attendance_add_session",
    /// Marks one student.
    UpdateUserStatus = "mod_attendance_update_user_status",
    /// Sessions of today; the cheapest function of the plug-in's own service.
    TodaySessions = "mod_attendance_get_courses_with_today_sessions",
    /// Several calls in one request.
    Batch = "tool_mobile_call_external_functions",
    /// The pages that plug-ins make for the phone app.
    PhoneContent = "tool_mobile_get_content",
    /// Assignments of a course.
    Assignments = "mod_assign_get_assignments",
    /// Grades of an assignment.
    AssignGrades = "mod_assign_get_grades",
    /// Writes grades of an assignment.
    SaveGrades = "mod_assign_save_grades",
    /// Grade items with their grades and comments.
    GradeItems = "gradereport_user_get_grade_items",
    /// Writes grades of any activity.
    UpdateGrades = "core_grades_update_grades",
}
