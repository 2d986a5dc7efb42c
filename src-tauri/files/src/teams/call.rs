//! A reading under a time zone: the observed call that everything after works on.
//!
//! Local times that a clock change skips are taken with the offset before it (02:30 that was never shown becomes 03:30 of
//! the new time). Of times that a clock change repeats, a join is the earlier one; a leave is the one that agrees with the
//! stated duration, else the first that is not before its join.

use super::read::span;
use super::reading::{FileRecord, FileStay, Note, Reading};
use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use rollbook_core::identity::{Identity, Kind};
use rollbook_core::ids::CallId;
use rollbook_core::observation::{Call, CallForm, CallKind, Record, Stay};

/// The call that a reading describes; the times of files in UTC ignore the zone.
#[must_use]
pub fn call(reading: &Reading, id: CallId, zone: Tz) -> Call {
    let zone = if reading.utc { Tz::UTC } else { zone };
    let rows = span(&reading.records);
    // The summary's start counts where the rows do not contradict it.
    let start = reading.start.filter(|start| {
        rows.is_none_or(|(first, last)| *start <= last && *start <= first + Duration::hours(12))
    });
    let start = start.or(rows.map(|(first, _)| first));
    let end = reading.open_end.or(reading.end);
    Call {
        id,
        kind: CallKind::File,
        start: start.map(|time| earliest(time, zone)),
        end: end.map(|time| latest(time, zone)),
        organizer: None,
        join_url: None,
        form: CallForm::Unknown,
        version: 0,
        known_people: None,
        records: Some(reading.records.iter().flat_map(|record| observed(record, zone)).collect()),
        // The summary counts rows, and people who were blanked.
        stated_people: None,
        vanished: false,
    }
}

/// Notes on times that the zone's clock changes skip or repeat.
#[must_use]
pub fn clock_notes(reading: &Reading, zone: Tz) -> Vec<Note> {
    if reading.utc {
        return Vec::new();
    }
    let (mut skipped, mut repeated) = (0_usize, 0_usize);
    for time in reading
        .records
        .iter()
        .flat_map(|record| &record.stays)
        .flat_map(|stay| [stay.join, stay.leave])
        .flatten()
    {
        match zone.from_local_datetime(&time) {
            LocalResult::None => skipped += 1,
            LocalResult::Ambiguous(..) => repeated += 1,
            LocalResult::Single(_) => {}
        }
    }
    let note = |count: usize, text: &str| {
        (count > 0).then(|| Note { line: None, warn: true, text: format!("{count} {text}") })
    };
    [
        note(skipped, "times do not exist in this time zone, for the clock was put forward: check the zone."),
        note(repeated, "times are in the hour that this time zone had twice when the clock was put back."),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The record, and one without stays for each other name that the file has for the same addresses: that is how a person
/// comes to be "also seen as" somebody.
fn observed(record: &FileRecord, zone: Tz) -> impl Iterator<Item = Record> {
    let main = main_record(record, zone);
    let identity = main.identity.clone();
    let others = record.also_named.iter().map(move |name| Record {
        identity: Identity { name: Some(name.clone()), ..identity.clone() },
        ..Record::default()
    });
    others.chain([main])
}

fn main_record(record: &FileRecord, zone: Tz) -> Record {
    let invited = |text: &Option<String>| {
        text.as_deref().is_some_and(|text| text.to_ascii_lowercase().contains("#ext#"))
    };
    let kind = if invited(&record.email) || invited(&record.upn) {
        Kind::Guest
    } else if record.email.is_none() && record.upn.is_none() {
        Kind::Anonymous
    } else {
        Kind::Unknown
    };
    let identity = Identity {
        upn: record.upn.clone(),
        email: record.email.clone(),
        name: record.name.clone(),
        kind,
        ..Identity::default()
    };
    let stays = record.stays.iter().map(|stay| observed_stay(stay, zone)).collect();
    // Durations are truncated row by row: their sum is no total of Microsoft's.
    Record { identity, role: record.role.clone(), stays, stated_seconds: None }
}

fn observed_stay(stay: &FileStay, zone: Tz) -> Stay {
    let join = stay.join.map(|time| earliest(time, zone));
    let leave = stay.leave.map(|time| leave(time, join, stay, zone));
    Stay { join, leave, stated_seconds: stay.stated_seconds, unreadable: stay.unreadable }
}

fn leave(time: NaiveDateTime, join: Option<DateTime<Utc>>, stay: &FileStay, zone: Tz) -> DateTime<Utc> {
    let (first, second) = (earliest(time, zone), latest(time, zone));
    let Some(join) = join.filter(|_| first != second) else { return first };
    let off = |leave: DateTime<Utc>| {
        stay.stated_seconds.map(|stated| ((leave - join).num_seconds() - stated).abs())
    };
    if first < join || off(second) < off(first) { second } else { first }
}

fn earliest(time: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    resolve(time, zone).0
}

fn latest(time: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    resolve(time, zone).1
}

fn resolve(time: NaiveDateTime, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
    match zone.from_local_datetime(&time) {
        LocalResult::Single(one) => (one.to_utc(), one.to_utc()),
        LocalResult::Ambiguous(a, b) => (a.to_utc().min(b.to_utc()), a.to_utc().max(b.to_utc())),
        LocalResult::None => {
            // The clock as it went a day before: the longest gap of any zone is a day.
            let day = Duration::days(1);
            let before = time
                .checked_sub_signed(day)
                .and_then(|earlier| zone.from_local_datetime(&earlier).latest())
                .and_then(|at| at.to_utc().checked_add_signed(day));
            let at = before.unwrap_or_else(|| time.and_utc());
            (at, at)
        }
    }
}
