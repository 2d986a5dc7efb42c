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
