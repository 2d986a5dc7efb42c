//! Why a file was not read as a table.

use std::io::ErrorKind;

/// Why a file was not read. Carries no content and no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Above [`super::limits::MAX_FILE`].
    #[error("the file is larger than 64 MB")]
    TooLarge,
    /// No file of that name.
    #[error("the file does not exist")]
    NotFound,
    /// A folder, a device, a pipe.
    #[error("this is not a file")]
    NotAFile,
    /// The file may not be read.
    #[error("this file may not be read")]
    NoPermission,
    /// Anything else that the operating system says.
    #[error("the file could not be read ({0})")]
    Io(ErrorKind),
    /// No text at all.
    #[error("the file is empty")]
    Empty,
    /// Another kind of file, by its first bytes.
    #[error("this is {0}, not a table")]
    NotATable(&'static str),
    /// A workbook or archive that is locked.
    #[error("the workbook is protected by a password")]
    Locked,
    /// A workbook that breaks off or contradicts itself.
    #[error("the workbook is damaged")]
    Damaged,
    /// A workbook that unpacks to far more than it should.
    #[error("the workbook unpacks to more than a table of people can need")]
    Bomb,
    /// More rows, columns, cells or text than [`super::limits`] allow.
    #[error("the table has more rows or cells than can be read")]
    TooManyCells,
    /// The workbook has no sheet of that name.
    #[error("the workbook has no such sheet")]
    NoSuchSheet,
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NotFound,
            ErrorKind::PermissionDenied => Self::NoPermission,
            ErrorKind::IsADirectory => Self::NotAFile,
            kind => Self::Io(kind),
        }
    }
}
