//! The kept answers, the LMS's marks and grades without one person.
//!
//! Each record is read alone, by the same reader that the class is computed with: what that takes for this person goes.
//! Of a call between two people only the person's own end goes.

use super::ToErase;
use crate::import::FileAnswer;
use crate::upload::Seen;
use rollbook_core::identity::{Identity, fold_address};
use rollbook_core::people::{identity_keys, typed_name};
use rollbook_microsoft::graph::interpret;
use rollbook_store::answers::AnswerKind;
use rollbook_store::purge::{Kept, Rewrite};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A call between two people, for reading one session of one.
const TWO_ENDS: &str = r#"{"id":"-","type":"peerToPeer"}"#;

impl ToErase {
    /// Whether a value names the person by a directory id or an address.
    fn named_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => {
                let identity = Identity {
                    object_id: Some(text.clone()),
                    email: Some(text.clone()),
                    ..Identity::default()
                };
                identity_keys(&identity).iter().any(|key| self.keys.contains(key))
                    || fold_address(text).is_some_and(|text| self.keys.contains(&format!("2mail:{text}")))
            }
            Value::Array(all) => all.iter().any(|one| self.named_in(one)),
            Value::Object(all) => all.values().any(|one| self.named_in(one)),
            _ => false,
        }
    }

    /// An attendance record, a session or a participant: the element without the person, or nothing of it.
    fn without(&self, kept: &Kept<'_>, mut element: Value) -> (Option<Value>, usize) {
        let alone = |element: &Value| json!([element]).to_string();
        match kept.kind {
            AnswerKind::Records | AnswerKind::Report => {
                let call = interpret::report(r#"{"id":"-"}"#, Some(&alone(&element)), "");
                if self.in_call(kept.meeting, call) { (None, 1) } else { (Some(element), 0) }
            }
            AnswerKind::Sessions => {
                let mut gone = 0;
                for (end, other) in [("caller", "callee"), ("callee", "caller")] {
                    let mut only = element.clone();
                    only[other] = Value::Null;
                    let call = interpret::call_record(TWO_ENDS, None, Some(&alone(&only)), "");
                    if self.in_call(kept.meeting, call) {
                        element[end] = Value::Null;
                        gone += 1;
                    }
                }
                let left = interpret::call_record(TWO_ENDS, None, Some(&alone(&element)), "");
                let empty = left.and_then(|call| call.records).is_none_or(|records| records.is_empty());
                (if gone > 0 && empty { None } else { Some(element) }, gone)
            }
            _ => {
                let call = interpret::call_record(TWO_ENDS, Some(&alone(&element)), None, "");
                let known = call.and_then(|call| call.known_people).unwrap_or_default();
                // Without a session there is no time to tell two of one typed name apart by.
                let typed = |who: &Identity| {
                    let name = typed_name(who);
                    self.typed
                        .get(kept.meeting)
                        .is_some_and(|all| all.iter().any(|(known, _)| *known == name))
                };
                let is = |who: &Identity| {
                    if identity_keys(who).is_empty() {
                        typed(who)
                    } else {
                        self.is(kept.meeting, who, std::iter::empty())
                    }
                };
                if known.iter().any(is) { (None, 1) } else { (Some(element), 0) }
            }
        }
    }

    fn list(&self, kept: &Kept<'_>, list: &mut Vec<Value>) -> usize {
        let mut gone = 0;
        let elements = std::mem::take(list);
        for element in elements {
            let (left, more) = self.without(kept, element);
            gone += more;
            list.extend(left);
        }
        gone
    }

    fn file(&self, kept: &Kept<'_>) -> Option<(String, usize)> {
        let mut file: FileAnswer = serde_json::from_str(kept.body).ok()?;
        let all = std::mem::take(&mut file.reading.records);
        let before = all.len();
        let (mine, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|record| {
            let mut alone = file.clone();
            alone.reading.records = vec![record.clone()];
            self.in_call(kept.meeting, Some(alone.call()))
        });
        if mine.is_empty() {
            return None;
        }
        file.reading.records = others;
        let gone = before - file.reading.records.len();
        file.reading.stated_people = file.reading.stated_people.map(|count| count.saturating_sub(1));
        serde_json::to_string(&file).ok().map(|body| (body, gone))
    }
}

impl Rewrite for ToErase {
    fn answer(&self, kept: &Kept<'_>) -> Option<(String, usize)> {
        if kept.kind == AnswerKind::File {
            return self.file(kept);
        }
        let mut body: Value = serde_json::from_str(kept.body).ok()?;
        let (mut gone, mut changed) = (0, false);
        match &mut body {
            Value::Array(list) => gone += self.list(kept, list),
            Value::Object(fields) => {
                for name in ["value", "attendanceRecords"] {
                    if let Some(Value::Array(list)) = fields.get_mut(name) {
                        gone += self.list(kept, list);
                    }
                }
                let mine = self.counted.get(&(kept.meeting.clone(), kept.object.clone())).copied();
                if let Some(people) = fields.get_mut("totalParticipantCount")
                    && let (Some(count), Some(mine @ 1..)) = (people.as_u64(), mine)
                {
                    *people = Value::from(count.saturating_sub(mine as u64));
                    changed = true;
                }
                // The meeting's own resource and a call record name an organizer.
                for field in fields.values_mut().filter(|field| field.is_object()) {
                    if self.named_in(field) {
                        *field = Value::Null;
                        gone += 1;
                    }
                }
            }
            _ => {}
        }
        (gone > 0 || changed).then(|| (body.to_string(), gone))
    }

    fn lms_state(&self, body: &Value) -> Option<Value> {
        let mut seen = Seen::read(body);
        let (held, students) = (seen.held.len(), seen.students.as_ref().map(BTreeSet::len));
        seen.held.retain(|id, _| !self.lms_ids.contains(id));
        if let Some(students) = &mut seen.students {
            students.retain(|id| !self.lms_ids.contains(id));
        }
        let same = held == seen.held.len() && students == seen.students.as_ref().map(BTreeSet::len);
        if same { None } else { serde_json::to_value(&seen).ok() }
    }

    fn grades(&self, body: &Value) -> Option<Value> {
        let mut points = body.as_object()?.clone();
        let before = points.len();
        points.retain(|id, _| !self.lms_ids.contains(id));
        (points.len() < before).then_some(Value::Object(points))
    }
}
