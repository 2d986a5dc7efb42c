//! Presence arithmetic against sorting the raw pairs and against a polars query, and how it grows.
//!
//! A conference of one day: 500 calls of an hour, 50,000 people in ten of them each with two stays. The window is its
//! core time, so that stays are cut at both sides. `make bench` prints the tables; polars runs in the Python that
//! `scripts/bench-references.sh` makes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    missing_docs
)]

mod side_by_side;

use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::attendance::derive;
use rollbook_core::calls::Surroundings;
use rollbook_core::identity::{Identity, Kind};
use rollbook_core::observation::{Call, CallForm, CallKind, Record, Stay};
use rollbook_core::presence::{Presence, measure, resolve};
use rollbook_core::{CallId, Class, MeetingId, Span, When};
use side_by_side::{Numbers, asked_for, median, medians, ms, ratio, timed};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::Command;
use std::time::Duration;

const STAYS: usize = 1_000_000;
const STAYS_OF_ONE: usize = 20;
const CALLS_OF_ONE: usize = 10;
const CALLS: usize = 500;
const RUNS: usize = 9;
/// 2026-11-24T00:00:00Z.
const DAY: i64 = 1_795_478_400_000_000_000;
const HOUR: i64 = 3_600_000_000_000;
const WINDOW: (i64, i64) = (DAY + 8 * HOUR, DAY + 18 * HOUR);

/// Call, join and leave in nanoseconds since 1970.
type Raw = (usize, i64, i64);

fn main() {
    if !asked_for() {
        return;
    }
    let raw = stays(STAYS);
    let observed: Vec<Stay> = raw.iter().map(stay).collect();
    against(&raw, &observed);
    growth();
}

fn against(raw: &[Raw], observed: &[Stay]) {
    let polars = polars(raw);
    let mut found = Sums::default();
    let mut ours = || {
        let (time, sums) = timed(|| sums(observed));
        found = sums;
        time
    };
    let mut whole = || timed(|| sorted(raw)).0;
    let mut each = || timed(|| sorted_each(raw)).0;
    let times = medians(RUNS, &mut [("ours", &mut ours), ("whole", &mut whole), ("each", &mut each)]);
    println!("### Presence arithmetic\n");
    println!(
        "{STAYS} stays of {} people in {CALLS} calls, one core, median of {RUNS} runs.\n",
        STAYS / STAYS_OF_ONE
    );
    println!("| `resolve` and `measure` of everybody | against | ratio |");
    println!("|---|---|---|");
    let row = |what: &str, other: Duration| {
        println!("| {} | {what}: {} | {:.2} |", ms(times[0]), ms(other), ratio(times[0], other));
    };
    row("reading the stays and `sort_unstable` of all raw pairs", times[1]);
    row("the same, each person's pairs by themselves", times[2]);
    match polars {
        Some((time, sums, version)) => {
            assert_eq!(sums, found, "polars must give the same answer");
            row(&format!("the same answer by polars {version} on all cores"), time);
        }
        None => println!("| | polars: not there, run scripts/bench-references.sh | |"),
    }
    println!();
}

fn growth() {
    println!("### How presence grows\n");
    println!(
        "| stays | `resolve` and `measure` | a stay | whole derivation (judging, grouping, flags) | a stay |"
    );
    println!("|---|---|---|---|---|");
    for size in [10_000, 100_000, 1_000_000, 10_000_000] {
        let raw = stays(size);
        let runs = if size > STAYS { 3 } else { RUNS };
        let observed: Vec<Stay> = raw.iter().map(stay).collect();
        let presence = median((0..runs).map(|_| timed(|| sums(&observed)).0).collect());
        drop(observed);
        let calls = calls(&raw);
        let whole =
            median((0..if size > STAYS { 1 } else { 3 }).map(|_| whole_derivation(calls.clone())).collect());
        let each = |time: Duration| format!("{:.0} ns", time.as_secs_f64() * 1e9 / size as f64);
        println!("| {size} | {} | {} | {} | {} |", ms(presence), each(presence), ms(whole), each(whole));
    }
    println!();
}

/// Ten calls of everybody, two stays in each; grouped by person, in no order of time.
fn stays(count: usize) -> Vec<Raw> {
    let mut numbers = Numbers(count as u64);
    let mut all = Vec::with_capacity(count);
    for _ in 0..count / STAYS_OF_ONE {
        for _ in 0..CALLS_OF_ONE {
            let call = numbers.below(CALLS as u64) as usize;
            let from = DAY + call as i64 * (23 * HOUR / CALLS as i64);
            for half in [1, 0] {
                // Graph writes hundreds of nanoseconds.
                let mut within = |limit: i64| numbers.below(limit as u64 / 100) as i64 * 100;
                let join = from + half * HOUR / 2 + within(HOUR / 4);
                let leave = join + within(HOUR / 2);
                all.push((call, join, leave));
            }
        }
    }
    all
}

fn at(nanos: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_nanos(nanos)
}

fn stay((_, join, leave): &Raw) -> Stay {
    Stay { join: Some(at(*join)), leave: Some(at(*leave)), stated_seconds: None, unreadable: false }
}

fn sorted(raw: &[Raw]) -> Vec<(i64, i64)> {
    let mut pairs: Vec<(i64, i64)> = raw.iter().map(|(_, join, leave)| (*join, *leave)).collect();
    pairs.sort_unstable();
    pairs
}

fn sorted_each(raw: &[Raw]) -> Vec<(i64, i64)> {
    let mut pairs: Vec<(i64, i64)> = raw.iter().map(|(_, join, leave)| (*join, *leave)).collect();
    pairs.chunks_mut(STAYS_OF_ONE).for_each(<[_]>::sort_unstable);
    pairs
}

/// What is compared with polars, in nanoseconds: no sum of it can be right by chance.
#[derive(Clone, Debug, Default, PartialEq)]
struct Sums([i64; 5]);

fn sums(stays: &[Stay]) -> Sums {
    let window = Span::new(at(WINDOW.0), at(WINDOW.1));
    let mut sums = Sums::default();
    let mut spans = Vec::with_capacity(STAYS_OF_ONE);
    for person in stays.chunks(STAYS_OF_ONE) {
        spans.clear();
        spans.extend(person.iter().filter_map(|stay| resolve(stay, None).0));
        let Presence { summed, connected, present, late, left_early, .. } = measure(&spans, window, false);
        let zero = TimeDelta::zero();
        let values = [summed, connected, present, late.unwrap_or(zero), left_early.unwrap_or(zero)];
        for (sum, value) in sums.0.iter_mut().zip(values) {
            // Of 50,000 people the sum of nanoseconds would not fit 64 bits.
            *sum += value.num_nanoseconds().unwrap() / 100;
        }
    }
    sums
}

/// Median time and sums of the polars query; `None` where no Python was made for it.
fn polars(raw: &[Raw]) -> Option<(Duration, Sums, String)> {
    let python = std::env::var_os("BENCH_PYTHON")?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stays.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    writeln!(file, "person,join,leave").unwrap();
    for (index, (_, join, leave)) in raw.iter().enumerate() {
        writeln!(file, "{},{},{}", index / STAYS_OF_ONE, join / 100, leave / 100).unwrap();
    }
    file.into_inner().unwrap().sync_all().unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/presence.py");
    let window = [WINDOW.0 / 100, WINDOW.1 / 100].map(|edge| edge.to_string());
    let done =
        Command::new(python).arg(script).arg(&path).args(window).arg(RUNS.to_string()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    let mut words = text.split_whitespace();
    let seconds: f64 = words.next().unwrap().parse().unwrap();
    let mut sums = Sums::default();
    for sum in &mut sums.0 {
        *sum = words.next().unwrap().parse().unwrap();
    }
    Some((Duration::from_secs_f64(seconds), sums, words.next().unwrap().to_owned()))
}

fn calls(raw: &[Raw]) -> Vec<Call> {
    let mut calls: Vec<Call> = (0..CALLS)
        .map(|call| Call {
            id: CallId::new(format!("5f3e7b8a-1c2d-4e5f-8a9b-{call:012x}")),
            kind: CallKind::CallRecord,
            start: Some(at(DAY + call as i64 * (23 * HOUR / CALLS as i64))),
            end: Some(at(DAY + call as i64 * (23 * HOUR / CALLS as i64) + HOUR)),
            organizer: None,
            join_url: None,
            form: CallForm::Group,
            version: 1,
            known_people: None,
            records: Some(vec![]),
            stated_people: None,
            vanished: false,
        })
        .collect();
    for (index, person) in raw.chunks(STAYS_OF_ONE).enumerate() {
        for stays in person.chunks(STAYS_OF_ONE / CALLS_OF_ONE) {
            let records = calls[stays[0].0].records.as_mut().unwrap();
            records.push(Record {
                identity: identity(index),
                role: Some("Attendee".into()),
                stays: stays.iter().map(stay).collect(),
                stated_seconds: Some(
                    stays.iter().map(|(_, join, leave)| (leave - join) / 1_000_000_000).sum(),
                ),
            });
        }
    }
    calls
}

fn identity(person: usize) -> Identity {
    Identity {
        object_id: Some(format!("7c0a3f52-9b1e-4d6c-8f2a-{person:012x}")),
        email: Some(format!("student{person}@contoso.example")),
        name: Some(format!("Given{} Family{person}", person % 997)),
        tenant_id: Some("dc368399-474c-4d40-900c-6265431fd81f".into()),
        kind: Kind::Member,
        ..Identity::default()
    }
}

fn whole_derivation(calls: Vec<Call>) -> Duration {
    let class = Class {
        id: MeetingId::new("m"),
        title: "Conference".into(),
        when: When::Window(Span::new(at(WINDOW.0), at(WINDOW.1)).unwrap()),
        timezone: chrono_tz::UTC,
        join_url: None,
        course_id: None,
        lms_id: None,
    };
    let included: BTreeMap<CallId, bool> = calls.iter().map(|call| (call.id.clone(), true)).collect();
    let people: usize = calls.iter().flat_map(|call| &call.records).map(Vec::len).sum();
    let (time, attendance) = timed(|| derive(&class, calls, &Surroundings::default(), &included, false));
    assert_eq!(attendance.participants.len(), people / CALLS_OF_ONE);
    time
}
