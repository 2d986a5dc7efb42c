//! Several programs on one data folder. Each handle here is what a process has: a connection of its own.

use super::{fresh, key, now, open};
use crate::keystore::{Keystore as _, MemoryKeystore};
use crate::{Store, Unlock, courses, secrets};
use secrecy::ExposeSecret as _;
use std::sync::Arc;
use std::thread;

#[test]
fn eight_writers_read_and_write_without_a_busy_error() {
    const EACH: u32 = 100;
    let (home, store) = fresh();
    secrets::set(&store, "n", &b"0".to_vec().into()).unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let store = open(home.path());
                for _ in 0..EACH {
                    store
                        .write(|tx| {
                            let read = "SELECT CAST(value AS TEXT) FROM secret WHERE name = 'n'";
                            let n: u32 =
                                tx.query_row(read, [], |row| row.get::<_, String>(0))?.parse().unwrap();
                            let next = (n + 1).to_string().into_bytes();
                            tx.execute("UPDATE secret SET value = ?1 WHERE name = 'n'", [next])?;
                            Ok(())
                        })
                        .unwrap();
                }
            });
        }
    });
    let n = secrets::get(&store, "n").unwrap().unwrap();
    assert_eq!(n.expose_secret(), (8 * EACH).to_string().as_bytes());
}

#[test]
fn programs_that_start_at_once_agree_on_one_key() {
    for _ in 0..5 {
        let home = tempfile::tempdir().unwrap();
        let keystore = Arc::new(MemoryKeystore::new());
        thread::scope(|scope| {
            for n in 0..6 {
                let (home, keystore) = (home.path(), keystore.clone());
                scope.spawn(move || {
                    let store = Store::open(home, Unlock::Os(keystore)).unwrap();
                    courses::add(&store, &format!("Course {n}"), None, now()).unwrap();
                });
            }
        });
        let store = Store::open(home.path(), Unlock::Os(keystore.clone())).unwrap();
        assert_eq!(courses::list(&store).unwrap().len(), 6);
        let id = crate::key_file::KeyFile::read(home.path()).unwrap().unwrap().folder_id;
        assert!(keystore.get(&id).unwrap().is_some());
    }
}

#[test]
fn a_reader_sees_one_state_while_another_program_writes() {
    let (home, store) = fresh();
    let other = Store::open(home.path(), Unlock::Memory(key())).unwrap();
    store
        .read(|c| {
            let count = || c.query_row("SELECT count(*) FROM course", [], |row| row.get::<_, i64>(0));
            let before = count()?;
            courses::add(&other, "Physics", None, now())?;
            assert_eq!(before, count()?);
            Ok(())
        })
        .unwrap();
    assert_eq!(courses::list(&store).unwrap().len(), 1);
}

#[test]
fn a_failed_or_panicking_write_leaves_nothing_and_the_store_usable() {
    let (_home, store) = fresh();
    let failed = store.write(|tx| -> crate::Result<()> {
        tx.execute("INSERT INTO secret VALUES ('half', x'00')", [])?;
        Err(crate::Error::NotFound)
    });
    assert!(failed.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|tx| -> crate::Result<()> {
            tx.execute("INSERT INTO secret VALUES ('half', x'00')", [])?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    assert!(secrets::names(&store).unwrap().is_empty());
    secrets::set(&store, "whole", &vec![1].into()).unwrap();
}
