//! Sessions of the attendance plug-in and their marks, as `get_session` and `get_sessions` show them. Pure.

use super::html::{escaped, plain};
use crate::lenient::{count, id, text, yes};
use crate::marks::{HeldStatus, Mark, Marks};
use crate::model::{Activity, LmsMeeting, LmsStatus, NewSession};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An attendance activity of a course, as `core_course_get_contents` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Register {
    /// Instance id: what the plug-in's functions take. The course-module id that happens to equal another instance would
    /// silently lead to the wrong activity.
    pub instance: String,
    /// Course-module id: what the phone form and the gradebook take.
    pub module: String,
    /// Name.
    pub name: String,
    /// Separate groups: every session belongs to one.
    pub grouped: bool,
}

/// The attendance activities of a course; `None` when the answer is no such thing.
pub(super) fn registers(json: &Value) -> Option<Vec<Register>> {
    let mut out: Vec<Register> = Vec::new();
    for section in json.as_array()? {
        for module in section.get("modules").and_then(Value::as_array).into_iter().flatten() {
            if let Some(register) = register(module)
                && !out.iter().any(|known| known.instance == register.instance)
            {
                out.push(register);
            }
        }
    }
    Some(out)
}

fn register(module: &Value) -> Option<Register> {
    if module.get("modname").and_then(text)? != "attendance" {
        return None;
    }
    let instance = id(module.get("instance")?)?;
    let name = module.get("name").and_then(text).map(|name| plain(&name)).filter(|name| !name.is_empty());
    Some(Register {
        module: id(module.get("id")?)?,
        name: name.unwrap_or_else(|| instance.clone()),
        grouped: module.get("groupmode").and_then(count) == Some(1),
        instance,
    })
}

/// A time in Unix seconds. Nothing before 1980 or after 2200 is a class.
fn time(value: &Value) -> Option<DateTime<Utc>> {
    let seconds = count(value).filter(|seconds| (315_532_800..7_258_118_400).contains(seconds))?;
    DateTime::from_timestamp(seconds, 0)
}

/// A session of `get_sessions` as a class meeting.
pub(super) fn meeting(
    record: &Value,
    register: &Register,
    groups: &BTreeMap<String, String>,
) -> Option<LmsMeeting> {
    let id = id(record.get("id")?)?;
    let start = time(record.get("sessdate")?)?;
    // Duration 0 is what add_session stores where none is given.
    let length = record.get("duration").and_then(count).filter(|seconds| (1..=7 * 86_400).contains(seconds));
    let title = record.get("description").and_then(text).map(|html| without_marker(&plain(&html)));
    let group = record.get("groupid").and_then(crate::lenient::id).filter(|id| id != "0");
    Some(LmsMeeting {
        id,
        title: title.filter(|title| !title.is_empty()).unwrap_or_else(|| register.name.clone()),
        start,
        end: length.and_then(|seconds| start.checked_add_signed(TimeDelta::seconds(seconds))),
        timezone: None,
        join_url: None,
        activity: Some(Activity { id: register.instance.clone(), title: register.name.clone() }),
        group: group.map(|id| groups.get(&id).cloned().unwrap_or(id)),
    })
}

/// The description of a new session: its title and its marker.
pub(super) fn description(new: &NewSession) -> String {
    format!("<p>{} [#{}]</p>", escaped(new.title.trim()), escaped(&new.marker))
}

/// Whether a session's description carries the marker.
pub(super) fn is_marked(record: &Value, marker: &str) -> bool {
    let Some(shown) = record.get("description").and_then(text).map(|html| plain(&html)) else { return false };
    let folded = marker.split_whitespace().collect::<Vec<_>>().join(" ");
    shown.contains(&format!("[#{folded}]"))
}

fn without_marker(title: &str) -> String {
    match title.rsplit_once(" [#").or_else(|| title.strip_prefix("[#").map(|rest| ("", rest))) {
        Some((before, rest)) if rest.ends_with(']') => before.trim().to_owned(),
        _ => title.to_owned(),
    }
}

/// A session as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    /// Its marks, statuses and students.
    pub marks: Marks,
    /// Number of its set of statuses. Plug-ins of 2026 take nothing else as `statusset`; older ones take it too.
    pub set: String,
    /// Ids of all statuses of that set that are not deleted, hidden ones too: an upload that is taken back may restore one.
    pub valid: BTreeSet<String>,
}

/// The answer of `get_session`; `None` when it is no session.
pub(super) fn held(json: &Value) -> Option<Held> {
    id(json.get("id")?)?;
    let set = json.get("statusset").and_then(count).unwrap_or(0);
    let (mut statuses, mut valid) = (Vec::new(), BTreeSet::new());
    for record in json.get("statuses")?.as_array()? {
        let own = record.get("setnumber").and_then(count).is_none_or(|number| number == set);
        let gone = record.get("deleted").and_then(yes) == Some(true);
        let Some(status) = status(record).filter(|_| own && !gone) else { continue };
        if valid.insert(status.id.clone()) && record.get("visible").and_then(yes) != Some(false) {
            statuses.push(status);
        }
    }
    let users = json.get("users")?.as_array()?;
    let students: BTreeSet<String> = users.iter().filter_map(|user| id(user.get("id")?)).collect();
    let mut marks = Marks { statuses, students: Some(students), ..Marks::default() };
    log(json.get("attendance_log")?, &mut marks)?;
    marks.version = Some(version(json, &marks.records));
    Some(Held { marks, set: set.to_string(), valid })
}

fn status(record: &Value) -> Option<LmsStatus> {
    let id = id(record.get("id")?)?;
    let acronym = record.get("acronym").and_then(text).map_or_else(|| id.clone(), |word| plain(&word));
    let title = record.get("description").and_then(text).map(|word| plain(&word));
    let points = record.get("grade").and_then(points).filter(|points| *points >= 0.0);
    Some(LmsStatus { title: title.unwrap_or_else(|| acronym.clone()), id, acronym, points })
}

/// Points: a number, also as text ("95.00000").
pub(super) fn points(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(word) => word.trim().parse().ok(),
        _ => None,
    };
    number.filter(|points| points.is_finite())
}

/// The log. Where a student has several rows (the table has no unique key), the last one is what Moodle shows; status 0
/// is a mark that was taken away. PHP writes a list whose keys are not 0, 1, 2 as an object.
fn log(json: &Value, marks: &mut Marks) -> Option<()> {
    let rows: Vec<&Value> = match json {
        Value::Array(rows) => rows.iter().collect(),
        Value::Object(rows) => rows.values().collect(),
        Value::Null => Vec::new(),
        _ => return None,
    };
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let Some(mark) = mark(row) else {
            marks.skipped += 1;
            continue;
        };
        if let Some(earlier) = places.get(&mark.student_id).and_then(|place| marks.records.get_mut(*place)) {
            *earlier = mark;
        } else {
            places.insert(mark.student_id.clone(), marks.records.len());
            marks.records.push(mark);
        }
    }
    marks.records.retain(|mark| mark.status.word() != "0");
    Some(())
}

fn mark(row: &Value) -> Option<Mark> {
    Some(Mark {
        student_id: id(row.get("studentid")?)?,
        status: HeldStatus::Other(id(row.get("statusid")?)?),
        note: row.get("remarks").and_then(text),
        remark: None,
        present_seconds: None,
    })
}

/// What changes with every change of a mark: when and by whom the session was last taken, and the marks themselves,
/// because that time has whole seconds only (FNV-1a; not a secret's hash, only a comparison).
pub(super) fn version(json: &Value, records: &[Mark]) -> String {
    let word = |name: &str| json.get(name).and_then(id).unwrap_or_else(|| "0".to_owned());
    let hash = records.iter().flat_map(|mark| [mark.student_id.as_str(), "=", mark.status.word(), ";"]).fold(
        0xcbf2_9ce4_8422_2325_u64,
        |hash, part| {
            part.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        },
    );
    format!("{}-{}-{hash:016x}", word("lasttaken"), word("lasttakenby"))
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
