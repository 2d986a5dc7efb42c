//! From bytes to a [`Table`]: what the file is, then its text or its sheet.

use super::kind::{Kind, of_bytes, of_text};
use super::limits::MAX_FILE;
use super::{ReadError, Table, biff, cells, dialect, encoding, hash, ods, workbook};
use serde::{Deserialize, Serialize};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// The cells. Empty cells at the end of a row and blank rows at the end of the file are left out.
    pub table: Table,
    /// What the file was.
    pub form: Form,
}

impl TableFile {
    /// BLAKE3 (hex) of the trimmed cells: the same for the same report under another name, in another encoding or
    /// with another separator. Computed when asked for, in about half the time that reading takes.
    #[must_use]
    pub fn content_hash(&self) -> String {
        hash::content_hash(&self.table)
    }
}

/// What a file was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "form")]
pub enum Form {
    /// A text file.
    Text {
        /// The encoding's name in small letters (WHATWG), such as `utf-16le` or `windows-1250`.
        encoding: String,
        /// What stands between the cells.
        separator: char,
        /// True where bytes could not be read in this encoding; each shows as U+FFFD.
        unreadable: bool,
    },
    /// A workbook.
    Workbook {
        /// Its format.
        kind: WorkbookKind,
        /// The sheet that was read.
        sheet: String,
        /// All its sheets in their order.
        sheets: Vec<String>,
    },
}

/// A workbook's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkbookKind {
    /// Office Open XML (XLSX, XLSM).
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// `OpenDocument`.
    Ods,
}

/// Reads a text file, or the first sheet of a workbook that is not empty.
pub fn read(bytes: &[u8]) -> Result<TableFile, ReadError> {
    read_sheet(bytes, None)
}

/// As [`read`], with the sheet of a workbook that the caller chose.
pub fn read_sheet(bytes: &[u8], sheet: Option<&str>) -> Result<TableFile, ReadError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(ReadError::TooLarge);
    }
    let (table, form) = match of_bytes(bytes)? {
        Kind::Text => text(bytes)?,
        Kind::Xlsx => workbook::read(bytes, sheet)?,
        Kind::Xls => biff::read(bytes, sheet)?,
        Kind::Ods => ods::read(bytes, sheet)?,
    };
    if table.rows().all(super::Row::is_blank) {
        return Err(ReadError::Empty);
    }
    Ok(TableFile { table, form })
}

fn text(bytes: &[u8]) -> Result<(Table, Form), ReadError> {
    let decoded = encoding::decode(bytes);
    of_text(&decoded.text)?;
    let dialect = dialect::detect(&decoded.text);
    let table = cells::parse(decoded.text, &dialect)?;
    let form = Form::Text {
        encoding: decoded.encoding.to_owned(),
        separator: char::from(dialect.separator),
        unreadable: decoded.unreadable,
    };
    Ok((table, form))
}
