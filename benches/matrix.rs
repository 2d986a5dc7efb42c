//! A course as students × classes, from the encrypted answers of every class to the rows of the file.
//!
//! Against what cannot be left out: reading the kept answers of each class once. `make bench` prints the table.
#![allow(
    clippy::unwrap_used,
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
use rollbook_core::observation::Source;
use rollbook_engine::MeetingId;
use rollbook_engine::export::What;
use rollbook_engine::view::{ExportRequest, NewMeeting};
use rollbook_store::answers;
use side_by_side::{asked_for, ms, ratio, timed};
use std::time::Instant;

const STUDENTS: usize = 500;
const SIZES: [usize; 3] = [50, 150, 500];

#[tokio::main]
async fn main() {
    if !asked_for() {
        return;
    }
    println!("### A course as students × classes\n");
    println!("{STUDENTS} students, each in every class with two sessions; once each.\n");
    println!(
        "| classes | CSV matrix | a class | reading the answers | ratio | XLSX | HTML |\n|---|---|---|---|---|---|---|"
    );
    let mut folder = DataFolder::new(STUDENTS).await;
    let course = folder.engine.show(&folder.class).await.unwrap().meeting.course_id.unwrap();
    let report =
        [Sent { object: graph::report(0, STUDENTS), pages: vec![graph::records(0, 0..STUDENTS, 2)] }];
    let answers = cut(REPORTS, &report);
    folder.keep(answers.clone(), Source::AttendanceReports);
    let mut classes = vec![folder.class.clone()];
    for size in SIZES {
        while classes.len() < size {
            let new = NewMeeting {
                title: format!("Class {}", classes.len()),
                course: Some(course.clone()),
                start: Some("2026-11-24T09:00:00Z".into()),
                end: Some("2026-11-24T10:30:00Z".into()),
                ..NewMeeting::default()
            };
            folder.class = MeetingId::new(folder.engine.add_meeting(&new).await.unwrap());
            folder.keep(answers.clone(), Source::AttendanceReports);
            classes.push(folder.class.clone());
        }
        let read = timed(|| {
            classes.iter().map(|id| answers::latest(&folder.store, id).unwrap().len()).sum::<usize>()
        })
        .0;
        let mut times = Vec::new();
        for format in ["csv", "xlsx", "html"] {
            let request = ExportRequest { format: format.into(), ..ExportRequest::default() };
            let began = Instant::now();
            let made = folder.engine.make_export(&What::Course(course.clone()), &request).await.unwrap();
            times.push(began.elapsed());
            assert_eq!(made.rows, STUDENTS);
            assert!(made.first_rows[0].iter().all(|cell| cell != "no data"));
        }
        let each = times[0] / u32::try_from(size).unwrap();
        println!(
            "| {size} | {} | {} | {} | {:.2} | {} | {} |",
            ms(times[0]),
            ms(each),
            ms(read),
            ratio(times[0], read),
            ms(times[1]),
            ms(times[2])
        );
    }
    println!();
}
