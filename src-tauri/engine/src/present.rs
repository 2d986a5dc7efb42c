//! From computed values to the shapes that both fronts show. Rounding happens here, once.

mod reconciled;

pub(crate) use reconciled::{counts, reconciled, rules};

use crate::loaded::Loaded;
use crate::view::{CallView, LogView, MeetingView, ParticipantView, SessionView, ShowView, SyncView};
use crate::why;
use rollbook_core::attendance::{JudgedCall, Participant, PersonFlag, SeenStay};
use rollbook_core::identity::{Identity, Kind};
use rollbook_core::observation::{CallKind, Record, Source};
use rollbook_core::people::{identity_keys, typed_name};
use rollbook_core::presence::Presence;
use rollbook_core::rounding::{minutes, seconds};
use rollbook_core::schedule::Completeness;
use rollbook_core::stay::StayFlag;
use rollbook_core::{Class, Span};
use rollbook_store::syncs::NewRun;
use std::collections::BTreeSet;

pub(crate) fn meeting(class: &Class) -> MeetingView {
    let window = class.window();
    MeetingView {
        id: class.id.to_string(),
        title: class.title.clone(),
        start: window.map(|w| w.start),
        end: window.map(|w| w.end),
        date: class.local_day(),
        timezone: class.timezone.name().to_owned(),
        join_url: class.join_url.clone(),
        course_id: class.course_id.as_ref().map(ToString::to_string),
        lms_id: class.lms_id.clone(),
    }
}

pub(crate) fn sync(loaded: &Loaded) -> SyncView {
    let (completeness, next) = loaded.outlook();
    let run = loaded.run.as_ref().map(|run| &run.run);
    SyncView {
        source: source_word(loaded.source()).to_owned(),
        fetched_at: run.map(|run| run.finished_at),
        completeness: completeness.word().to_owned(),
        next_attempt_at: next,
        explanation: run.map_or_else(|| "Not fetched yet.".to_owned(), |run| explanation(loaded, run)),
    }
}

/// What the last sync said, and what counts where that is not what it found.
fn explanation(loaded: &Loaded, run: &NewRun) -> String {
    let counts = match loaded.source() {
        source if source == run.source => return run.explanation.clone(),
        Source::AttendanceReports => "The attendance report that was fetched before counts.",
        Source::TeamsCsv => "The attendance file that was imported counts.",
        Source::CallRecords | Source::None => "The call records that were fetched before count.",
    };
    format!("{} {counts}", run.explanation)
}

pub(crate) fn show(loaded: &Loaded) -> ShowView {
    let provisional = loaded.outlook().0 == Completeness::Provisional;
    let log = loaded.run.iter().flat_map(|run| &run.log);
    let cut = why::cut(loaded.meeting.class.window(), &loaded.rules);
    ShowView {
        meeting: meeting(&loaded.meeting.class),
        sync: sync(loaded),
        calls: loaded.attendance.calls.iter().map(|judged| call(loaded, judged, provisional)).collect(),
        participants: loaded.attendance.participants.iter().map(|person| participant(person, cut)).collect(),
        log: log
            .map(|line| LogView {
                at: line.at,
                level: line.level.word().to_owned(),
                message: line.message.clone(),
            })
            .collect(),
    }
}

pub(crate) fn source_word(source: Source) -> &'static str {
    match source {
        Source::AttendanceReports => "attendance-reports",
        Source::CallRecords => "call-records",
        Source::TeamsCsv => "teams-csv",
        Source::None => "none",
    }
}

fn call(loaded: &Loaded, judged: &JudgedCall, provisional: bool) -> CallView {
    let (call, verdict) = (&judged.call, &judged.verdict);
    let mut flags = Vec::new();
    if verdict.please_check {
        flags.push("please-check".to_owned());
    }
    if provisional && call.kind == CallKind::CallRecord {
        flags.push("provisional".to_owned());
    }
    if call.vanished {
        flags.push("vanished".to_owned());
    }
    CallView {
        id: call.id.to_string(),
        kind: match call.kind {
            CallKind::Report => "report",
            CallKind::CallRecord => "call-record",
            CallKind::File => "file",
        }
        .to_owned(),
        file: loaded.files.get(&call.id).map(|file| file.name.clone()),
        start: call.start,
        end: call.end,
        organizer: call.organizer.as_ref().and_then(organizer),
        join_url: call.join_url.clone(),
        included: verdict.included,
        reason: verdict.reason.clone(),
        decided_by: decided_by(judged.by_instructor),
        flags,
        people: call.records.as_ref().map(|records| count(people(call.kind, records))),
    }
}

/// How many people the records of a call name. A file has one record for each stay of a typed name.
fn people(kind: CallKind, records: &[Record]) -> usize {
    if kind != CallKind::File {
        return records.len();
    }
    let who = |record: &Record| {
        let mut keys = identity_keys(&record.identity).into_iter();
        keys.next().unwrap_or_else(|| typed_name(&record.identity))
    };
    records.iter().map(who).collect::<BTreeSet<_>>().len()
}

fn organizer(who: &Identity) -> Option<String> {
    who.name
        .clone()
        .or_else(|| who.address())
        .or_else(|| who.external_id.clone())
        .or_else(|| who.object_id.clone())
}

fn decided_by(instructor: bool) -> String {
    if instructor { "instructor" } else { "rule" }.to_owned()
}

fn participant(person: &Participant, cut: Option<Span>) -> ParticipantView {
    let measure = |of: fn(&Presence) -> chrono::TimeDelta| person.presence.as_ref().map(|p| seconds(of(p)));
    ParticipantView {
        id: person.id.to_string(),
        name: person.name.clone(),
        email: person.email.clone(),
        kind: kind_word(person.kind).to_owned(),
        summed_seconds: measure(|p| p.summed),
        connected_seconds: measure(|p| p.connected),
        present_seconds: measure(|p| p.present),
        total_minutes: person.presence.as_ref().map(|p| minutes(p.connected)),
        present_minutes: person.presence.as_ref().map(|p| minutes(p.present)),
        first_join: person.stays.iter().filter_map(|stay| stay.join).min(),
        last_leave: person.presence.as_ref().and_then(|p| p.last_leave),
        sessions: person.stays.iter().map(|stay| session(stay, cut)).collect(),
        flags: person.flags.iter().map(|flag: &PersonFlag| flag.word().to_owned()).collect(),
        also_seen_as: person.also_seen_as.clone(),
        why: why::person(person, cut),
    }
}

pub(crate) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Member => "member",
        Kind::Guest => "guest",
        Kind::Anonymous => "anonymous",
        Kind::Phone => "phone",
        Kind::Application => "application",
        Kind::Unknown => "unknown",
    }
}

fn session(stay: &SeenStay, cut: Option<Span>) -> SessionView {
    SessionView {
        join: stay.join,
        leave: stay.leave,
        seconds: stay.span.map(|span| seconds(span.length())),
        in_class_seconds: why::in_class(stay, cut),
        call_id: stay.call.clone(),
        device: None,
        flags: stay.flags.iter().map(StayFlag::word).collect(),
    }
}

pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
