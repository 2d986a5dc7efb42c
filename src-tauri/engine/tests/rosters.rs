//! Class lists from files become rosters: shown first, kept whole, students who left hidden with their history.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::offline_engine;
use rollbook_engine::{Code, Context};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/rosters").join(name)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_shown_then_kept_and_the_next_one_hides_who_left() {
    let (engine, home) = offline_engine();
    let course = engine.add_course("Physics", None).await.unwrap();
    let path = sample("at-school-students.csv");
    let shown = engine.preview_roster(&course, &path, None).await.unwrap();
    assert_eq!((shown.students.len(), shown.added, shown.changed, shown.hidden.len()), (5, 5, 0, 0));
    let roster = || async { engine.roster(&course, false, &Context::default()).await.unwrap().students };
    assert!(roster().await.is_empty(), "a preview stores nothing");
    engine.import_roster(&course, &path, None).await.unwrap();
    let first = roster().await;
    assert_eq!(first.iter().map(|s| s.name.as_str()).filter(|name| name.contains("Müller")).count(), 2);

    let next = home.path().join("next.csv");
    std::fs::write(&next, "Name,E-Mail\nMüller Franz,franz@example.at\nNeu Nora,nora@example.at\n").unwrap();
    let shown = engine.import_roster(&course, &next, None).await.unwrap();
    assert_eq!(
        (shown.added, shown.changed, shown.hidden.len()),
        (1, 1, 4),
        "one of that name, now with an address"
    );
    let again = engine.import_roster(&course, &next, None).await.unwrap();
    assert_eq!((again.added, again.changed, again.hidden.len()), (0, 0, 0));
    // They come back with their ids.
    engine.import_roster(&course, &path, None).await.unwrap();
    let ids = |students: Vec<rollbook_engine::view::RosterStudentView>| {
        students.into_iter().map(|s| s.student_id).collect::<Vec<_>>()
    };
    assert_eq!(ids(roster().await), ids(first));
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_named_by_hand_are_remembered_and_what_is_no_list_changes_nothing() {
    let (engine, home) = offline_engine();
    let course = engine.add_course("Physics", None).await.unwrap();
    let path = home.path().join("list.csv");
    std::fs::write(&path, "Foo;Bar;Baz\nSmith;Anna;a1\nJones;Bob;b2\nMüller;Carl;c3\n").unwrap();
    let said: BTreeMap<String, String> = [("0", "family"), ("1", "given"), ("2", "username")]
        .map(|(index, role)| (index.to_owned(), role.to_owned()))
        .into();
    engine.import_roster(&course, &path, Some(&said)).await.unwrap();
    let shown = engine.preview_roster(&course, &path, None).await.unwrap();
    assert!(shown.columns.iter().all(|column| column.from == "instructor"), "{:?}", shown.columns);
    assert_eq!(shown.students[0].username.as_deref(), Some("a1"));
    assert_eq!((shown.added, shown.changed, shown.hidden.len()), (0, 0, 0));

    for (name, bytes, code) in [
        ("empty.csv", &b""[..], Code::UnknownFormat),
        ("numbers.csv", b"1;2\n3;4\n5;6\n", Code::UnknownFormat),
        ("page.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Code::UnknownFormat),
    ] {
        let path = home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = engine.import_roster(&course, &path, None).await.unwrap_err();
        assert_eq!((error.code, &error.details["file"]), (code, &name.into()), "{error:?}");
    }
    // Nothing tells what these numbers are; the columns are shown all the same, so that they can be named.
    let shown = engine.preview_roster(&course, &home.path().join("numbers.csv"), None).await.unwrap();
    assert_eq!((shown.columns.len(), shown.students.len()), (2, 0));
    let problem = shown.problem.unwrap();
    assert!(
        !problem.message.contains("numbers.csv") && problem.message.starts_with(char::is_uppercase),
        "{problem:?}"
    );
    let bad: BTreeMap<String, String> = [("0".to_owned(), "surname?".to_owned())].into();
    assert_eq!(engine.import_roster(&course, &path, Some(&bad)).await.unwrap_err().code, Code::BadInput);
    assert_eq!(engine.roster(&course, false, &Context::default()).await.unwrap().students.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_is_a_roster() {
    let (engine, _home) = offline_engine();
    let mut seen = 0;
    for entry in std::fs::read_dir(sample("")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "md") {
            continue;
        }
        let course = engine.add_course(&path.to_string_lossy(), None).await.unwrap();
        let shown = engine.import_roster(&course, &path, None).await.unwrap();
        assert!(shown.students.len() > 1, "{}", path.display());
        seen += 1;
    }
    assert!(seen > 5);
}
