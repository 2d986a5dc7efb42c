//! Any bytes as an attendance file, under each order of dates and a zone with odd clock changes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollbook_files::teams::reading::DateOrder;
use rollbook_files::{table, teams};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = table::read(bytes) else { return };
    for order in [None, Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd)] {
        let choices = teams::Choices { order, ..teams::Choices::default() };
        if let Ok(reading) = teams::read(&file.table, &choices) {
            let _ = teams::call(&reading, "file".into(), chrono_tz::Australia::Lord_Howe);
            let _ = teams::clock_notes(&reading, chrono_tz::America::Caracas);
        }
    }
});
