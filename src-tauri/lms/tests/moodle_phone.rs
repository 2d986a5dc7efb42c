//! The way through the phone app's form.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod moodle_site;

use moodle_site::{Site, mark, removal, write};
use rollbook_lms::{LmsError, MarkFault, MarkState, Place};

#[tokio::test]
async fn a_class_of_today_is_found_marked_and_read_back() {
    let site = Site::open("demo").await;
    let new = site.new_session("today");
    let number = site.session().await.session;
    let phone = site.lms("mobile");
    let listed = phone.meetings("2", &site.ctx).await.unwrap();
    let shown = listed.items.iter().find(|one| one.id == format!("41:{number}")).unwrap();
    assert_eq!((shown.start, shown.end, listed.skipped), (new.start, Some(new.end), 0));
    let place = Place { course: Some("2".into()), session: shown.id.clone() };
    let empty = phone.read_marks(&place, &site.ctx).await.unwrap();
    assert_eq!((empty.students.as_ref().unwrap().len(), empty.statuses.len()), (31, 5));
    let marks = vec![mark(1001, "5"), mark(1002, "25"), mark(2001, "5"), mark(1003, "9")];
    let calls = site.requests().len();
    let written = phone.write_marks(&write(&place, marks, empty.version), &site.ctx).await.unwrap();
    assert_eq!(site.requests().len(), calls + 3, "the form, all marks in one call, the form again");
    let states: Vec<_> = written.results.iter().map(|one| one.state).collect();
    assert_eq!(states, [MarkState::Confirmed, MarkState::Confirmed, MarkState::Failed, MarkState::Failed]);
    let held = phone.read_marks(&place, &site.ctx).await.unwrap();
    assert_eq!(held.records, [mark(1001, "5"), mark(1002, "25")]);
    // The plug-in's own functions show the same, under the number alone.
    let plain = Place { course: None, session: shown.id.clone() };
    let service = site.lms("teacher").read_marks(&plain, &site.ctx).await.unwrap();
    assert_eq!(service.records, held.records);
    // Unlike those functions, the form lets the activity's grades follow.
    let grades = site.lms("teacher").read_grades("2", "attendance:41", &site.ctx).await.unwrap();
    assert!(grades.items.iter().any(|one| one.student_id == "1001" && one.points == Some(100.0)));
}

#[tokio::test]
async fn a_number_alone_is_looked_up_and_an_old_session_needs_its_module() {
    let site = Site::open("demo").await;
    let today = site.session().await;
    let phone = site.lms("mobile");
    assert!(phone.read_marks(&today, &site.ctx).await.is_ok());
    let old = Place { course: Some("2".into()), session: "1".into() };
    assert_eq!(phone.read_marks(&old, &site.ctx).await, Err(LmsError::NotFound(None)));
    let known = Place { course: Some("2".into()), session: "41:1".into() };
    assert!(phone.read_marks(&known, &site.ctx).await.is_ok());
    let nowhere = Place { course: None, session: "41:1".into() };
    assert_eq!(phone.read_marks(&nowhere, &site.ctx).await, Err(LmsError::BadId));
}

#[tokio::test]
async fn the_form_cannot_take_a_mark_away() {
    let site = Site::open("demo").await;
    let place = Place { course: Some("2".into()), session: format!("41:{}", site.session().await.session) };
    let phone = site.lms("mobile");
    phone.write_marks(&write(&place, vec![mark(1001, "5")], None), &site.ctx).await.unwrap();
    let back = phone.write_marks(&removal(&place, &[1001, 1002]), &site.ctx).await.unwrap();
    assert_eq!(back.results[0].error, Some(MarkFault::CannotRemove));
    assert_eq!(back.results[1].state, MarkState::Confirmed);
}
