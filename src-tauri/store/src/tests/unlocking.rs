//! Passphrases, lost files, and crashes while a folder is set up.

use super::{files, key, now};
use crate::key_file::KeyFile;
use crate::keystore::{Keystore as _, MemoryKeystore};
use crate::{Error, Locked, Store, Unlock, courses};
use secrecy::SecretString;
use std::fs;
use std::path::Path;
use std::sync::Arc;

pub(super) fn os(keystore: &Arc<MemoryKeystore>) -> Unlock {
    Unlock::Os(keystore.clone())
}

fn passphrase(text: &str) -> Unlock {
    Unlock::Passphrase(SecretString::from(text))
}

pub(super) fn locked(result: Result<Store, Error>) -> Locked {
    match result {
        Err(Error::Locked { reason }) => reason,
        other => panic!("not locked: {other:?}"),
    }
}

pub(super) fn titles(home: &Path, unlock: Unlock) -> Vec<String> {
    let store = Store::open(home, unlock).unwrap();
    courses::list(&store).unwrap().into_iter().map(|course| course.title).collect()
}

#[test]
fn a_crash_at_any_step_of_the_set_up_leaves_what_opens() {
    // What is on disk and in the keystore after each step, made by doing the steps on a folder of its own.
    let home = tempfile::tempdir().unwrap();
    let keystore = Arc::new(MemoryKeystore::new());
    drop(Store::open(home.path(), os(&keystore)).unwrap());
    let mut file = KeyFile::read(home.path()).unwrap().unwrap();
    file.database = false;
    file.write(home.path()).unwrap();
    let complete = fs::read(home.path().join("key.json")).unwrap();
    let made = keystore.get(&file.folder_id).unwrap().unwrap();
    file.check = None;
    let id = file.folder_id.clone();
    file.write(home.path()).unwrap();
    let pending = fs::read(home.path().join("key.json")).unwrap();

    for (step, key_file, has_key, database) in [
        ("before anything", None, false, false),
        ("id written", Some(&pending), false, false),
        ("key in the keystore", Some(&pending), true, false),
        ("check value written", Some(&complete), true, false),
        ("empty database file", Some(&complete), true, true),
        ("key lost by a power cut", Some(&complete), false, true),
    ] {
        let home = tempfile::tempdir().unwrap();
        let keystore = Arc::new(MemoryKeystore::new());
        if let Some(content) = key_file {
            fs::write(home.path().join("key.json"), content).unwrap();
        }
        if has_key {
            keystore.set(&id, &made).unwrap();
        }
        if database {
            fs::write(home.path().join("rollbook.db"), "").unwrap();
        }
        let store = Store::open(home.path(), os(&keystore)).unwrap_or_else(|error| panic!("{step}: {error}"));
        courses::add(&store, step, None, now()).unwrap();
        drop(store);
        assert_eq!(titles(home.path(), os(&keystore)), [step]);
        if has_key {
            let kept = keystore.get(&id).unwrap().unwrap();
            assert_eq!(kept.expose(), made.expose(), "{step}: the key that was there is used");
        }
    }
}

#[test]
fn a_wrong_passphrase_is_not_damage_and_damage_is_not_a_wrong_passphrase() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(home.path(), passphrase("correct horse")).unwrap();
    courses::add(&store, "Physics", None, now()).unwrap();
    drop(store);
    let before = files(home.path());
    assert_eq!(locked(Store::open(home.path(), passphrase("wrong horse"))), Locked::WrongPassphrase);
    assert_eq!(locked(Store::open(home.path(), passphrase(""))), Locked::PassphraseNeeded);
    let keystore = Arc::new(MemoryKeystore::new());
    assert_eq!(locked(Store::open(home.path(), os(&keystore))), Locked::ModeMismatch);
    assert_eq!(files(home.path()), before);
    assert_eq!(titles(home.path(), passphrase("correct horse")), ["Physics"]);

    // Page 1 broken: SQLite says the same as for a wrong key.
    let mut bytes = before["rollbook.db"].clone();
    bytes[2000] ^= 1;
    fs::write(home.path().join("rollbook.db"), bytes).unwrap();
    let result = Store::open(home.path(), passphrase("correct horse"));
    assert_eq!(result.unwrap_err(), Error::Damaged);
    assert_eq!(locked(Store::open(home.path(), passphrase("wrong horse"))), Locked::WrongPassphrase);
}

#[test]
fn a_crash_between_the_database_and_its_mark_is_made_good() {
    let home = tempfile::tempdir().unwrap();
    let store = super::open(home.path());
    courses::add(&store, "Physics", None, now()).unwrap();
    drop(store);
    let marked = KeyFile::read(home.path()).unwrap().unwrap();
    assert!(marked.database);
    KeyFile { database: false, ..marked.clone() }.write(home.path()).unwrap();
    assert_eq!(titles(home.path(), Unlock::Memory(key())), ["Physics"]);
    assert_eq!(KeyFile::read(home.path()).unwrap().unwrap(), marked);
}

#[test]
fn a_database_that_was_there_and_is_gone_is_a_loss_and_not_a_first_start() {
    let home = tempfile::tempdir().unwrap();
    let keystore = Arc::new(MemoryKeystore::new());
    drop(Store::open(home.path(), os(&keystore)).unwrap());
    let content = fs::read(home.path().join("rollbook.db")).unwrap();
    fs::remove_file(home.path().join("rollbook.db")).unwrap();
    for _ in 0..2 {
        assert_eq!(Store::open(home.path(), os(&keystore)).unwrap_err(), Error::Damaged);
        assert!(!home.path().join("rollbook.db").exists());
        fs::write(home.path().join("rollbook.db"), "").unwrap();
        assert_eq!(Store::open(home.path(), os(&keystore)).unwrap_err(), Error::Damaged);
        fs::remove_file(home.path().join("rollbook.db")).unwrap();
    }
    fs::write(home.path().join("rollbook.db"), content).unwrap();
    drop(Store::open(home.path(), os(&keystore)).unwrap());
}

#[test]
fn a_passphrase_set_once_stays_also_before_the_first_database() {
    let home = tempfile::tempdir().unwrap();
    drop(Store::open(home.path(), passphrase("first")).unwrap());
    fs::remove_file(home.path().join("rollbook.db")).unwrap();
    KeyFile { database: false, ..KeyFile::read(home.path()).unwrap().unwrap() }.write(home.path()).unwrap();
    assert_eq!(locked(Store::open(home.path(), passphrase("typo"))), Locked::WrongPassphrase);
    drop(Store::open(home.path(), passphrase("first")).unwrap());
}

#[test]
fn a_database_without_its_key_file_is_locked() {
    let home = tempfile::tempdir().unwrap();
    drop(super::open(home.path()));
    let content = fs::read(home.path().join("key.json")).unwrap();
    fs::remove_file(home.path().join("key.json")).unwrap();
    let before = files(home.path());
    assert_eq!(locked(Store::open(home.path(), Unlock::Memory(key()))), Locked::KeyMissing);
    assert_eq!(files(home.path()), before);
    fs::write(home.path().join("key.json"), &content[..20]).unwrap();
    assert_eq!(Store::open(home.path(), Unlock::Memory(key())).unwrap_err(), Error::Damaged);
}
