//! What the tests of attendance files share: a small decoder, and the people of a reading.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::NaiveDateTime;
use rollbook_files::Table;
use rollbook_files::teams::Reading;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Stays of a person, sorted.
pub type Stays = Vec<(Option<NaiveDateTime>, Option<NaiveDateTime>)>;

/// The samples.
pub fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/teams-csv")
}

/// Bytes to cells, told everything.
pub fn decode(bytes: &[u8], encoding: &str, separator: &str) -> Table {
    let text = match encoding {
        "utf-16le-bom" => encoding_rs::UTF_16LE.decode(bytes).0,
        "utf-16be-bom" => encoding_rs::UTF_16BE.decode(bytes).0,
        "cp1250" => encoding_rs::WINDOWS_1250.decode(bytes).0,
        _ => encoding_rs::UTF_8.decode(bytes).0,
    };
    let separator = match separator {
        "tab" => b'\t',
        "semicolon" => b';',
        _ => b',',
    };
    let mut table = Table::with_capacity(text.len());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut line = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let at = u32::try_from(row.position().unwrap().line()).unwrap();
        // The reader drops blank lines; they part the sections.
        while line + 1 < at {
            line += 1;
            table.push(line, []);
        }
        line = at;
        table.push(at, row.iter());
    }
    table
}

/// A table of lines, cells parted by a bar.
pub fn table(text: &str) -> Table {
    text.lines().map(|line| line.split('|').collect::<Vec<_>>()).collect()
}

/// People by e-mail, else UPN, else folded name, with their stays.
pub fn people(reading: &Reading) -> BTreeMap<String, Stays> {
    let mut people: BTreeMap<String, Stays> = BTreeMap::new();
    for record in &reading.records {
        let key = record.email.clone().or_else(|| record.upn.clone()).map_or_else(
            || record.name.clone().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
            |address| address.to_lowercase(),
        );
        people.entry(key).or_default().extend(record.stays.iter().map(|stay| (stay.join, stay.leave)));
    }
    for stays in people.values_mut() {
        stays.sort_unstable();
    }
    people
}

/// A local time written as ISO.
pub fn time(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}
