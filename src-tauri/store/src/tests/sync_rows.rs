//! Answers and syncs: nothing that was fetched is lost, and one sync is whole or not there.

use super::{add_meeting, fresh, later, now};
use crate::answers::{Answer, AnswerKind, NewAnswer, keep, latest, mark_gone};
use crate::syncs::{CallsMode, Level, LogLine, NewAnswers, NewRun, commit, last};
use crate::{Error, Store};
use rollbook_core::MeetingId;
use rollbook_core::observation::Source;
use serde_json::json;

fn answer(kind: AnswerKind, id: &str, version: u64, body: &str, seconds: i64) -> NewAnswer {
    NewAnswer { kind, object_id: id.into(), version, fetched_at: later(seconds), body: body.into() }
}

fn bodies(answers: &[Answer]) -> Vec<&str> {
    answers.iter().map(|answer| &*answer.body).collect()
}

fn run(source: Source, seconds: i64) -> NewRun {
    NewRun {
        finished_at: later(seconds),
        source,
        calls_mode: CallsMode::AllDay,
        class_end: Some(now()),
        inputs: json!({"z": 1, "a": [null, 0.5]}),
        explanation: "Call records: 128 read, 10 on 26 Nov".into(),
    }
}

fn with_meeting() -> (tempfile::TempDir, Store, MeetingId) {
    let (home, store) = fresh();
    let meeting = add_meeting(&store, "Week 1");
    (home, store, meeting)
}

#[test]
fn the_same_content_again_only_refreshes_its_time() {
    let (_home, store, meeting) = with_meeting();
    for seconds in [0, 60, 30] {
        keep(&store, &meeting, &[answer(AnswerKind::Report, "r1", 0, "A", seconds)]).unwrap();
    }
    let answers = latest(&store, &meeting).unwrap();
    assert_eq!(answers.len(), 1);
    assert_eq!((answers[0].first_fetched_at, answers[0].fetched_at), (now(), later(60)));
}

#[test]
fn other_content_is_kept_beside_the_older_newest_first() {
    let (_home, store, meeting) = with_meeting();
    let steps = [("A", 0, 0), ("B", 0, 1), ("A", 0, 2), ("v2", 2, 3), ("v1 late", 1, 4)];
    for (body, version, seconds) in steps {
        keep(&store, &meeting, &[answer(AnswerKind::CallRecord, "c", version, body, seconds)]).unwrap();
    }
    keep(&store, &meeting, &[answer(AnswerKind::Sessions, "c", 2, "s", 5)]).unwrap();
    // The highest version wins, whenever it came; in one version the content seen last.
    let answers = latest(&store, &meeting).unwrap();
    assert_eq!(bodies(&answers), ["v2", "v1 late", "A", "B", "s"]);
    assert_eq!(answers[0].version, 2);
}

#[test]
fn the_newest_content_is_the_one_seen_last_whatever_the_clock_said() {
    let (_home, store, meeting) = with_meeting();
    for (body, seconds) in [("A", 600), ("B", 0), ("C", -600), ("B", -1200)] {
        keep(&store, &meeting, &[answer(AnswerKind::Records, "r", 0, body, seconds)]).unwrap();
    }
    let answers = latest(&store, &meeting).unwrap();
    assert_eq!(bodies(&answers), ["B", "C", "A"]);
    assert_eq!((answers[0].first_fetched_at, answers[0].fetched_at), (now(), now()));
}

#[test]
fn long_answers_come_back_as_they_were() {
    let (home, store, meeting) = with_meeting();
    let long = [super::noise(1, 300_000), "Åsa ".repeat(200_000)];
    for (id, body) in ["noise", "words"].iter().zip(&long) {
        keep(&store, &meeting, &[answer(AnswerKind::Records, id, 0, body, 0)]).unwrap();
    }
    assert_eq!(bodies(&latest(&store, &meeting).unwrap()), long);
    drop(store);
    assert_eq!(bodies(&latest(&super::open(home.path()), &meeting).unwrap()), long);
}

#[test]
fn what_is_no_longer_named_is_marked_and_comes_back() {
    let (_home, store, meeting) = with_meeting();
    let other = add_meeting(&store, "Other");
    for id in ["r1", "r'2\""] {
        keep(&store, &meeting, &[answer(AnswerKind::Report, id, 0, id, 0)]).unwrap();
        keep(&store, &meeting, &[answer(AnswerKind::Records, id, 0, id, 0)]).unwrap();
        keep(&store, &other, &[answer(AnswerKind::Report, id, 0, id, 0)]).unwrap();
    }
    let gone = |meeting: &MeetingId| -> Vec<(AnswerKind, String)> {
        let gone = latest(&store, meeting).unwrap().into_iter().filter(|answer| answer.gone_at.is_some());
        gone.map(|answer| (answer.kind, answer.object_id)).collect()
    };
    mark_gone(&store, &meeting, AnswerKind::Report, &["r'2\"".into()], later(1)).unwrap();
    assert_eq!(gone(&meeting), [(AnswerKind::Report, "r1".into())]);
    assert!(gone(&other).is_empty());
    // The time it went stays; named again, it is back.
    mark_gone(&store, &meeting, AnswerKind::Report, &[], later(2)).unwrap();
    let answers = latest(&store, &meeting).unwrap();
    let at = answers.iter().find(|a| a.kind == AnswerKind::Report && a.object_id == "r1").unwrap().gone_at;
    assert_eq!(at, Some(later(1)));
    mark_gone(&store, &meeting, AnswerKind::Report, &["r1".into(), "r'2\"".into()], later(3)).unwrap();
    assert!(gone(&meeting).is_empty());
}

#[test]
fn a_sync_is_stored_whole() {
    let (_home, store, meeting) = with_meeting();
    keep(&store, &meeting, &[answer(AnswerKind::CallRecord, "old", 1, "old", 0)]).unwrap();
    assert_eq!(last(&store, &meeting).unwrap(), None);
    let new = NewAnswers {
        answers: vec![answer(AnswerKind::CallRecord, "new", 1, "new", 5)],
        named: vec![(AnswerKind::CallRecord, vec!["new".into()])],
    };
    let log = [
        LogLine { at: later(4), level: Level::Info, message: "Call records: 128 read".into() },
        LogLine { at: later(3), level: Level::Warn, message: "one vanished".into() },
    ];
    let id = commit(&store, &meeting, &new, &run(Source::CallRecords, 5), &log).unwrap();
    let read = last(&store, &meeting).unwrap().unwrap();
    assert_eq!((&read.id, &read.run, &read.log[..]), (&id, &run(Source::CallRecords, 5), &log[..]));
    let answers = latest(&store, &meeting).unwrap();
    assert_eq!(answers.iter().map(|answer| answer.gone_at).collect::<Vec<_>>(), [None, Some(later(5))]);

    for source in [Source::AttendanceReports, Source::TeamsCsv, Source::None] {
        commit(&store, &meeting, &NewAnswers::default(), &run(source, 6), &[]).unwrap();
        assert_eq!(last(&store, &meeting).unwrap().unwrap().run.source, source);
    }
}

#[test]
fn a_sync_that_fails_half_way_was_never_made() {
    let (_home, store, meeting) = with_meeting();
    commit(&store, &meeting, &NewAnswers::default(), &run(Source::AttendanceReports, 1), &[]).unwrap();
    let before = last(&store, &meeting).unwrap();
    // The log cannot be written: everything before it in the same sync must go too.
    let block =
        "CREATE TEMP TRIGGER stop BEFORE INSERT ON main.sync_log BEGIN SELECT raise(ABORT, 'no'); END";
    store.connection().execute_batch(block).unwrap();
    let new = NewAnswers { answers: vec![answer(AnswerKind::Report, "r", 0, "x", 2)], named: Vec::new() };
    let log = [LogLine { at: now(), level: Level::Error, message: "x".into() }];
    let failed = commit(&store, &meeting, &new, &run(Source::AttendanceReports, 2), &log);
    assert_eq!(failed.unwrap_err(), Error::Internal { code: "constraint" });
    assert_eq!(last(&store, &meeting).unwrap(), before);
    assert!(latest(&store, &meeting).unwrap().is_empty());
}

#[test]
fn a_meeting_that_went_away_during_the_sync_takes_nothing() {
    let (_home, store, _) = with_meeting();
    let nowhere = MeetingId::new("gone");
    let done = commit(&store, &nowhere, &NewAnswers::default(), &run(Source::None, 0), &[]);
    assert_eq!(done.unwrap_err(), Error::NotFound);
    assert_eq!(keep(&store, &nowhere, &[]).unwrap_err(), Error::NotFound);
}

#[test]
fn the_last_sync_is_the_one_stored_last_whatever_the_clock_said() {
    let (_home, store, meeting) = with_meeting();
    for (source, seconds) in [(Source::AttendanceReports, 600), (Source::CallRecords, 0)] {
        commit(&store, &meeting, &NewAnswers::default(), &run(source, seconds), &[]).unwrap();
    }
    assert_eq!(last(&store, &meeting).unwrap().unwrap().run.source, Source::CallRecords);
}
