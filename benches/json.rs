//! From the bytes that Graph sent to a stored and derived class, against `serde_json` reading the same bytes.
//!
//! A hundred megabytes of attendance records, in pages as Graph sends them: read, cut down to what may be kept, packed,
//! encrypted, committed, read again, and computed into people. `make bench` prints the table.
#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    missing_docs
)]

#[allow(dead_code)]
mod data_folder;
#[allow(dead_code)]
mod graph_bodies;
#[allow(dead_code)]
mod side_by_side;

use data_folder::{DataFolder, REPORTS, Sent, cut};
use graph_bodies as graph;
use rollbook_core::attendance::derive;
use rollbook_core::calls::Surroundings;
use rollbook_core::observation::Source;
use rollbook_core::versions::merge;
use rollbook_core::{Class, Span, When};
use rollbook_engine::observed;
use rollbook_store::answers;
use serde::Deserialize;
use side_by_side::{asked_for, median, ms, ratio, timed};
use std::collections::BTreeMap;
use std::time::Duration;

const REPORTS_OF_THE_CLASS: usize = 20;
const PEOPLE: usize = 6_400;
const A_PAGE: usize = 800;
const INTERVALS: usize = 3;
const RUNS: usize = 5;

#[tokio::main]
async fn main() {
    if !asked_for() {
        return;
    }
    let sent: Vec<Sent> = (0..REPORTS_OF_THE_CLASS)
        .map(|report| {
            let pages = (0..PEOPLE / A_PAGE)
                .map(|page| graph::records(report, page * A_PAGE..(page + 1) * A_PAGE, INTERVALS));
            Sent { object: graph::report(report, PEOPLE), pages: pages.collect() }
        })
        .collect();
    let bytes: usize = sent.iter().flat_map(|one| &one.pages).map(Vec::len).sum();
    let mut steps: [Vec<Duration>; 6] = Default::default();
    for _ in 0..RUNS {
        let owned = timed(|| {
            sent.iter().flat_map(|one| &one.pages).map(|page| read::<Page>(page)).collect::<Vec<_>>()
        });
        steps[0].push(owned.0);
        drop(owned);
        for (step, time) in steps[1..].iter_mut().zip(the_whole_way(&sent).await) {
            step.push(time);
        }
    }
    let [alone, read, store, load, derived, whole] = steps.map(median);
    let people = REPORTS_OF_THE_CLASS * PEOPLE;
    println!("### JSON of a sync\n");
    println!(
        "{:.0} MB of attendance records: {people} records with {} intervals in {REPORTS_OF_THE_CLASS} reports. Median of {RUNS} runs.\n",
        bytes as f64 / 1e6,
        people * INTERVALS
    );
    println!("| step | time | against `serde_json::from_slice` into the wire types alone: {} |", ms(alone));
    println!("|---|---|---|");
    for (step, time) in [
        ("bytes to what is kept", read),
        ("pack, encrypt, store, commit", store),
        ("read, decrypt, unpack, observe", load),
        ("derive people and presence", derived),
        ("the whole way", whole),
    ] {
        println!("| {step} | {} | {:.2} |", ms(time), ratio(time, alone));
    }
    println!();
}

async fn the_whole_way(sent: &[Sent]) -> [Duration; 5] {
    let folder = DataFolder::new(0).await;
    let (read, answers) = timed(|| cut(REPORTS, sent));
    let (store, ()) = timed(|| folder.keep(answers, Source::AttendanceReports));
    let (load, calls) = timed(|| {
        merge(observed::calls(&answers::latest(&folder.store, &folder.class).unwrap(), graph::TENANT).calls)
    });
    assert_eq!(calls.len(), REPORTS_OF_THE_CLASS);
    let at = |seconds| chrono::DateTime::from_timestamp(seconds, 0).unwrap();
    let class = Class {
        id: folder.class.clone(),
        title: "Conference".into(),
        when: When::Window(Span::new(at(graph::BEGINS), at(graph::BEGINS + 5_400)).unwrap()),
        timezone: chrono_tz::UTC,
        join_url: None,
        course_id: None,
        lms_id: None,
    };
    let (derived, attendance) =
        timed(|| derive(&class, calls, &Surroundings::default(), &BTreeMap::new(), false));
    assert_eq!(attendance.participants.len(), PEOPLE);
    let stays: usize = attendance.participants.iter().map(|person| person.stays.len()).sum();
    assert_eq!(stays, REPORTS_OF_THE_CLASS * PEOPLE * INTERVALS);
    [read, store, load, derived, read + store + load + derived]
}

fn read<'a, T: Deserialize<'a>>(page: &'a [u8]) -> T {
    serde_json::from_slice(page).unwrap()
}

/// The wire types as the documentation of Graph has them, and as a program without any of our care would read them.
#[derive(Deserialize)]
#[allow(dead_code)]
struct Page {
    value: Vec<AttendanceRecord>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct AttendanceRecord {
    id: Option<String>,
    email_address: Option<String>,
    role: Option<String>,
    total_attendance_in_seconds: Option<i64>,
    identity: Option<Identity>,
    attendance_intervals: Option<Vec<Interval>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Identity {
    #[serde(rename = "@odata.type")]
    odata_type: Option<String>,
    id: Option<String>,
    display_name: Option<String>,
    tenant_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Interval {
    join_date_time: Option<String>,
    leave_date_time: Option<String>,
    duration_in_seconds: Option<i64>,
}
