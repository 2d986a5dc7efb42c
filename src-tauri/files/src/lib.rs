//! Files in and out.
//!
//! In: attendance files and rosters, whatever wrote them, as rows of text cells and from those as plain data. Out
//! ([`write`]): tables for people, files for an LMS, the report shape, printable pages. Every reader and writer is pure;
//! [`write::atomic`] is the only part that touches a disk, and [`write::file_name`] says what a file may be called there.

pub mod roster;
pub mod table;
pub mod teams;
pub mod write;

pub use table::Table;
pub use write::atomic::{WriteError, write_whole};
pub use write::file_name::export_file_name;
pub use write::report_json::{Attendee, ClassReport};
