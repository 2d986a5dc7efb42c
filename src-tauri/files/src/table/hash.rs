//! What a table says, as one number: the same for the same report saved again in another form.

use super::Table;

/// BLAKE3 of the cells, trimmed, without blank rows and without empty cells at the end of a row.
///
/// Each cell is written with its length in front, each row with the number of its cells, so that no two different
/// tables write the same bytes.
pub(super) fn content_hash(table: &Table) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut buffer: Vec<u8> = Vec::with_capacity(96 << 10);
    let returns = memchr::memchr(b'\r', table.text.as_bytes()).is_some();
    for row in table.rows() {
        let start = buffer.len();
        buffer.extend_from_slice(&[0; 4]);
        let (mut cells, mut count, mut kept) = (0_u32, 0_u32, start);
        for cell in row.cells() {
            let cell = trim(cell);
            cells += 1;
            put(&mut buffer, cell, returns);
            if !cell.is_empty() {
                (count, kept) = (cells, buffer.len());
            }
        }
        buffer.truncate(kept);
        if let Some(head) = buffer.get_mut(start..start + 4) {
            head.copy_from_slice(&count.to_le_bytes());
        }
        if buffer.len() > 64 << 10 {
            hasher.update(&buffer);
            buffer.clear();
        }
    }
    hasher.update(&buffer);
    hasher.finalize().to_hex().to_string()
}

/// Most cells begin and end with a letter or a digit.
#[inline]
fn trim(cell: &str) -> &str {
    match cell.as_bytes() {
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => cell,
        _ => cell.trim(),
    }
}

#[inline]
fn put(buffer: &mut Vec<u8>, cell: &str, returns: bool) {
    let length = u32::try_from(cell.len()).unwrap_or(u32::MAX);
    if returns && cell.contains('\r') {
        // A spreadsheet writes a line break within a cell in its own way.
        let text = cell.replace("\r\n", "\n").replace('\r', "\n");
        buffer.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
        buffer.extend_from_slice(text.as_bytes());
    } else {
        buffer.extend_from_slice(&length.to_le_bytes());
        buffer.extend_from_slice(cell.as_bytes());
    }
}
