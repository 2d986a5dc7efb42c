//! The upload journal and the LMS's last state.

use super::{add_meeting, fresh, later, now, open};
use crate::lms_states::{self, LmsState};
use crate::roster::{self, RosterEntry};
use crate::uploads::{
    NewUpload, NewUploadRow, RowResult, RowState, UploadState, advance, claim, create, get, list,
};
use crate::{Error, Store, courses};
use rollbook_core::{MeetingId, StudentId};
use serde_json::json;
use std::thread;

fn with_plan() -> (tempfile::TempDir, Store, NewUpload) {
    let (home, store) = fresh();
    let course = courses::add(&store, "Physics", None, now()).unwrap();
    let names = ["Zoe", "Adam"];
    let entries = names.map(|name| RosterEntry { name: name.into(), ..RosterEntry::default() });
    let students = roster::replace(&store, &course, &entries, now()).unwrap().added;
    let meeting = add_meeting(&store, "Week 1");
    let row = |student: &StudentId, state| NewUploadRow {
        student_id: student.clone(),
        lms_student_id: Some("77".into()),
        before: None,
        after: Some("present".into()),
        note: Some("came\0 by bus".into()),
        present_seconds: Some(3409),
        state,
    };
    let plan = NewUpload {
        meeting_id: meeting,
        target: json!({"kind": "http", "url": "https://lms.example", "course": "1", "session": "2"}),
        idempotency_key: "key-1".into(),
        base_etag: Some("\"v1\"".into()),
        rules: json!({"late_after_minutes": 10.0}),
        reverts: None,
        rows: vec![row(&students[0], RowState::Planned), row(&students[1], RowState::Skipped)],
    };
    (home, store, plan)
}

#[test]
fn a_plan_is_stored_with_all_its_rows_in_order() {
    let (_home, store, plan) = with_plan();
    let id = create(&store, &plan, UploadState::Planned, now()).unwrap();
    let read = get(&store, &id).unwrap();
    assert_eq!((&read.target, &read.base_etag), (&plan.target, &plan.base_etag));
    assert_eq!((read.state, read.finished_at, read.created_at), (UploadState::Planned, None, now()));
    let mut rows = plan.rows.clone();
    for row in &mut rows {
        row.note = Some("came by bus".into());
    }
    assert_eq!(read.rows.into_iter().map(|row| row.row).collect::<Vec<_>>(), rows);
    // The key is the LMS's proof against a repeat: never two plans with one.
    assert!(create(&store, &plan, UploadState::Planned, now()).is_err());
    assert_eq!(list(&store, None).unwrap().len(), 1);
    assert_eq!(get(&store, &"none".into()).unwrap_err(), Error::NotFound);
}

#[test]
fn results_are_stored_with_the_state_or_not_at_all() {
    let (_home, store, plan) = with_plan();
    let id = create(&store, &plan, UploadState::Queued, now()).unwrap();
    let result = |student: &StudentId, state, error: Option<&str>| RowResult {
        student_id: student.clone(),
        state,
        error: error.map(Into::into),
    };
    let zoe = &plan.rows[0].student_id;
    advance(&store, &id, UploadState::Unknown, &[result(zoe, RowState::Unknown, None)], later(1)).unwrap();
    assert_eq!(get(&store, &id).unwrap().finished_at, None);
    let half = [result(zoe, RowState::Confirmed, None), result(&"none".into(), RowState::Failed, None)];
    assert_eq!(advance(&store, &id, UploadState::Done, &half, later(2)).unwrap_err(), Error::NotFound);
    let read = get(&store, &id).unwrap();
    assert_eq!((read.state, read.rows[0].row.state), (UploadState::Unknown, RowState::Unknown));
    let failed = [result(zoe, RowState::Failed, Some("not-enrolled"))];
    advance(&store, &id, UploadState::Partial, &failed, later(3)).unwrap();
    let read = get(&store, &id).unwrap();
    assert_eq!((read.state, read.finished_at), (UploadState::Partial, Some(later(3))));
    assert_eq!(read.rows[0].error.as_deref(), Some("not-enrolled"));
    assert_eq!(read.rows[1].row.state, RowState::Skipped);
}

#[test]
fn one_of_several_programs_sends_a_queued_upload() {
    let (home, store, plan) = with_plan();
    let id = create(&store, &plan, UploadState::Queued, now()).unwrap();
    let from = [UploadState::Queued, UploadState::Planned];
    let claims: usize = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..6).map(|_| scope.spawn(|| claim(&open(home.path()), &id, &from).unwrap())).collect();
        threads.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum()
    });
    assert_eq!(claims, 1);
    assert_eq!(get(&store, &id).unwrap().state, UploadState::Sending);
    assert_eq!(claim(&store, &"none".into(), &from).unwrap_err(), Error::NotFound);
}

#[test]
fn uploads_are_listed_by_meeting_and_age() {
    let (_home, store, mut plan) = with_plan();
    let first = create(&store, &plan, UploadState::Planned, later(5)).unwrap();
    plan.idempotency_key = "key-2".into();
    let second = create(&store, &plan, UploadState::Planned, later(4)).unwrap();
    plan.idempotency_key = "key-3".into();
    plan.meeting_id = add_meeting(&store, "Week 2");
    plan.rows.clear();
    let third = create(&store, &plan, UploadState::Planned, later(6)).unwrap();
    let ids = |meeting: Option<&MeetingId>| -> Vec<_> {
        list(&store, meeting).unwrap().into_iter().map(|upload| upload.id).collect()
    };
    assert_eq!(ids(None), [second, first, third.clone()]);
    assert_eq!(ids(Some(&plan.meeting_id)), [third]);
    plan.meeting_id = "none".into();
    assert_eq!(create(&store, &plan, UploadState::Planned, now()).unwrap_err(), Error::NotFound);
}

#[test]
fn the_lms_state_is_the_last_one_read() {
    let (_home, store) = fresh();
    let meeting = add_meeting(&store, "Week 1");
    assert_eq!(lms_states::get(&store, &meeting).unwrap(), None);
    for n in 0..2 {
        let state =
            LmsState { fetched_at: later(n), etag: Some(format!("\"{n}\"")), body: json!({"records": [n]}) };
        lms_states::put(&store, &meeting, &state).unwrap();
        assert_eq!(lms_states::get(&store, &meeting).unwrap(), Some(state));
    }
    let state = LmsState { fetched_at: now(), etag: None, body: json!(null) };
    assert_eq!(lms_states::put(&store, &"none".into(), &state).unwrap_err(), Error::NotFound);
}
