//! The data folder as files: who may read it, who is changing it, and how a small file is replaced whole.

use crate::error::{Error, Result};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

const DATABASE: &str = "rollbook.db";
const KEY_FILE: &str = "key.json";
const LOCK: &str = "rollbook.lock";

/// Longest wait for another program that is creating or migrating the same folder; longer than a keystore prompt.
const LOCK_WAIT: Duration = Duration::from_secs(35);

pub(crate) fn database(home: &Path) -> PathBuf {
    home.join(DATABASE)
}

pub(crate) fn key_file(home: &Path) -> PathBuf {
    home.join(KEY_FILE)
}

/// Makes the folder and keeps others out of it (mode 0700 on Unix).
///
/// A folder that was there, is not empty and holds nothing of ours keeps its mode: somebody may have named one that
/// others use as well. Our files are 0600 all the same.
pub(crate) fn prepare(home: &Path) -> Result<()> {
    if !home.is_dir() {
        create_private(home)?;
        return Ok(());
    }
    let ours = [DATABASE, KEY_FILE, LOCK, "config.toml"].iter().any(|name| home.join(name).exists());
    if ours || fs::read_dir(home)?.next().is_none() {
        restrict(home, 0o700)?;
    }
    Ok(())
}

#[cfg(unix)]
pub(crate) fn create_private(home: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    Ok(fs::DirBuilder::new().recursive(true).mode(0o700).create(home)?)
}

#[cfg(not(unix))]
pub(crate) fn create_private(home: &Path) -> Result<()> {
    Ok(fs::create_dir_all(home)?)
}

/// Narrows a mode on Unix; elsewhere the user's profile folder is private by inheritance.
#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let now = fs::metadata(path)?.permissions().mode() & 0o7777;
    if now & !mode != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}

/// Opens or creates a file that only its owner can read. `SQLite` gives its `-wal` and `-shm` the same mode.
pub(crate) fn private_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    restrict(path, 0o600)?;
    Ok(file)
}

/// True when the database file holds anything at all.
pub(crate) fn has_database(home: &Path) -> bool {
    fs::metadata(database(home)).is_ok_and(|file| file.len() > 0)
}

/// Held while a folder is set up or migrated; let go when dropped, also by a crash.
pub(crate) struct SetupLock {
    _file: File,
}

/// Waits for the lock of the folder, or says [`Error::Busy`].
pub(crate) fn lock(home: &Path) -> Result<SetupLock> {
    let file = private_file(&home.join(LOCK))?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(SetupLock { _file: file }),
            Err(TryLockError::Error(error)) => return Err(error.into()),
            Err(TryLockError::WouldBlock) if began.elapsed() > LOCK_WAIT => return Err(Error::Busy),
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Replaces a file whole: temporary file beside it, fsync, rename, fsync of the folder. After a crash there is the old
/// content or the new.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().ok_or(Error::Io)?;
    // Created with mode 0600 on Unix.
    let mut temporary = tempfile::Builder::new().prefix(".rollbook-").tempfile_in(folder)?;
    temporary.write_all(content)?;
    temporary.as_file().sync_all()?;
    put_in_place(temporary, path)?;
    sync_folder(folder)
}

/// Renames over the old file. On Windows a virus scanner or a sync client may hold it for a moment (access denied,
/// sharing and lock violation); these are tried again for up to 1.5 seconds.
pub(crate) fn put_in_place(mut temporary: NamedTempFile, path: &Path) -> Result<()> {
    let mut wait = Duration::from_millis(10);
    loop {
        let Err(refused) = temporary.persist(path) else { return Ok(()) };
        let passing = cfg!(windows) && matches!(refused.error.raw_os_error(), Some(5 | 32 | 33));
        if !passing || wait > Duration::from_millis(800) {
            return Err(refused.error.into());
        }
        thread::sleep(wait);
        wait *= 2;
        temporary = refused.file;
    }
}

/// Makes the names in a folder durable.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    Ok(File::open(folder)?.sync_all()?)
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> Result<()> {
    Ok(())
}
