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
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let mut all: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        all.sort();
        all
    }

    #[test]
    fn writes_the_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_whole(&path, b"hello", false).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"hello");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn an_existing_file_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        assert_eq!(write_whole(&path, b"new", false), Err(WriteError::Exists));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write_whole(&path, b"new", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_file_that_appears_while_writing_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let outcome = write_with(&path, false, |file| {
            fs::write(&path, "theirs")?;
            file.write_all(b"ours")
        });
        assert_eq!(outcome, Err(WriteError::Exists));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file_and_no_litter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let outcome = write_with(&path, true, |file| {
            file.write_all(b"ha")?;
            Err(io::Error::from(ErrorKind::StorageFull))
        });
        assert_eq!(outcome, Err(WriteError::DiskFull));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn places_that_cannot_hold_a_file_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("plain"), "x").unwrap();
        assert_eq!(write_whole(&at("missing/a.csv"), b"x", true), Err(WriteError::NoFolder));
        assert_eq!(write_whole(&at("plain/a.csv"), b"x", true), Err(WriteError::NoFolder));
        assert_eq!(write_whole(folder.path(), b"x", true), Err(WriteError::NotAFile));
        assert_eq!(write_whole(Path::new("/"), b"x", true), Err(WriteError::NotAFile));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_an_export() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_whole(&path, b"x", false).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn kinds_of_the_operating_system_become_plain_words() {
        for (kind, want) in [
            (ErrorKind::PermissionDenied, WriteError::NoPermission),
            (ErrorKind::ReadOnlyFilesystem, WriteError::NoPermission),
            (ErrorKind::QuotaExceeded, WriteError::DiskFull),
            (ErrorKind::FileTooLarge, WriteError::DiskFull),
            (ErrorKind::TimedOut, WriteError::Io(ErrorKind::TimedOut)),
        ] {
            assert_eq!(WriteError::from(io::Error::new(kind, "/home/emma/secret.csv")), want);
            assert!(!want.to_string().contains("emma"));
        }
    }
}
