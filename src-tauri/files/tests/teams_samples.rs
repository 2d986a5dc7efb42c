//! Every sample file against its expected result.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod teams_support;

use rollbook_files::teams::reading::{DateOrder, Generation, OrderFrom};
use rollbook_files::teams::{Choices, Reading, Refusal, read};
use serde_json::Value;
use std::collections::BTreeMap;
use teams_support::{Stays, decode, fixtures, people, time};

fn order(word: &str) -> DateOrder {
    serde_json::from_value(word.into()).unwrap()
}

fn stays_of(person: &Value) -> Stays {
    let at = |session: &Value, key: &str| session[key].as_str().map(time);
    let mut stays: Stays = person["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (at(s, "join_local"), at(s, "leave_local")))
        .collect();
    stays.sort_unstable();
    stays
}

fn wanted(expected: &Value) -> BTreeMap<String, Stays> {
    let mut people: BTreeMap<String, Stays> = BTreeMap::new();
    for person in expected["participants"].as_array().unwrap() {
        let text = |key: &str| person[key].as_str().map(str::to_owned);
        let key = text("email").or_else(|| text("upn")).map_or_else(
            || text("name").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
            |address| address.to_lowercase(),
        );
        people.entry(key).or_default().extend(stays_of(person));
    }
    for stays in people.values_mut() {
        stays.sort_unstable();
    }
    people
}

fn compare(file: &str, expected: &Value, reading: &Reading) {
    let (got, want) = (people(reading), wanted(expected));
    if expected["compare"] == "sessions-only" {
        let all = |people: &BTreeMap<String, Stays>| {
            let mut stays: Stays = people.values().flatten().copied().collect();
            stays.sort_unstable();
            stays
        };
        assert_eq!(all(&got), all(&want), "{file}");
        assert_eq!(reading.records.len(), 7, "{file}: one record a person");
    } else {
        assert_eq!(got, want, "{file}");
    }
    let at = |key: &str| expected["meeting"][key].as_str().map(time);
    assert_eq!((reading.start, reading.end), (at("start_local"), at("end_local")), "{file}");
    if let Some(title) = expected["meeting"]["title"].as_str() {
        assert_eq!(reading.title.as_deref(), Some(title), "{file}");
    }
    if let Some(open) = expected["open_stays_end_local"].as_str() {
        assert_eq!(reading.open_end, Some(time(open)), "{file}");
    }
    let generation = match expected["generation"].as_str().unwrap() {
        "v1" => Generation::List,
        "v2" => Generation::Summary,
        "v3" => Generation::Sections,
        _ => Generation::LiveEvent,
    };
    assert_eq!(
        (reading.generation, reading.utc),
        (generation, generation == Generation::LiveEvent),
        "{file}"
    );
}

#[test]
fn samples_say_what_is_expected_of_them() {
    let mut count = 0;
    for entry in std::fs::read_dir(fixtures().join("expected")).unwrap() {
        let expected: Value = serde_json::from_slice(&std::fs::read(entry.unwrap().path()).unwrap()).unwrap();
        let file = expected["file"].as_str().unwrap();
        let bytes = std::fs::read(fixtures().join(file)).unwrap();
        let table =
            decode(&bytes, expected["encoding"].as_str().unwrap(), expected["separator"].as_str().unwrap());
        let dates = expected["date_order"].as_str().unwrap();
        let plain = read(&table, &Choices::default());
        if dates == "ambiguous" {
            let Err(Refusal::AmbiguousDates { readings }) = &plain else { panic!("{file}: {plain:?}") };
            assert_eq!(readings.len(), 2, "{file}");
            let assumed = order(expected["assumed_date_order"].as_str().unwrap());
            let by_hand = read(&table, &Choices { order: Some(assumed), ..Choices::default() }).unwrap();
            assert_eq!((by_hand.date_order, by_hand.order_from), (assumed, OrderFrom::Instructor), "{file}");
            compare(file, &expected, &by_hand);
            let day = readings.iter().find(|reading| reading.order == assumed).unwrap();
            let around =
                Some((day.first - chrono::Duration::hours(2), day.last + chrono::Duration::hours(2)));
            let by_class = read(&table, &Choices { around, ..Choices::default() }).unwrap();
            assert_eq!((by_class.date_order, by_class.order_from), (assumed, OrderFrom::Class), "{file}");
            compare(file, &expected, &by_class);
        } else {
            let reading = plain.unwrap_or_else(|why| panic!("{file}: {why:?}"));
            compare(file, &expected, &reading);
            let same = reading.order_from == OrderFrom::Same;
            assert_eq!(same, dates == "either", "{file}");
            assert!(same || reading.date_order == order(dates), "{file}");
            // What the file decides stands, wherever the class lies.
            let far = Some((time("2031-01-01T00:00:00"), time("2031-01-02T00:00:00")));
            assert_eq!(
                read(&table, &Choices { around: far, ..Choices::default() }).unwrap(),
                reading,
                "{file}"
            );
        }
        count += 1;
    }
    assert_eq!(count, 38);
}
