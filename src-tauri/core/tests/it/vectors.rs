//! Stays in, seconds out: what other programs compute from the same stays (tests/fixtures/vectors/SOURCES.md).

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use rollbook_core::Span;
use rollbook_core::observation::Stay;
use rollbook_core::presence::{Presence, measure, resolve};
use serde_json::Value;
use std::path::Path;

/// The file, and its further cases.
fn vectors(name: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/vectors");
    let files = [folder.join(name), folder.join("more").join(name)];
    files.iter().map(|path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).collect()
}

fn clock(value: &Value) -> Option<DateTime<Utc>> {
    let time: NaiveTime = value.as_str()?.parse().unwrap();
    Some(chrono::NaiveDate::from_ymd_opt(2025, 11, 26)?.and_time(time).and_utc())
}

fn stamp(value: &Value) -> DateTime<Utc> {
    DateTime::parse_from_str(value.as_str().unwrap(), "%Y-%m-%d %H:%M:%S %z").unwrap().to_utc()
}

fn window(of: &Value) -> Span {
    Span::new(clock(&of[0]).unwrap(), clock(&of[1]).unwrap()).unwrap()
}

/// Measured as the program does: open stays end with the call, which here ends with the window.
fn measured(stays: &Value, window: Span) -> Presence {
    let spans: Vec<Span> = stays
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| Stay { join: clock(&pair[0]), leave: clock(&pair[1]), ..Stay::default() })
        .filter_map(|stay| resolve(&stay, Some(window.end)).0)
        .collect();
    let mut turned = spans.clone();
    turned.reverse();
    let found = measure(&spans, Some(window), false);
    assert_eq!(found, measure(&turned, Some(window), false), "the order of the stays does not matter");
    found
}

#[test]
fn union_and_cut_as_the_meet_extension_computes_them() {
    let mut cases = 0;
    for file in vectors("presence_union_clip.json") {
        let window = window(&file["window"]);
        for case in file["cases"].as_array().unwrap() {
            let found = measured(&case["intervals"], window);
            let name = &case["name"];
            assert_eq!(found.present.num_seconds(), case["union_clipped"], "{name}");
            let open = case["intervals"].as_array().unwrap().iter().any(|pair| pair[1].is_null());
            if !open {
                assert_eq!(found.summed.num_seconds(), case["sum"], "{name}");
                assert_eq!(found.connected.num_seconds(), case["union"], "{name}");
            }
            cases += 1;
        }
    }
    assert_eq!(cases, 9);
}

#[test]
fn overlap_and_share_as_mod_zoom_grades_them() {
    let mut people = 0;
    for file in vectors("mod_zoom_overlap_and_grade.json") {
        let window = window(&file["meeting"]);
        let whole = window.length().num_seconds();
        for person in file["people"].as_array().unwrap() {
            let found = measured(&person["records"], window);
            if let Some(overlap) = person["overlap_s"].as_i64() {
                assert_eq!((found.summed - found.connected).num_seconds(), overlap);
            }
            let grade = person["grade"].as_f64().unwrap_or(0.0);
            let most = file["grade_max"].as_f64().unwrap();
            #[allow(clippy::cast_precision_loss)] // seconds of one class
            let share = found.present.num_seconds() as f64 / whole as f64;
            assert!((share * most - grade).abs() < 1e-9, "{person}");
            people += 1;
        }
    }
    assert_eq!(people, 6);
}

#[test]
fn one_stream_of_joins_and_leaves_as_big_blue_button_pairs_them() {
    let mut paired = 0;
    for file in vectors("bbb_events_durations.json") {
        for stream in file["single_stream"].as_array().unwrap() {
            let Some(seconds) = stream["interval_union_seconds_when_paired"].as_i64() else { continue };
            let (joins, leaves) = (stream["joins"].as_array().unwrap(), stream["leaves"].as_array().unwrap());
            let spans: Vec<Span> = joins
                .iter()
                .zip(leaves)
                .map(|(join, leave)| Span::new(stamp(join), stamp(leave)).unwrap())
                .collect();
            assert_eq!(measure(&spans, None, false).connected, TimeDelta::seconds(seconds));
            assert!(
                stream["bbb_events_seconds"].as_i64().unwrap() <= seconds,
                "a gap under another connection is none"
            );
            paired += 1;
        }
    }
    assert_eq!(paired, 3);
}

#[test]
fn several_connections_of_one_person_as_big_blue_button_joins_them() {
    let mut people = 0;
    for file in vectors("bbb_events_durations.json") {
        for person in file["by_user_id"].as_array().unwrap() {
            let finish = stamp(&person["finish"]);
            let spans: Vec<Span> = person["sessions"]
                .as_object()
                .unwrap()
                .values()
                .flat_map(|session| {
                    let lefts = session["lefts"].as_array().unwrap();
                    let joins = session["joins"].as_array().unwrap().iter().enumerate();
                    joins.map(|(at, join)| {
                        let stay = Stay {
                            join: Some(stamp(join)),
                            leave: lefts.get(at).map(stamp),
                            ..Stay::default()
                        };
                        resolve(&stay, Some(finish)).0.unwrap()
                    })
                })
                .collect();
            let found = measure(&spans, None, false).connected;
            assert_eq!(found.num_seconds(), person["interval_union_seconds"]);
            people += 1;
        }
    }
    assert_eq!(people, 3);
}
