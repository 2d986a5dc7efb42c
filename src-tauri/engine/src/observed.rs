//! From kept answers to what was observed: the calls of a class, as every stored version tells them.

use rollbook_core::observation::Call;
use rollbook_microsoft::graph::interpret;
use rollbook_store::answers::{Answer, AnswerKind};
use serde_json::Value;
use std::collections::BTreeMap;

/// The observed calls of raw answers, oldest first as [`merge`] wants them.
///
/// Of the record itself the newest answer counts; of its people and sessions every answer is read, because an earlier
/// one may have been fuller.
pub(crate) fn calls(answers: &[Answer], tenant: &str) -> Vec<Call> {
    let mut by_object: BTreeMap<(AnswerKind, &str), Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        by_object.entry((answer.kind, &answer.object_id)).or_default().push(answer);
    }
    let mut calls = Vec::new();
    for ((kind, id), versions) in &by_object {
        let (Some(newest), details) = (versions.first(), details_of(*kind)) else { continue };
        let Some(details) = details else { continue };
        let Some(record) = value(newest) else { continue };
        let known = by_object.get(&(AnswerKind::Participants, *id)).and_then(|all| list(all.first()?));
        let parts = by_object.get(&(details, *id)).map_or(&[][..], Vec::as_slice);
        let read = |part: Option<&Answer>| {
            let items = part.and_then(list);
            let mut call = match kind {
                AnswerKind::Report => interpret::report(&record, items.as_deref(), tenant),
                _ => interpret::call_record(&record, known.as_deref(), items.as_deref(), tenant),
            }?;
            call.vanished = newest.gone_at.is_some();
            Some(call)
        };
        if parts.is_empty() {
            calls.extend(read(None));
        }
        calls.extend(parts.iter().rev().filter_map(|part| read(Some(part))));
    }
    calls
}

fn details_of(kind: AnswerKind) -> Option<AnswerKind> {
    match kind {
        AnswerKind::Report => Some(AnswerKind::Records),
        AnswerKind::CallRecord => Some(AnswerKind::Sessions),
        _ => None,
    }
}

fn value(answer: &Answer) -> Option<Value> {
    serde_json::from_str(&answer.body).ok()
}

fn list(answer: &Answer) -> Option<Vec<Value>> {
    match value(answer)? {
        Value::Array(items) => Some(items),
        _ => None,
    }
}
