//! One source of a class counts: a report, a file and a call record of one class hold the same people.
//!
//! Counted together, every stay would be there twice, and whoever has no account would be two people. The order is that of
//! the presence rules, section 1, except that a file which was downloaded from Teams tells more than call records, and
//! that what the instructor asked for last comes first.

use crate::observed::ObservedFile;
use rollbook_core::calls::{Surroundings, judge};
use rollbook_core::observation::{Call, CallKind, Source};
use rollbook_core::{CallId, Class};
use std::collections::BTreeMap;

/// What decides between the sources of a class.
pub(crate) struct Asked<'a> {
    /// The instructor's includes and excludes: they stand, whatever the source.
    pub choices: &'a BTreeMap<CallId, bool>,
    /// Where the last sync found its data.
    pub last: Source,
    /// The last sync was told to read call records.
    pub for_call_records: bool,
    /// The files among the calls.
    pub files: &'a BTreeMap<CallId, ObservedFile>,
}

/// Which source counts, and which calls are set aside for it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counting {
    /// The source that counts; `None` where nothing overlaps the class.
    pub source: Option<Source>,
    /// The calls set aside, each with the reason.
    pub aside: BTreeMap<CallId, &'static str>,
}

impl Counting {
    /// Decides between the calls of a class.
    pub fn of(class: &Class, calls: &[Call], asked: &Asked<'_>) -> Self {
        let counts =
            |call: &&Call| call.records.is_some() && judge(call, class, &Surroundings::default()).included;
        let there = |kind| calls.iter().filter(|call| call.kind == kind).any(|call| counts(&call));
        let (reports, files) = (there(CallKind::Report), there(CallKind::File));
        let winner = match (reports, files) {
            _ if asked.for_call_records => Some(CallKind::CallRecord),
            (_, true) if asked.last == Source::TeamsCsv => Some(CallKind::File),
            (true, _) => Some(CallKind::Report),
            (false, true) => Some(CallKind::File),
            (false, false) => None,
        };
        let mut found = Self { source: winner.map(source_of), aside: BTreeMap::new() };
        let Some(winner) = winner else { return found };
        let reason = match winner {
            CallKind::Report => "the attendance report of this class counts",
            CallKind::File => "the attendance file that was imported counts",
            CallKind::CallRecord => "you asked for call records instead",
        };
        let free = |call: &&Call| !asked.choices.contains_key(&call.id);
        found.aside.extend(
            calls
                .iter()
                .filter(free)
                .filter(|call| call.kind != winner)
                .map(|call| (call.id.clone(), reason)),
        );
        if winner == CallKind::File {
            let is_list = |id: &CallId| asked.files.get(id).is_some_and(|file| file.is_list);
            let reported = |call: &&Call| call.kind == CallKind::File && counts(call) && !is_list(&call.id);
            let fuller: Vec<&Call> = calls.iter().filter(reported).collect();
            let told = |list: &&Call| fuller.iter().any(|file| overlap(file, list));
            let lists = calls.iter().filter(free).filter(|call| is_list(&call.id)).filter(told);
            let reason = "a report file of the same meeting tells more than this list";
            found.aside.extend(lists.map(|call| (call.id.clone(), reason)));
        }
        found
    }
}

fn source_of(kind: CallKind) -> Source {
    match kind {
        CallKind::Report => Source::AttendanceReports,
        CallKind::CallRecord => Source::CallRecords,
        CallKind::File => Source::TeamsCsv,
    }
}

fn overlap(a: &Call, b: &Call) -> bool {
    let (Some(a_start), Some(b_start)) = (a.start, b.start) else { return false };
    a_start <= b.end.unwrap_or(b_start) && b_start <= a.end.unwrap_or(a_start)
}

#[cfg(test)]
#[path = "sources_tests.rs"]
mod tests;
