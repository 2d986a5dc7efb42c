//! Looks that found nothing: kept until something is found, asked anew by whoever may see more.

use super::{add_meeting, fresh, later, now};
use crate::accounts::{AccountDetails, sign_in};
use crate::looks::{Look, ask_anew, get, put};
use crate::meetings;
use crate::syncs::{CallsMode, NewAnswers, NewRun, commit};
use crate::tokens::NewTokens;
use rollbook_core::MeetingId;
use rollbook_core::observation::Source;
use secrecy::SecretString;
use serde_json::json;

fn run() -> NewRun {
    NewRun {
        finished_at: later(1),
        source: Source::AttendanceReports,
        calls_mode: CallsMode::Suggested,
        class_end: None,
        inputs: json!({}),
        explanation: "From a report.".into(),
    }
}

#[test]
fn the_last_look_stands_until_something_is_found() {
    let (_home, store) = fresh();
    let [class, other] = ["Week 1", "Week 2"].map(|title| add_meeting(&store, title));
    assert_eq!(get(&store, &class).unwrap(), None);
    put(&store, &class, now(), &json!({"code": "report-not-ready"})).unwrap();
    put(&store, &other, now(), &json!({"code": "too-old"})).unwrap();
    put(&store, &class, later(60), &json!({"code": "report-empty"})).unwrap();
    let last = Look { at: later(60), said: json!({"code": "report-empty"}), anew: false };
    assert_eq!(get(&store, &class).unwrap(), Some(last));
    commit(&store, &class, &NewAnswers::default(), &run(), &[]).unwrap();
    assert_eq!(get(&store, &class).unwrap(), None);
    assert!(get(&store, &other).unwrap().is_some());
}

#[test]
fn a_new_sign_in_makes_every_question_worth_asking_again() {
    let (_home, store) = fresh();
    let class = add_meeting(&store, "Week 1");
    put(&store, &class, now(), &json!({})).unwrap();
    let details = AccountDetails {
        tenant_id: "t".into(),
        object_id: "o".into(),
        username: "ada@example.edu".into(),
        name: "Ada".into(),
        login_url: "https://login".into(),
        graph_url: "https://graph".into(),
        client_id: "c".into(),
        signed_in_at: now(),
    };
    let tokens = NewTokens {
        access: SecretString::from("a"),
        refresh: None,
        obtained_at: Some(now()),
        expires_at: later(3600),
        scopes: String::new(),
    };
    sign_in(&store, &details, "https://graph", &tokens).unwrap();
    assert!(get(&store, &class).unwrap().unwrap().anew);
    // The next look in vain is an answer again.
    put(&store, &class, later(5), &json!({})).unwrap();
    assert!(!get(&store, &class).unwrap().unwrap().anew);
    ask_anew(&store).unwrap();
    assert!(get(&store, &class).unwrap().unwrap().anew);
}

#[test]
fn a_class_that_is_gone_takes_its_look_along() {
    let (_home, store) = fresh();
    let class = add_meeting(&store, "Week 1");
    put(&store, &class, now(), &json!({})).unwrap();
    meetings::erase(&store, &class).unwrap();
    assert_eq!(get(&store, &class).unwrap(), None);
    put(&store, &MeetingId::new("nobody"), now(), &json!({})).unwrap();
}
