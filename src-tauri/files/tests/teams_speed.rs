//! No row costs more than its cells, however many there are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod teams_support;

use rollbook_files::Table;
use rollbook_files::teams::{Choices, read};
use std::fmt::Write;
use std::time::{Duration, Instant};

fn report(rows: usize) -> Table {
    let mut text = String::from(
        "1. Summary\nMeeting title|Large\nStart time|9/22/26, 2:00:00 PM\nEnd time|9/22/26, 6:00:00 PM\n\n2. Participants\nName|First Join|Last Leave|In-Meeting Duration|Email|Participant ID (UPN)|Role\n",
    );
    for at in 0..rows / 2 {
        writeln!(text, "Person Number{at} (External)|9/22/26, 2:{:02}:05 PM|9/22/26, 3:{:02}:05 PM|1h|person.number{at}@students.example.edu|upn.person.number{at}@tenant.example.edu|Attendee", at % 60, at % 60).unwrap();
    }
    text.push_str("\n3. In-Meeting Activities\nName|Join Time|Leave Time|Duration|Email|Role\n");
    for at in 0..rows / 2 {
        writeln!(text, "Person Number{at} (External)|9/22/26, 2:{:02}:05 PM|9/22/26, 3:{:02}:05 PM|1h|person.number{at}@students.example.edu|Attendee", at % 60, at % 60).unwrap();
    }
    teams_support::table(&text)
}

#[test]
fn eight_times_the_rows_do_not_cost_their_square() {
    let sizes = [10_000, 80_000];
    let tables = sizes.map(report);
    let mut least = [Duration::MAX; 2];
    // By turns, and the quickest of each: whatever else the machine does hits both.
    for _ in 0..5 {
        for ((table, rows), least) in tables.iter().zip(sizes).zip(&mut least) {
            let start = Instant::now();
            assert_eq!(read(table, &Choices::default()).unwrap().records.len(), rows / 2);
            *least = start.elapsed().min(*least);
        }
    }
    let [small, large] = least;
    eprintln!("10 000 rows: {small:?}, 80 000 rows: {large:?}");
    // Eight times the rows; caches and allocation add something, squares would make it 64.
    assert!(large < small * 40, "{small:?} and {large:?}");
}
