//! What a file says twice and differently: differences become notes, one a kind, never corrections.

use super::grid::Line;
use super::moment::{Cell, Dates};
use super::reading::{FileRecord, FileStay, Note};
use chrono::{Duration, NaiveDateTime};

/// Lines that are named of each kind.
const NAMED: usize = 5;

/// Rows of one kind of oddity.
#[derive(Default)]
struct Rows {
    count: usize,
    lines: Vec<u32>,
}

impl Rows {
    fn add(&mut self, line: u32) {
        self.count += 1;
        if self.lines.len() < NAMED {
            self.lines.push(line);
        }
    }

    fn note(&self, warn: bool, what: &str) -> Option<Note> {
        let first = self.lines.first()?;
        let lines: Vec<String> = self.lines.iter().map(u32::to_string).collect();
        let more = if self.count > NAMED { " …" } else { "" };
        let (rows, on) = if self.count == 1 { ("row", "line") } else { ("rows", "lines") };
        let text = format!("{} {rows} {what} ({on} {}{more}).", self.count, lines.join(", "));
        Some(Note { line: Some(*first), warn, text })
    }
}

/// Compares the rows of stays with themselves and with the meeting's own times.
pub(super) fn rows(
    lines: &[Line<'_>],
    dates: Dates,
    meeting: (Option<NaiveDateTime>, Option<NaiveDateTime>),
) -> Vec<Note> {
    let [mut lengths, mut swapped, mut outside, mut unread, mut no_join] = [(); 5].map(|()| Rows::default());
    let slack = Duration::seconds(60);
    for line in lines {
        let stay = super::stays::stay(line, dates);
        if stay.unreadable {
            unread.add(line.number);
        }
        if stay.join.is_none() && stay.leave.is_some() && line.join == Cell::Empty {
            no_join.add(line.number);
        }
        if stay.join.is_some_and(|join| {
            meeting.0.is_some_and(|start| join < start - slack)
                || meeting.1.is_some_and(|end| join > end + slack)
        }) || stay.leave.is_some_and(|leave| meeting.1.is_some_and(|end| leave > end + slack))
        {
            outside.add(line.number);
        }
        let Some((join, leave)) = stay.join.zip(stay.leave) else { continue };
        if leave < join {
            swapped.add(line.number);
        } else if let Some(length) = line.length {
            let difference = ((leave - join).num_seconds() - length.seconds).abs();
            // Truncated to the minute where the seconds were left away, else rounded to the second.
            if difference > if length.to_the_second { 1 } else { 59 } {
                lengths.add(line.number);
            }
        }
    }
    [
        unread.note(true, "with a time that could not be read; the rest of the row was kept"),
        no_join.note(true, "with a leave and no join"),
        swapped.note(true, "with the leave before the join"),
        lengths.note(false, "with a duration that is not leave minus join; the times count"),
        outside.note(true, "outside the meeting's own start and end; the rows count"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Compares the participants' durations with the sum of their activities.
pub(super) fn sums(people: &[Line<'_>], records: &[FileRecord], dates: Dates) -> Option<Note> {
    let mut odd = Rows::default();
    let sum = |stays: &[FileStay]| -> Option<i64> {
        stays.iter().map(|stay| Some((stay.leave? - stay.join?).num_seconds())).sum()
    };
    let mut by_email = std::collections::HashMap::new();
    for record in records {
        // One stay is compared in its own row.
        if let Some(email) = record.email.as_ref().filter(|_| record.stays.len() > 1) {
            by_email.insert(email.as_str(), record);
        }
    }
    for line in people {
        let Some(record) = by_email.get(line.email) else { continue };
        let own = super::stays::stay(line, dates);
        if let (Some(sum), Some(length)) = (sum(&record.stays), line.length) {
            let slack =
                if length.to_the_second { i64::try_from(record.stays.len()).unwrap_or(1) } else { 59 };
            // A row whose own times say the same was looked at already.
            let whole = own.join.zip(own.leave).map(|(join, leave)| (leave - join).num_seconds());
            if (sum - length.seconds).abs() > slack && whole != Some(length.seconds) {
                odd.add(line.number);
            }
        }
    }
    odd.note(
        false,
        "of participants with a duration that is not the sum of their activities; the activities count",
    )
}

/// Compares the number of people that the summary says with those that the rows name.
pub(super) fn people(stated: Option<u32>, records: &[FileRecord], rows: usize) -> Option<Note> {
    let stated = usize::try_from(stated?).ok()?;
    let named = records.len();
    (stated != named && stated != rows).then(|| Note {
        line: None,
        warn: false,
        text: format!("The summary counts {stated} participants, the rows name {rows}."),
    })
}
