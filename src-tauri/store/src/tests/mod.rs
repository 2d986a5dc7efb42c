//! Tests of the open store: unlocking, what stands at rest, damage, full disks, several programs, each table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod at_rest;
mod backups;
mod child;
mod column_choice_rows;
mod damage;
mod disk_full;
mod erasing;
mod keystore_states;
mod look_rows;
mod meeting_rows;
mod opening;
mod os_keystore;
mod outbox_rows;
mod roster_rows;
mod several_programs;
mod sync_rows;
mod token_rows;
mod undoing;
mod unlocking;
mod upload_rows;

use crate::{Key, Store, Unlock, meetings};
use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::{MeetingId, Span, When};
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) fn key() -> Key {
    let mut bytes = [0x5a; 48];
    // SQLCipher writes the salt, which is no secret, to the head of the file.
    bytes[32..].fill(0x33);
    Key::from_bytes(bytes)
}

pub(crate) fn open(home: &Path) -> Store {
    Store::open(home, Unlock::Memory(key())).unwrap()
}

/// A store in a folder that goes when the test ends.
pub(crate) fn fresh() -> (tempfile::TempDir, Store) {
    let home = tempfile::tempdir().unwrap();
    let store = open(home.path());
    (home, store)
}

pub(crate) fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn now() -> DateTime<Utc> {
    utc("2025-11-26T12:00:00.123456789Z")
}

pub(crate) fn later(seconds: i64) -> DateTime<Utc> {
    now() + TimeDelta::seconds(seconds)
}

pub(crate) fn span(start: &str, end: &str) -> Span {
    Span::new(utc(start), utc(end)).unwrap()
}

pub(crate) fn new_meeting(title: &str) -> meetings::NewMeeting {
    meetings::NewMeeting {
        title: title.into(),
        when: When::Window(span("2025-11-26T09:00:00Z", "2025-11-26T10:00:00Z")),
        timezone: chrono_tz::Europe::Berlin,
        join_url: None,
        course_id: None,
        lms_id: None,
    }
}

pub(crate) fn add_meeting(store: &Store, title: &str) -> MeetingId {
    meetings::add(store, &new_meeting(title), now()).unwrap()
}

/// Name and content of every file in a folder but `SQLite`'s shared memory, which holds no data.
pub(crate) fn files(home: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(home).unwrap().map(Result::unwrap);
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    named
        .filter(|(name, _)| !name.ends_with("-shm"))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect()
}

/// Text that packing makes no shorter than three quarters.
pub(crate) fn noise(seed: u32, length: usize) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from(b' ' + u8::try_from(state % 90).unwrap())
    };
    (0..length).map(|_| next()).collect()
}
