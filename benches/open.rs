//! Opening a cached class, against the sqlite3 shell reading the same rows from an unencrypted file.
//!
//! Ours: from the encrypted answers to the JSON that the window gets, everything computed anew. The shell's: a table of
//! participants and one of sessions with the values that this JSON holds, printed as lines, the start of its process
//! included. `make bench` prints the table.
#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::naive_bytecount,
    missing_docs
)]

#[allow(dead_code)]
mod data_folder;
#[allow(dead_code)]
mod graph_bodies;
#[allow(dead_code)]
mod side_by_side;

use data_folder::{CALLS, DataFolder, REPORTS, Sent, cut};
use graph_bodies as graph;
use rollbook_core::observation::Source;
use rollbook_engine::view::ShowView;
use rollbook_store::answers;
use side_by_side::{asked_for, median, ms, ratio, timed};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PEOPLE: usize = 5_000;
const SESSIONS_OF_ONE: usize = 10;
const CALL_RECORDS: usize = 40;
const RUNS: usize = 15;

#[tokio::main]
async fn main() {
    if !asked_for() {
        return;
    }
    println!("### Opening a cached class\n");
    println!("{PEOPLE} participants, {} sessions, median of {RUNS} runs.\n", PEOPLE * SESSIONS_OF_ONE);
    println!("| class | step | time | against the sqlite3 shell | ratio |");
    println!("|---|---|---|---|---|");
    let pages =
        (0..PEOPLE / 500).map(|page| graph::records(0, page * 500..(page + 1) * 500, SESSIONS_OF_ONE));
    let report = [Sent { object: graph::report(0, PEOPLE), pages: pages.collect() }];
    let folder = DataFolder::new(PEOPLE).await;
    folder.keep(cut(REPORTS, &report), Source::AttendanceReports);
    one("one report", &folder).await;
    let of_one = PEOPLE / CALL_RECORDS;
    let calls: Vec<Sent> = (0..CALL_RECORDS)
        .map(|call| Sent {
            object: graph::call_record(call),
            pages: vec![graph::sessions(call, call * of_one..(call + 1) * of_one, SESSIONS_OF_ONE)],
        })
        .collect();
    let folder = DataFolder::new(PEOPLE).await;
    folder.keep(cut(CALLS, &calls), Source::CallRecords);
    one(&format!("{CALL_RECORDS} call records"), &folder).await;
    println!();
}

async fn one(what: &str, folder: &DataFolder) {
    let show = folder.engine.show(&folder.class).await.unwrap();
    assert_eq!(show.participants.len(), PEOPLE);
    let sessions: usize = show.participants.iter().map(|person| person.sessions.len()).sum();
    assert_eq!(sessions, PEOPLE * SESSIONS_OF_ONE);
    let plain = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = plain.path().join("plain.db");
    let bytes_of_the_shell = unencrypted(&file, &show);
    let mut times: [Vec<Duration>; 5] = Default::default();
    let mut bytes = 0;
    for _ in 0..RUNS {
        times[0].push(shell(&file, bytes_of_the_shell));
        times[1].push(timed(|| answers::latest(&folder.store, &folder.class).unwrap()).0);
        let began = Instant::now();
        let show = folder.engine.show(&folder.class).await.unwrap();
        times[2].push(began.elapsed());
        let text = serde_json::to_vec(&show).unwrap();
        times[3].push(began.elapsed());
        bytes = text.len();
        drop((show, text));
        let began = Instant::now();
        std::hint::black_box(folder.engine.reconcile(&folder.class).await.unwrap());
        times[4].push(began.elapsed());
    }
    let [shell, stored, shown, json, reconciled] = times.map(median);
    let against = format!("{}, {:.1} MB", ms(shell), bytes_of_the_shell as f64 / 1e6);
    for (step, time) in [
        ("of it, reading, decrypting, unpacking", stored),
        ("of it, as values", shown),
        (&*format!("the JSON of `show`, {:.1} MB", bytes as f64 / 1e6), json),
        ("`reconcile` with a roster of the same people, as values", reconciled),
    ] {
        println!("| {what} | {step} | {} | {against} | {:.2} |", ms(time), ratio(time, shell));
    }
}

/// Writes the rows into a plain `SQLite` file; the size of what the shell prints of it.
fn unencrypted(file: &Path, show: &ShowView) -> usize {
    let mut shell =
        Command::new("sqlite3").arg(file).stdin(Stdio::piped()).spawn().expect("the benchmark needs sqlite3");
    let mut sql = shell.stdin.take().unwrap();
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let columns = [
        "participant (id, name, email, kind, summed, connected, present, total_minutes, present_minutes, first_join, last_leave)",
        "session (participant_id, joined, left, seconds, call_id, flags)",
    ];
    writeln!(sql, "BEGIN; CREATE TABLE {}; CREATE TABLE {};", columns[0], columns[1]).unwrap();
    let value = |value: serde_json::Value| match value {
        serde_json::Value::Null => "NULL".to_owned(),
        serde_json::Value::String(text) => quoted(&text),
        other => quoted(&other.to_string()),
    };
    for person in &show.participants {
        let all = serde_json::to_value(person).unwrap();
        let fields = [
            "id",
            "name",
            "email",
            "kind",
            "summed_seconds",
            "connected_seconds",
            "present_seconds",
            "total_minutes",
            "present_minutes",
            "first_join",
            "last_leave",
        ];
        let values: Vec<String> = fields.iter().map(|field| value(all[*field].clone())).collect();
        writeln!(sql, "INSERT INTO participant VALUES ({});", values.join(",")).unwrap();
        for session in all["sessions"].as_array().unwrap() {
            let fields = ["join", "leave", "seconds", "call_id", "flags"];
            let values: Vec<String> = fields.iter().map(|field| value(session[*field].clone())).collect();
            writeln!(sql, "INSERT INTO session VALUES ({},{});", quoted(&person.id), values.join(","))
                .unwrap();
        }
    }
    writeln!(sql, "COMMIT;").unwrap();
    drop(sql);
    assert!(shell.wait().unwrap().success());
    let printed = read_by_shell(file);
    assert_eq!(printed.iter().filter(|byte| **byte == b'\n').count(), PEOPLE * (1 + SESSIONS_OF_ONE));
    printed.len()
}

fn read_by_shell(file: &Path) -> Vec<u8> {
    let query = "SELECT * FROM participant; SELECT * FROM session;";
    Command::new("sqlite3").arg("-readonly").arg(file).arg(query).output().unwrap().stdout
}

fn shell(file: &Path, bytes: usize) -> Duration {
    let (time, printed) = timed(|| read_by_shell(file));
    assert_eq!(printed.len(), bytes);
    time
}
