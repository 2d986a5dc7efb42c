//! The legend of a file: what stands in it, in which unit, from where, by which rules. Pairs of words for a sheet or a
//! page.

use super::class::{About, ClassSheet};
use super::columns::Column;
use super::local::{local, zone_at};
use super::matrix::CourseSheet;
use super::matrix_columns::{TOTALS, rules_in_words};
use chrono_tz::Tz;

/// A block of a legend: its heading, and what is said under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Heading.
    pub heading: &'static str,
    /// What, and what of it.
    pub lines: Vec<(String, String)>,
}

fn line(what: &str, of_it: impl Into<String>) -> (String, String) {
    (what.to_owned(), of_it.into())
}

/// The class, its window and the origin of its data.
#[must_use]
pub fn class_facts(about: &About) -> Vec<(String, String)> {
    let mut lines = vec![line("Class", &about.title)];
    lines.extend(about.course.as_deref().map(|course| line("Course", course)));
    lines.push(line("Class window", window(about)));
    lines.push(line("Time zone", zone_at(about.zone, about.window.map(|w| w.start))));
    lines.push(line("Source", &about.source));
    lines.push(line("Completeness", &about.completeness));
    let fetched = about.fetched_at.map_or_else(|| "not fetched".to_owned(), |at| local(at, about.zone));
    lines.push(line("Fetched", fetched));
    lines.push(line("Written", local(about.written_at, about.zone)));
    lines
}

/// `2025-11-26 10:00 to 11:00`, or the day.
#[must_use]
pub fn window(about: &About) -> String {
    let Some(window) = about.window else {
        return format!("{}, the whole day: the times of the class are not known", about.day);
    };
    let (start, end) = (window.start.with_timezone(&about.zone), window.end.with_timezone(&about.zone));
    let form = if start.date_naive() == end.date_naive() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    format!("{} to {}", start.format("%Y-%m-%d %H:%M"), end.format(form))
}

/// The rules, and whose they are.
#[must_use]
pub fn rules_lines(rules: &rollbook_core::rules::Rules, of_upload: bool) -> Vec<(String, String)> {
    let from = if of_upload { "those that this class was uploaded with" } else { "those of the settings" };
    let mut lines = vec![line("Rules in force", from)];
    lines.extend(rules_in_words(rules).into_iter().map(|rule| line("", rule)));
    lines
}

/// What the statuses mean.
#[must_use]
pub fn status_lines(letters: bool) -> Vec<(String, String)> {
    let all = [
        ("P", "present", "there, in time and to the end"),
        ("L", "late", "joined too long after the start"),
        ("LE", "left-early", "left too long before the end"),
        ("A", "absent", "not there, or not long enough"),
        ("E", "excused", "absence accepted by the instructor"),
        ("?", "unknown", "nothing is known of this student in this class, which is not the same as absent"),
    ];
    let mut lines: Vec<_> = all
        .into_iter()
        .map(
            |(letter, word, meaning)| {
                if letters { line(letter, format!("{word}: {meaning}")) } else { line(word, meaning) }
            },
        )
        .collect();
    if letters {
        lines.push(line("–", "no data: the class was not fetched, has not begun or needs no attendance"));
    }
    lines
}

/// The legend of a class with these columns.
#[must_use]
pub fn of_class(sheet: &ClassSheet, columns: &[Column]) -> Vec<Block> {
    let columns = columns.iter().map(|column| line(column.heading(), column.meaning())).collect();
    vec![
        Block { heading: "This file", lines: class_facts(&sheet.about) },
        Block { heading: "Rules", lines: rules_lines(&sheet.about.rules, sheet.about.rules_of_upload) },
        Block { heading: "Statuses", lines: status_lines(false) },
        Block { heading: "Columns", lines: columns },
    ]
}

/// The legend of a course.
#[must_use]
pub fn of_course(sheet: &CourseSheet) -> Vec<Block> {
    let mut rules = rules_lines(&sheet.rules, false);
    if sheet.classes.iter().any(|class| class.rules_of_upload) {
        rules.push(line(
            "",
            "Classes that were uploaded keep the rules of their upload; the list of classes says which.",
        ));
    }
    let totals = TOTALS.iter().map(|(heading, meaning)| line(heading, *meaning)).collect();
    vec![
        Block { heading: "This file", lines: course_facts(sheet) },
        Block { heading: "Rules", lines: rules },
        Block { heading: "Statuses", lines: status_lines(true) },
        Block { heading: "Totals", lines: totals },
    ]
}

/// The course, its limit, its zones.
#[must_use]
pub fn course_facts(sheet: &CourseSheet) -> Vec<(String, String)> {
    let counted = sheet.classes.iter().filter(|class| class.held == super::matrix::Held::Data).count();
    let mut zones: Vec<Tz> = sheet.classes.iter().map(|class| class.zone).collect();
    zones.push(sheet.zone);
    zones.sort_by_key(|zone| zone.name());
    zones.dedup();
    let zones: Vec<&str> = zones.into_iter().map(Tz::name).collect();
    let limit = sheet.limit.map_or_else(|| "none".to_owned(), |limit| format!("{limit} %"));
    vec![
        line("Course", &sheet.title),
        line("Students", sheet.students.len().to_string()),
        line("Classes", format!("{} of {} have data", counted, sheet.classes.len())),
        line("Limit", limit),
        line("Time zone", zones.join(", ")),
        line("Written", local(sheet.written_at, sheet.zone)),
    ]
}
