//! The file for Canvas's gradebook import.
//!
//! By the rules of Canvas's own importer (`lib/gradebook_importer.rb`): the header begins with `Student,ID` and has
//! `Section` before the first assignment; students are found by ID, then by login, then by name; `EX` is excused; an
//! assignment is found by the number in brackets at the end of its heading, then by its title, else made anew. Comma,
//! LF, UTF-8 without byte order mark.

use super::MakeError;
use super::grade::{Graded, Mark, points_text};
use super::guard::guard;
use super::identify::{LeftOut, LmsFile, plain};
use super::moodle::lms_file;
use super::moodle_grades::one_line;
use rollbook_core::roster::Student;
use std::collections::BTreeMap;

/// The file for one assignment, named or with its id.
pub fn canvas_csv(
    students: &[Graded<'_>],
    title: &str,
    assignment_id: Option<u64>,
    points: f64,
) -> Result<LmsFile, MakeError> {
    let heading = guard(&heading(title, assignment_id)).into_owned();
    let titles = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"].map(str::to_owned);
    let mut table = vec![[&titles[..], &[heading]].concat()];
    table.push(["    Points Possible", "", "", "", "", &points_text(points)].map(str::to_owned).to_vec());
    let mut left_out = Vec::new();
    let identities = identities(students);
    for (graded, identity) in students.iter().zip(identities) {
        let value = match &graded.mark {
            Mark::Points(value) => points_text(value.min(points)),
            Mark::Excused => "EX".to_owned(),
            Mark::Unknown => {
                left_out.push(LeftOut::new(graded.student, "the status is unknown"));
                continue;
            }
        };
        match identity {
            Ok((id, login)) => {
                // The name is for the reader alone: Canvas finds the student by id or login.
                let name = guard(&graded.student.name).into_owned();
                table.push([&name, id, "", login, "", &value].map(str::to_owned).to_vec());
            }
            Err(reason) => left_out.push(LeftOut::new(graded.student, reason)),
        }
    }
    lms_file(table, 2, left_out, vec![])
}

/// ID and login of each student. A row with neither would be found by name, and two students may share one.
fn identities<'a>(students: &[Graded<'a>]) -> Vec<Result<(&'a str, &'a str), String>> {
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    let found: Vec<(&str, &str)> =
        students.iter().map(|graded| (id(graded.student), login(graded.student))).collect();
    for value in found.iter().flat_map(|(id, login)| [*id, *login]).filter(|value| !value.is_empty()) {
        *bearers.entry(value).or_default() += 1;
    }
    let shared = |value: &str| bearers.get(value).is_some_and(|bearers| *bearers > 1);
    found
        .into_iter()
        .map(|(id, login)| match (id, login) {
            ("", "") => Err("neither Canvas id nor login on the roster".to_owned()),
            (id, login) if shared(if id.is_empty() { login } else { id }) => {
                Err("another student has the same Canvas id or login".to_owned())
            }
            found => Ok(found),
        })
        .collect()
}

/// Canvas's id of the student. It reads the digits at the beginning of whatever stands there, so only a number may.
fn id(student: &Student) -> &str {
    let id = student.lms_id.as_deref().unwrap_or_default();
    if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) { id } else { "" }
}

fn login(student: &Student) -> &str {
    student.username.as_deref().filter(|login| plain(login)).unwrap_or_default()
}

/// Words in a heading that Canvas takes for a column of its own and skips.
const OWN_COLUMNS: [&str; 9] = [
    "Current Score",
    "Current Points",
    "Current Grade",
    "Final Score",
    "Final Points",
    "Final Grade",
    "Override Score",
    "Override Grade",
    "Override Status",
];

/// The heading of the assignment. A title that itself ends with a number in round brackets would be taken for the
/// assignment of that id, one with the name of a column of Canvas would be skipped; both are written otherwise.
fn heading(title: &str, assignment_id: Option<u64>) -> String {
    let mut title = one_line(title);
    for own in OWN_COLUMNS {
        title = title.replace(own, &own.replace(' ', "-"));
    }
    if let Some(id) = assignment_id {
        return format!("{title} ({id})");
    }
    let inner = title.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inner {
        Some((before, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{before}[{digits}]")
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_never_names_another_assignment() {
        assert_eq!(heading("Lecture (12)", None), "Lecture [12]");
        assert_eq!(heading("Lecture (12)", Some(345)), "Lecture (12) (345)");
        assert_eq!(heading("Lecture (b)", None), "Lecture (b)");
        assert_eq!(heading("Final Grade talk\n(1) ", None), "Final-Grade talk [1]");
    }
}
