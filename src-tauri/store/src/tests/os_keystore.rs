//! The operating system's keystore in states that can be made here: no bus, a bus that never answers, a real daemon.
#![cfg(target_os = "linux")]

use super::child;
use crate::Key;
use crate::keystore::{Keystore as _, KeystoreError, OsKeystore};
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::time::Instant;

const TEST: &str = "tests::os_keystore::each_bus_has_its_answer";

/// The child: one look at the keystore of the bus it was given.
fn look() -> String {
    let began = Instant::now();
    let answer = OsKeystore::new().get("00000000-0000-4000-8000-000000000000");
    format!("{:?} {}", answer.map(|key| key.is_some()), began.elapsed().as_secs())
}

/// The child: a first start, which reads before it writes.
fn set() -> String {
    let keystore = OsKeystore::new();
    let folder = "00000000-0000-4000-8000-000000000002";
    let read = keystore.get(folder).map(|key| key.is_some());
    format!("{read:?} {:?}", keystore.set(folder, &Key::from_bytes([0; 48])))
}

/// The child: the whole life of an item.
fn live() -> String {
    let keystore = OsKeystore::new();
    let (folder, key) = ("00000000-0000-4000-8000-000000000001", Key::generate().unwrap());
    let kept = |keystore: &OsKeystore| keystore.get(folder).map(|key| key.map(|key| *key.expose()));
    let steps = [
        kept(&keystore) == Ok(None),
        keystore.set(folder, &key) == Ok(()),
        kept(&keystore) == Ok(Some(*key.expose())),
        keystore.set(folder, &Key::from_bytes([0; 48])) == Ok(()),
        kept(&keystore) == Ok(Some([0; 48])),
        keystore.delete(folder) == Ok(()),
        keystore.delete(folder) == Ok(()),
        kept(&keystore) == Ok(None),
    ];
    format!("{steps:?}")
}

#[test]
fn each_bus_has_its_answer() {
    match child::role().as_deref() {
        Some("look") => return println!("OUTCOME {}", look()),
        Some("set") => return println!("OUTCOME {}", set()),
        Some("live") => return println!("OUTCOME {}", live()),
        _ => {}
    }
    let folder = tempfile::tempdir().unwrap();
    let look = |path: &std::path::Path| {
        let mut command = child::command(TEST, "look");
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", path.display()));
        child::outcome(&command.output().unwrap())
    };
    let answer = look(&folder.path().join("nothing"));
    assert!(answer.starts_with("Err(MissingStore) "), "{answer}");

    let silent = folder.path().join("silent");
    let listener = UnixListener::bind(&silent).unwrap();
    std::thread::spawn(move || {
        // Accepts and keeps the connections open without a word.
        let mut connections = Vec::new();
        for connection in listener.incoming() {
            connections.push(connection);
        }
    });
    // The time-out, and a second for a machine that is busy otherwise.
    let answer = look(&silent);
    assert!(["Err(Silent) 5", "Err(Silent) 6"].contains(&&*answer), "{answer}");
}

#[test]
fn a_real_keystore_keeps_an_item_and_a_locked_one_is_named() {
    if !["dbus-run-session", "gnome-keyring-daemon"].into_iter().all(child::has) {
        println!("no keystore daemon on this machine: nothing to test against");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let run = |script: &str, role: &str| {
        let inner = child::command(TEST, role);
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", script, "sh"]).arg(inner.get_program()).args(inner.get_args());
        for (name, value) in inner.get_envs() {
            command.env(name, value.unwrap());
        }
        command
            // With a display the daemon asks in a window and waits for somebody to answer.
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path())
            .env("XDG_RUNTIME_DIR", home.path());
        child::outcome(&command.output().unwrap())
    };
    let unlocked =
        "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";
    assert_eq!(run(unlocked, "live"), format!("{:?}", [true; 8]));
    // A login keyring that nobody unlocked says "no entry" and refuses to take one.
    let refused = format!("Ok(false) Err({:?})", KeystoreError::Locked);
    assert_eq!(run("exec \"$@\"", "set"), refused);
}
