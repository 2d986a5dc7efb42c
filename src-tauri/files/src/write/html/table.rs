//! Tables of a report: headings with scope, numbers to the right, times that do not wrap.

use super::super::dialect::Dialect;
use super::super::local::clock;
use super::super::value::Value;
use super::text::Html;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// Where the times of a table belong: on the day of the class only the clock is shown.
#[derive(Clone, Copy)]
pub struct Clock {
    /// The zone.
    pub zone: Tz,
    /// The day that needs no mention.
    pub day: NaiveDate,
}

/// Begins a table with its header row; the label names it to who does not see the heading above.
pub fn begin(page: &mut Html, label: &'static str, headings: &[&'static str]) {
    page.raw("<table aria-label=\"").raw(label).raw("\">\n<thead><tr>");
    for heading in headings {
        let class = match *heading {
            "First join" | "Last leave" | "Status" => "<th scope=\"col\" class=\"t\">",
            heading if is_number(heading) => "<th scope=\"col\" class=\"n\">",
            _ => "<th scope=\"col\">",
        };
        page.raw(class).raw(heading).raw("</th>");
    }
}

/// Ends the header row.
pub fn body(page: &mut Html) {
    page.raw("</tr></thead>\n<tbody>\n");
}

/// Ends the table.
pub fn end(page: &mut Html) {
    page.raw("</tbody>\n</table>\n");
}

fn is_number(heading: &str) -> bool {
    heading.contains("(min)")
        || heading.contains('%')
        || matches!(heading, "People" | "Nr.")
        || super::matrix::is_count(heading)
}

/// One cell.
pub fn cell(page: &mut Html, value: &Value<'_>, clock_of: Clock) {
    match value {
        Value::Empty => {
            page.raw("<td></td>");
        }
        Value::Text(text) => {
            page.raw("<td>").typed(text).raw("</td>");
        }
        Value::Word(word) => {
            page.raw("<td>").text(word).raw("</td>");
        }
        Value::Status(status) => {
            page.raw("<td class=\"status ").raw(status.word()).raw("\">").raw(status.word()).raw("</td>");
        }
        Value::Time(at) => {
            page.raw("<td class=\"t\">").text(&clock(*at, clock_of.zone, clock_of.day)).raw("</td>");
        }
        Value::TimeIn(..) | Value::Day(_) => {
            page.raw("<td class=\"t\">").text(&shown(value, clock_of.zone)).raw("</td>");
        }
        Value::Minutes(_) | Value::Percent(_) | Value::Count(_) => {
            page.raw("<td class=\"n\">").text(&shown(value, clock_of.zone)).raw("</td>");
        }
    }
}

/// The heading of a row: a name, and in a second line the address that tells it from others.
pub fn row_heading(page: &mut Html, text: Option<&str>, second: Option<&str>) {
    page.raw("<th scope=\"row\">");
    match text {
        Some(text) => page.typed(text),
        None => page.raw("<span class=\"no-data\">no name</span>"),
    };
    if let Some(second) = second {
        page.raw("<span class=\"second\">").typed(second).raw("</span>");
    }
    page.raw("</th>");
}

fn shown(value: &Value<'_>, zone: Tz) -> String {
    Dialect::default().shown(value, zone).into_owned()
}
