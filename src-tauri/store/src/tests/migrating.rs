//! A file of an older version is brought up to date with everything that is in it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{CURRENT, migrate, steps, version};
use crate::answers::{AnswerKind, NewAnswer, keep_in, packed};
use crate::body::{hash, unpack};
use chrono::DateTime;
use rollbook_core::MeetingId;
use rusqlite::{Connection, params};

const MEETING: &str = "INSERT INTO meeting (id, title, day, span_start, span_end, timezone, origin, created_at)
    VALUES ('m', 'Week 1', '2026-11-24', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z', 'UTC', 'typed', '2026-11-01T00:00:00Z')";

fn second_version() -> Connection {
    let mut file = Connection::open_in_memory().unwrap();
    file.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    steps().to_version(&mut file, 2).unwrap();
    file.execute_batch(MEETING).unwrap();
    let texts = ["{\"displayName\":\"Åsa\"}".to_owned(), "[".repeat(1_000), "{\"older\":true}".to_owned()];
    for (at, text) in
        ["2026-11-24T10:00:00Z", "2026-11-24T11:00:00Z", "2026-11-24T09:00:00Z"].iter().zip(&texts)
    {
        file.execute(
            "INSERT INTO answer (meeting_id, kind, object_id, version, first_fetched_at, fetched_at, hash, body)
             VALUES ('m', 'records', 'r', 0, ?1, ?1, ?2, ?3)",
            params![at, text.as_bytes(), text],
        )
        .unwrap();
    }
    file
}

/// Hash and body.
type Row = (Vec<u8>, Vec<u8>);

fn newest_first(file: &Connection) -> Vec<Row> {
    let mut statement = file.prepare("SELECT hash, body FROM answer ORDER BY seen DESC").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_number_of_steps_is_the_version() {
    let mut file = Connection::open_in_memory().unwrap();
    migrate(&mut file).unwrap();
    assert_eq!(version(&file).unwrap(), CURRENT);
    assert!(steps().validate().is_ok());
}

#[test]
fn answers_of_the_second_version_are_packed_in_their_order() {
    let mut file = second_version();
    migrate(&mut file).unwrap();
    let rows = newest_first(&file);
    let texts: Vec<String> = rows.iter().map(|row| unpack(&row.1).unwrap()).collect();
    assert_eq!(texts, ["[".repeat(1_000), "{\"displayName\":\"Åsa\"}".into(), "{\"older\":true}".into()]);
    for ((sum, body), text) in rows.iter().zip(&texts) {
        assert_eq!(hash(text)[..], sum[..]);
        assert!(body.len() <= text.len() + 1);
    }
    assert!(rows[0].1.len() < 100);
}

#[test]
fn what_was_kept_before_is_known_again_after() {
    let mut file = second_version();
    migrate(&mut file).unwrap();
    let again = NewAnswer {
        kind: AnswerKind::Records,
        object_id: "r".into(),
        version: 0,
        // The clock was set back by a year.
        fetched_at: DateTime::from_timestamp(1_763_000_000, 0).unwrap(),
        body: "{\"older\":true}".into(),
    };
    keep_in(&file, &MeetingId::new("m"), &packed(&[again])).unwrap();
    let rows = newest_first(&file);
    assert_eq!(rows.len(), 3);
    assert_eq!(unpack(&rows[0].1).unwrap(), "{\"older\":true}");
}
