//! People over all classes, erasing them, old classes, backups and the doctor: on a whole pretended term.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use chrono::TimeDelta;
use common::{World, offline_engine};
use rollbook_engine::decide::MatchTo;
use rollbook_engine::import::{ImportItem, ImportOptions};
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::{FileOptions, NewMeeting, PersonView, PurgeView, PurgeWhat};
use rollbook_engine::{Context, Engine, MeetingId, Status};
use rusqlite::Connection;
use rusqlite::types::Value;
use secrecy::SecretString;
use std::fmt::Write as _;

fn passphrase() -> SecretString {
    SecretString::from("a long enough phrase")
}

async fn named(engine: &Engine, name: &str) -> PersonView {
    let people = engine.people().await.unwrap().people;
    people.into_iter().find(|person| person.name.as_deref() == Some(name)).unwrap()
}

/// Every value of every table in the clear, answers unpacked by the export of each class beside it.
fn dump(world: &World) -> String {
    let connection = Connection::open(world.home.path().join("rollbook.db")).unwrap();
    let key = world.key.expose().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    });
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut text = String::new();
    for table in tables {
        let mut rows = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let width = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..width {
                match row.get::<_, Value>(column).unwrap() {
                    Value::Text(value) => text.push_str(&value),
                    Value::Blob(value) => text.push_str(&unpacked(&value)),
                    _ => {}
                }
                text.push('\n');
            }
        }
    }
    text
}

/// An answer's body: a form byte, then plain text, or its length and a block of LZ4.
fn unpacked(body: &[u8]) -> String {
    let bytes = match body {
        [1, a, b, c, d, block @ ..] => {
            let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            lz4_flex::block::decompress(block, length.min(1 << 26)).unwrap_or_default()
        }
        other => other.to_vec(),
    };
    String::from_utf8_lossy(&bytes).into_owned()
}

fn count(view: &PurgeView, what: &str) -> u32 {
    view.removed.iter().find(|one| one.what == what).map_or(0, |one| one.count)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_student_of_several_classes_is_one_person_with_a_history() {
    let world = World::of_the_term("demo").await;
    let (first, show) = world.synced("db1-01").await;
    world.synced("db1-02").await;
    let student = world.engine.reconcile(&first).await.unwrap().students.remove(0);
    world.engine.mark(&first, &student.student_id, Some(Status::Excused), Some("ill")).await.unwrap();

    let people = world.engine.people().await.unwrap().people;
    let person = people.into_iter().find(|person| person.id == student.student_id).unwrap();
    assert!(person.student);
    assert_eq!(person.classes, 1, "excused counts for nothing");
    let detail = world.engine.person(student.email.as_deref().unwrap()).await.unwrap();
    assert_eq!(detail.person, person);
    assert_eq!(detail.classes.len(), 2);
    let excused = detail.classes.iter().find(|class| class.meeting_id == first.as_str()).unwrap();
    assert_eq!((excused.status.as_deref(), excused.note.as_deref()), (Some("excused"), Some("ill")));
    assert!(detail.classes[0].start > detail.classes[1].start, "newest first");

    let visitors = show.participants.len();
    let people = world.engine.people().await.unwrap().people;
    assert!(people.iter().any(|person| !person.student), "of {visitors} some are not on the roster");
    let mut ids: Vec<&String> = people.iter().map(|person| &person.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), people.len());
    assert_eq!(world.engine.person("nobody@example.org").await.unwrap_err().code.word(), "not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_means_erased_and_others_stay() {
    let world = World::of_the_term("demo").await;
    let engine = &world.engine;
    let (first, _) = world.synced("db1-01").await;
    world.synced("db1-02").await;
    let found = engine.reconcile(&first).await.unwrap();
    // A student who was there, marked, matched by hand to a visitor, and sent to the LMS.
    let bearers = |name: &str| found.students.iter().filter(|s| s.name == name).count();
    let student = found.students.iter().find(|s| !s.participant_ids.is_empty() && bearers(&s.name) == 1);
    let student = student.unwrap().clone();
    let other = found.students.iter().rfind(|s| !s.participant_ids.is_empty()).unwrap().clone();
    engine.mark(&first, &student.student_id, Some(Status::Late), Some("came late")).await.unwrap();
    if let Some(visitor) = found.unmatched.iter().find(|open| open.email.is_none()) {
        let to = MatchTo::Student(student.student_id.clone());
        engine.set_match(&first, &visitor.participant_id, &to).await.unwrap();
    }
    let plan = engine.plan_upload(&first, &Context::default()).await.unwrap();
    assert!(plan.changes.iter().any(|change| change.student_id == student.student_id));
    engine.upload(&first, None, OnConflict::Stop, &Context::default()).await.unwrap();

    let detail = engine.person(&student.student_id).await.unwrap();
    let before = dump(&world);
    let traces: Vec<String> = detail.names.iter().chain(&detail.emails).cloned().collect();
    for trace in &traces {
        assert!(before.contains(trace.as_str()), "{trace} is there to be erased");
    }
    let others = engine.show(&first).await.unwrap().participants;

    let what = PurgeWhat::Person(student.email.clone().unwrap());
    let asked = engine.purge(&what, false).await.unwrap();
    assert!(!asked.done);
    assert_eq!(dump(&world), before, "only asked");
    let did = engine.purge(&what, true).await.unwrap();
    assert_eq!((did.done, &did.removed), (true, &asked.removed));
    assert_eq!(count(&did, "students"), 1);
    assert!(count(&did, "records") >= 2 && count(&did, "decisions") >= 1 && count(&did, "upload-rows") >= 1);

    let after = dump(&world).to_lowercase();
    for trace in &traces {
        let at = after.find(&trace.to_lowercase());
        assert_eq!(
            at.map(|at| &after[at.saturating_sub(200)..(at + 100).min(after.len())]),
            None,
            "{trace} is left"
        );
    }
    assert!(!after.contains(&student.student_id) && !after.contains("came late"));
    assert_eq!(engine.person(&student.student_id).await.unwrap_err().code.word(), "not-found");
    let left = engine.show(&first).await.unwrap().participants;
    let mine = |id: &str| detail_ids(&found, &student.student_id).contains(&id.to_owned());
    let expected: Vec<_> = others
        .into_iter()
        .filter(|person| !mine(&person.id) && !found_as_match(&found, &person.id))
        .collect();
    assert_eq!(left, expected, "everybody else as before");
    assert!(engine.person(&other.student_id).await.is_ok());
    assert!(engine.doctor().await.checks.iter().all(|check| check.state != "problem"));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_of_the_same_name_keeps_everything() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let before = world.engine.reconcile(&id).await.unwrap();
    let twins: Vec<_> = before.students.iter().filter(|s| s.name == "Anna Schmidt").collect();
    assert_eq!(twins.len(), 2, "the institution has two of one name");
    for twin in &twins {
        world.engine.mark(&id, &twin.student_id, Some(Status::Excused), None).await.unwrap();
    }
    let before = world.engine.reconcile(&id).await.unwrap();
    let gone = twins[0].student_id.clone();
    world.engine.purge(&PurgeWhat::Person(gone.clone()), true).await.unwrap();
    let after = world.engine.reconcile(&id).await.unwrap();
    let others: Vec<_> = before.students.into_iter().filter(|s| s.student_id != gone).collect();
    for (after, before) in after.students.iter().zip(&others) {
        assert_eq!(after, before);
    }
    assert_eq!(after.students.len(), others.len());
}

fn detail_ids(found: &rollbook_engine::view::ReconcileView, student: &str) -> Vec<String> {
    found
        .students
        .iter()
        .filter(|s| s.student_id == student)
        .flat_map(|s| s.participant_ids.clone())
        .collect()
}

/// The visitor that was matched to the student by hand.
fn found_as_match(found: &rollbook_engine::view::ReconcileView, id: &str) -> bool {
    found.unmatched.iter().find(|open| open.email.is_none()).is_some_and(|open| open.participant_id == id)
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_in_an_attendance_file_is_erased_from_it() {
    let (engine, _home) = offline_engine();
    let class = NewMeeting {
        title: "Seminar".to_owned(),
        start: Some("2026-11-25T10:00".to_owned()),
        end: Some("2026-11-25T11:00".to_owned()),
        timezone: Some("Europe/Berlin".to_owned()),
        ..NewMeeting::default()
    };
    let id = MeetingId::new(engine.add_meeting(&class).await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let text = "Full Name\tUser Action\tTimestamp\n\
                Ada Canary\tJoined\t11/25/2026, 10:00:00 AM\nBen Other\tJoined\t11/25/2026, 10:01:00 AM\n\
                Ada Canary\tLeft\t11/25/2026, 10:50:00 AM\nBen Other\tLeft\t11/25/2026, 10:59:00 AM\n";
    std::fs::write(&path, text).unwrap();
    let options = ImportOptions::of(&FileOptions::default()).unwrap();
    engine.import(vec![ImportItem { meeting: id.clone(), path, options }]).await.unwrap();
    let ada = named(&engine, "Ada Canary").await;
    assert!(!ada.student && ada.classes == 1);
    let did = engine.purge(&PurgeWhat::Person(ada.id), true).await.unwrap();
    assert!(count(&did, "records") >= 1, "{did:?}");
    let names: Vec<_> = engine.show(&id).await.unwrap().participants.into_iter().map(|p| p.name).collect();
    assert_eq!(names, [Some("Ben Other".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn old_classes_go_when_they_are_done_and_are_named_when_not() {
    let world = World::of_the_term("demo").await;
    let (sent, _) = world.synced("db1-01").await;
    let (open, _) = world.synced("db1-02").await;
    world.engine.upload(&sent, None, OnConflict::Stop, &Context::default()).await.unwrap();
    let now = world.engine.purge(&PurgeWhat::Expired(true), true).await.unwrap();
    assert!(now.removed.is_empty() && now.kept.is_empty(), "nothing is 400 days old");

    let later = world.at(TimeDelta::days(500), true);
    let view = later.purge(&PurgeWhat::Expired(true), true).await.unwrap();
    assert_eq!(view.kept.iter().map(|kept| kept.meeting_id.as_str()).collect::<Vec<_>>(), [open.as_str()]);
    assert!(count(&view, "meetings") >= 1);
    assert!(later.show(&sent).await.is_err());
    assert!(!later.show(&open).await.unwrap().participants.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_erased_but_the_settings() {
    let world = World::of_the_term("demo").await;
    world.synced("db1-01").await;
    let view = world.engine.purge(&PurgeWhat::Everything(true), true).await.unwrap();
    assert!(count(&view, "accounts") == 1 && count(&view, "secrets") == 2 && count(&view, "students") > 20);
    let left = dump(&world);
    assert!(!left.contains('@') && !left.contains("Europe"), "{left}");
    assert!(world.engine.people().await.unwrap().people.is_empty());
    assert!(world.engine.status().await.unwrap().account.is_none());
    assert!(world.engine.setting("lms.url").unwrap().set);
    world.sign_in().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_classes_decisions_and_settings_back() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let student = world.engine.reconcile(&id).await.unwrap().students.remove(0).student_id;
    world.engine.mark(&id, &student, Some(Status::Excused), None).await.unwrap();
    let reconciled = world.engine.reconcile(&id).await.unwrap();
    let path = world.home.path().join("term.rollbook-backup");
    let weak = world.engine.backup(path.clone(), SecretString::from("short")).await.unwrap_err();
    assert_eq!(weak.code.word(), "bad-input");
    let written = world.engine.backup(path.clone(), passphrase()).await.unwrap();
    assert!(written.meetings > 5 && written.bytes > 10_000);

    let (other, home) = offline_engine();
    let wrong = other.restore(path.clone(), SecretString::from("another phrase")).await.unwrap_err();
    assert_eq!(wrong.code.word(), "locked");
    assert!(other.people().await.unwrap().people.is_empty());
    let read = other.restore(path.clone(), passphrase()).await.unwrap();
    assert_eq!(read.meetings, written.meetings);
    assert_eq!(other.show(&id).await.unwrap(), show);
    assert_eq!(other.reconcile(&id).await.unwrap(), reconciled);
    assert_eq!(other.setting("lms.kind").unwrap().value, "http");
    assert!(home.path().join("config.toml").exists());
    assert_eq!(
        world.engine.backup(home.path().join("nowhere/x"), passphrase()).await.unwrap_err().code.word(),
        "internal"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_for_helpers_names_nobody() {
    let world = World::of_the_term("demo").await;
    world.synced("db1-01").await;
    let doctor = world.engine.doctor().await;
    assert!(doctor.checks.iter().any(|check| check.id == "database" && check.state == "ok"));
    let path = world.home.path().join("report.txt");
    world.engine.save_diagnostics(path.clone()).await.unwrap();
    let report = std::fs::read_to_string(path).unwrap();
    let info = world.sandbox.info();
    let home = world.home.path().display().to_string();
    for private in [info.lms_url.as_str(), &info.tenant, &info.client_id, &home, "@", "Teacher", "127.0.0.1"]
    {
        assert!(!report.contains(private), "{private} stands in\n{report}");
    }
    assert!(report.contains("database") && report.contains("lms.url"));
}
