//! Rules: previewed before they apply, decisions like any other, and never changing what is in the LMS already.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::World;
use rollbook_engine::upload::OnConflict;
use rollbook_engine::view::ReconcileView;
use rollbook_engine::{Code, Context, Engine, MeetingId};
use std::collections::BTreeMap;

const LEAST: &str = "rules.min_present_percent";

fn rule(key: &str, value: &str) -> Vec<(String, String)> {
    vec![(key.to_owned(), value.to_owned())]
}

fn statuses(view: &ReconcileView) -> BTreeMap<String, String> {
    view.students.iter().map(|s| (s.student_id.clone(), s.status.clone())).collect()
}

async fn of(engine: &Engine, id: &MeetingId) -> BTreeMap<String, String> {
    statuses(&engine.reconcile(id).await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_says_who_would_change_and_changes_nobody() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let (other, _) = world.synced("db1-03").await;
    let before = (of(&world.engine, &id).await, of(&world.engine, &other).await);
    let found = world.again(true).preview_rules(&rule(LEAST, "97"), &[]).await.unwrap();
    assert_eq!(
        (of(&world.engine, &id).await, of(&world.engine, &other).await),
        before,
        "nothing changed yet"
    );
    assert!(
        found.students > 0
            && found.after.min_present_percent > 96.0
            && found.before.min_present_percent < 51.0
    );
    assert_eq!(found.students as usize, found.classes.iter().map(|c| c.changes.len()).sum::<usize>());

    world.engine.change_setting(LEAST, "97").await.unwrap();
    for (id, before) in [(&id, before.0), (&other, before.1)] {
        let after = of(&world.engine, id).await;
        let said: BTreeMap<_, _> = found
            .classes
            .iter()
            .filter(|class| class.meeting_id == id.as_str())
            .flat_map(|class| &class.changes)
            .map(|change| (change.student_id.clone(), (change.before.clone(), change.after.clone())))
            .collect();
        let came: BTreeMap<_, _> = before
            .iter()
            .filter(|(student, status)| after[*student] != **status)
            .map(|(student, status)| (student.clone(), (status.clone(), after[student].clone())))
            .collect();
        assert_eq!(said, came, "what was previewed is what came");
    }
    let same = world.engine.preview_rules(&rule(LEAST, "97"), &[]).await.unwrap();
    assert_eq!((same.students, same.classes.len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn counting_time_outside_the_class_is_previewed_too() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let strict = rule(LEAST, "100");
    world.engine.change_setting(LEAST, "100").await.unwrap();
    let outside = rule("rules.count_outside_window", "true");
    let found = world.engine.preview_rules(&outside, std::slice::from_ref(&id)).await.unwrap();
    let before = of(&world.engine, &id).await;
    world.engine.change_setting(&outside[0].0, "true").await.unwrap();
    let after = of(&world.engine, &id).await;
    let changed = before.iter().filter(|(student, status)| after[*student] != **status).count();
    assert_eq!(found.students as usize, changed);
    assert!(world.engine.preview_rules(&strict, &[]).await.unwrap().classes.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_a_decision_undone_and_redone_by_another_program() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-01").await;
    let before = of(&world.engine, &id).await;
    world.engine.change_setting(LEAST, "97").await.unwrap();
    let strict = of(&world.engine, &id).await;
    assert_ne!(before, strict);
    world.engine.change_setting(LEAST, "99").await.unwrap();
    world.engine.change_setting(LEAST, "99").await.unwrap();

    let file = || std::fs::read_to_string(world.home.path().join("config.toml")).unwrap();
    let again = world.again(true);
    assert_eq!(again.history(None).await.unwrap().len(), 2, "the same value again is no step");
    assert!(again.undo().await.unwrap().what.unwrap().contains("99 instead of 97"));
    assert_eq!(of(&again, &id).await, strict);
    assert!(again.undo().await.unwrap().what.is_some());
    assert_eq!(of(&again, &id).await, before);
    assert!(!file().contains("min_present_percent"), "back to the default, not to its number");
    assert_eq!(again.undo().await.unwrap().what, None);
    again.redo().await.unwrap();
    assert_eq!(of(&world.again(true), &id).await, strict);
    assert!(file().contains("97"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_rule_is_refused_and_changes_nothing() {
    let world = World::connected("demo").await;
    for (key, value) in [("timezone", "UTC"), ("rules.nothing", "1"), (LEAST, "101"), (LEAST, "half")] {
        let error = world.engine.preview_rules(&rule(key, value), &[]).await.unwrap_err();
        assert_eq!(error.code, Code::BadInput, "{key}={value}");
    }
    world.engine.change_setting(LEAST, "101").await.unwrap_err();
    assert!(world.engine.history(None).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_in_the_lms_keeps_its_rules_until_it_is_told_otherwise() {
    let world = World::of_the_term("demo").await;
    let (sent, _) = world.synced("db1-01").await;
    let (open, _) = world.synced("db1-03").await;
    let (engine, context) = (&world.engine, Context::default());
    assert_eq!(engine.reconcile(&sent).await.unwrap().rules_from, "settings");
    let done = engine.upload(&sent, None, OnConflict::Stop, &context).await.unwrap();
    assert_eq!(done.state, "done");
    let before = (of(engine, &sent).await, of(engine, &open).await);

    engine.change_setting(LEAST, "99").await.unwrap();
    let kept = engine.reconcile(&sent).await.unwrap();
    assert_eq!((statuses(&kept), kept.rules_from.as_str()), (before.0.clone(), "upload"));
    assert!(kept.rules.min_present_percent < 51.0);
    assert_ne!(of(engine, &open).await, before.1, "a class not yet sent follows");
    let dry = engine.plan_upload(&sent, &context).await.unwrap();
    assert_eq!((dry.summary.update, dry.summary.conflict), (0, 0), "nothing new to send");
    let found = engine.preview_rules(&rule(LEAST, "100"), std::slice::from_ref(&sent)).await.unwrap();
    assert_eq!((found.students, found.uploaded), (0, 1));

    // Another sync, another program: it still stands.
    assert_eq!(common::sync(engine, &sent).await.error, None);
    assert_eq!(of(&world.again(true), &sent).await, before.0);

    let adopted = engine.adopt_rules(&sent).await.unwrap();
    assert_eq!(adopted.rules_from, "settings");
    assert_ne!(statuses(&adopted), before.0);
    let dry = engine.plan_upload(&sent, &context).await.unwrap();
    assert!(dry.summary.update > 0);
    engine.undo().await.unwrap();
    assert_eq!(of(engine, &sent).await, before.0);
    engine.redo().await.unwrap();
    assert_eq!(engine.upload(&sent, None, OnConflict::Stop, &context).await.unwrap().state, "done");
    // Sent anew, the class keeps the newer rules.
    engine.change_setting(LEAST, "10").await.unwrap();
    assert_eq!(of(engine, &sent).await, statuses(&adopted));
}
