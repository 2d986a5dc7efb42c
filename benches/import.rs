//! An attendance file of 20 MB from its bytes to what it observed, against decoding it and splitting its lines.
//!
//! `make bench` prints the table.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

#[allow(dead_code)]
mod side_by_side;

use rollbook_files::{table, teams};
use side_by_side::{Numbers, asked_for, medians, ms, ratio, timed};
use std::fmt::Write as _;

/// Stays in the file; with them it has a little over 20 MB.
const STAYS: usize = 78_000;
/// Stays of one person.
const OF_ONE: usize = 3;
const RUNS: usize = 9;

fn main() {
    if !asked_for() {
        return;
    }
    println!("### Import of an attendance file\n");
    println!(
        "| file | decode and split lines | bytes to cells, hashed | … to a reading | … to a call | against decoding and splitting |"
    );
    println!("|---|---|---|---|---|---|");
    for (name, bytes) in
        [("sections, UTF-16, tabs", utf16(&sections())), ("list, UTF-16, tabs", utf16(&list()))]
    {
        row(name, &bytes);
    }
    println!();
}

fn row(name: &str, bytes: &[u8]) {
    let cells = || {
        let file = table::read(bytes).unwrap();
        let hash = file.content_hash();
        (file, hash)
    };
    let reading = || teams::read(&cells().0.table, &teams::Choices::default()).unwrap();
    let [split, to_cells, to_reading, to_call] = medians(
        RUNS,
        &mut [
            ("split", &mut || timed(|| lines(bytes)).0),
            ("cells", &mut || timed(cells).0),
            ("reading", &mut || timed(reading).0),
            ("call", &mut || timed(|| teams::call(&reading(), "file".into(), chrono_tz::Europe::Berlin)).0),
        ],
    )
    .try_into()
    .unwrap();
    println!(
        "| {name}, {:.1} MB | {} | {} | {} | {} | {:.2} |",
        bytes.len() as f64 / 1e6,
        ms(split),
        ms(to_cells),
        ms(to_reading),
        ms(to_call),
        ratio(to_call, split)
    );
}

/// The least that a reader of such a file has to do.
fn lines(bytes: &[u8]) -> (String, usize) {
    let (text, _) = encoding_rs::UTF_16LE.decode_with_bom_removal(bytes);
    let count = text.lines().filter(|line| !line.is_empty()).count();
    (text.into_owned(), count)
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// A report in sections: who they are, then every stay.
fn sections() -> String {
    let mut text = "1. Summary\r\nMeeting title\tConference\r\nStart time\t11/26/25, 8:00:00 AM\r\nEnd time\t11/26/25, 6:00:00 PM\r\n\r\n2. Participants\r\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\r\n".to_owned();
    let mut numbers = Numbers(7);
    let people: Vec<String> = (0..STAYS / OF_ONE).map(|n| person(n, &mut numbers)).collect();
    for (n, name) in people.iter().enumerate() {
        let _ = write!(
            text,
            "{name}\t11/26/25, 8:00:00 AM\t11/26/25, 11:30:00 AM\t3h 30m\ts{n}@example.edu\ts{n}@example.edu\tAttendee\r\n"
        );
    }
    text.push_str("\r\n3. In-Meeting Activities\r\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\r\n");
    for stay in 0..STAYS {
        let (n, hour) = (stay % people.len(), 8 + stay / people.len());
        let _ = write!(
            text,
            "{}\t11/26/25, {hour}:{:02}:{:02} AM\t11/26/25, {hour}:30:00 AM\t{}m 0s\ts{n}@example.edu\tAttendee\r\n",
            people[n],
            numbers.below(10),
            numbers.below(60),
            20 + numbers.below(10),
        );
    }
    text
}

/// A list of who joined and left.
fn list() -> String {
    let mut text = "Full Name\tUser Action\tTimestamp\r\n".to_owned();
    let mut numbers = Numbers(9);
    for n in 0..STAYS {
        let name = person(n, &mut numbers);
        let _ = write!(
            text,
            "{name}\tJoined\t11/26/2025, 8:{:02}:{:02} AM\r\n{name}\tLeft\t11/26/2025, 9:{:02}:{:02} AM\r\n",
            numbers.below(60),
            numbers.below(60),
            numbers.below(60),
            numbers.below(60)
        );
    }
    text
}

fn person(n: usize, numbers: &mut Numbers) -> String {
    const GIVEN: [&str; 6] = ["Zoë", "Hari", "Mario", "王小", "Łukasz", "Anna-Lena"];
    const FAMILY: [&str; 6] = ["O'Connor", "Krishnan", "García Simón", "明", "Wójcik", "Müller"];
    let pick = |from: [&'static str; 6], at: u64| from[usize::try_from(at).unwrap()];
    format!("{} {} {n}", pick(GIVEN, numbers.below(6)), pick(FAMILY, numbers.below(6)))
}
