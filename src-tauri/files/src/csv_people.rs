//! The CSV for people: one flat table, one row a participant, opened in a spreadsheet.
//!
//! RFC 4180 (commas, CRLF, quotes doubled), UTF-8, with a byte order mark where Excel shall see at once that it is
//! UTF-8. Every text cell goes through [`guard`]; numbers stay numbers with a point and
//! two decimals. Times are local to the instructor's zone, to the second, in a form that spreadsheets take for
//! times.

use crate::guard::guard;
use chrono::{DateTime, DurationRound, MappedLocalTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use rollbook_core::rounding;
use rollbook_core::status::Status;
use std::borrow::Cow;

/// The headings, in the order of the columns.
pub const HEADINGS: [&str; 8] = [
    "Name",
    "E-mail",
    "Total time (min)",
    "In class (min)",
    "First join",
    "Last leave",
    "Status",
    "Sessions",
];

/// The byte order mark in UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Join and leave of one stay; either may be unknown.
pub type Ends = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// One participant, or one student of the roster who was not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// Name as it was typed.
    pub name: Option<String>,
    /// E-mail, else UPN.
    pub email: Option<String>,
    /// Exact length of the union of the stays; `None` where no duration is known.
    pub total: Option<TimeDelta>,
    /// Exact length of the union cut to the class; `None` where no duration is known.
    pub in_class: Option<TimeDelta>,
    /// First join, not cut.
    pub first_join: Option<DateTime<Utc>>,
    /// Last leave, not cut.
    pub last_leave: Option<DateTime<Utc>>,
    /// Status of the student this person is; `None` where they are no student.
    pub status: Option<Status>,
    /// Join and leave of every stay, sorted by join.
    pub sessions: Vec<Ends>,
}

/// The table could not be made. Writing to memory does not fail, so this is a fault of the program, not of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table could not be written")]
pub struct CsvError;

/// The table as the bytes of a file.
pub fn people_csv(rows: &[PersonRow], zone: Tz, bom: bool) -> Result<Vec<u8>, CsvError> {
    let start = if bom { BOM.to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
    writer.write_record(HEADINGS).map_err(|_| CsvError)?;
    for row in rows {
        let cells = cells(row, zone);
        writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(|_| CsvError)?;
    }
    writer.into_inner().map_err(|_| CsvError)
}

fn cells(row: &PersonRow, zone: Tz) -> [Cow<'_, str>; 8] {
    let text = |value: &'_ Option<String>| -> Cow<'static, str> {
        value.as_deref().map(|v| guard(v).into_owned()).unwrap_or_default().into()
    };
    let time = |at: Option<DateTime<Utc>>| at.map(|at| local(at, zone)).unwrap_or_default().into();
    [
        text(&row.name),
        text(&row.email),
        minutes(row.total),
        minutes(row.in_class),
        time(row.first_join),
        time(row.last_leave),
        row.status.map(Status::word).unwrap_or_default().into(),
        sessions(&row.sessions, zone).into(),
    ]
}

fn minutes(length: Option<TimeDelta>) -> Cow<'static, str> {
    length.map(|length| format!("{:.2}", rounding::minutes(length))).unwrap_or_default().into()
}

/// `2025-11-26 10:00:05`, halves of a second up; with the offset where the clock shows this time twice.
fn local(at: DateTime<Utc>, zone: Tz) -> String {
    let at = at.duration_round(TimeDelta::seconds(1)).unwrap_or(at).with_timezone(&zone);
    match zone.from_local_datetime(&at.naive_local()) {
        MappedLocalTime::Ambiguous(..) => at.format("%Y-%m-%d %H:%M:%S%:z").to_string(),
        _ => at.format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

/// `join to leave; join to leave`, with `?` for an end that is not known.
fn sessions(stays: &[Ends], zone: Tz) -> String {
    let end = |at: &Option<DateTime<Utc>>| at.map_or_else(|| "?".to_owned(), |at| local(at, zone));
    let all: Vec<_> = stays.iter().map(|(join, leave)| format!("{} to {}", end(join), end(leave))).collect();
    all.join("; ")
}

#[cfg(test)]
mod tests {
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
}
