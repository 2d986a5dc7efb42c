//! Everything that is written, as files: golden ones, read back by other readers, with hostile people in them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::float_cmp, missing_docs)]

mod golden;
mod hostile;
mod lms;
mod no_addresses;
mod office;
mod pages;
mod round_trip;
mod sample;
mod workbook;
