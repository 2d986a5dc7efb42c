//! The columns of a course: wide (a class is two columns) for exam offices, long (a row a student and class) for
//! programs and pivot tables. Shared by CSV, XLSX and the preview.

use super::class::share;
use super::matrix::{ClassColumn, CourseSheet, MatrixRow, Totals};
use super::value::Value;
use rollbook_core::rules::Rules;

/// Headings of what stands before the classes.
#[must_use]
pub fn student_headings(emails: bool) -> Vec<&'static str> {
    if emails { vec!["Student", "Student ID", "E-mail"] } else { vec!["Student", "Student ID"] }
}

/// What stands before the classes.
pub fn student_values(row: &MatrixRow, emails: bool) -> impl Iterator<Item = Value<'_>> {
    let student = &row.student;
    let all = [
        Some(Value::text(Some(&student.name))),
        Some(Value::text(student.lms_id.as_deref())),
        emails.then(|| Value::text(student.emails.first().map(String::as_str))),
    ];
    all.into_iter().flatten()
}

/// Headings and meanings of what stands after the classes.
pub const TOTALS: [(&str, &str); 11] = [
    (
        "Classes held",
        "Classes with data. Those that were not fetched, have not begun or need no attendance are not among them.",
    ),
    ("Present", "Classes in which the student was present."),
    ("Late", "Classes to which the student came late."),
    ("Left early", "Classes which the student left early."),
    ("Absent", "Classes in which the student was absent."),
    ("Excused", "Classes for which the student is excused; they do not count for the share."),
    ("Unknown", "Classes that say nothing of this student; they do not count for the share."),
    ("Attended", "Present, late and left early together."),
    (
        "Attendance (%)",
        "Attended, of the classes held less the excused and the unknown ones. Empty where no class counts.",
    ),
    ("Below limit", "\"below\" where the attendance is below the limit; exactly at it is not."),
    ("Time in class (min)", "All time in class, in minutes, as far as it is known."),
];

/// What stands after the classes, in the order of [`TOTALS`].
pub fn total_values<'v>(sheet: &CourseSheet, row: &MatrixRow) -> impl Iterator<Item = Value<'v>> + use<'v> {
    let sum = row.totals();
    let below = if sheet.is_below(&sum) { Value::word("below") } else { Value::Empty };
    counts(&sum).into_iter().chain([
        Value::Count(sum.attended()),
        Value::percent(sum.share()),
        below,
        Value::minutes(row.time()),
    ])
}

/// The seven counts.
#[must_use]
pub fn counts<'v>(sum: &Totals) -> [Value<'v>; 7] {
    [sum.held, sum.present, sum.late, sum.left_early, sum.absent, sum.excused, sum.unknown].map(Value::Count)
}

/// Heading of a class: its start, then its title.
#[must_use]
pub fn class_heading(class: &ClassColumn) -> String {
    format!("{} {}", class.when(), class.title).trim_end().to_owned()
}

/// Headings of the wide form.
#[must_use]
pub fn wide_headings(sheet: &CourseSheet, emails: bool) -> Vec<String> {
    let mut all: Vec<String> = student_headings(emails).into_iter().map(str::to_owned).collect();
    for class in &sheet.classes {
        let heading = class_heading(class);
        all.push(format!("{heading} (min)"));
        all.insert(all.len() - 1, heading);
    }
    all.extend(TOTALS.iter().map(|(heading, _)| (*heading).to_owned()));
    all
}

/// A row of the wide form: for each class the status and the minutes; `no data` where the class says nothing.
pub fn wide_values<'a>(
    sheet: &'a CourseSheet,
    row: &'a MatrixRow,
    emails: bool,
) -> impl Iterator<Item = Value<'a>> {
    let classes = row.cells.iter().flat_map(|cell| match cell {
        Some(cell) => [Value::Status(cell.status), Value::minutes(cell.present)],
        None => [Value::word("no data"), Value::Empty],
    });
    student_values(row, emails).chain(classes).chain(total_values(sheet, row))
}

/// Headings of the long form.
#[must_use]
pub fn long_headings(emails: bool) -> Vec<String> {
    let rest = ["Class", "Date", "Start", "Time zone", "Status", "In class (min)", "Share of class (%)"];
    student_headings(emails).into_iter().chain(rest).map(str::to_owned).collect()
}

/// Rows of the long form: one a student and class, classes without data among them.
pub fn long_rows(sheet: &CourseSheet, emails: bool) -> impl Iterator<Item = impl Iterator<Item = Value<'_>>> {
    sheet.students.iter().flat_map(move |row| {
        row.cells.iter().zip(&sheet.classes).map(move |(cell, class)| {
            let status = cell.map_or(Value::word("no data"), |cell| Value::Status(cell.status));
            let present = cell.and_then(|cell| cell.present);
            let rest = [
                Value::text(Some(&class.title)),
                Value::Day(class.day),
                Value::time_in(class.window.map(|window| window.start), class.zone),
                Value::word(class.zone.name()),
                status,
                Value::minutes(present),
                Value::percent(share(present, class.window)),
            ];
            student_values(row, emails).chain(rest)
        })
    })
}

/// The rules in words, for legends.
#[must_use]
pub fn rules_in_words(rules: &Rules) -> [String; 4] {
    let outside = if rules.count_outside_window {
        "Time before the start and after the end counts too."
    } else {
        "Only time in the class window counts."
    };
    [
        format!("Absent: there for less than {} % of the class.", rules.min_present_percent),
        format!("Late: joined more than {} min after the start.", rules.late_after_minutes),
        format!("Left early: left more than {} min before the end.", rules.left_early_minutes),
        outside.to_owned(),
    ]
}
