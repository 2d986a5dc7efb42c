//! One class, three kinds of LMS: the same plan, sent, read back, taken back.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::World;
use rollbook_engine::library::Range;
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::{NewMeeting, UploadView};
use rollbook_engine::{Code, Context, MeetingId, Status};
use rollbook_sandbox::{Action, Fault, Server};
use secrecy::SecretString;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

fn ctx() -> Context {
    Context::default()
}

/// The first class of the small course, in a course of another LMS.
async fn elsewhere(scenario: &str, kind: &str) -> (World, MeetingId) {
    let world = World::of_the_term(scenario).await;
    let (_, show) = world.synced("db1-01").await;
    let info = world.sandbox.info().clone();
    let (url, token) = match kind {
        "moodle" => (info.moodle_url, info.moodle_token),
        _ => (info.canvas_url, info.canvas_token),
    };
    let check = world.engine.check_lms(kind, &url, SecretString::from(token), &ctx()).await.unwrap();
    assert!(check.who.is_some() && check.courses > 0, "{check:?}");
    assert!(check.abilities.iter().any(|one| one.deed == "write-marks" && one.granted), "{check:?}");
    let courses = world.engine.courses(true, &ctx()).await.unwrap().courses;
    let course = courses.iter().rfind(|one| one.lms_id.as_deref() == Some("2")).unwrap().id.clone();
    let roster = world.engine.roster(&course, true, &ctx()).await.unwrap();
    assert!(roster.students.len() >= 30 && roster.students.iter().all(|one| one.lms_id.is_some()));
    let new = NewMeeting {
        title: "Joins".to_owned(),
        start: show.meeting.start.map(|at| at.to_rfc3339()),
        end: show.meeting.end.map(|at| at.to_rfc3339()),
        join_url: show.meeting.join_url.clone(),
        course: Some(course),
        ..NewMeeting::default()
    };
    let id = MeetingId::new(world.engine.add_meeting(&new).await.unwrap());
    assert_eq!(common::sync(&world.engine, &id).await.error, None);
    (world, id)
}

async fn plan(world: &World, id: &MeetingId) -> UploadView {
    world.engine.plan_upload(id, &ctx()).await.unwrap()
}

async fn upload(world: &World, id: &MeetingId, reviewed: Option<&str>) -> UploadView {
    world.engine.upload(id, reviewed, OnConflict::Stop, &ctx()).await.unwrap()
}

/// Reviewed, sent, the same again is nothing, one change is one update, and all of it is taken back.
async fn whole_way(scenario: &str, kind: &str, taken_back: &str) {
    let (world, id) = elsewhere(scenario, kind).await;
    let dry = plan(&world, &id).await;
    assert!(dry.target.kind == kind && dry.target.session.is_some(), "the session at its time is found");
    assert!(!dry.makes_session && dry.summary.create >= 30, "{:?}", dry.summary);
    let sent = upload(&world, &id, Some(&dry.plan)).await;
    assert_eq!(sent.state, "done", "{:?}", sent.results);
    assert!(sent.results.iter().filter(|one| one.state == "confirmed").count() >= 30);
    let again = plan(&world, &id).await;
    let s = &again.summary;
    assert_eq!((s.create, s.update, s.conflict), (0, 0, 0), "{:?}", again.changes);
    let found = world.engine.reconcile(&id).await.unwrap();
    let one = found.students.iter().find(|student| student.status == "present").unwrap();
    world.engine.mark(&id, &one.student_id, Some(Status::Excused), Some("ill")).await.unwrap();
    let dry = plan(&world, &id).await;
    assert_eq!((dry.summary.update, dry.summary.create), (1, 0));
    assert_eq!(upload(&world, &id, Some(&dry.plan)).await.state, "done");
    let back = world.engine.revert(&sent.upload_id.unwrap(), &ctx()).await.unwrap();
    assert_eq!(back.state, taken_back, "{:?}", back.results);
    assert_eq!(back.results.iter().filter(|one| one.state == "conflict").count(), 1, "the changed one stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn moodle() {
    whole_way("demo", "moodle", "partial").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moodle_4_3() {
    whole_way("moodle-4.3", "moodle", "partial").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moodle_of_2026_cannot_take_marks_away() {
    let (world, id) = elsewhere("moodle-2026", "moodle").await;
    let sent = upload(&world, &id, None).await;
    assert_eq!(sent.state, "done");
    let back = world.engine.revert(&sent.upload_id.unwrap(), &ctx()).await.unwrap();
    assert_eq!(back.state, "partial");
    assert!(
        back.results
            .iter()
            .all(|one| one.error.as_ref().is_some_and(|error| error.message.contains("by hand")))
    );
    let plan = plan(&world, &id).await;
    assert_eq!(
        (plan.summary.create, plan.summary.conflict),
        (0, 0),
        "they are there still, and nobody else's"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn canvas() {
    whole_way("demo", "canvas", "partial").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn own_statuses_are_found_and_changed() {
    let (world, id) = elsewhere("demo", "moodle").await;
    upload(&world, &id, None).await;
    let map = world.engine.status_map(&id, &ctx()).await.unwrap();
    assert!(map.own.len() >= 4, "{map:?}");
    let of = |word: &str| map.targets.iter().find(|one| one.status == word).unwrap().becomes.clone();
    assert_eq!((of("present").as_deref(), of("absent").as_deref()), (Some("P"), Some("A")));
    assert_eq!(of("left-early").as_deref(), Some("LE"));
    let changes = plan(&world, &id).await;
    assert_eq!(changes.summary.update, 0);
    world.engine.choose_status(&id, "left-early", Some("L")).await.unwrap();
    let found = world.engine.reconcile(&id).await.unwrap();
    let left = found.students.iter().filter(|student| student.status == "left-early").count();
    assert_eq!(
        plan(&world, &id).await.summary.update as usize,
        left,
        "those who left early, and nobody else"
    );
    let unknown = world.engine.choose_status(&id, "left-early", Some("ZZ")).await.unwrap_err();
    assert_eq!(unknown.code, Code::BadInput);
    world.engine.choose_status(&id, "left-early", None).await.unwrap();
    assert_eq!(plan(&world, &id).await.summary.update, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_at_the_time_of_the_class_is_found_and_not_made_again() {
    let (world, id) = elsewhere("demo", "moodle").await;
    upload(&world, &id, None).await;
    let session = plan(&world, &id).await.target.session.unwrap();
    // The class forgets its session: the one that was made is found by its time and title.
    world.engine.link_meeting(&id, None).await.unwrap();
    let found = plan(&world, &id).await;
    assert_eq!((found.target.session, found.makes_session), (Some(session), false));
}

/// A class that no LMS knows yet, three days ahead, with marks set by hand.
async fn unheard_of(world: &World, beside: &MeetingId) -> MeetingId {
    let show = world.engine.show(beside).await.unwrap();
    let ahead = |at: Option<chrono::DateTime<chrono::Utc>>| {
        (at.unwrap() + chrono::TimeDelta::days(33) + chrono::TimeDelta::hours(5)).to_rfc3339()
    };
    let new = NewMeeting {
        title: "Extra".to_owned(),
        start: Some(ahead(show.meeting.start)),
        end: Some(ahead(show.meeting.end)),
        course: show.meeting.course_id.clone(),
        ..NewMeeting::default()
    };
    let id = MeetingId::new(world.engine.add_meeting(&new).await.unwrap());
    let students = world.engine.reconcile(&id).await.unwrap().students;
    for (student, status) in students.iter().zip([Status::Present, Status::Late, Status::Excused]) {
        world.engine.mark(&id, &student.student_id, Some(status), None).await.unwrap();
    }
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_missing_is_made_once() {
    for kind in ["moodle", "canvas"] {
        let (world, beside) = elsewhere("demo", kind).await;
        let id = unheard_of(&world, &beside).await;
        let dry = plan(&world, &id).await;
        assert_eq!((dry.makes_session, dry.target.session.as_deref()), (true, None), "{kind}");
        assert_eq!((dry.summary.create, dry.summary.update), (3, 0), "{kind}");
        let sent = upload(&world, &id, Some(&dry.plan)).await;
        assert_eq!((sent.state.as_str(), sent.makes_session), ("done", false), "{kind}: {:?}", sent.results);
        let session = plan(&world, &id).await.target.session.unwrap();
        world.engine.link_meeting(&id, None).await.unwrap();
        assert_eq!(
            plan(&world, &id).await.target.session,
            Some(session),
            "{kind}: found again, not made again"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_become_grades_and_nobody_elses_is_overwritten() {
    for kind in ["moodle", "canvas"] {
        let (world, id) = elsewhere("demo", kind).await;
        let course = world.engine.show(&id).await.unwrap().meeting.course_id.unwrap();
        let items = world.engine.grade_items(&course, &ctx()).await.unwrap().items;
        let item =
            items.iter().find(|item| item.max > 1.0).or(items.first()).unwrap_or_else(|| panic!("{kind}"));
        let dry = world.engine.grades(&course, &item.id, None, &ctx()).await.unwrap();
        assert!(dry.state == "dry-run" && dry.summary.create + dry.summary.update >= 20, "{kind}: {dry:?}");
        let first = dry.changes.iter().find(|one| one.action == "create").unwrap();
        assert!(
            first.after == Some(item.max) || first.after == Some(0.0),
            "{kind}: one class counts: {first:?}"
        );
        let sent = world.engine.grades(&course, &item.id, Some(OnConflict::Stop), &ctx()).await.unwrap();
        assert_eq!(sent.state, "done", "{kind}");
        let again = world.engine.grades(&course, &item.id, Some(OnConflict::Stop), &ctx()).await.unwrap();
        assert_eq!((again.summary.create, again.summary.update, again.summary.conflict), (0, 0, 0), "{kind}");
        let missing = world.engine.grades(&course, "no-such", None, &ctx()).await.unwrap_err();
        assert_eq!(missing.code, Code::NotFound);
    }
}

/// A grade that a colleague set stays theirs as often as the others are sent, until the instructor says otherwise.
#[tokio::test(flavor = "multi_thread")]
async fn a_colleagues_grade_is_left_alone_until_it_is_asked_for() {
    let (world, id) = elsewhere("demo", "canvas").await;
    let engine = &world.engine;
    let course = engine.show(&id).await.unwrap().meeting.course_id.unwrap();
    let items = engine.grade_items(&course, &ctx()).await.unwrap().items;
    let item = items.iter().find(|item| item.max > 1.0).or(items.first()).unwrap();
    let keep = || Some(OnConflict::KeepTheirs(BTreeSet::new()));
    engine.grades(&course, &item.id, Some(OnConflict::Stop), &ctx()).await.unwrap();
    let assignment: u32 = item.id.parse().unwrap();
    let student = world.sandbox.canvas_grades(assignment)[0].student;
    let theirs = item.max / 4.0;
    world.sandbox.canvas_grade(assignment, student, Some(theirs));
    let score = || {
        let all = world.sandbox.canvas_grades(assignment);
        all.into_iter().find(|grade| grade.student == student).unwrap().score
    };
    for _ in 0..2 {
        let stopped = engine.grades(&course, &item.id, Some(OnConflict::Stop), &ctx()).await.unwrap();
        assert_eq!((stopped.state.as_str(), stopped.summary.conflict), ("conflict", 1));
        let kept = engine.grades(&course, &item.id, keep(), &ctx()).await.unwrap();
        assert_eq!((kept.state.as_str(), kept.summary.conflict, score()), ("done", 1, Some(theirs)));
    }
    engine.grades(&course, &item.id, Some(OnConflict::Overwrite), &ctx()).await.unwrap();
    assert_ne!(score(), Some(theirs));
    let after = engine.grades(&course, &item.id, None, &ctx()).await.unwrap();
    assert_eq!(after.summary.conflict, 0);
}

/// Another teacher changes three marks while ours are being written: theirs stay, whichever of ours had arrived by then.
#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_who_marks_at_the_same_time_is_not_overwritten() {
    let (quiet, id) = elsewhere("demo", "moodle").await;
    plan(&quiet, &id).await;
    let before = quiet.sandbox.requests().len();
    let session = upload(&quiet, &id, None).await.target.session.unwrap();
    let whole = quiet.sandbox.requests().len() - before;
    let rows = quiet.sandbox.moodle_rows(&session);
    let own = &rows[0].1;
    let other = rows.iter().map(|(_, status)| status).find(|status| *status != own).unwrap().clone();
    let three: Vec<String> =
        rows.iter().filter(|(_, status)| status == own).map(|(id, _)| id.clone()).take(3).collect();
    assert_eq!(three.len(), 3);
    let mut writes = 0;
    for after in 1..whole {
        let (world, id) = elsewhere("demo", "moodle").await;
        // Looked at before it is sent, as in the window.
        plan(&world, &id).await;
        world.sandbox.clear_requests();
        let slow =
            Fault::always(Server::Moodle, Action::Delay(400)).after(u32::try_from(after).unwrap()).times(1);
        world.sandbox.inject(slow);
        let mut theirs_in = None;
        let mut overtaken = None;
        let sorted = || {
            let mut rows = world.sandbox.moodle_rows(&session);
            rows.sort();
            rows
        };
        let sending = async { world.engine.upload(&id, None, OnConflict::Stop, &ctx()).await };
        tokio::pin!(sending);
        let sent = loop {
            tokio::select! {
                sent = &mut sending => break sent,
                () = tokio::time::sleep(Duration::from_millis(5)) => {}
            }
            let answered = world.sandbox.requests().len();
            if theirs_in.is_none() && answered == after {
                tokio::time::sleep(Duration::from_millis(50)).await;
                for student in &three {
                    world.sandbox.moodle_set(&session, student, &other);
                }
                theirs_in = Some(sorted());
            }
            if overtaken.is_none() && answered > after {
                overtaken = Some(theirs_in.as_ref() != Some(&sorted()));
            }
        };
        assert!(theirs_in.is_some(), "request {after}");
        // A write that was on its way already goes over it: Moodle compares nothing. Every other moment is safe.
        if overtaken == Some(true) {
            writes += 1;
            continue;
        }
        let held = || -> BTreeMap<String, String> {
            let rows = world.sandbox.moodle_rows(&session);
            let held: BTreeMap<_, _> = rows.iter().cloned().collect();
            assert_eq!(held.len(), rows.len(), "no row is doubled");
            held
        };
        let stand = || three.iter().all(|student| held().get(student) == Some(&other));
        assert!(stand(), "request {after}: {sent:?}");
        // Whatever was said, the difference shows them as conflicts, and the choice for theirs ends it.
        let dry = plan(&world, &id).await;
        let conflicts: BTreeSet<String> = dry
            .changes
            .iter()
            .filter(|change| change.action == "conflict")
            .map(|change| change.student_id.clone())
            .collect();
        let keep = OnConflict::KeepTheirs(conflicts.clone());
        let done = world.engine.upload(&id, Some(&dry.plan), keep, &ctx()).await.unwrap();
        assert_eq!(done.state, "done", "request {after}: {:?}", done.results);
        assert!(conflicts.len() == 3 && stand(), "request {after}: {} conflicts", conflicts.len());
        assert_eq!(held().len(), rows.len());
    }
    assert!(writes < whole / 2, "{writes} of {whole}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_courses_of_another_lms_do_not_get_in_the_way() {
    let (world, _) = elsewhere("demo", "moodle").await;
    // The contract's courses are there still; refreshing asks the Moodle for its own only.
    let rows = world.engine.meetings(true, Range::default(), &ctx()).await.unwrap().meetings;
    assert!(rows.iter().any(|row| row.meeting.lms_id.as_deref() == Some("db1-01")));
    let old = world.class("db1-02").await;
    common::sync(&world.engine, &old).await;
    let strange: Vec<_> = world.sandbox.requests().into_iter().filter(|seen| seen.status == 404).collect();
    assert!(strange.is_empty(), "{strange:?}");
    let courses = world.engine.courses(false, &ctx()).await.unwrap().courses;
    let old = courses.iter().find(|course| course.lms_id.as_deref() == Some("db1")).unwrap();
    assert_eq!(world.engine.roster(&old.id, true, &ctx()).await.unwrap_err().code, Code::BadInput);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_microsoft_the_lms_is_refreshed_all_the_same() {
    let world = World::connected("demo").await;
    let refused = world.engine.meetings(true, Range::default(), &ctx()).await.unwrap_err();
    assert_eq!(refused.code, Code::SignInNeeded, "the calendar could not be read");
    let rows = world.engine.meetings(false, Range::default(), &ctx()).await.unwrap().meetings;
    assert!(rows.len() > 10);
}
