//! The report of a course: who attended how much, then students × classes in tables as wide as a page.

use super::super::legend::{self, Block};
use super::super::matrix::{CourseSheet, Held, Totals, letters};
use super::super::matrix_columns::counts;
use super::super::value::{Value, percent_text};
use super::table::{self, Clock, row_heading};
use super::text::Html;
use super::{document, tiles};

/// Classes side by side on a landscape page.
const CLASSES_A_TABLE: usize = 24;

const COUNTS: [&str; 7] = ["Held", "Present", "Late", "Left early", "Absent", "Excused", "Unknown"];

/// Whether a heading stands over whole numbers.
pub fn is_count(heading: &str) -> bool {
    COUNTS.contains(&heading)
}

/// The page.
#[must_use]
pub fn course_html(sheet: &CourseSheet, emails: bool) -> Vec<u8> {
    let mut page = Html::default();
    let held = sheet.classes.iter().filter(|class| class.held == Held::Data).count();
    let totals: Vec<Totals> = sheet.students.iter().map(super::super::matrix::MatrixRow::totals).collect();
    let below = totals.iter().filter(|sum| sheet.is_below(sum)).count();
    page.raw("<header>\n<h1>").typed(&sheet.title).raw("</h1>\n<p>Attendance by student and class</p>\n");
    let mut numbers = vec![
        ("Students", sheet.students.len().to_string()),
        ("Classes with data", format!("{held} of {}", sheet.classes.len())),
    ];
    numbers.extend(sheet.limit.map(|limit| ("Limit", format!("{limit} %"))));
    numbers.extend(sheet.limit.map(|_| ("Below the limit", below.to_string())));
    tiles(&mut page, &numbers);
    page.raw("</header>\n");
    let clock = Clock { zone: sheet.zone, day: sheet.written_at.with_timezone(&sheet.zone).date_naive() };
    students(&mut page, sheet, &totals, clock, emails);
    classes(&mut page, sheet, clock);
    matrix(&mut page, sheet, &totals);
    let mut blocks = legend::of_course(sheet);
    blocks.retain(|block: &Block| block.heading != "Totals");
    blocks.push(Block { heading: "Attendance", lines: vec![(
        "Attended".into(),
        "Present, late and left early together. The share is attended of the classes held, less the excused and the unknown ones.".into(),
    )] });
    super::legend(&mut page, &blocks);
    document(&sheet.title, "wide", &page)
}

fn students(page: &mut Html, sheet: &CourseSheet, totals: &[Totals], clock: Clock, emails: bool) {
    page.raw("<section>\n<h2>Students</h2>\n");
    let before = ["Student", "Student ID"];
    let after = ["Attended", "Attendance (%)", "Limit", "In class (min)"];
    let headings: Vec<&str> = before
        .into_iter()
        .chain(COUNTS)
        .chain(after)
        .filter(|heading| sheet.limit.is_some() || *heading != "Limit")
        .collect();
    table::begin(page, "Students", &headings);
    table::body(page);
    for (row, sum) in sheet.students.iter().zip(totals) {
        page.raw("<tr>");
        let email = row.student.emails.first().filter(|_| emails);
        row_heading(page, Some(&row.student.name), email.map(String::as_str));
        table::cell(page, &Value::text(row.student.lms_id.as_deref()), clock);
        for value in counts(sum) {
            table::cell(page, &value, clock);
        }
        page.raw("<td>").text(&format!("{} of {}", sum.attended(), sum.counted())).raw("</td>");
        table::cell(page, &Value::percent(sum.share()), clock);
        if sheet.limit.is_some() {
            page.raw(if sheet.is_below(sum) { "<td class=\"below\">below</td>" } else { "<td></td>" });
        }
        table::cell(page, &Value::minutes(row.time()), clock);
        page.raw("</tr>\n");
    }
    table::end(page);
    page.raw("</section>\n");
}

fn classes(page: &mut Html, sheet: &CourseSheet, clock: Clock) {
    page.raw("<section>\n<h2>Classes</h2>\n");
    let headings = ["Nr.", "Class", "Start", "Time zone", "Data", "Source", "People", "Attendance (%)"];
    table::begin(page, "Classes", &headings);
    table::body(page);
    for (index, class) in sheet.classes.iter().enumerate() {
        page.raw("<tr>");
        table::cell(page, &Value::Count(index + 1), clock);
        row_heading(page, Some(&class.title), None);
        page.raw("<td class=\"t\">").text(&class.when()).raw("</td>");
        for value in [
            Value::word(class.zone.name()),
            Value::word(class.held.words()),
            Value::text(Some(&class.source)),
            Value::Count(class.people),
            Value::percent(sheet.totals_of_class(index).share()),
        ] {
            table::cell(page, &value, clock);
        }
        page.raw("</tr>\n");
    }
    table::end(page);
    page.raw("</section>\n");
}

/// The statuses as letters, in as many tables as the classes need; each repeats the students and their share.
fn matrix(page: &mut Html, sheet: &CourseSheet, totals: &[Totals]) {
    for (block, classes) in sheet.classes.chunks(CLASSES_A_TABLE).enumerate() {
        let first = block * CLASSES_A_TABLE;
        page.raw("<section class=\"apart\">\n<h2>Classes ").text(&(first + 1).to_string()).raw(" to ");
        page.text(&(first + classes.len()).to_string())
            .raw("</h2>\n<table class=\"matrix\" aria-label=\"Students by class\">\n<thead><tr>");
        page.raw("<th scope=\"col\" class=\"who\">Student</th><th scope=\"col\" class=\"class\"><span>Attendance (%)</span></th>");
        for (index, class) in classes.iter().enumerate() {
            page.raw("<th scope=\"col\" class=\"class\"><span>");
            page.text(&format!("{}: {}", first + index + 1, class.when())).raw("</span></th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (row, sum) in sheet.students.iter().zip(totals) {
            page.raw("<tr><th scope=\"row\" class=\"who\">").typed(&row.student.name);
            if let Some(id) = &row.student.lms_id {
                page.raw(" <span class=\"id\">").typed(id).raw("</span>");
            }
            page.raw("</th><td>");
            page.text(&sum.share().map(percent_text).unwrap_or_default()).raw("</td>");
            for cell in row.cells.iter().skip(first).take(classes.len()) {
                match cell {
                    Some(cell) => {
                        page.raw("<td class=\"").raw(cell.status.word()).raw("\">").raw(letters(cell.status));
                    }
                    None => {
                        page.raw("<td class=\"no-data\">–");
                    }
                }
                page.raw("</td>");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</section>\n");
    }
}
