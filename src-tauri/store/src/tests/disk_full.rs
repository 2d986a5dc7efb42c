//! A full disk refuses the new and keeps the old.

use super::{add_meeting, child, fresh, key, noise, now, open};
use crate::answers::{AnswerKind, NewAnswer};
use crate::{Error, Result, Store, Unlock, answers, courses};
use rollbook_core::MeetingId;
use std::path::Path;
use std::process::Command;

fn keep(store: &Store, meeting: &MeetingId, n: u32) -> Result<()> {
    let body = noise(n, 8_000);
    let answer =
        NewAnswer { kind: AnswerKind::File, object_id: n.to_string(), version: 0, fetched_at: now(), body };
    answers::keep(store, meeting, &[answer])
}

/// Writes until the disk is full; how many answers were confirmed.
fn fill(store: &Store, meeting: &MeetingId) -> u32 {
    for n in 0..10_000 {
        match keep(store, meeting, n) {
            Ok(()) => {}
            Err(error) => {
                assert_eq!(error, Error::DiskFull, "after {n}");
                return n;
            }
        }
    }
    panic!("the disk never filled up")
}

fn kept(store: &Store, meeting: &MeetingId) -> u32 {
    u32::try_from(answers::latest(store, meeting).unwrap().len()).unwrap()
}

#[test]
fn a_full_database_refuses_the_next_write_and_keeps_every_confirmed_one() {
    let (home, store) = fresh();
    let meeting = add_meeting(&store, "x");
    store.read(|c| Ok(c.query_row("PRAGMA max_page_count = 120", [], |_| Ok(()))?)).unwrap();
    let confirmed = fill(&store, &meeting);
    assert!(confirmed > 5);
    assert_eq!(kept(&store, &meeting), confirmed);
    // Half of a larger transaction does not stay either.
    let two: Vec<NewAnswer> = ["small", &noise(0, 500_000)]
        .iter()
        .map(|body| NewAnswer {
            kind: AnswerKind::Lookup,
            object_id: body.len().to_string(),
            version: 0,
            fetched_at: now(),
            body: (*body).to_owned(),
        })
        .collect();
    assert_eq!(answers::keep(&store, &meeting, &two).unwrap_err(), Error::DiskFull);
    assert_eq!(kept(&store, &meeting), confirmed);
    drop(store);
    let store = open(home.path());
    assert_eq!(kept(&store, &meeting), confirmed);
    keep(&store, &meeting, 20_000).unwrap();
}

const TEST: &str = "tests::disk_full::a_real_full_disk_is_named_and_loses_nothing";

/// The child, in a namespace of its own where `home` is 2 MiB of memory.
fn on_a_small_disk(home: &Path) -> String {
    let store = open(home);
    let meeting = add_meeting(&store, "x");
    let confirmed = fill(&store, &meeting);
    let still = kept(&store, &meeting);
    drop(store);
    let again = Store::open(home, Unlock::Memory(key()));
    let reopened = again.as_ref().map(|store| kept(store, &meeting));
    // Nothing but the log's own growth may be refused now; a course is small and still does not get lost half.
    let small = again.as_ref().is_ok_and(|store| courses::add(store, "y", None, now()).is_ok());
    let listed = again.as_ref().map(|store| courses::list(store).unwrap().len());
    format!(
        "{}",
        confirmed > 20 && still == confirmed && reopened == Ok(confirmed) && listed == Ok(usize::from(small))
    )
}

#[test]
fn a_real_full_disk_is_named_and_loses_nothing() {
    if let Some(folder) = child::role() {
        println!("OUTCOME {}", on_a_small_disk(Path::new(&folder)));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let mount = "mount -t tmpfs -o size=2m tmpfs \"$0\" && exec \"$@\"";
    let unshare = |rest: &mut Command| {
        rest.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
    };
    let mut probe = Command::new("unshare");
    unshare(&mut probe);
    if !probe.args([mount, home, "true"]).output().is_ok_and(|output| output.status.success()) {
        println!("no small disk can be mounted here; the page limit above stands for it");
        return;
    }
    let inner = child::command(TEST, home);
    let mut command = Command::new("unshare");
    unshare(&mut command);
    command.args([mount, home]).arg(inner.get_program()).args(inner.get_args());
    for (name, value) in inner.get_envs() {
        command.env(name, value.unwrap());
    }
    assert_eq!(child::outcome(&command.output().unwrap()), "true");
}
