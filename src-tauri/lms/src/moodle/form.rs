//! The pages of the phone form, read (`mod_attendance`: classes/output/mobile.php, templates/mobile_*_latest.mustache).

use super::html::{Piece, pieces, plain};
use super::session::{Held, version};
use crate::lenient::{id, text};
use crate::marks::{HeldStatus, Mark, Marks};
use crate::model::LmsStatus;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::Value;
use std::collections::BTreeSet;

/// The page in an answer of `tool_mobile_get_content`.
pub(super) fn page(json: &Value) -> Option<&str> {
    json.get("templates")?.as_array()?.first()?.get("html")?.as_str()
}

/// A session that the overview offers for marking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its id.
    pub session: String,
    /// Start and end, where the page's words can be read as English in UTC.
    pub times: Option<(DateTime<Utc>, Option<DateTime<Utc>>)>,
    /// Name of its group.
    pub group: Option<String>,
}

/// The sessions of the overview (`mobile_view_activity`).
pub(super) fn sessions(html: &str) -> Vec<Shown> {
    let mut out: Vec<Shown> = Vec::new();
    let (mut inside, mut title, mut lines) = ("", String::new(), Vec::new());
    for piece in pieces(html) {
        match piece {
            Piece::Open("ion-item", _) => (title, lines) = (String::new(), Vec::new()),
            Piece::Open(name @ ("h2" | "h3"), _) => {
                inside = name;
                if name == "h3" {
                    lines.push(String::new());
                }
            }
            Piece::Close("h2" | "h3") => inside = "",
            Piece::Text(words) if inside == "h2" => title.push_str(words),
            Piece::Text(words) if inside == "h3" => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(words);
                }
            }
            Piece::Open("ion-button", attributes) => {
                let args = attributes.iter().find(|(name, _)| *name == "[args]").map(|(_, value)| *value);
                if let Some(session) = args.and_then(|args| argument(args, "sessid")) {
                    let group = lines.first().map(|line| plain(line)).filter(|line| !line.is_empty());
                    if !out.iter().any(|known| known.session == session) {
                        out.push(Shown { session, times: times(&plain(&title)), group });
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// A number among `{cmid: 4, sessid: 3}`.
fn argument(args: &str, name: &str) -> Option<String> {
    let inner = args.trim().trim_start_matches('{').trim_end_matches('}');
    let value = inner.split(',').find_map(|pair| {
        let (key, value) = pair.split_once(':')?;
        (key.trim() == name).then(|| value.trim())
    })?;
    let number = !value.is_empty() && value.len() <= 19 && value.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| value.to_owned())
}

/// "Sun 22 Nov 2026 9:45PM - 10:45PM", also "9PM", "21:45", or without an end.
fn times(words: &str) -> Option<(DateTime<Utc>, Option<DateTime<Utc>>)> {
    let mut parts = words.split_whitespace();
    let _weekday = parts.next()?;
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %b %Y").ok()?;
    let date = Some(date).filter(|date| (1980..2200).contains(&chrono::Datelike::year(date)))?;
    let start = date.and_time(clock(parts.next()?)?).and_utc();
    let mut end = None;
    if let Some(word) = parts.rfind(|word| !matches!(*word, "-" | "–")) {
        let at = date.and_time(clock(word)?).and_utc();
        // A class over midnight names only the first day.
        end = Some(if at < start { at + TimeDelta::days(1) } else { at });
    }
    Some((start, end))
}

fn clock(word: &str) -> Option<NaiveTime> {
    let upper = word.to_ascii_uppercase();
    let (digits, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (upper.as_str(), None),
    };
    let (hour, minute) = digits.split_once(':').unwrap_or((digits, "0"));
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(noon) => hour % 12 + noon,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The teacher's form: students, statuses and the marks as they are; `None` when it is no such thing.
pub(super) fn held(json: &Value) -> Option<Held> {
    let (mut statuses, mut students): (Vec<LmsStatus>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    let mut radio: Option<LmsStatus> = None;
    for piece in pieces(page(json)?) {
        match piece {
            Piece::Open("ion-radio-group", attributes) => {
                let models = attributes.iter().filter(|(name, _)| *name == "[(ngModel)]");
                students.extend(
                    models.filter_map(|(_, value)| student(value.strip_prefix("CONTENT_OTHERDATA.")?)),
                );
            }
            Piece::Open("ion-radio", attributes) => {
                let value = attributes.iter().find(|(name, _)| *name == "value").map(|(_, value)| *value);
                let number = value
                    .filter(|id| !id.is_empty() && id.len() < 20 && id.bytes().all(|b| b.is_ascii_digit()));
                radio = number.map(|id| LmsStatus {
                    id: id.to_owned(),
                    acronym: String::new(),
                    title: String::new(),
                    points: None,
                });
            }
            Piece::Text(words) => {
                if let Some(status) = &mut radio {
                    status.acronym.push_str(words);
                }
            }
            Piece::Close("ion-radio") => {
                if let Some(mut status) =
                    radio.take().filter(|new| statuses.iter().all(|known| known.id != new.id))
                {
                    status.acronym = plain(&status.acronym);
                    status.title.clone_from(&status.acronym);
                    statuses.push(status);
                }
            }
            _ => {}
        }
    }
    if statuses.is_empty() || students.is_empty() {
        return None;
    }
    let mut marks = Marks { statuses, students: Some(students), ..Marks::default() };
    for entry in json.get("otherdata").and_then(Value::as_array).into_iter().flatten() {
        let named = entry.get("name").and_then(text).and_then(|name| student(&name));
        let Some(student_id) = named else { continue };
        let Some(status) = entry.get("value").and_then(id).filter(|status| status != "0") else { continue };
        if marks.records.iter().all(|mark| mark.student_id != student_id) {
            let status = HeldStatus::Other(status);
            marks.records.push(Mark { student_id, status, note: None, remark: None, present_seconds: None });
        }
    }
    marks.version = Some(version(&Value::Null, &marks.records));
    let valid = marks.statuses.iter().map(|status| status.id.clone()).collect();
    Some(Held { marks, set: String::new(), valid })
}

/// The student of a field `status28`.
fn student(name: &str) -> Option<String> {
    let digits = name.strip_prefix("status")?;
    let number = !digits.is_empty() && digits.len() < 20 && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| digits.to_owned())
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
