//! What an import says of itself: which files, how they were read, what was odd in them.

use super::reading::Read;
use crate::sync::counted;
use chrono::{DateTime, Utc};
use rollbook_core::Class;
use rollbook_core::calls::{Surroundings, judge};
use rollbook_files::teams::reading::{DateOrder, Generation, Note, OrderFrom, Reading};
use rollbook_store::syncs::{Level, LogLine};

/// Notes of one file that the log holds; a file of thousands of bad rows must not drown the rest.
const MOST_NOTES: usize = 200;

/// The sentence of a class.
pub(super) fn explanation(files: &[Read]) -> String {
    let lists = files.iter().filter(|file| file.answer.is_list()).count();
    let what = if files.len() == 1 { "an attendance file" } else { "attendance files" };
    let roll_call = "a list of who joined is a roll call: it shows who was there, and how long only as far as it was downloaded late enough";
    if lists == files.len() {
        format!("From {what} downloaded from Teams; {roll_call}.")
    } else {
        format!("From {what} downloaded from Teams.")
    }
}

/// The log of an import.
pub(super) fn lines(class: &Class, files: &[Read], now: DateTime<Utc>) -> Vec<LogLine> {
    let mut lines = Vec::new();
    let mut say = |level, message| lines.push(LogLine { at: now, level, message });
    for (at, read) in files.iter().enumerate() {
        let name = &read.answer.name;
        if let Some(first) = files[..at].iter().find(|first| first.answer.hash == read.answer.hash) {
            say(Level::Info, format!("{name}: the same content as {}; counted once.", first.answer.name));
            continue;
        }
        let reading = &read.answer.reading;
        say(Level::Info, format!("{name}: {}.", described(reading)));
        say(Level::Info, format!("{name} was {}.", read_as(read)));
        let verdict = judge(&read.answer.call(), class, &Surroundings::default());
        if !verdict.included {
            say(Level::Warn, format!("{name}: not included, because it is {}.", verdict.reason));
        }
        let notes = read.answer.notes();
        for note in notes.iter().take(MOST_NOTES) {
            let level = if note.warn { Level::Warn } else { Level::Info };
            say(level, format!("{name}{}: {}", line_of(note), note.text));
        }
        if let Some(more) = notes.len().checked_sub(MOST_NOTES).filter(|more| *more > 0) {
            say(Level::Warn, format!("{name}: {more} more such notes are not listed."));
        }
    }
    lines
}

fn line_of(note: &Note) -> String {
    note.line.map_or_else(String::new, |line| format!(", line {line}"))
}

/// What kind of file it is, in words.
pub(super) fn kind(reading: &Reading) -> &'static str {
    match reading.generation {
        Generation::List => "Attendance list of Teams, of who joined and left",
        Generation::Summary | Generation::Sections => "Attendance report of Teams, with every join and leave",
        Generation::LiveEvent => "Attendee report of a live event",
    }
}

fn described(reading: &Reading) -> String {
    let stays: usize = reading.records.iter().map(|record| record.stays.len()).sum();
    format!("{} ({})", kind(reading), counted(stays, "stay", "stays"))
}

fn read_as(read: &Read) -> String {
    let reading = &read.answer.reading;
    let order = match reading.date_order {
        DateOrder::Dmy => "day first",
        DateOrder::Mdy => "month first",
        DateOrder::Ymd => "year first",
    };
    let from = match reading.order_from {
        OrderFrom::File => "the file tells",
        OrderFrom::Same => "any order gives the same day",
        OrderFrom::Class => "only so it fits the class",
        OrderFrom::Instructor => "as you said",
    };
    let zone = if reading.utc { "UTC" } else { read.answer.timezone.name() };
    format!("read as {}; dates {order} ({from}), times of {zone}", read.form)
}
