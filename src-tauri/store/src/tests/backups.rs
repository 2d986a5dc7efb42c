//! A backup holds everything but the sign-ins, opens with its passphrase alone, and restores over anything or not at all.

use super::{add_meeting, files, fresh, key, now, open};
use crate::answers::{AnswerKind, NewAnswer};
use crate::{Error, Key, Locked, Store, Unlock, answers, backup, meetings, restore, secrets};
use secrecy::SecretString;
use std::fs;
use std::path::{Path, PathBuf};

fn passphrase() -> SecretString {
    SecretString::from("correct horse battery")
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// A store with a class, its answer and a secret, and a backup of it.
fn backed_up() -> (tempfile::TempDir, PathBuf) {
    let (home, store) = fresh();
    let id = add_meeting(&store, "canary-title");
    let answer = NewAnswer {
        kind: AnswerKind::Report,
        object_id: "r".into(),
        version: 0,
        fetched_at: now(),
        body: "canary-answer ".repeat(4000),
    };
    answers::keep(&store, &id, &[answer]).unwrap();
    secrets::set(&store, "lms.token", &secrecy::SecretSlice::from(b"canary-secret".to_vec())).unwrap();
    let path = home.path().join("out.rollbook-backup");
    backup::write(&store, &path, &passphrase(), "timezone = \"Europe/Berlin\"\n").unwrap();
    (home, path)
}

fn restore_into(home: &Path, from: &Path, passphrase: &SecretString) -> crate::Result<crate::Restored> {
    restore(home, Unlock::Memory(key()), from, passphrase, now())
}

fn titles(store: &Store) -> Vec<String> {
    meetings::list(store, None, None).unwrap().into_iter().map(|meeting| meeting.class.title).collect()
}

#[test]
fn everything_comes_back_in_another_folder_with_another_key() {
    let (_home, path) = backed_up();
    let whole = fs::read(&path).unwrap();
    assert!(!String::from_utf8_lossy(&whole).contains("canary"), "nothing of it stands in the clear");
    let other = tempfile::tempdir().unwrap();
    let own = Unlock::Memory(Key::from_bytes([9; 48]));
    let restored = restore(other.path(), own.clone(), &path, &passphrase(), now()).unwrap();
    assert_eq!(restored.settings, "timezone = \"Europe/Berlin\"\n");
    assert_eq!(restored.set_aside, None);
    drop(restored);
    let store = Store::open(other.path(), own).unwrap();
    assert_eq!(titles(&store), ["canary-title"]);
    let id = meetings::list(&store, None, None).unwrap().remove(0).class.id;
    assert_eq!(answers::latest(&store, &id).unwrap()[0].body, "canary-answer ".repeat(4000));
    assert_eq!(secrets::names(&store).unwrap(), ["lms.token"]);
    assert!(store.integrity().unwrap().is_sound());
    let left: Vec<String> = files(other.path()).into_keys().filter(|name| name.starts_with('.')).collect();
    assert_eq!(left, [""; 0], "no temporary file stays");
}

#[test]
fn what_is_there_is_replaced_whole_also_under_an_open_program() {
    let (_home, path) = backed_up();
    let (home, store) = fresh();
    add_meeting(&store, "mine");
    let restored = restore_into(home.path(), &path, &passphrase()).unwrap();
    assert_eq!(titles(&restored.store), ["canary-title"]);
    assert_eq!(titles(&store), ["canary-title"], "a program that has it open sees it at once");
    add_meeting(&store, "new");
    assert_eq!(titles(&restored.store).len(), 2);
}

#[test]
fn a_wrong_passphrase_a_stranger_and_a_missing_file_change_nothing() {
    let (_home, path) = backed_up();
    let (home, store) = fresh();
    add_meeting(&store, "mine");
    let before = files(home.path());
    let wrong = restore_into(home.path(), &path, &secret("correct horse batterie")).unwrap_err();
    assert_eq!(wrong, Error::Locked { reason: Locked::WrongPassphrase });
    let stranger = home.path().join("../stranger.txt");
    fs::write(&stranger, "Name,E-mail\n").unwrap();
    assert_eq!(restore_into(home.path(), &stranger, &passphrase()).unwrap_err(), Error::NoBackup);
    fs::remove_file(&stranger).unwrap();
    let gone = restore_into(home.path(), &path.with_extension("gone"), &passphrase()).unwrap_err();
    assert_eq!(gone, Error::NotFound);
    assert_eq!(titles(&store), ["mine"]);
    drop(store);
    assert_eq!(
        files(home.path()).keys().collect::<Vec<_>>(),
        before.keys().filter(|n| !n.contains("wal")).collect::<Vec<_>>()
    );
}

#[test]
fn no_damaged_backup_is_taken() {
    let (_home, path) = backed_up();
    let whole = fs::read(&path).unwrap();
    let (home, store) = fresh();
    add_meeting(&store, "mine");
    let bad = path.with_extension("bad");
    // Argon2 takes a moment, so every place of the head and a sample of the rest.
    let head = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0;
    let places = (0..=head).step_by(7).chain((head..whole.len()).step_by(whole.len() / 150));
    for (nth, at) in places.enumerate() {
        let mut broken = whole.clone();
        if nth % 5 == 4 {
            broken.truncate(at);
        } else {
            broken[at] ^= 1 << (nth % 8);
        }
        fs::write(&bad, &broken).unwrap();
        let refused = restore_into(home.path(), &bad, &passphrase());
        assert!(refused.is_err(), "byte {at} of {}", whole.len());
    }
    assert_eq!(titles(&store), ["mine"]);
}

#[test]
fn damaged_data_is_put_aside_and_not_deleted() {
    let (_home, path) = backed_up();
    let (home, store) = fresh();
    add_meeting(&store, "mine");
    drop(store);
    let database = home.path().join("rollbook.db");
    let mut broken = fs::read(&database).unwrap();
    let middle = broken.len() / 2;
    broken[20..middle].fill(0xaa);
    fs::write(&database, &broken).unwrap();
    let restored = restore_into(home.path(), &path, &passphrase()).unwrap();
    assert_eq!(titles(&restored.store), ["canary-title"]);
    let aside = restored.set_aside.unwrap();
    assert_eq!(fs::read(aside.join("rollbook.db")).unwrap(), broken);
    drop(restored.store);
    assert_eq!(titles(&open(home.path())), ["canary-title"]);
}

#[test]
fn a_backup_beside_writers_is_of_one_moment() {
    let (home, store) = fresh();
    add_meeting(&store, "first");
    let path = home.path().join("out.rollbook-backup");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let own = open(home.path());
            for number in 0..40 {
                // Two classes a transaction would be one too many for this interface: a pair is two titles in order.
                add_meeting(&own, &format!("a{number:03}"));
                add_meeting(&own, &format!("b{number:03}"));
            }
        });
        for _ in 0..3 {
            backup::write(&store, &path, &passphrase(), "").unwrap();
            let other = tempfile::tempdir().unwrap();
            let titles = titles(&restore_into(other.path(), &path, &passphrase()).unwrap().store);
            let of = |letter| titles.iter().filter(|title| title.starts_with(letter)).count();
            assert!(of('a') == of('b') || of('a') == of('b') + 1, "{titles:?}");
        }
        writer.join().unwrap();
    });
    assert!(store.integrity().unwrap().is_sound());
}
