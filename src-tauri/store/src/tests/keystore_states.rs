//! The states a keystore is found in, and what each does to a new folder and to one with data.

use super::unlocking::{locked, os, titles};
use super::{files, now};
use crate::key_file::KeyFile;
use crate::keystore::{Keystore, KeystoreError, MemoryKeystore};
use crate::{Key, Locked, Store, Unlock, courses};
use proptest::prelude::*;
use std::fs;
use std::sync::Arc;

/// A keystore in one of the states that real ones are found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// No bus, no store.
    Missing,
    /// Locked, with or without an entry.
    Locked,
    /// Accepts and does not answer.
    Silent,
    /// Fails in an unnamed way.
    Broken,
    /// Locked and says "no entry" to a read (measured with gnome-keyring); a write is refused.
    LockedSaysEmpty,
    /// Bus without a daemon: "no entry" to a read, no access for a write (measured).
    NoDaemon,
    /// Empty after a reset; a write works.
    Reset,
    /// Holds another folder's key.
    WrongKey,
    /// Takes a key, and reading back fails.
    Forgetful,
    /// Times out on writing only.
    SilentOnWrite,
}

const STATES: [State; 10] = [
    State::Missing,
    State::Locked,
    State::Silent,
    State::Broken,
    State::LockedSaysEmpty,
    State::NoDaemon,
    State::Reset,
    State::WrongKey,
    State::Forgetful,
    State::SilentOnWrite,
];

impl Keystore for State {
    fn get(&self, _: &str) -> Result<Option<Key>, KeystoreError> {
        match self {
            Self::Missing => Err(KeystoreError::MissingStore),
            Self::Locked => Err(KeystoreError::Locked),
            Self::Silent => Err(KeystoreError::Silent),
            Self::Broken => Err(KeystoreError::Other),
            Self::WrongKey => Ok(Some(Key::from_bytes([1; 48]))),
            _ => Ok(None),
        }
    }

    fn set(&self, _: &str, _: &Key) -> Result<(), KeystoreError> {
        match self {
            Self::LockedSaysEmpty | Self::NoDaemon => Err(KeystoreError::Locked),
            Self::Forgetful => Err(KeystoreError::Other),
            Self::SilentOnWrite => Err(KeystoreError::Silent),
            Self::Reset => Ok(()),
            _ => panic!("a key is only made for a keystore that answers"),
        }
    }

    fn delete(&self, _: &str) -> Result<(), KeystoreError> {
        panic!("opening never deletes a key")
    }
}

#[test]
fn each_state_of_the_keystore_has_its_reason_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let keystore = Arc::new(MemoryKeystore::new());
    let store = Store::open(home.path(), os(&keystore)).unwrap();
    courses::add(&store, "Physics", None, now()).unwrap();
    drop(store);
    let before = files(home.path());
    for state in STATES {
        let expected = match state {
            State::Missing => Locked::NoStore,
            State::Locked => Locked::KeystoreLocked,
            State::Silent => Locked::Silent,
            State::Broken => Locked::KeystoreFailed,
            State::WrongKey => Locked::WrongKey,
            // No entry, and a database: never a new key.
            _ => Locked::KeyMissing,
        };
        assert_eq!(locked(Store::open(home.path(), Unlock::Os(Arc::new(state)))), expected, "{state:?}");
        assert_eq!(files(home.path()), before, "{state:?}");
    }
    assert_eq!(titles(home.path(), os(&keystore)), ["Physics"]);
}

#[test]
fn a_first_start_that_the_keystore_refuses_can_be_repeated() {
    for state in STATES {
        let home = tempfile::tempdir().unwrap();
        let first = Store::open(home.path(), Unlock::Os(Arc::new(state)));
        let works = matches!(state, State::Reset | State::WrongKey);
        assert_eq!(first.is_ok(), works, "{state:?}");
        if !works {
            locked(first);
            assert!(!home.path().join("rollbook.db").exists(), "{state:?}");
            // The user unlocks it, or turns to a passphrase.
            let keystore = Arc::new(MemoryKeystore::new());
            drop(Store::open(home.path(), os(&keystore)).unwrap());
            drop(Store::open(home.path(), os(&keystore)).unwrap());
        }
    }
}

/// What happens to a folder between two starts of the program.
#[derive(Clone, Copy, Debug)]
enum Event {
    Start,
    EntryDeleted,
    EntryReplaced,
    EntryRestored,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_history_of_the_keystore_makes_a_new_key(
        events in proptest::collection::vec(
            prop_oneof![
                Just(Event::Start), Just(Event::EntryDeleted), Just(Event::EntryReplaced), Just(Event::EntryRestored)
            ],
            1..8,
        )
    ) {
        let home = tempfile::tempdir().unwrap();
        let keystore = Arc::new(MemoryKeystore::new());
        let store = Store::open(home.path(), os(&keystore)).unwrap();
        courses::add(&store, "Physics", None, now()).unwrap();
        drop(store);
        let id = KeyFile::read(home.path()).unwrap().unwrap().folder_id;
        let original = keystore.get(&id).unwrap().unwrap();
        let key_file = fs::read(home.path().join("key.json")).unwrap();
        let mut here = Some(original.clone());
        for event in events {
            match event {
                Event::Start => {
                    let result = Store::open(home.path(), os(&keystore));
                    match &here {
                        None => prop_assert_eq!(locked(result), Locked::KeyMissing),
                        Some(key) if key.expose() == original.expose() => prop_assert!(result.is_ok()),
                        Some(_) => prop_assert_eq!(locked(result), Locked::WrongKey),
                    }
                }
                Event::EntryDeleted => here = None,
                Event::EntryReplaced => here = Some(Key::generate().unwrap()),
                Event::EntryRestored => here = Some(original.clone()),
            }
            match &here {
                None => keystore.delete(&id).unwrap(),
                Some(key) => keystore.set(&id, key).unwrap(),
            }
            prop_assert_eq!(&fs::read(home.path().join("key.json")).unwrap(), &key_file);
        }
        keystore.set(&id, &original).unwrap();
        prop_assert_eq!(titles(home.path(), os(&keystore)), ["Physics"]);
    }
}
