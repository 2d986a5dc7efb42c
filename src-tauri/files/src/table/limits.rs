//! How large a file may be. Everything beyond is refused before it costs memory, never cut off in silence.

/// Bytes of a file, before anything is unpacked. The largest report seen has some hundred kilobytes.
pub const MAX_FILE: u64 = 64 << 20;

/// Rows. A workbook cannot have more than 1,048,576; a text file may be a little longer.
pub const MAX_ROWS: usize = 2_000_000;

/// Cells that count: empty ones at the end of a row are not stored.
pub const MAX_CELLS: usize = 20_000_000;

/// Columns of a row, as in a workbook.
pub const MAX_COLUMNS: usize = 16_384;

/// Bytes of text in all cells, as UTF-8. A workbook may name one long text in a million cells.
pub const MAX_TEXT: usize = 256 << 20;

/// Bytes that the parts of a workbook unpack to, together.
pub const MAX_UNPACKED: u64 = 200 << 20;

/// Parts of a workbook.
pub const MAX_PARTS: usize = 4_000;

/// Texts in the table of shared strings.
pub const MAX_SHARED_TEXTS: usize = 5_000_000;

/// Cells between the first and the last used one of all sheets of an XLS file: they are laid out in full.
pub const MAX_XLS_AREA: u64 = 4_000_000;

/// Bytes of a quoted cell; a quote that does not close within is a character like any other. A spreadsheet's cell
/// holds 32,767 characters.
pub const MAX_QUOTED: usize = 256 << 10;
