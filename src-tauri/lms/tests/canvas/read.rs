//! Connecting, courses, rosters, classes.

use crate::{LARGE, SMALL, World, lms_with, session};
use rollbook_lms::{Deed, LmsError};
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test]
async fn the_token_is_tested_and_its_rights_are_said() {
    let world = World::new("demo").await;
    let who = world.lms.who(&world.ctx).await.unwrap();
    assert_eq!((who.id.as_deref(), who.name.as_deref()), (Some("86"), Some("Dr. Ines Almeida")));
    assert_eq!(who.courses, 2);
    assert_eq!(who.abilities.len(), 6);
    assert!(who.abilities.iter().all(|one| one.granted));

    let reader = World::new("canvas-read-only").await;
    let who = reader.lms.who(&reader.ctx).await.unwrap();
    let granted: Vec<Deed> = who.abilities.iter().filter(|one| one.granted).map(|one| one.deed).collect();
    assert_eq!(granted, [Deed::ReadRoster]);
    assert!(who.abilities.iter().filter(|one| !one.granted).all(|one| one.says.contains("administrator")));
}

#[tokio::test]
async fn a_canvas_that_tells_no_rights_is_judged_by_the_role() {
    let world = World::new("demo").await;
    let action = Action::Status { code: 404, headers: BTreeMap::new(), body: String::new() };
    world.sandbox.inject(Fault::always(Server::Canvas, action).at("/permissions"));
    let who = world.lms.who(&world.ctx).await.unwrap();
    assert!(who.abilities.len() == 6 && who.abilities.iter().all(|one| one.granted));
}

#[tokio::test]
async fn somebody_who_teaches_nothing_is_told_so() {
    let world = World::new("demo").await;
    let action = Action::Status { code: 200, headers: BTreeMap::new(), body: "[]".into() };
    world.sandbox.inject(Fault::always(Server::Canvas, action).at("/courses?"));
    let who = world.lms.who(&world.ctx).await.unwrap();
    assert_eq!((who.courses, who.abilities.len()), (0, 1));
    assert!(!who.abilities[0].granted && who.abilities[0].says.contains("teaches no current course"));
}

#[tokio::test]
async fn a_wrong_token_and_a_wrong_address_have_their_own_sentences() {
    let world = World::new("demo").await;
    let info = world.sandbox.info().clone();
    let wrong = lms_with(&info.canvas_url, "1~wrong", 1);
    assert_eq!(wrong.who(&world.ctx).await.unwrap_err(), LmsError::BadToken);
    // Pasted with the path of the API, and an address where there is no Canvas.
    let pasted = lms_with(&format!("{}/api/v1/", info.canvas_url), &info.canvas_token, 1);
    assert_eq!(pasted.who(&world.ctx).await.unwrap().courses, 2);
    let elsewhere = lms_with(&info.lms_url, &info.canvas_token, 1);
    assert_eq!(elsewhere.who(&world.ctx).await.unwrap_err(), LmsError::NotFound(None));
    let down = World::new("lms-down").await;
    assert_eq!(down.lms.who(&down.ctx).await.unwrap_err(), LmsError::Down { status: 503 });
}

#[tokio::test]
async fn rosters_are_read_to_their_end_with_sections() {
    let world = World::new("demo").await;
    let courses = world.lms.courses(&world.ctx).await.unwrap();
    let ids: Vec<&str> = courses.items.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, [SMALL, LARGE]);
    let all = world.lms.students(LARGE, &world.ctx).await.unwrap();
    assert_eq!((all.items.len(), all.skipped), (300, 0));
    assert_eq!(world.seen("GET", "/users?").len(), 3, "a hundred a page");
    let groups: BTreeSet<&str> = all.items.iter().flat_map(|one| &one.groups).map(String::as_str).collect();
    assert_eq!(groups, BTreeSet::from(["Group A", "Group B"]));
    assert!(all.items.iter().all(|one| one.active && one.emails.len() == 1 && one.username.is_some()));
    assert!(matches!(world.lms.students("77", &world.ctx).await, Err(LmsError::NotFound(Some(_)))));
    assert_eq!(world.lms.students("../1", &world.ctx).await.unwrap_err().code(), "not-found");
}

#[tokio::test]
async fn only_classes_are_meetings() {
    let world = World::new("demo").await;
    let found = world.lms.meetings(SMALL, &world.ctx).await.unwrap();
    let there = world.sandbox.canvas_assignments(2);
    let seeded = there.iter().filter(|one| one.omitted).count();
    // The classes of the term, and the trip on paper that is dated; no homework, no Roll Call, nothing without a date.
    assert_eq!((there.len(), found.items.len()), (seeded + 3, seeded));
    assert!(seeded > 5);
    assert!(found.items.iter().filter(|one| one.end.is_some()).all(|one| Some(one.start) < one.end));
    assert!(
        !found
            .items
            .iter()
            .any(|one| ["Homework 1", "Roll Call Attendance", "Participation"].contains(&one.title.as_str()))
    );
}

#[tokio::test]
async fn a_class_is_made_once_and_found_again() {
    let world = World::new("demo").await;
    let made = world.class().await;
    let asked = session("m-1");
    assert_eq!((made.start, made.end, made.title.as_str()), (asked.start, Some(asked.end), "Joins & <keys>"));
    assert_eq!(world.class().await, made, "the same marker is the same class");
    let other = world.lms.create_session(&session("m-2"), &world.ctx).await.unwrap();
    assert_ne!(other.id, made.id);
    assert_eq!(world.seen("POST", "/assignments").len(), 2);
    let listed = world.lms.meetings(SMALL, &world.ctx).await.unwrap();
    assert!(listed.items.contains(&made) && listed.items.contains(&other));
    let stored = world.sandbox.canvas_assignments(2);
    let own = stored.iter().find(|one| one.id.to_string() == made.id).unwrap();
    assert!(own.published && own.omitted && own.points == Some(1.0) && own.submission_types == ["none"]);
    assert_eq!(world.lms.create_session(&session("<b>"), &world.ctx).await.unwrap_err(), LmsError::BadId);
}
