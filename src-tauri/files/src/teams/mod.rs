//! The attendance files that the organizer of a Teams meeting can download, of every generation and in any language.
//!
//! [`read`] turns a table of cells into a [`Reading`]: pure, without clock, zone or disk. Parts of a file are found by numbers
//! and shape ([`layout`]), columns by labels of many languages and by what stands in them ([`columns`]), the order of dates by
//! the whole file ([`order`]). [`call`] puts a reading under a time zone.
//!
//! Words of dates and durations come from Unicode CLDR 48 (Copyright © 1991-2025 Unicode, Inc., Unicode License v3), see
//! [`cldr_words`].

mod actions;
mod call;
mod checks;
pub mod choice;
mod cldr_words;
mod clock;
mod columns;
mod content;
mod duration;
mod fold;
mod grid;
mod halves;
mod label_words;
mod labels;
mod layout;
mod list;
mod moment;
mod moment_day;
mod order;
mod pairing;
mod people;
mod read;
pub mod reading;
mod stays;
mod summary;
mod tokens;
mod words;

#[cfg(test)]
mod moment_tests;

/// Rows of an attendance file that are read: those of 10,000 people with fifty stays each.
pub const MOST_ROWS: usize = 500_000;

pub use call::{call, clock_notes};
pub use choice::{Action, Choices, Column, ColumnChoice, DateReading, Refusal, signature};
pub use read::read;
pub use reading::Reading;
