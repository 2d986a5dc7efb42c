//! Writes a file whole or not at all.
//!
//! The bytes go to a temporary file beside the target, are flushed to the disk, and only then take the target's
//! name; after that the folder itself is flushed, so that a power cut leaves the old file or the new one, never a
//! half. Temporary files are readable by their owner only, and so is the result: exports name people.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;
use tempfile::{NamedTempFile, PersistError};

/// Why a file was not written. Carries no path: file names come from meeting titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A file of that name is there, and overwriting was not asked for.
    #[error("a file of that name is already there")]
    Exists,
    /// The folder does not exist.
    #[error("the folder does not exist")]
    NoFolder,
    /// The name belongs to a folder or a device, or names no file at all.
    #[error("the name does not stand for a file")]
    NotAFile,
    /// The folder may not be written to, or its disk is read-only.
    #[error("this folder may not be written to")]
    NoPermission,
    /// No room: disk, quota or the largest file size.
    #[error("the disk is full")]
    DiskFull,
    /// Anything else that the operating system says.
    #[error("the file could not be written ({0})")]
    Io(ErrorKind),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::IsADirectory => Self::NotAFile,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NoPermission,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

/// Writes `bytes` to `path`, whole or not at all. An existing file is replaced only with `overwrite`.
///
/// On an error the target is as it was and no temporary file is left; one exception is a failed flush of the
/// folder, after which the new file is in place but may not survive a power cut.
pub fn write_whole(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), WriteError> {
    write_with(path, overwrite, |file| file.write_all(bytes))
}

/// As [`write_whole`], for content that is made while it is written.
pub fn write_with(
    path: &Path,
    overwrite: bool,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), WriteError> {
    if path.file_name().is_none() {
        return Err(WriteError::NotAFile);
    }
    // Looked at before anything is written: a refusal must not cost the time of a large export. Whoever creates the
    // file after this look is caught when the name is taken.
    match path.symlink_metadata() {
        Ok(found) if found.is_dir() => return Err(WriteError::NotAFile),
        Ok(_) if !overwrite => return Err(WriteError::Exists),
        _ => {}
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".rollbook-").suffix(".part").tempfile_in(folder)?;
    fill(temporary.as_file_mut())?;
    temporary.as_file().sync_all()?;
    take_name(temporary, path, overwrite)?;
    sync_folder(folder)
}

/// Gives the finished temporary file its name; tries again while a virus scanner holds the file open (Windows).
fn take_name(mut temporary: NamedTempFile, path: &Path, overwrite: bool) -> Result<(), WriteError> {
    for pause in [20, 50, 100, 200, 400] {
        match persist(temporary, path, overwrite) {
            Ok(_) => return Ok(()),
            Err(failed) if is_held(&failed.error) => {
                temporary = failed.file;
                std::thread::sleep(Duration::from_millis(pause));
            }
            Err(failed) => return Err(failed.error.into()),
        }
    }
    persist(temporary, path, overwrite).map(drop).map_err(|failed| failed.error.into())
}

fn persist(temporary: NamedTempFile, path: &Path, overwrite: bool) -> Result<File, PersistError> {
    if overwrite {
        return temporary.persist(path);
    }
    match temporary.persist_noclobber(path) {
        // FAT and some network file systems know neither links nor a rename that refuses; there the look that was
        // taken just before is all the protection that can be had.
        Err(failed)
            if failed.error.kind() != ErrorKind::AlreadyExists
                && path.symlink_metadata().is_err_and(|e| e.kind() == ErrorKind::NotFound) =>
        {
            failed.file.persist(path)
        }
        other => other,
    }
}

/// `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION` of Windows.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), WriteError> {
    match File::open(folder).and_then(|f| f.sync_all()) {
        // Some network file systems cannot flush a folder, and a folder may be writable without being readable.
        Err(e)
            if !matches!(
                e.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            Err(e.into())
        }
        _ => Ok(()),
    }
}

/// Windows journals the rename itself and has no way to flush a folder.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn sync_folder(_folder: &Path) -> Result<(), WriteError> {
    Ok(())
}

#[cfg(test)]
#[path = "atomic_tests.rs"]
mod tests;
