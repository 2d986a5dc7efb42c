//! Attendance files through the engine, offline: every sample comes to what was worked out for it by hand.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use chrono::{DateTime, Days, NaiveDateTime, Utc};
use chrono_tz::Tz;
use common::offline_engine;
use rollbook_core::class::local_instant;
use rollbook_engine::import::{ImportItem, ImportOptions};
use rollbook_engine::view::{FileOptions, NewMeeting, ParticipantView, ShowView, SyncAnswer};
use rollbook_engine::{Code, Engine, MeetingId, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const ZONE: Tz = chrono_tz::Europe::Berlin;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/teams-csv")
}

/// Each sample with what it should come to.
fn samples() -> Vec<(PathBuf, Value)> {
    let mut all: Vec<_> = std::fs::read_dir(fixtures().join("expected"))
        .unwrap()
        .map(|entry| {
            serde_json::from_str::<Value>(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap()
        })
        .map(|expected| (fixtures().join(expected["file"].as_str().unwrap()), expected))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(all.len() > 30);
    all
}

fn local(value: &Value) -> Option<NaiveDateTime> {
    Some(value.as_str()?.parse().unwrap())
}

fn instants(expected: &Value) -> Vec<NaiveDateTime> {
    let sessions =
        expected["participants"].as_array().unwrap().iter().flat_map(|p| p["sessions"].as_array().unwrap());
    sessions.flat_map(|s| [local(&s["join_local"]), local(&s["leave_local"])]).flatten().collect()
}

fn zone_of(expected: &Value) -> Tz {
    expected["timezone"].as_str().map_or(ZONE, |name| name.parse().unwrap())
}

async fn class(
    engine: &Engine,
    title: &str,
    start: NaiveDateTime,
    end: NaiveDateTime,
    zone: Tz,
) -> MeetingId {
    let text = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let new = NewMeeting {
        title: title.to_owned(),
        start: Some(text(start)),
        end: Some(text(end)),
        timezone: Some(zone.name().to_owned()),
        ..NewMeeting::default()
    };
    MeetingId::new(engine.add_meeting(&new).await.unwrap())
}

async fn import(
    engine: &Engine,
    class: &MeetingId,
    files: &[PathBuf],
    order: Option<&str>,
) -> Result<SyncAnswer> {
    let options = FileOptions { date_order: order.map(str::to_owned), ..FileOptions::default() };
    let options = ImportOptions::of(&options).unwrap();
    let item =
        |path: &PathBuf| ImportItem { meeting: class.clone(), path: path.clone(), options: options.clone() };
    engine.import(files.iter().map(item).collect()).await
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stay {
    join: Option<DateTime<Utc>>,
    leave: Option<DateTime<Utc>>,
}

fn key(name: &Value, email: &Value, upn: &Value) -> String {
    let address = email.as_str().or(upn.as_str()).map(str::to_lowercase);
    let name = name.as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    address.unwrap_or(name)
}

fn stays_of(expected: &Value, zone: Tz) -> Vec<Stay> {
    let at = |value: &Value| local(value).map(|local| local_instant(local, zone));
    let mut stays: Vec<Stay> = expected["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| Stay { join: at(&s["join_local"]), leave: at(&s["leave_local"]) })
        .collect();
    stays.sort();
    stays
}

fn seen_stays(person: &ParticipantView) -> Vec<Stay> {
    let mut stays: Vec<Stay> =
        person.sessions.iter().map(|s| Stay { join: s.join, leave: s.leave }).collect();
    stays.sort();
    stays
}

/// Stays, summed seconds, connected seconds.
type Person = (Vec<Stay>, Option<i64>, Option<i64>);

/// People by address, else name; those of one name together, in order of joining.
fn compare(file: &str, expected: &Value, show: &ShowView) {
    let zone = zone_of(expected);
    if expected["compare"] == "sessions-only" {
        let all = |stays: Vec<Vec<Stay>>| {
            let mut all: Vec<Stay> = stays.into_iter().flatten().collect();
            all.sort();
            all
        };
        let wanted = expected["participants"].as_array().unwrap().iter().map(|p| stays_of(p, zone)).collect();
        assert_eq!(all(show.participants.iter().map(seen_stays).collect()), all(wanted), "{file}");
        return;
    }
    let mut wanted: BTreeMap<String, Vec<Person>> = BTreeMap::new();
    for p in expected["participants"].as_array().unwrap() {
        let sums = (p["summed_seconds"].as_i64(), p["connected_seconds"].as_i64());
        wanted.entry(key(&p["name"], &p["email"], &p["upn"])).or_default().push((
            stays_of(p, zone),
            sums.0,
            sums.1,
        ));
    }
    let mut seen: BTreeMap<String, Vec<Person>> = BTreeMap::new();
    for p in &show.participants {
        let (name, email) = (Value::from(p.name.clone()), Value::from(p.email.clone()));
        seen.entry(key(&name, &email, &Value::Null)).or_default().push((
            seen_stays(p),
            p.summed_seconds,
            p.connected_seconds,
        ));
    }
    let split: Vec<String> = expected["may_split"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| key(&one["name"], &Value::Null, &Value::Null))
        .collect();
    assert_eq!(seen.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "{file}: people");
    for (who, mut wanted) in wanted {
        let mut seen = seen.remove(&who).unwrap();
        wanted.sort();
        seen.sort();
        if split.contains(&who) && seen.len() > wanted.len() {
            let mut all: Vec<Stay> = seen.into_iter().flat_map(|(stays, ..)| stays).collect();
            all.sort();
            assert_eq!(all, wanted.remove(0).0, "{file}: {who}");
            continue;
        }
        for ((stays, summed, connected), (their_stays, their_summed, their_connected)) in
            seen.iter().zip(&wanted)
        {
            assert_eq!(stays, their_stays, "{file}: {who}");
            // No stay and no time known: null here, zero or null there.
            if their_summed.is_some_and(|seconds| seconds > 0) || !stays.is_empty() && their_summed.is_some()
            {
                assert_eq!((summed, connected), (their_summed, their_connected), "{file}: {who}");
            }
        }
        assert_eq!(seen.len(), wanted.len(), "{file}: {who}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_comes_to_what_was_worked_out_by_hand() {
    let (engine, _home) = offline_engine();
    for (path, expected) in samples() {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let all = instants(&expected);
        let (first, last) = (*all.iter().min().unwrap(), *all.iter().max().unwrap());
        let last = last.max(first + chrono::TimeDelta::minutes(1));
        let class = class(&engine, &file, first, last, zone_of(&expected)).await;
        let answer = import(&engine, &class, std::slice::from_ref(&path), None).await;
        let answer = answer.unwrap_or_else(|error| panic!("{file}: {error:?}"));
        assert_eq!((answer.meetings.len(), answer.meetings[0].state.as_str()), (1, "synced"), "{file}");
        assert_eq!(answer.meetings[0].sync.source, "teams-csv");
        let show = engine.show(&class).await.unwrap();
        assert!(show.calls.len() == 1 && show.calls[0].included && show.calls[0].kind == "file", "{file}");
        compare(&file, &expected, &show);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_that_can_be_read_in_two_ways_are_asked_for_and_never_guessed() {
    let (engine, _home) = offline_engine();
    for (path, expected) in samples() {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let first = *instants(&expected).iter().min().unwrap();
        let far = first.checked_add_days(Days::new(1000)).unwrap();
        let class = class(&engine, &file, far, far + chrono::TimeDelta::hours(2), ZONE).await;
        let answer = import(&engine, &class, std::slice::from_ref(&path), None).await;
        if expected["date_order"] != "ambiguous" {
            let answer = answer.unwrap_or_else(|error| panic!("{file}: {error:?}"));
            assert_eq!(
                (answer.meetings[0].counts.calls, answer.meetings[0].counts.included),
                (1, 0),
                "{file}"
            );
            let show = engine.show(&class).await.unwrap();
            assert!(
                show.log.iter().any(|line| line.level == "warn" && line.message.contains("not included")),
                "{file}"
            );
            continue;
        }
        let error = answer.unwrap_err();
        assert_eq!((error.code, error.code.exit()), (Code::AmbiguousDates, 7), "{file}");
        assert_eq!(error.details["readings"].as_array().unwrap().len(), 2, "{file}");
        assert!(engine.show(&class).await.unwrap().calls.is_empty(), "{file}: nothing was imported");
        let order = expected["assumed_date_order"].as_str().unwrap();
        import(&engine, &class, &[path], Some(order)).await.unwrap();
        assert_eq!(engine.show(&class).await.unwrap().calls.len(), 1, "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_refused_file_leaves_everything_as_it_was() {
    let (engine, home) = offline_engine();
    let good = fixtures().join("v2-en-us-2022-09-16-general.csv");
    let bad = home.path().join("roster.csv");
    std::fs::write(&bad, "nr;name;class\n1;Max;1A\n2;Eva;1B\n").unwrap();
    let day = "2022-09-16T18:00:00".parse().unwrap();
    let class = class(&engine, "General", day, day + chrono::TimeDelta::hours(2), ZONE).await;
    for files in [vec![good.clone(), bad.clone()], vec![bad.clone(), good.clone()]] {
        let error = import(&engine, &class, &files, None).await.unwrap_err();
        assert_eq!(error.code, Code::UnknownFormat);
        assert_eq!(error.details["file"], "roster.csv");
        assert!(engine.show(&class).await.unwrap().calls.is_empty());
    }
    let missing = import(&engine, &class, &[good, home.path().join("no.csv")], None).await.unwrap_err();
    assert_eq!(missing.code, Code::NotFound);
    assert_eq!(engine.show(&class).await.unwrap().sync.source, "none");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_report_again_changes_nothing() {
    let (engine, _home) = offline_engine();
    let of = |name: &str| fixtures().join(name);
    let day = "2022-09-16T18:00:00".parse().unwrap();
    let class = class(&engine, "General", day, day + chrono::TimeDelta::hours(2), ZONE).await;
    import(&engine, &class, &[of("v2-en-us-2022-09-16-general.csv")], None).await.unwrap();
    let before = engine.show(&class).await.unwrap();
    let both = [of("v2-en-us-2022-09-16-general-copy-1.csv"), of("v2-en-us-2022-09-16-general.csv")];
    import(&engine, &class, &both, None).await.unwrap();
    let after = engine.show(&class).await.unwrap();
    assert_eq!((&before.participants, &before.calls), (&after.participants, &after.calls));
    assert!(after.log.iter().any(|line| line.message.contains("the same content as")));
    // The other meeting of that day lies outside the class: kept, and not counted.
    import(&engine, &class, &[of("v2-en-us-2022-09-16-python.csv")], None).await.unwrap();
    let three = engine.show(&class).await.unwrap();
    assert_eq!((three.calls.len(), &three.participants), (2, &before.participants));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_name_of_one_address_is_kept_and_said() {
    let (engine, _home) = offline_engine();
    let day = "2026-09-22T15:00:00".parse().unwrap();
    let class = class(&engine, "AHG", day, day + chrono::TimeDelta::hours(3), ZONE).await;
    import(&engine, &class, &[fixtures().join("v3-en-us-synthetic-hard-cases.csv")], None).await.unwrap();
    let show = engine.show(&class).await.unwrap();
    let lee = show.participants.iter().find(|p| p.email.as_deref() == Some("lee.wong@example.com")).unwrap();
    assert!(lee.flags.contains(&"name-conflict".to_owned()), "{:?}", lee.flags);
    assert!(!lee.flags.contains(&"duration-unknown".to_owned()) && lee.sessions.len() == 2);
    let quinn = show.participants.iter().find(|p| p.name.as_deref() == Some("Quinn, Avery")).unwrap();
    assert!(quinn.flags.contains(&"duration-unknown".to_owned()), "{:?}", quinn.flags);
    assert_eq!((quinn.summed_seconds, quinn.sessions.len()), (None, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_zone_is_corrected_by_importing_again() {
    let (engine, _home) = offline_engine();
    let file = fixtures().join("v2-en-us-2022-09-16-general.csv");
    let day = "2022-09-16T18:00:00".parse().unwrap();
    let class = class(&engine, "General", day, day + chrono::TimeDelta::hours(2), ZONE).await;
    let item = |zone: &str| {
        let options = FileOptions { timezone: Some(zone.to_owned()), ..FileOptions::default() };
        ImportItem {
            meeting: class.clone(),
            path: file.clone(),
            options: ImportOptions::of(&options).unwrap(),
        }
    };
    engine.import(vec![item("America/Bogota")]).await.unwrap();
    assert!(!engine.show(&class).await.unwrap().calls[0].included);
    engine.import(vec![item("Europe/Berlin")]).await.unwrap();
    let show = engine.show(&class).await.unwrap();
    assert_eq!((show.calls.len(), show.calls[0].included, show.participants.len()), (1, true, 22));
}
