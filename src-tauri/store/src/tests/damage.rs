//! Damage is noticed, never shown as data, never called a wrong passphrase, never made worse.

use super::{files, fresh, key, noise, now, open};
use crate::answers::{AnswerKind, NewAnswer};
use crate::key_file::KeyFile;
use crate::{Error, Result, Store, Unlock, answers, courses, folder, meetings};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

type Everything = (Vec<courses::Course>, Vec<meetings::Meeting>, Vec<answers::Answer>);

fn read_all(home: &Path) -> Result<Everything> {
    let store = Store::open(home, Unlock::Memory(key()))?;
    let meetings = meetings::list(&store, None, None)?;
    let mut kept = Vec::new();
    for meeting in &meetings {
        kept.extend(answers::latest(&store, &meeting.class.id)?);
    }
    Ok((courses::list(&store)?, meetings, kept))
}

/// A closed folder of some sixty pages, its database and its key file, and what is in it.
static SOUND: LazyLock<(Vec<u8>, Vec<u8>, Everything)> = LazyLock::new(|| {
    let (home, store) = fresh();
    for n in 0..20 {
        courses::add(&store, &format!("Course {n}"), None, now()).unwrap();
        let meeting = super::add_meeting(&store, &format!("Meeting {n}"));
        let answer = NewAnswer {
            kind: AnswerKind::Records,
            object_id: "r".into(),
            version: 0,
            fetched_at: now(),
            body: noise(n, 6_000),
        };
        answers::keep(&store, &meeting, &[answer]).unwrap();
    }
    drop(store);
    let files = files(home.path());
    (files["rollbook.db"].clone(), files["key.json"].clone(), read_all(home.path()).unwrap())
});

/// The same where a crash may have come between the database and its mark in the key file.
fn noticed_unmarked(database: &[u8]) -> Option<Error> {
    let home = with(database);
    let file = KeyFile::read(home.path()).unwrap().unwrap();
    KeyFile { database: false, ..file }.write(home.path()).unwrap();
    read_all(home.path()).err()
}

fn with(database: &[u8]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(folder::key_file(home.path()), &SOUND.1).unwrap();
    fs::write(folder::database(home.path()), database).unwrap();
    home
}

fn noticed(database: &[u8]) -> Option<Error> {
    let home = with(database);
    match read_all(home.path()) {
        Ok(read) => {
            assert!(read == SOUND.2, "wrong data shown");
            None
        }
        Err(error) => {
            assert_eq!(error, Error::Damaged);
            Some(error)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_flipped_bit_is_damage_or_not_among_what_is_read(at in 0_usize.., bit in 0_u8..8) {
        let mut bytes = SOUND.0.clone();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        noticed(&bytes);
    }

    #[test]
    fn a_lost_or_swapped_page_is_damage_or_not_among_what_is_read(a in 0_usize.., b in 0_usize..) {
        let mut bytes = SOUND.0.clone();
        let pages = bytes.len() / 4096;
        let (a, b) = (a % pages * 4096, b % pages * 4096);
        let page = bytes[a..a + 4096].to_vec();
        bytes.copy_within(b..b + 4096, a);
        bytes[b..b + 4096].copy_from_slice(&page);
        noticed(&bytes);
        bytes[a..a + 4096].fill(0);
        noticed(&bytes);
    }
}

#[test]
fn damage_in_the_first_page_and_a_cut_file_are_noticed() {
    let sound = &SOUND.0;
    for at in [16, 17, 100, 1000, 4000, 4095] {
        let mut bytes = sound.clone();
        bytes[at] ^= 4;
        assert_eq!(noticed(&bytes), Some(Error::Damaged), "byte {at}");
    }
    for length in [1, 100, 4095, 4096, sound.len() / 2, sound.len() - 4096] {
        assert_eq!(noticed(&sound[..length]), Some(Error::Damaged), "cut to {length}");
    }
    for length in [100, 4096, sound.len()] {
        assert_eq!(noticed(&vec![0; length]), Some(Error::Damaged), "{length} zeros");
        assert_eq!(noticed_unmarked(&vec![0; length]), Some(Error::Damaged), "{length} zeros, unmarked");
    }
}

#[test]
fn a_damaged_file_is_left_as_it_is() {
    let mut bytes = SOUND.0.clone();
    bytes[1000] ^= 1;
    let home = with(&bytes);
    assert_eq!(read_all(home.path()).unwrap_err(), Error::Damaged);
    assert_eq!(fs::read(folder::database(home.path())).unwrap(), bytes);
    // Put right, it is all there.
    fs::write(folder::database(home.path()), &SOUND.0).unwrap();
    drop(open(home.path()));
    assert_eq!(read_all(home.path()).unwrap(), SOUND.2);
}
