//! The settings of an open store, its files' modes, and versions.

use super::{files, fresh, key, open};
use crate::{Error, KeyMode, Store, Unlock, courses, folder};
use std::fs;

fn pragma(store: &Store, name: &str) -> String {
    store
        .read(|c| {
            let value: rusqlite::types::Value =
                c.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
            Ok(match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            })
        })
        .unwrap()
}

#[test]
fn every_setting_holds() {
    let (_home, store) = fresh();
    for (name, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("fullfsync", "1"),
        ("checkpoint_fullfsync", "1"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
        ("busy_timeout", "5000"),
        ("user_version", "8"),
        ("cipher_use_hmac", "1"),
    ] {
        assert_eq!(pragma(&store, name), value, "{name}");
    }
    assert!(pragma(&store, "cipher_version").starts_with('4'));
    // SQLCipher lists the settings it uses; the key's 16 bytes of salt are ours.
    assert_eq!(pragma(&store, "cipher_salt").to_lowercase(), "33".repeat(16));
}

#[test]
fn the_first_sixteen_bytes_are_not_needed() {
    let (home, store) = fresh();
    courses::add(&store, "Physics", None, super::now()).unwrap();
    drop(store);
    let path = folder::database(home.path());
    let mut bytes = fs::read(&path).unwrap();
    bytes[..16].fill(0xee);
    fs::write(&path, bytes).unwrap();
    assert_eq!(courses::list(&open(home.path())).unwrap()[0].title, "Physics");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let parent = tempfile::tempdir().unwrap();
    let home = parent.path().join("new/data");
    let store = open(&home);
    courses::add(&store, "Physics", None, super::now()).unwrap();
    assert_eq!(mode(&home), 0o700);
    let names: Vec<_> = fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(names.len() >= 5, "database, -wal, -shm, key file, lock: {names:?}");
    for path in names {
        assert_eq!(mode(&path), 0o600, "{path:?}");
    }
    drop(store);

    // A folder that became readable is narrowed again; one that others use for other things keeps its mode.
    fs::set_permissions(&home, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(home.join("rollbook.db"), fs::Permissions::from_mode(0o644)).unwrap();
    drop(open(&home));
    assert_eq!((mode(&home), mode(&home.join("rollbook.db"))), (0o700, 0o600));
    let shared = parent.path().join("shared");
    fs::create_dir(&shared).unwrap();
    fs::write(shared.join("somebody's"), "file").unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o755)).unwrap();
    drop(open(&shared));
    assert_eq!((mode(&shared), mode(&shared.join("rollbook.db"))), (0o755, 0o600));
}

#[test]
fn a_newer_file_is_refused_and_stays_as_it_is() {
    let (home, store) = fresh();
    store.write(|tx| Ok(tx.execute_batch("PRAGMA user_version = 99")?)).unwrap();
    // As a crash leaves it: the newer version stands only in the write-ahead log.
    let crashed = tempfile::tempdir().unwrap();
    for (name, content) in files(home.path()) {
        fs::write(crashed.path().join(name), content).unwrap();
    }
    drop(store);
    for folder in [home.path(), crashed.path()] {
        let before = files(folder);
        assert_eq!(Store::open(folder, Unlock::Memory(key())).unwrap_err(), Error::NewerData);
        let mut after = files(folder);
        // Opening a closed database makes an empty log.
        after.retain(|name, content| !(content.is_empty() && name.ends_with("-wal")));
        assert_eq!(before, after);
    }
    assert!(files(crashed.path())["rollbook.db-wal"].len() > 1000);
}

#[test]
fn opening_again_changes_nothing_and_the_mode_can_be_asked() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(Store::key_mode(home.path()).unwrap(), None);
    drop(open(home.path()));
    assert_eq!(Store::key_mode(home.path()).unwrap(), Some(KeyMode::Memory));
    let before = files(home.path());
    drop(open(home.path()));
    assert_eq!(before, files(home.path()));
}

#[test]
fn a_store_goes_where_threads_go_and_prints_nothing() {
    fn check<T: Send + Sync>(_: &T) {}
    let (_home, store) = fresh();
    check(&store);
    assert_eq!(format!("{store:?} {:?}", Unlock::Memory(key())), "Store Unlock(Memory)");
}
