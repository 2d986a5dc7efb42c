#![allow(clippy::unwrap_used)]
use super::*;
use crate::guard::{is_trigger, unguard};
use proptest::prelude::*;

const BERLIN: Tz = chrono_tz::Europe::Berlin;

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn text(rows: &[PersonRow]) -> String {
    String::from_utf8(people_csv(rows, BERLIN, false).unwrap()).unwrap()
}

fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes)
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn one_row_a_person_in_local_time() {
    let hari = PersonRow {
        name: Some("Krishnan, Hari".into()),
        email: Some("hari@nexsy.io".into()),
        total: Some(TimeDelta::milliseconds(408_600)),
        in_class: Some(TimeDelta::seconds(60)),
        first_join: Some(utc("2025-11-26T09:00:00.4Z")),
        last_leave: Some(utc("2025-11-26T10:00:00.5Z")),
        status: Some(Status::LeftEarly),
        sessions: vec![
            (Some(utc("2025-11-26T09:00:00.4Z")), Some(utc("2025-11-26T09:03:20Z"))),
            (Some(utc("2025-11-26T09:56:32Z")), None),
        ],
    };
    assert_eq!(
        text(&[hari, PersonRow::default()]),
        "Name,E-mail,Total time (min),In class (min),First join,Last leave,Status,Sessions\r\n\
         \"Krishnan, Hari\",hari@nexsy.io,6.81,1.00,2025-11-26 10:00:00,2025-11-26 11:00:01,left-early,\
         2025-11-26 10:00:00 to 2025-11-26 10:03:20; 2025-11-26 10:56:32 to ?\r\n\
         ,,,,,,,\r\n"
    );
}

#[test]
fn the_hour_that_comes_twice_says_which_one_it_is() {
    assert_eq!(local(utc("2025-10-26T00:30:00Z"), BERLIN), "2025-10-26 02:30:00+02:00");
    assert_eq!(local(utc("2025-10-26T01:30:00Z"), BERLIN), "2025-10-26 02:30:00+01:00");
    assert_eq!(local(utc("2025-10-26T02:30:00Z"), BERLIN), "2025-10-26 03:30:00");
}

#[test]
fn the_byte_order_mark_is_there_when_asked_for() {
    let with = people_csv(&[], BERLIN, true).unwrap();
    let without = people_csv(&[], BERLIN, false).unwrap();
    assert_eq!(with, [BOM, &without].concat());
}

#[test]
fn a_participant_becomes_a_row_with_the_exact_measures() {
    use rollbook_core::attendance::SeenStay;
    use rollbook_core::stay::StayFlags;
    use rollbook_core::{Span, presence::measure};
    let span = Span::new(utc("2025-11-26T09:00:00Z"), utc("2025-11-26T09:10:00Z")).unwrap();
    let person = Participant {
        id: "p".into(),
        keys: vec!["2mail:a@b".into()],
        name: Some("A".into()),
        also_seen_as: vec![],
        stated_seconds: None,
        role: None,
        email: Some("a@b".into()),
        kind: rollbook_core::identity::Kind::Member,
        stays: vec![SeenStay {
            call: "c".into(),
            join: Some(span.start),
            leave: None,
            span: Some(span),
            flags: StayFlags::default(),
        }],
        presence: Some(measure(&[span], Span::new(span.start, utc("2025-11-26T09:04:00Z")), false)),
        flags: vec![],
    };
    let row = PersonRow::of(&person, Some(Status::Late));
    assert_eq!((row.total, row.in_class), (Some(TimeDelta::minutes(10)), Some(TimeDelta::minutes(4))));
    assert_eq!(row.last_leave, Some(span.end));
    assert_eq!(row.sessions, vec![(Some(span.start), None)]);
}

#[test]
fn a_typed_formula_is_only_text() {
    let row = PersonRow { name: Some("=HYPERLINK(\"http://x\",\"a\")".into()), ..PersonRow::default() };
    assert!(text(&[row]).contains("\r\n\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\","));
}

prop_compose! {
    fn some_row()(
        name in proptest::option::of("[=+@\\-\t\r\n\0＝',\"; a]{0,8}|.{0,30}"),
        email in proptest::option::of("[=+a@.,\"]{0,12}"),
        total in proptest::option::of(0i64..100_000_000),
        join in proptest::option::of(0i64..4_000_000_000),
        stays in proptest::collection::vec(proptest::option::of(0i64..4_000_000_000), 0..4),
        status in proptest::option::of(0usize..6),
    ) -> PersonRow {
        let at = |s: Option<i64>| s.and_then(|s| DateTime::from_timestamp(s, 0));
        PersonRow {
            name,
            email,
            total: total.map(TimeDelta::milliseconds),
            in_class: None,
            first_join: at(join),
            last_leave: None,
            status: status.map(|index| Status::ALL[index]),
            sessions: stays.into_iter().map(|s| (at(s), at(s))).collect(),
        }
    }
}

proptest! {
    #[test]
    fn what_goes_in_is_read_back(rows in proptest::collection::vec(some_row(), 0..6), bom: bool) {
        let bytes = people_csv(&rows, BERLIN, bom).unwrap();
        let bytes = bytes.strip_prefix(BOM).unwrap_or(&bytes);
        let back = read(bytes);
        prop_assert_eq!(back.len(), rows.len() + 1);
        for (row, cells) in rows.iter().zip(&back[1..]) {
            prop_assert_eq!(cells.len(), HEADINGS.len());
            prop_assert!(cells.iter().all(|cell| !cell.starts_with(is_trigger)));
            prop_assert_eq!(unguard(&cells[0]), row.name.as_deref().unwrap_or_default());
            prop_assert_eq!(unguard(&cells[1]), row.email.as_deref().unwrap_or_default());
            if let Some(total) = row.total {
                let minutes: f64 = cells[2].parse().unwrap();
                prop_assert!((minutes * 60_000.0 - total.as_seconds_f64() * 1_000.0).abs() <= 300.1);
            } else {
                prop_assert_eq!(&cells[2], "");
            }
            prop_assert_eq!(Status::from_word(&cells[6]), row.status);
            let stays = if cells[7].is_empty() { 0 } else { cells[7].split("; ").count() };
            prop_assert_eq!(stays, row.sessions.len());
        }
    }
}
