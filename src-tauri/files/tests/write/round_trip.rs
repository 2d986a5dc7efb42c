//! What is written in any dialect is read back as it was.

use crate::sample::{BERLIN, about, utc};
use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;
use rollbook_core::status::Status;
use rollbook_files::write::class::{ClassSheet, PersonRow, StayRow};
use rollbook_files::write::columns::Column;
use rollbook_files::write::csv_people::people_csv;
use rollbook_files::write::dialect::{BOM, Dialect};
use rollbook_files::write::guard::{is_trigger, unguard};

pub fn read(bytes: &[u8], separator: u8) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(bytes.strip_prefix(BOM).unwrap_or(bytes))
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
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
            first_join: at(join),
            status: status.map(|index| Status::ALL[index]),
            stays: stays.into_iter().map(|s| StayRow { join: at(s), leave: at(s), ..StayRow::default() }).collect(),
            ..PersonRow::default()
        }
    }
}

fn some_dialect() -> impl Strategy<Value = Dialect> {
    (prop::sample::select(vec![b',', b';', b'\t']), any::<bool>(), any::<bool>())
        .prop_map(|(separator, decimal_comma, bom)| Dialect { separator, decimal_comma, bom })
}

proptest! {
    #[test]
    fn what_goes_in_is_read_back(rows in prop::collection::vec(some_row(), 0..6), dialect in some_dialect()) {
        let sheet = ClassSheet { about: about(), people: rows, students: None };
        let bytes = people_csv(&sheet, &Column::DEFAULT, &dialect).unwrap();
        prop_assert_eq!(bytes.starts_with(BOM), dialect.bom);
        let back = read(&bytes, dialect.separator);
        prop_assert_eq!(back.len(), sheet.people.len() + 1);
        for (row, cells) in sheet.people.iter().zip(&back[1..]) {
            prop_assert_eq!(cells.len(), Column::DEFAULT.len());
            prop_assert!(cells.iter().all(|cell| !cell.starts_with(is_trigger)));
            prop_assert_eq!(unguard(&cells[0]), row.name.as_deref().unwrap_or_default());
            prop_assert_eq!(unguard(&cells[1]), row.email.as_deref().unwrap_or_default());
            if let Some(total) = row.total {
                prop_assert_eq!(cells[2].contains(','), dialect.decimal_comma);
                let minutes: f64 = cells[2].replace(',', ".").parse().unwrap();
                prop_assert!((minutes * 60_000.0 - total.as_seconds_f64() * 1_000.0).abs() <= 300.1);
            } else {
                prop_assert_eq!(&cells[2], "");
            }
            prop_assert_eq!(Status::from_word(&cells[6]), row.status);
            let stays = if cells[7].is_empty() { 0 } else { cells[7].split("; ").count() };
            prop_assert_eq!(stays, row.stays.len());
        }
    }
}

#[test]
fn columns_stand_in_the_order_that_was_asked_for() {
    let join = Some(utc("2025-10-26T00:30:00Z"));
    let row = PersonRow { name: Some("A".into()), first_join: join, ..PersonRow::default() };
    let sheet = ClassSheet { about: about(), people: vec![row], students: None };
    let columns = [Column::TimeZone, Column::FirstJoin, Column::Name];
    let back = read(&people_csv(&sheet, &columns, &Dialect::default()).unwrap(), b',');
    assert_eq!(back[0], ["Time zone", "First join", "Name"]);
    assert_eq!(back[1], [BERLIN.name(), "2025-10-26 02:30:00+02:00", "A"]);
}
