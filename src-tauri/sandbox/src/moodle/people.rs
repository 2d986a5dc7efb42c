//! Who is in a course, in which role and group.

use crate::state::State;
use crate::world::{Course, Student};

/// The instructor.
pub(super) const TEACHER: i64 = 3;
/// An editing teacher of every course.
pub(super) const COLLEAGUE: i64 = 4;
/// A teacher without the right to edit, in every course.
pub(super) const TUTOR: i64 = 5;
/// An editing teacher of the last course only, where there are several.
pub(super) const OUTSIDER: i64 = 6;
/// The first number of those whose enrolment is suspended, one in each course.
const SUSPENDED: i64 = 900;

/// Somebody in a course.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub id: i64,
    pub given: String,
    pub family: String,
    pub name: String,
    pub email: String,
    /// Id and short name of the role.
    pub role: (i64, &'static str),
    /// Number of the group, none for staff.
    pub group: Option<i64>,
    pub active: bool,
}

impl Member {
    pub(super) fn is_student(&self) -> bool {
        self.role.1 == "student"
    }
}

/// The groups of the course at a place: numbers and names.
pub(super) fn groups(place: usize) -> [(i64, &'static str); 2] {
    let first = i64::try_from(place).unwrap_or(0) * 2 + 1;
    [(first, "Group A"), (first + 1, "Group B")]
}

/// Everybody of a course: staff, the students, and one whose enrolment is suspended.
pub(super) fn members(state: &State, place: usize) -> Vec<Member> {
    let Some(course) = state.world.courses.get(place) else { return Vec::new() };
    let groups = groups(place);
    let mut out = staff(state, place);
    out.extend(course.students.iter().map(|student| of_student(student, &groups)));
    out.push(Member {
        id: SUSPENDED + i64::try_from(place).unwrap_or(0),
        given: "Sven".to_owned(),
        family: "Suspended".to_owned(),
        name: "Sven Suspended".to_owned(),
        email: format!("sven.suspended@{}", state.world.tenant.domain),
        role: (5, "student"),
        group: None,
        active: false,
    });
    out
}

fn of_student(student: &Student, groups: &[(i64, &str); 2]) -> Member {
    let group = groups[usize::from(student.number.is_multiple_of(2))].0;
    Member {
        id: i64::from(student.number),
        given: student.given.clone(),
        family: student.family.clone(),
        name: student.name.clone(),
        email: student.emails.first().cloned().unwrap_or_default(),
        role: (5, "student"),
        group: Some(group),
        active: student.active,
    }
}

fn staff(state: &State, place: usize) -> Vec<Member> {
    let member = |id, name: &str, email: &str, role| {
        let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
        Member {
            id,
            given: given.to_owned(),
            family: family.to_owned(),
            name: name.to_owned(),
            email: email.to_owned(),
            role,
            group: None,
            active: true,
        }
    };
    let own = &state.info.account;
    let domain = &state.world.tenant.domain;
    let colleague = state.info.accounts.get(1).unwrap_or(own);
    let mut out = vec![
        member(TEACHER, &own.name, &own.username, (3, "editingteacher")),
        member(COLLEAGUE, &colleague.name, &colleague.username, (3, "editingteacher")),
        member(TUTOR, "Tina Tutor", &format!("tina.tutor@{domain}"), (4, "teacher")),
    ];
    let courses = state.world.courses.len();
    if courses > 1 && place + 1 == courses {
        out.push(member(
            OUTSIDER,
            "Otto Outsider",
            &format!("otto.outsider@{domain}"),
            (3, "editingteacher"),
        ));
    }
    out
}

/// Whether a user teaches the course, and may edit it.
pub(super) fn teaches(state: &State, place: usize, user: i64) -> Option<Role> {
    let member = staff(state, place).into_iter().find(|one| one.id == user)?;
    Some(if member.role.1 == "teacher" { Role::Tutor } else { Role::Editing })
}

/// How somebody teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Editing,
    Tutor,
}

/// Whether there is such a user on the site.
pub(super) fn is_user(state: &State, user: i64) -> bool {
    (TEACHER..=OUTSIDER).contains(&user)
        || (0..state.world.courses.len()).any(|place| members(state, place).iter().any(|one| one.id == user))
}

/// A course and its place by its number.
pub(super) fn course_of(state: &State, number: i64) -> Option<(usize, &Course)> {
    state.world.courses.iter().enumerate().find(|(_, course)| i64::from(course.number) == number)
}
