//! Any bytes: a table, or a refusal. The hash of what was read never depends on how it was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollbook_files::table::read;

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = read(bytes) else { return };
    assert!(file.table.rows().any(|row| !row.is_blank()));
    let lines: Vec<u32> = file.table.rows().map(|row| row.line()).collect();
    assert!(lines.is_sorted_by(|one, other| one < other));
    for row in file.table.rows() {
        assert!(row.cells().next_back().is_none_or(|cell| !cell.is_empty()));
    }
});
