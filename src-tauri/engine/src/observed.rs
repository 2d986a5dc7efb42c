//! From kept answers to what was observed: the calls of a class, as every stored version tells them.

use crate::import::FileAnswer;
use rollbook_core::CallId;
use rollbook_core::observation::Call;
use rollbook_microsoft::graph::interpret;
use rollbook_store::answers::{Answer, AnswerKind};
use rollbook_store::parallel;
use std::collections::BTreeMap;

/// What the kept answers say.
#[derive(Debug, Default)]
pub struct Observed {
    /// The calls, oldest first as [`rollbook_core::versions::merge`] wants them.
    pub calls: Vec<Call>,
    /// The files among them.
    pub files: BTreeMap<CallId, ObservedFile>,
}

/// What is told of a file beside its call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservedFile {
    /// Its name, without the folder.
    pub name: String,
    /// True for a list of who joined, which is no report.
    pub is_list: bool,
}

/// The observed calls of raw answers.
///
/// Of the record itself the newest answer counts; of its people and sessions every answer is read, because an earlier
/// one may have been fuller.
#[must_use]
pub fn calls(answers: &[Answer], tenant: &str) -> Observed {
    let mut by_object: BTreeMap<(AnswerKind, &str), Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        by_object.entry((answer.kind, &answer.object_id)).or_default().push(answer);
    }
    let objects: Vec<Object<'_>> = by_object
        .iter()
        .filter_map(|((kind, id), records)| {
            let of = |kind| by_object.get(&(kind, *id)).map_or(&[][..], Vec::as_slice);
            Some(Object {
                records,
                parts: of(details_of(*kind)?),
                known: of(AnswerKind::Participants).first().copied(),
            })
        })
        .collect();
    let weight = |object: &Object<'_>| object.parts.iter().map(|part| part.body.len()).sum();
    let calls = parallel::map(&objects, weight, |object| object.versions(tenant));
    let mut observed = Observed { calls: calls.into_iter().flatten().collect(), files: BTreeMap::new() };
    // Of one file only what was imported last counts: the time zone or the order of its dates may have been corrected.
    for (_, files) in by_object.iter().filter(|((kind, _), _)| *kind == AnswerKind::File) {
        let Some(file) = files.first().and_then(|answer| FileAnswer::read(answer)) else { continue };
        let call = file.call();
        let seen = ObservedFile { is_list: file.is_list(), name: file.name };
        observed.files.insert(call.id.clone(), seen);
        observed.calls.push(call);
    }
    observed
}

/// A report or call record with what is kept of it, newest first.
struct Object<'a> {
    records: &'a [&'a Answer],
    /// Its records or sessions.
    parts: &'a [&'a Answer],
    known: Option<&'a Answer>,
}

impl Object<'_> {
    /// One call of each stored version of its details, oldest first.
    fn versions(&self, tenant: &str) -> Vec<Call> {
        let Some(newest) = self.records.first() else { return vec![] };
        let known = self.known.map(|known| known.body.as_str());
        let read = |part: Option<&&Answer>| {
            let items = part.map(|part| part.body.as_str());
            let mut call = match newest.kind {
                AnswerKind::Report => interpret::report(&newest.body, items, tenant),
                _ => interpret::call_record(&newest.body, known, items, tenant),
            }?;
            call.vanished = newest.gone_at.is_some();
            Some(call)
        };
        if self.parts.is_empty() {
            return read(None).into_iter().collect();
        }
        self.parts.iter().rev().filter_map(|part| read(Some(part))).collect()
    }
}

fn details_of(kind: AnswerKind) -> Option<AnswerKind> {
    match kind {
        AnswerKind::Report => Some(AnswerKind::Records),
        AnswerKind::CallRecord => Some(AnswerKind::Sessions),
        _ => None,
    }
}
