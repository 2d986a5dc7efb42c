//! Several programs on one data folder, and programs that are killed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Desk, done};
use rand::{Rng, SeedableRng};
use std::time::{Duration, Instant};

const KILLS: u32 = 50;

#[tokio::test(flavor = "multi_thread")]
async fn eight_programs_at_once_lose_nothing() {
    let desk = Desk::signed_in("demo").await;
    let class = "Databases I, lecture 8";
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", class]).ok();
    let found = desk.json(&["reconcile", class]);
    let students: Vec<&str> =
        found["students"].as_array().unwrap().iter().map(|s| s["student_id"].as_str().unwrap()).collect();
    let eight = &students[..8];
    let running: Vec<_> = eight
        .iter()
        .enumerate()
        .map(|(n, student)| {
            let note = format!("note {n}");
            desk.command(&["mark", class, student, "excused", "--note", &note]).spawn().unwrap()
        })
        .collect();
    for child in running {
        done(child).ok();
    }
    let after = desk.json(&["reconcile", class]);
    for (n, student) in eight.iter().enumerate() {
        let marked =
            after["students"].as_array().unwrap().iter().find(|s| s["student_id"] == *student).unwrap();
        assert_eq!(
            (marked["status"].as_str(), marked["decided_by"].as_str(), marked["note"].as_str()),
            (Some("excused"), Some("instructor"), Some(format!("note {n}").as_str()))
        );
    }
    assert_eq!(desk.json(&["history"]).as_array().unwrap().len(), 8);
}

/// Kills the program at fifty moments of a sync, spread over the whole of it, and looks each time whether what was there
/// before is still there.
#[tokio::test(flavor = "multi_thread")]
async fn killed_at_fifty_moments_of_a_sync_it_loses_nothing() {
    // Slow answers, so that many of the kills fall into the fetching and not into the opening of the store.
    let desk = Desk::slow("conference-74", Duration::from_millis(5)).await;
    desk.run(&["sign-in", "--device-code"]).ok();
    desk.run(&["meetings", "--refresh"]).ok();
    desk.run(&["sync", "Conference"]).ok();
    // An already fetched class is what is synced below, so that is what is timed.
    let began = Instant::now();
    desk.run(&["sync", "Conference"]).ok();
    let whole = began.elapsed();
    let student =
        desk.json(&["reconcile", "Conference"])["students"][0]["student_id"].as_str().unwrap().to_owned();
    desk.run(&["mark", "Conference", &student, "excused"]).ok();
    let before = desk.json(&["show", "Conference"]);

    let seed = 20_251_126;
    println!("seed {seed}, a whole sync takes {} ms", whole.as_millis());
    let mut dice = rand::rngs::StdRng::seed_from_u64(seed);
    let mut finished = 0;
    for kill in 0..KILLS {
        let mut child = desk.command(&["sync", "Conference"]).spawn().unwrap();
        let share = dice.random_range(0.0..1.1);
        tokio::time::sleep(Duration::from_secs_f64(whole.as_secs_f64() * share)).await;
        if child.try_wait().unwrap().is_some() {
            finished += 1;
        }
        let _ = child.kill();
        let _ = child.wait();
        let after = desk.json(&["show", "Conference"]);
        for part in ["meeting", "participants", "calls"] {
            assert_eq!(after[part], before[part], "{part} after kill {kill} of seed {seed}");
        }
    }
    println!("{finished} of {KILLS} had finished before their kill");
    assert!(finished < KILLS / 2, "most of the programs were killed on the way, {finished} were not");
    let found = desk.json(&["reconcile", "Conference"]);
    let marked =
        found["students"].as_array().unwrap().iter().find(|s| s["student_id"] == student.as_str()).unwrap();
    assert_eq!(marked["status"], "excused");
    desk.run(&["sync", "Conference"]).ok();
}
