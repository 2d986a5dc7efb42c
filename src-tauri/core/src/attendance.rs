//! From calls to people: which calls count, who was in them, and for how long.

use crate::calls::{Surroundings, Verdict, judge};
use crate::class::{Class, Span};
use crate::identity::{Identity, Kind};
use crate::ids::{CallId, ParticipantId};
use crate::observation::{Call, Record};
use crate::people::{Appearance, Group, fold_spaces, group};
use crate::presence::{Presence, StayFlag, measure, overlapping, resolve};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A call with the decision on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedCall {
    /// The call.
    pub call: Call,
    /// Whether it counts, and why.
    pub verdict: Verdict,
    /// True where the instructor's choice stands over the rules.
    pub by_instructor: bool,
}

/// What is noteworthy about a participant; the words are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonFlag {
    /// Known by a typed name only, which several records bear.
    SameName,
    /// The sources gave different names.
    NameConflict,
    /// Was there, but no usable interval tells how long.
    DurationUnknown,
    /// Microsoft's own total differs from ours by more than a second.
    TotalDiffers,
}

impl PersonFlag {
    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SameName => "same-name",
            Self::NameConflict => "name-conflict",
            Self::DurationUnknown => "duration-unknown",
            Self::TotalDiffers => "total-differs",
        }
    }
}

/// One stay with what it counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenStay {
    /// The call it belongs to.
    pub call: CallId,
    /// Join as the source wrote it.
    pub join: Option<DateTime<Utc>>,
    /// Leave as the source wrote it.
    pub leave: Option<DateTime<Utc>>,
    /// What it counts for.
    pub span: Option<Span>,
    /// What is noteworthy.
    pub flags: Vec<StayFlag>,
}

/// One person in the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Derived from the strongest key.
    pub id: ParticipantId,
    /// All comparable keys, strongest first.
    pub keys: Vec<String>,
    /// Newest name, as it was typed.
    pub name: Option<String>,
    /// Other names.
    pub also_seen_as: Vec<String>,
    /// E-mail, else UPN.
    pub email: Option<String>,
    /// Kind.
    pub kind: Kind,
    /// The source's newest word for the role (`Organizer`, `Presenter`, `Attendee`), as it is.
    pub role: Option<String>,
    /// The stays, sorted by join.
    pub stays: Vec<SeenStay>,
    /// The measure of them; `None` where no interval is usable: present, duration unknown.
    pub presence: Option<Presence>,
    /// What is noteworthy.
    pub flags: Vec<PersonFlag>,
}

/// The class with its calls judged and its people told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// By start.
    pub calls: Vec<JudgedCall>,
    /// By name (case-folded, nameless last), then id.
    pub participants: Vec<Participant>,
}

/// Derives the attendance of a class. `calls` are merged ones (see [`crate::versions`]); `choices` are the
/// instructor's own includes and excludes, which stand over the rules.
#[must_use]
pub fn derive(
    class: &Class,
    calls: Vec<Call>,
    around: &Surroundings,
    choices: &BTreeMap<CallId, bool>,
    count_outside: bool,
) -> Attendance {
    let calls: Vec<JudgedCall> = calls.into_iter().map(|call| decide(call, class, around, choices)).collect();
    let seen: Vec<(&Call, &Record)> = calls
        .iter()
        .filter(|judged| judged.verdict.included)
        .flat_map(|judged| judged.call.records.iter().flatten().map(|record| (&judged.call, record)))
        .collect();
    let appearances: Vec<Appearance<'_>> = seen
        .iter()
        .map(|(call, record)| Appearance {
            identity: &record.identity,
            spans: record.stays.iter().filter_map(|stay| resolve(stay, call.end).0).collect(),
        })
        .collect();
    let mut participants: Vec<Participant> = group(&appearances)
        .into_iter()
        .map(|group| participant(&group, &seen, class.window(), count_outside))
        .collect();
    participants
        .sort_by_cached_key(|p| (p.name.is_none(), p.name.as_deref().map(str::to_lowercase), p.id.clone()));
    Attendance { calls, participants }
}

fn decide(call: Call, class: &Class, around: &Surroundings, choices: &BTreeMap<CallId, bool>) -> JudgedCall {
    let rule = judge(&call, class, around);
    let (verdict, by_instructor) = match choices.get(&call.id) {
        Some(included) => {
            let word = if *included { "included" } else { "excluded" };
            let reason = format!("{word} by you (by the rules: {})", rule.reason);
            (Verdict { included: *included, reason, please_check: false, people_would_tell: false }, true)
        }
        None => (rule, false),
    };
    JudgedCall { call, verdict, by_instructor }
}

fn participant(
    group: &Group,
    seen: &[(&Call, &Record)],
    window: Option<Span>,
    count_outside: bool,
) -> Participant {
    let mut records: Vec<(&Call, &Record)> = group.members.iter().map(|m| seen[*m]).collect();
    records.sort_by_key(|(call, record)| (newest_stay(record), call.start, call.id.clone()));
    let mut stays: Vec<SeenStay> = records.iter().flat_map(|(call, record)| stays_of(call, record)).collect();
    stays.sort_by(|a, b| {
        (a.join.is_none(), a.join, a.leave, &a.call).cmp(&(b.join.is_none(), b.join, b.leave, &b.call))
    });
    mark_cuts(&mut stays, window.filter(|_| !count_outside));
    let spans: Vec<Span> = stays.iter().filter_map(|stay| stay.span).collect();
    let presence = (!spans.is_empty()).then(|| measure(&spans, window, count_outside));

    let newest_first = || records.iter().rev().map(|(_, record)| &record.identity);
    let names = names(newest_first());
    let mut flags = Vec::new();
    if group.same_name {
        flags.push(PersonFlag::SameName);
    }
    if names.len() > 1 {
        flags.push(PersonFlag::NameConflict);
    }
    match &presence {
        None => flags.push(PersonFlag::DurationUnknown),
        Some(presence) if total_differs(&records, &spans, presence) => flags.push(PersonFlag::TotalDiffers),
        Some(_) => {}
    }
    let mut names = names.into_iter();
    Participant {
        id: participant_id(&group.keys[0]),
        keys: group.keys.clone(),
        name: names.next(),
        also_seen_as: names.collect(),
        email: newest_first().find_map(Identity::address),
        role: records.iter().rev().find_map(|(_, record)| record.role.clone()),
        kind: newest_first().map(|i| i.kind).min_by_key(|kind| certainty(*kind)).unwrap_or_default(),
        stays,
        presence,
        flags,
    }
}

fn newest_stay(record: &Record) -> Option<DateTime<Utc>> {
    record.stays.iter().filter_map(|stay| stay.leave.or(stay.join)).max()
}

fn stays_of(call: &Call, record: &Record) -> Vec<SeenStay> {
    let seen = |stay: &crate::observation::Stay| {
        let (span, flags) = resolve(stay, call.end);
        SeenStay { call: call.id.clone(), join: stay.join, leave: stay.leave, span, flags }
    };
    record.stays.iter().map(seen).collect()
}

fn mark_cuts(stays: &mut [SeenStay], window: Option<Span>) {
    let spans: Vec<Option<Span>> = stays.iter().map(|stay| stay.span).collect();
    for (stay, overlaps) in stays.iter_mut().zip(overlapping(&spans)) {
        if let (Some(span), Some(window)) = (stay.span, window) {
            stay.flags.extend((span.start < window.start).then_some(StayFlag::CutStart));
            stay.flags.extend((span.end > window.end).then_some(StayFlag::CutEnd));
        }
        stay.flags.extend(overlaps.then_some(StayFlag::Overlap));
    }
}

/// The different names, newest first, compared with spaces folded and in NFC.
fn names<'a>(newest_first: impl Iterator<Item = &'a Identity>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in newest_first.filter_map(|i| i.name.as_deref()) {
        let folded = fold_spaces(name);
        if !folded.is_empty() && !names.iter().any(|known| fold_spaces(known) == folded) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Graph truncates each interval to whole seconds, so a difference that truncation explains is none.
fn total_differs(records: &[(&Call, &Record)], spans: &[Span], ours: &Presence) -> bool {
    let Some(stated) = records.iter().map(|(_, record)| record.stated_seconds).sum::<Option<i64>>() else {
        return false;
    };
    let far = |ours: TimeDelta| (TimeDelta::seconds(stated) - ours).abs() > TimeDelta::seconds(1);
    let truncated = spans.iter().map(|span| span.length().num_seconds()).sum::<i64>();
    far(ours.summed) && far(TimeDelta::seconds(truncated))
}

/// The surest kind first: what a source says outweighs what another leaves open.
fn certainty(kind: Kind) -> u8 {
    match kind {
        Kind::Application => 0,
        Kind::Phone => 1,
        Kind::Member => 2,
        Kind::Guest => 3,
        Kind::Anonymous => 4,
        Kind::Unknown => 5,
    }
}

/// 64 bits of the SHA-256 of the strongest key: stable over re-syncs, and no address stands in an id.
fn participant_id(key: &str) -> ParticipantId {
    let digest = Sha256::digest(key.as_bytes());
    let bits = digest.iter().take(8).fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
    ParticipantId::new(format!("{bits:016x}"))
}

#[cfg(test)]
#[path = "attendance_tests.rs"]
mod tests;
