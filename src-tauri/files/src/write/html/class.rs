//! The report of one class.

use super::super::class::{ClassSheet, PersonRow, StayRow, StudentRow, share};
use super::super::legend::{self, Block, window};
use super::super::local::zone_at;
use super::super::value::Value;
use super::table::{self, Clock, row_heading};
use super::text::Html;
use super::timeline::Axis;
use super::{document, tiles};
use rollbook_core::status::Status;
use rollbook_core::stay::StayFlag;
use std::borrow::Cow;

/// The page.
#[must_use]
pub fn class_html(sheet: &ClassSheet, emails: bool) -> Vec<u8> {
    let about = &sheet.about;
    let mut page = Html::default();
    page.raw("<header>\n<h1>").typed(&about.title).raw("</h1>\n<p>");
    if let Some(course) = &about.course {
        page.typed(course).raw(" · ");
    }
    page.text(&window(about)).raw(" · ").text(&zone_at(about.zone, about.window.map(|w| w.start)));
    page.raw("</p>\n<p class=\"quiet\">")
        .text(&about.source)
        .raw(" · ")
        .text(&about.completeness)
        .raw("</p>\n");
    numbers(&mut page, sheet);
    page.raw("</header>\n");
    let axis = Axis::of(sheet);
    let clock = Clock { zone: about.zone, day: about.day };
    if let Some(rows) = &sheet.students {
        students(&mut page, sheet, rows, axis, clock, emails);
    }
    participants(&mut page, sheet, axis, clock, emails);
    sessions(&mut page, sheet, clock, emails);
    let blocks: [Block; 3] = [
        Block { heading: "This report", lines: legend::class_facts(about) },
        Block { heading: "Rules", lines: legend::rules_lines(&about.rules, about.rules_of_upload) },
        Block { heading: "Statuses and bars", lines: meanings() },
    ];
    super::legend(&mut page, &blocks);
    document(&format!("{} {}", about.title, about.day), "class", &page)
}

fn meanings() -> Vec<(String, String)> {
    let mut lines = legend::status_lines(false);
    lines.push(("Bars".into(), "Dark: time in class. Lighter and thinner: time before or after it. The lines are the start and the end of the class; the grey ends lie outside it.".into()));
    lines.push((
        "Total, in class".into(),
        "Minutes; two devices at once count once. Share: time in class of the class window.".into(),
    ));
    lines
}

fn numbers(page: &mut Html, sheet: &ClassSheet) {
    let seen = sheet.people.iter().filter(|person| person.id.is_some()).count();
    let mut all = vec![("People", seen.to_string())];
    if let Some(rows) = &sheet.students {
        all.push(("Students", rows.len().to_string()));
        for (status, word) in [
            (Status::Present, "Present"),
            (Status::Late, "Late"),
            (Status::LeftEarly, "Left early"),
            (Status::Absent, "Absent"),
            (Status::Excused, "Excused"),
            (Status::Unknown, "Unknown"),
        ] {
            all.push((word, rows.iter().filter(|row| row.status == status).count().to_string()));
        }
    }
    tiles(page, &all);
}

fn students(
    page: &mut Html,
    sheet: &ClassSheet,
    rows: &[StudentRow],
    axis: Option<Axis>,
    clock: Clock,
    emails: bool,
) {
    page.raw("<section>\n<h2>Students</h2>\n");
    let headings = ["Student", "Status", "In class (min)", "Share (%)", "First join", "Last leave"];
    table::begin(page, "Students", &headings);
    if let Some(axis) = axis {
        axis.heading(page, &sheet.about);
    }
    page.raw("<th scope=\"col\">Note</th>");
    table::body(page);
    for row in rows {
        page.raw("<tr>");
        let email = row.student.emails.first().filter(|_| emails);
        row_heading(page, Some(&row.student.name), email.map(String::as_str));
        status(page, row);
        for value in [
            Value::minutes(row.present),
            Value::percent(share(row.present, sheet.about.window)),
            Value::time(row.first_join),
            Value::time(row.last_leave),
        ] {
            table::cell(page, &value, clock);
        }
        if let Some(axis) = axis {
            let stays = row.counted.iter().map(|span| StayRow { span: Some(*span), ..StayRow::default() });
            axis.lane(page, &stays.collect::<Vec<_>>(), &sheet.about);
        }
        table::cell(page, &Value::text(row.note.as_deref()), clock);
        page.raw("</tr>\n");
    }
    table::end(page);
    page.raw("</section>\n");
}

fn status(page: &mut Html, row: &StudentRow) {
    page.raw("<td class=\"status ").raw(row.status.word()).raw("\">").raw(row.status.word());
    if row.by_instructor {
        page.raw("<span class=\"second\">by the instructor</span>");
    }
    page.raw("</td>");
}

fn participants(page: &mut Html, sheet: &ClassSheet, axis: Option<Axis>, clock: Clock, emails: bool) {
    let seen: Vec<&PersonRow> = sheet.people.iter().filter(|person| person.id.is_some()).collect();
    page.raw("<section>\n<h2>Participants</h2>\n");
    let headings = ["Name", "Total (min)", "In class (min)", "First join", "Last leave", "Student"];
    let wanted = |heading: &&str| sheet.students.is_some() || *heading != "Student";
    let headings: Vec<&str> = headings.into_iter().filter(wanted).collect();
    table::begin(page, "Participants", &headings);
    if let Some(axis) = axis {
        axis.heading(page, &sheet.about);
    }
    table::body(page);
    for person in seen {
        page.raw("<tr>");
        row_heading(page, person.name.as_deref(), person.email.as_deref().filter(|_| emails));
        let student = sheet.students.is_some().then(|| Value::text(person.student.as_deref()));
        let rest = [
            Value::minutes(person.total),
            Value::minutes(person.in_class),
            Value::time(person.first_join),
            Value::time(person.last_leave),
        ];
        for value in rest.into_iter().chain(student) {
            table::cell(page, &value, clock);
        }
        if let Some(axis) = axis {
            axis.lane(page, &person.stays, &sheet.about);
        }
        page.raw("</tr>\n");
    }
    table::end(page);
    page.raw("</section>\n");
}

fn sessions(page: &mut Html, sheet: &ClassSheet, clock: Clock, emails: bool) {
    let cut = sheet.about.cut();
    if sheet.people.iter().all(|person| person.stays.is_empty()) {
        return;
    }
    page.raw("<section>\n<h2>Sessions</h2>\n");
    table::begin(page, "Sessions", &["Name", "Join", "Leave", "Duration (min)", "In class (min)", "Remarks"]);
    table::body(page);
    for person in &sheet.people {
        for (index, stay) in person.stays.iter().enumerate() {
            let flags: Vec<&str> = stay.flags.iter().map(StayFlag::word).collect();
            page.raw("<tr>");
            // Once a person: several may bear one name.
            let email = person.email.as_deref().filter(|_| emails && index == 0);
            row_heading(page, person.name.as_deref(), email);
            for value in [
                Value::time(stay.join),
                Value::time(stay.leave),
                Value::minutes(stay.span.map(|span| span.length())),
                Value::minutes(stay.in_class(cut)),
                Value::Word(Cow::Owned(flags.join(", "))),
            ] {
                table::cell(page, &value, clock);
            }
            page.raw("</tr>\n");
        }
    }
    table::end(page);
    page.raw("</section>\n");
}
