//! The file for Moodle's gradebook import.
//!
//! Comma, LF, UTF-8 without byte order mark. One bad row stops Moodle's whole import, a value above the maximum does, and
//! an empty cell or `-` clears a grade: so only students with a value have a row. The column `Feedback: …` carries how
//! the grade comes about, in our own words.

use super::MakeError;
use super::grade::{Graded, Mark, points_text};
use super::guard::guard;
use super::identify::{Identify, LeftOut, LmsFile, identities};
use super::moodle::lms_file;

/// The file for one grade item named `title`.
pub fn moodle_grades_csv(
    students: &[Graded<'_>],
    title: &str,
    points: f64,
    by: Identify,
) -> Result<LmsFile, MakeError> {
    let title = one_line(title);
    let heading = match by {
        Identify::Email => "Email address",
        Identify::Id => "User ID",
        Identify::Username => "Username",
    };
    let headings = [heading.to_owned(), guard(&title).into_owned(), format!("Feedback: {title}")];
    let mut table = vec![headings.to_vec()];
    let mut left_out = Vec::new();
    let all: Vec<_> = students.iter().map(|graded| graded.student).collect();
    for (graded, identity) in students.iter().zip(identities(&all, by)) {
        match (&graded.mark, identity) {
            (Mark::Excused, _) => {
                left_out.push(LeftOut::new(graded.student, "excused: there is no grade to give"));
            }
            (Mark::Unknown, _) => left_out.push(LeftOut::new(graded.student, "the status is unknown")),
            (_, Err(reason)) => left_out.push(LeftOut::new(graded.student, reason)),
            (Mark::Points(value), Ok(identity)) => {
                table.push(vec![identity.to_owned(), points_text(value.min(points)), graded.remark.clone()]);
            }
        }
    }
    lms_file(table, 1, left_out, vec![])
}

/// A title in one line, without what an LMS would cut or show oddly.
pub(super) fn one_line(title: &str) -> String {
    let spaced: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
