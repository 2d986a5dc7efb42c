//! One participant from the records of one person: names, kind, stays with their flags, measure.

use super::{Participant, PersonFlag, SeenStay};
use crate::class::Span;
use crate::identity::{Identity, Kind};
use crate::ids::ParticipantId;
use crate::observation::{Call, Record};
use crate::people::{Group, fold_spaces};
use crate::presence::{measure, overlapping};
use crate::stay::{StayFlag, resolve};
use crate::trail::differs;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// Makes the participant of a group; `seen` is what its members are indices into.
pub(super) fn participant(
    group: &Group,
    seen: &[(&Call, &Record)],
    window: Option<Span>,
    count_outside: bool,
) -> Participant {
    let mut records: Vec<(&Call, &Record)> = group.members.iter().map(|m| seen[*m]).collect();
    if records.len() > 1 {
        // The identity comes last, so that two records of the same times have one order, whatever the source's was.
        records.sort_by_cached_key(|(call, record)| {
            (newest_stay(record), call.start, call.id.clone(), &record.identity)
        });
    }
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
    flags.extend(group.same_name.then_some(PersonFlag::SameName));
    flags.extend((names.len() > 1).then_some(PersonFlag::NameConflict));
    flags.extend(presence.is_none().then_some(PersonFlag::DurationUnknown));
    let stated_seconds =
        records.iter().try_fold(0i64, |sum, (_, record)| Some(sum.saturating_add(record.stated_seconds?)));
    let mut names = names.into_iter();
    let mut person = Participant {
        id: participant_id(&group.keys[0]),
        keys: group.keys.clone(),
        name: names.next(),
        also_seen_as: names.collect(),
        email: newest_first().find_map(Identity::address),
        role: records.iter().rev().find_map(|(_, record)| record.role.clone()),
        kind: newest_first().map(|i| i.kind).min_by_key(|kind| certainty(*kind)).unwrap_or_default(),
        stays,
        presence,
        stated_seconds,
        flags,
    };
    if let Some(presence) = &person.presence {
        let differs = differs(presence, &spans, stated_seconds, person.has_bad_stays());
        person.flags.extend((!differs.is_empty()).then_some(PersonFlag::TotalDiffers));
    }
    person
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
            if span.start < window.start {
                stay.flags.insert(StayFlag::CutStart);
            }
            if span.end > window.end {
                stay.flags.insert(StayFlag::CutEnd);
            }
        }
        if overlaps {
            stay.flags.insert(StayFlag::Overlap);
        }
    }
}

/// The different names, newest first, compared with spaces folded and in NFC.
fn names<'a>(newest_first: impl Iterator<Item = &'a Identity>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in newest_first.filter_map(|i| i.name.as_deref()) {
        if names.iter().any(|known| known == name) {
            continue;
        }
        let folded = fold_spaces(name);
        if !folded.is_empty() && !names.iter().any(|known| fold_spaces(known) == folded) {
            names.push(name.to_owned());
        }
    }
    names
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
