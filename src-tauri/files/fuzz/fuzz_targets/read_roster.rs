//! Any table: a class list whose every entry names somebody, or a refusal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollbook_files::{roster, table};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = table::read(bytes) else { return };
    let key = roster::heading_signature(&file.table);
    assert_eq!(key.len(), 64);
    let Ok(reading) = roster::read(&file.table, None) else { return };
    assert!(!reading.entries.is_empty());
    assert!(reading.entries.iter().all(|entry| !entry.name.is_empty() || !entry.emails.is_empty()));
    assert!(reading.entries.len() + reading.skipped.len() <= file.table.len());
});
