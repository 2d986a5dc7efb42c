//! The main job on the pretend university: classes, rosters, sync, reconcile.
#![allow(clippy::unwrap_used, clippy::panic, clippy::default_trait_access, missing_docs)]

mod common;

use common::{World, code, sync, sync_by};
use rollbook_engine::library::Range;
use rollbook_engine::progress::Progress;
use rollbook_engine::sync::{SourceChoice, SyncOptions};
use rollbook_engine::view::{
    NewMeeting, ParticipantView, ReconcileView, RosterStudentView, ShowView, StudentView,
};
use rollbook_engine::{Context, MeetingId, Status};
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test(flavor = "multi_thread")]
async fn calendar_and_lms_give_each_class_once() {
    let world = World::signed_in("demo").await;
    let rows = world.refresh().await;
    let lms: BTreeSet<_> = rows.iter().filter_map(|row| row.meeting.lms_id.clone()).collect();
    assert_eq!((rows.len(), lms.len()), (20, 20), "eleven and nine classes, none twice");
    assert!(rows.iter().all(|row| row.course_title.is_some()));
    // "Meet now" has no link that anybody could know; of every other class calendar or LMS knows it.
    let linkless: BTreeSet<_> = rows
        .iter()
        .filter(|row| row.meeting.join_url.is_none())
        .map(|row| row.meeting.lms_id.as_deref().unwrap())
        .collect();
    assert_eq!(linkless, ["db1-53", "db1-56"].into());
    assert!(rows.windows(2).all(|two| two[0].meeting.start >= two[1].meeting.start), "newest first");
    let state = |id: &str| {
        rows.iter()
            .find(|row| row.meeting.lms_id.as_deref() == Some(id))
            .map(|row| row.state.clone())
            .unwrap()
    };
    assert_eq!((state("db1-01").as_str(), state("prog-09").as_str()), ("not-fetched", "upcoming"));
    let ids = |rows: &[rollbook_engine::view::MeetingRowView]| -> Vec<_> {
        rows.iter().map(|row| (row.meeting.id.clone(), row.meeting.join_url.clone())).collect()
    };
    assert_eq!(ids(&world.refresh().await), ids(&rows), "a second look changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn rosters_are_those_of_the_lms() {
    let world = World::of_the_term("demo").await;
    let courses = world.engine.courses(false, &Context::default()).await.unwrap().courses;
    let sizes: BTreeMap<_, _> = courses.iter().map(|c| (c.lms_id.clone().unwrap(), c.students)).collect();
    assert_eq!(sizes, [("db1".to_owned(), 30), ("prog".to_owned(), 300)].into());
    for course in &courses {
        let roster = world.engine.roster(&course.id, true, &Context::default()).await.unwrap();
        let ids: BTreeSet<_> = roster.students.iter().map(|s| s.lms_id.clone().unwrap()).collect();
        assert_eq!(ids.len(), course.students as usize);
        assert!(roster.students.iter().all(|s| s.active && !s.name.is_empty() && !s.emails.is_empty()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_class_comes_from_its_source_or_says_why_not() {
    let world = World::of_the_term("demo").await;
    let rows = world.engine.meetings(false, Range::default(), &Context::default()).await.unwrap().meetings;
    let ids: Vec<MeetingId> = rows.iter().map(|row| MeetingId::new(row.meeting.id.clone())).collect();
    let answer = world
        .engine
        .sync(&ids, SyncOptions::default(), &Progress::silent(), &Context::default())
        .await
        .unwrap();
    for (row, synced) in rows.iter().zip(&answer.meetings) {
        assert_eq!(row.meeting.id, synced.id, "answers in the order of the question");
        let lms_id = row.meeting.lms_id.as_deref().unwrap();
        let found = synced.error.as_ref().map_or(synced.sync.source.as_str(), code);
        let expected = match lms_id {
            "db1-53" | "db1-56" | "prog-06" => "call-records",
            "prog-04" => "not-organizer",
            "db1-90" | "prog-09" => "report-not-ready",
            _ => "attendance-reports",
        };
        assert_eq!(found, expected, "{lms_id}");
        assert_eq!(synced.state, if synced.error.is_some() { "failed" } else { "synced" });
        let show = world.engine.show(&MeetingId::new(synced.id.clone())).await.unwrap();
        assert_eq!(show.sync, synced.sync);
        match &synced.error {
            Some(error) => {
                assert!(show.participants.is_empty() && show.calls.is_empty() && show.log.is_empty());
                assert_eq!(show.sync.fetched_at, None);
                assert_eq!(error.details.contains_key("retry_at"), expected == "report-not-ready");
            }
            None => the_numbers_are_right(&world, &show).await,
        }
    }
}

/// Everything that `show` and `reconcile` say of one class, computed once more from the raw stays.
async fn the_numbers_are_right(world: &World, show: &ShowView) {
    let found = world.engine.reconcile(&MeetingId::new(show.meeting.id.clone())).await.unwrap();
    let course = show.meeting.course_id.clone().unwrap();
    let roster = world.engine.roster(&course, false, &Context::default()).await.unwrap().students;
    assert_eq!(found.students.len(), roster.len());
    let sum = found.summary;
    let students = sum.present + sum.late + sum.left_early + sum.absent + sum.excused + sum.unknown;
    assert_eq!((students as usize, sum.unmatched as usize), (roster.len(), found.unmatched.len()));
    assert!(sum.present as usize * 2 > roster.len() && sum.unknown == 0, "{sum:?}");
    assert!(show.participants.len() > roster.len() / 2);
    for (student, known) in found.students.iter().zip(&roster) {
        assert_eq!(student.student_id, known.student_id);
        let theirs = people_of(show, known);
        assert_eq!(
            student.participant_ids.iter().collect::<BTreeSet<_>>(),
            theirs.iter().map(|p| &p.id).collect(),
            "{}: matched by address and by nothing else",
            student.name
        );
        let expected = ruled(show, &theirs);
        assert_eq!((student.status.as_str(), student.present_seconds), expected, "{}", student.name);
        assert!(!student.reasons.is_empty());
    }
    let matched: BTreeSet<_> = found.students.iter().flat_map(|s| &s.participant_ids).collect();
    let unmatched: BTreeSet<_> = found.unmatched.iter().map(|u| &u.participant_id).collect();
    for person in &show.participants {
        let bot = person.kind == "application";
        assert_eq!(
            unmatched.contains(&person.id),
            !bot && !matched.contains(&person.id),
            "{:?}",
            person.name
        );
        measured(person, show);
    }
    a_name_alone_credits_nobody(&found);
}

fn people_of<'a>(show: &'a ShowView, student: &RosterStudentView) -> Vec<&'a ParticipantView> {
    let known = |email: &str| student.emails.iter().any(|own| own.eq_ignore_ascii_case(email));
    show.participants.iter().filter(|p| p.email.as_deref().is_some_and(known)).collect()
}

/// Presence and status by the presence rules, sections 3 and 5, counted by a sweep over joins and leaves.
fn ruled(show: &ShowView, people: &[&ParticipantView]) -> (&'static str, Option<i64>) {
    if people.is_empty() {
        return ("absent", Some(0));
    }
    let (start, end) = (nanos(show.meeting.start.unwrap()), nanos(show.meeting.end.unwrap()));
    let stays = stays(people);
    if stays.is_empty() {
        return ("present", None);
    }
    let inside: Vec<_> =
        stays.iter().map(|(from, to)| (*from.max(&start), *to.min(&end))).filter(|(a, b)| a < b).collect();
    let there = covered(&inside);
    let limit = 600 * 1_000_000_000;
    let first = inside.iter().map(|(from, _)| *from).min().unwrap_or(end);
    let last = inside.iter().map(|(_, to)| *to).max().unwrap_or(start);
    let status = if there * 100 < (end - start) * 50 {
        "absent"
    } else if first - start > limit {
        "late"
    } else if end - last > limit {
        "left-early"
    } else {
        "present"
    };
    (status, Some(rounded(there)))
}

fn measured(person: &ParticipantView, show: &ShowView) {
    let stays = stays(&[person]);
    if stays.is_empty() {
        assert_eq!((person.summed_seconds, person.present_seconds, person.total_minutes), (None, None, None));
        assert!(person.flags.contains(&"duration-unknown".to_owned()), "{person:?}");
        return;
    }
    let summed: i128 = stays.iter().map(|(from, to)| to - from).sum();
    let connected = covered(&stays);
    assert_eq!(person.summed_seconds, Some(rounded(summed)));
    assert_eq!(person.connected_seconds, Some(rounded(connected)));
    let twice = person.sessions.iter().filter(|s| s.flags.contains(&"overlap")).count();
    assert_eq!(twice > 1, connected < summed, "two devices at once count once, and say so");
    #[allow(clippy::cast_precision_loss)]
    let minutes = connected as f64 / 60e9;
    assert!((person.total_minutes.unwrap() - minutes).abs() <= 0.005 + 1e-9);
    let joins: Vec<_> = person.sessions.iter().map(|s| s.join).collect();
    assert!(joins.is_sorted());
    assert_eq!(person.first_join, joins[0]);
    assert!(show.calls.iter().any(|c| c.included && c.id == person.sessions[0].call_id.as_str()));
}

fn a_name_alone_credits_nobody(found: &ReconcileView) {
    let how: BTreeSet<_> = found.students.iter().filter_map(|s| s.matched.how.as_deref()).collect();
    assert!(how.is_subset(&["object-id", "email"].into()), "{how:?}");
}

fn stays(people: &[&ParticipantView]) -> Vec<(i128, i128)> {
    let all = people.iter().flat_map(|p| &p.sessions);
    all.filter_map(|s| Some((nanos(s.join?), nanos(s.leave?)))).collect()
}

fn covered(stays: &[(i128, i128)]) -> i128 {
    let mut edges: Vec<(i128, i32)> = stays.iter().flat_map(|(a, b)| [(*a, 1), (*b, -1)]).collect();
    edges.sort_unstable();
    let (mut depth, mut since, mut sum) = (0, 0, 0);
    for (at, step) in edges {
        if depth > 0 {
            sum += at - since;
        }
        depth += step;
        since = at;
    }
    sum
}

fn nanos(at: chrono::DateTime<chrono::Utc>) -> i128 {
    i128::from(at.timestamp()) * 1_000_000_000 + i128::from(at.timestamp_subsec_nanos())
}

fn rounded(nanos: i128) -> i64 {
    i64::try_from((nanos + 500_000_000).div_euclid(1_000_000_000)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_reports_of_one_class_are_one() {
    let world = World::of_the_term("demo").await;
    let (_, show) = world.synced("db1-03").await;
    let calls: BTreeSet<_> = show.calls.iter().filter(|c| c.included).map(|c| c.id.clone()).collect();
    assert_eq!((show.calls.len(), calls.len()), (2, 2));
    let both = show.participants.iter().filter(|p| {
        let of: BTreeSet<_> = p.sessions.iter().map(|s| &s.call_id).collect();
        of.len() == 2
    });
    assert!(both.count() > 15, "most came back after the break");
    let emails: Vec<_> = show.participants.iter().filter_map(|p| p.email.as_ref()).collect();
    assert_eq!(emails.len(), emails.iter().collect::<BTreeSet<_>>().len(), "nobody is there twice");
    let line = |part: &str| show.log.iter().any(|l| l.message.contains(part));
    assert!(line("Attendance reports: 9 listed, 2 of the class on"), "{:?}", show.log);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_the_same_day_is_listed_and_can_be_counted() {
    let world = World::of_the_term("demo").await;
    let (id, whole) = world.synced("db1-03").await;
    let end = whole.meeting.end.unwrap();
    let new = NewMeeting {
        title: "The last five minutes".into(),
        start: Some((end - chrono::TimeDelta::minutes(5)).to_rfc3339()),
        end: Some(end.to_rfc3339()),
        join_url: whole.meeting.join_url.clone(),
        course: whole.meeting.course_id.clone(),
        ..NewMeeting::default()
    };
    let short = MeetingId::new(world.engine.add_meeting(&new).await.unwrap());
    assert_ne!(short, id);
    assert_eq!(sync(&world.engine, &short).await.error, None);
    let show = world.engine.show(&short).await.unwrap();
    let (ours, others): (Vec<_>, Vec<_>) = show.calls.iter().partition(|c| c.included);
    assert_eq!((ours.len(), others.len()), (1, 1));
    assert!(others[0].reason.contains("outside the class"), "{}", others[0].reason);
    let names = [others[0].id.clone()];
    let more = world.again(true).set_calls(&short, &names, true, &Context::default()).await.unwrap();
    assert_eq!(more.participants.len(), whole.participants.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_attended_is_present_with_no_duration() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-05").await;
    assert!(show.participants.len() > 20);
    for person in &show.participants {
        assert_eq!((person.total_minutes, person.present_seconds), (None, None));
        assert!(person.sessions.is_empty() && person.flags.contains(&"duration-unknown".to_owned()));
    }
    let found = world.engine.reconcile(&id).await.unwrap();
    let seen: Vec<&StudentView> = found.students.iter().filter(|s| !s.participant_ids.is_empty()).collect();
    assert!(seen.iter().all(|s| s.status == "present" && s.present_seconds.is_none() && !s.late));
    assert_eq!(seen.len(), found.summary.present as usize);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_what_they_are() {
    let world = World::of_the_term("demo").await;
    let of = |show: &ShowView, kind: &str| -> Vec<ParticipantView> {
        show.participants.iter().filter(|p| p.kind == kind).cloned().collect()
    };
    let (id, show) = world.synced("db1-01").await;
    let guests = of(&show, "guest");
    assert_eq!(guests.len(), 1);
    assert_eq!(guests[0].email.as_deref(), Some("mireille.fontaine@fabrikam.example"));
    let found = world.engine.reconcile(&id).await.unwrap();
    assert!(found.unmatched.iter().any(|u| u.participant_id == guests[0].id));

    let (_, show) = world.synced("db1-02").await;
    let iphones: Vec<_> =
        show.participants.iter().filter(|p| p.name.as_deref() == Some("iPhone")).cloned().collect();
    assert_eq!(iphones.len(), 2, "two at once are two people");
    assert!(iphones.iter().all(|p| p.sessions.len() == 1 && p.email.is_none()));

    let (_, show) = world.synced("db1-03").await;
    assert_eq!(of(&show, "phone").len(), 1);

    // A call record names the recorder and a visitor without a name.
    let (id, show) = world.synced("db1-53").await;
    let found = world.engine.reconcile(&id).await.unwrap();
    let bots = of(&show, "application");
    assert_eq!(bots.len(), 1);
    assert!(found.unmatched.iter().all(|u| u.participant_id != bots[0].id), "a bot is nobody's task");
    let nameless: Vec<_> = show.participants.iter().filter(|p| p.name.is_none()).collect();
    assert_eq!(nameless.len(), 1);
    assert_eq!((nameless[0].kind.as_str(), nameless[0].email.as_deref()), ("guest", None));
    assert_eq!(show.participants.last().unwrap().id, nameless[0].id, "null names come last");
    assert!(show.calls.iter().any(|c| !c.included) || show.calls.len() == 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_outlive_another_sync() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let engine = &world.engine;
    let found = engine.reconcile(&id).await.unwrap();
    let absent = found.students.iter().find(|s| s.participant_ids.is_empty()).unwrap().student_id.clone();
    let marked = found.students.iter().find(|s| s.status == "present").unwrap().student_id.clone();
    let guest = show.participants.iter().find(|p| p.kind == "guest").unwrap().id.clone();
    let to = rollbook_engine::decide::MatchTo::Student(absent.clone());
    engine.set_match(&id, &guest, &to).await.unwrap();
    engine.mark(&id, &marked, Some(Status::Excused), Some("doctor's note")).await.unwrap();
    let before = engine.reconcile(&id).await.unwrap();
    let of =
        |view: &ReconcileView, id: &str| view.students.iter().find(|s| s.student_id == id).cloned().unwrap();
    assert_eq!(of(&before, &absent).participant_ids, [guest]);
    assert_eq!(of(&before, &marked).status, "excused");
    assert_eq!(sync(engine, &id).await.error, None);
    assert_eq!(engine.reconcile(&id).await.unwrap(), before);
    assert_eq!(engine.history(Some(&id)).await.unwrap().len(), 2);
    engine.undo().await.unwrap();
    engine.undo().await.unwrap();
    assert_eq!(engine.reconcile(&id).await.unwrap(), found);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_and_what_is_due_can_be_named() {
    let world = World::of_the_term("demo").await;
    let db1 = world.engine.courses(false, &Context::default()).await.unwrap().courses;
    let db1 = db1.iter().find(|c| c.lms_id.as_deref() == Some("db1")).unwrap().id.clone();
    assert_eq!(world.engine.meetings_of_course(&db1).await.unwrap().len(), 10);
    assert_eq!(world.engine.due().await.unwrap().len(), 18, "all that are over");
    let (id, _) = world.synced("db1-01").await;
    assert!(!world.engine.due().await.unwrap().contains(&id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_known_from_two_sources_counts_nobody_twice() {
    let world = World::of_the_term("demo").await;
    let by_calls = SyncOptions { source: SourceChoice::CallRecords, ..SyncOptions::default() };
    // Its two visitors without an account have no key that both sources share.
    let id = world.class("db1-02").await;
    assert_eq!(sync_by(&world.engine, &id, by_calls).await.error, None);
    let calls = world.engine.show(&id).await.unwrap();
    assert_eq!(sync(&world.engine, &id).await.error, None);
    let both = world.engine.show(&id).await.unwrap();
    let iphones =
        |show: &ShowView| show.participants.iter().filter(|p| p.name.as_deref() == Some("iPhone")).count();
    assert_eq!((iphones(&calls), iphones(&both)), (2, 2));
    // The sources give one address or another of a person, so the sums are compared alone.
    let sums = |show: &ShowView| {
        let known = show.participants.iter().filter(|p| p.email.is_some());
        let mut sums: Vec<_> = known.map(|p| p.summed_seconds).collect();
        sums.sort_unstable();
        sums
    };
    assert_eq!(sums(&both), sums(&calls));
    let (counted, aside): (Vec<_>, Vec<_>) = both.calls.iter().partition(|c| c.included);
    assert!(counted.iter().all(|c| c.kind == "report") && aside.iter().all(|c| c.kind == "call-record"));
    assert!(aside.iter().any(|c| c.reason == "the attendance report of this class counts"));
    assert!(aside.iter().all(|c| c.decided_by == "rule"));

    // The meeting is gone: what the report said stays.
    let gone = Action::Status { code: 404, headers: BTreeMap::new(), body: String::new() };
    world.sandbox.inject(Fault::always(Server::Graph, gone).at("/me/onlineMeetings?"));
    assert_eq!(sync(&world.engine, &id).await.error, None);
    assert_eq!(world.engine.show(&id).await.unwrap().participants, both.participants);
    world.sandbox.clear_faults();
    // Unless call records are asked for by name.
    assert_eq!(sync_by(&world.engine, &id, by_calls).await.error, None);
    assert_eq!(world.engine.show(&id).await.unwrap().participants, calls.participants);
}
