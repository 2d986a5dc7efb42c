//! With a meeting goes everything that hangs on it, and nothing of another one.

use super::{add_meeting, fresh, now};
use crate::answers::{AnswerKind, NewAnswer};
use crate::decisions::{DecisionKind, NewDecision};
use crate::lms_states::LmsState;
use crate::syncs::{CallsMode, Level, LogLine, NewAnswers, NewRun};
use crate::uploads::{NewUpload, UploadState};
use crate::{Error, decisions, lms_states, meetings, syncs, uploads};
use rollbook_core::observation::Source;
use serde_json::{Value, json};

#[test]
fn with_the_meeting_goes_everything_of_it() {
    let (_home, store) = fresh();
    let (gone, stays) = (add_meeting(&store, "canary"), add_meeting(&store, "other"));
    for meeting in [&gone, &stays] {
        let answer = NewAnswer {
            kind: AnswerKind::Report,
            object_id: "r".into(),
            version: 0,
            fetched_at: now(),
            body: format!("canary {meeting}"),
        };
        let new = NewAnswers { answers: vec![answer], named: Vec::new() };
        let run = NewRun {
            finished_at: now(),
            source: Source::AttendanceReports,
            calls_mode: CallsMode::Suggested,
            class_end: None,
            inputs: Value::Null,
            explanation: "canary".into(),
        };
        let line = LogLine { at: now(), level: Level::Info, message: "canary".into() };
        syncs::commit(&store, meeting, &new, &run, &[line]).unwrap();
        let decision = NewDecision {
            meeting_id: Some(meeting.clone()),
            course_id: None,
            kind: DecisionKind::Mark,
            subject: "s".into(),
            before: Value::Null,
            after: json!("present"),
            what: "canary".into(),
        };
        decisions::append(&store, &[decision], now()).unwrap();
        let state = LmsState { fetched_at: now(), etag: None, body: json!("canary") };
        lms_states::put(&store, meeting, &state).unwrap();
        let upload = NewUpload {
            meeting_id: meeting.clone(),
            target: json!("canary"),
            idempotency_key: meeting.to_string(),
            base_etag: None,
            rules: serde_json::Value::Null,
            reverts: None,
            rows: Vec::new(),
        };
        uploads::create(&store, &upload, UploadState::Planned, now()).unwrap();
    }
    meetings::erase(&store, &gone).unwrap();
    assert_eq!(meetings::erase(&store, &gone).unwrap_err(), Error::NotFound);
    for table in ["answer", "sync_run", "sync_log", "decision", "lms_state", "upload"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let rows: i64 = store.read(|c| Ok(c.query_row(&sql, [], |row| row.get(0))?)).unwrap();
        assert_eq!(rows, 1, "{table}");
    }
    assert_eq!(meetings::get(&store, &stays).unwrap().class.title, "other");
}
