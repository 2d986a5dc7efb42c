//! Dates and durations of the project's vectors, read through whole files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod teams_support;

use rollbook_files::Table;
use rollbook_files::teams::reading::{DateOrder, Reading};
use rollbook_files::teams::{Choices, read};
use serde_json::Value;
use teams_support::time;

fn vectors(name: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/vectors/");
    serde_json::from_slice(&std::fs::read(format!("{path}{name}.json")).unwrap()).unwrap()
}

fn one(join: &str, leave: &str, lasts: &str, order: Option<DateOrder>) -> Reading {
    let rows = [
        vec!["Full Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
        vec!["Ada", join, leave, lasts, "ada@uni.example", "Attendee"],
    ];
    let table: Table = rows.into_iter().collect();
    read(&table, &Choices { order, ..Choices::default() }).unwrap_or_else(|why| panic!("{join}: {why:?}"))
}

#[test]
fn dates() {
    let all = vectors("datetime_strings");
    let mut count = 0;
    for (group, order) in all.as_object().unwrap() {
        let Some(dates) = order.as_object() else { continue };
        let order = match group.split(['_', ' ']).find(|word| ["mdy", "dmy"].contains(word)) {
            Some("mdy") => Some(DateOrder::Mdy),
            Some(_) => Some(DateOrder::Dmy),
            None => None,
        };
        for (text, wanted) in dates {
            let reading = one(text, text, "", order);
            assert_eq!(
                reading.records[0].stays[0].join,
                Some(time(wanted.as_str().unwrap())),
                "{group}: {text}"
            );
            count += 1;
        }
    }
    assert!(count >= 9);
}

#[test]
fn durations() {
    let all = vectors("duration_strings");
    let (mut good, mut bad) = (0, 0);
    for group in all.as_object().unwrap().values() {
        for (text, seconds) in group.as_object().into_iter().flatten() {
            let reading = one("2026-01-15 10:00", "2026-01-15 11:00", text, None);
            assert_eq!(reading.records[0].stays[0].stated_seconds, seconds.as_i64(), "{text}");
            good += 1;
        }
        for text in group.as_array().into_iter().flatten() {
            let reading = one("2026-01-15 10:00", "2026-01-15 11:00", text.as_str().unwrap(), None);
            assert_eq!(reading.records[0].stays[0].stated_seconds, None, "{text}");
            bad += 1;
        }
    }
    assert!(good >= 15 && bad >= 6);
}
