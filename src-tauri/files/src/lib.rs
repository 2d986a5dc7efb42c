//! Files in and out: exports as JSON and CSV, written whole or not at all.
//!
//! Every exporter is pure: it turns plain data into bytes or a JSON value. [`atomic`] is the only part that touches
//! a disk, and [`file_name`] says what a file may be called there.

pub mod atomic;
pub mod csv_people;
pub mod file_name;
pub mod guard;
pub mod report_json;
pub mod roster;
pub mod table;
pub mod teams;

pub use atomic::{WriteError, write_whole};
pub use csv_people::{CsvError, PersonRow, people_csv};
pub use file_name::export_file_name;
pub use report_json::{Attendee, ClassReport};
pub use table::Table;
