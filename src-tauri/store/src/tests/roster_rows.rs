//! Rosters: ids that stay, students that are hidden and come back.

use super::{fresh, later, now};
use crate::roster::{RosterEntry, list, replace};
use crate::roster_plan::{EntryState, plan};
use crate::{Error, Store, courses};
use proptest::prelude::*;
use rollbook_core::{CourseId, StudentId};
use std::collections::{BTreeMap, BTreeSet};

fn entry(lms_id: &str, name: &str, emails: &[&str]) -> RosterEntry {
    RosterEntry {
        lms_id: (!lms_id.is_empty()).then(|| lms_id.to_owned()),
        name: name.to_owned(),
        emails: emails.iter().map(|&email| email.to_owned()).collect(),
        username: None,
        groups: vec![],
    }
}

fn with_course() -> (tempfile::TempDir, Store, CourseId) {
    let (home, store) = fresh();
    let course = courses::add(&store, "Physics", None, now()).unwrap();
    (home, store, course)
}

fn id_of(store: &Store, course: &CourseId, name: &str) -> StudentId {
    list(store, course, true).unwrap().into_iter().find(|student| student.name == name).unwrap().id
}

#[test]
fn students_keep_their_ids_by_lms_id_then_by_first_email() {
    let (_home, store, course) = with_course();
    let first = [
        entry("1", "Emma", &["Emma@Uni.example", "e@home.example"]),
        entry("", "Noah", &["noah@uni.example"]),
        entry("3", "Old Name", &["mia@uni.example"]),
    ];
    let change = replace(&store, &course, &first, now()).unwrap();
    assert_eq!((change.added.len(), change.changed.len(), change.hidden.len()), (3, 0, 0));
    let [emma, noah, mia] = ["Emma", "Noah", "Old Name"].map(|name| id_of(&store, &course, name));

    // A file without LMS ids, other order, other letter case; then the LMS again with an id for Noah.
    let file = [entry("", "Noah", &["NOAH@uni.example"]), entry("", "Emma", &["emma@uni.EXAMPLE"])];
    let change = replace(&store, &course, &file, later(1)).unwrap();
    assert_eq!(change.hidden, std::slice::from_ref(&mia));
    let lms = [
        entry("9", "Noah", &["noah@uni.example"]),
        entry("1", "Emma", &["new@uni.example"]),
        entry("3", "Mia", &["mia@uni.example"]),
    ];
    let change = replace(&store, &course, &lms, later(2)).unwrap();
    assert_eq!(change.changed, [noah.clone(), emma.clone(), mia.clone()]);
    let students = list(&store, &course, false).unwrap();
    let ids: Vec<_> = students.iter().map(|student| student.id.clone()).collect();
    assert_eq!(ids, [noah, emma, mia]);
    assert_eq!(students[1].lms_id.as_deref(), Some("1"), "the file did not take it away");
    assert_eq!(students[2].name, "Mia");
    assert_eq!(students[1].emails, ["new@uni.example"]);
    assert_eq!(replace(&store, &course, &lms, later(3)).unwrap(), crate::roster::RosterChange::default());
}

#[test]
fn hidden_is_not_gone() {
    let (_home, store, course) = with_course();
    let both = [entry("1", "Emma", &[]), entry("2", "Noah", &[])];
    replace(&store, &course, &both, now()).unwrap();
    let noah = id_of(&store, &course, "Noah");
    let change = replace(&store, &course, &both[..1], later(1)).unwrap();
    assert_eq!(change.hidden, std::slice::from_ref(&noah));
    assert_eq!(list(&store, &course, false).unwrap().len(), 1);
    let all = list(&store, &course, true).unwrap();
    assert_eq!((all[1].id.clone(), all[1].active), (noah.clone(), false));
    // Not hidden a second time, and back under the same id.
    assert!(replace(&store, &course, &both[..1], later(2)).unwrap().hidden.is_empty());
    assert_eq!(replace(&store, &course, &both, later(3)).unwrap().changed, [noah]);
}

#[test]
fn names_alone_keep_ids_too_and_homonyms_stay_two() {
    let (_home, store, course) = with_course();
    let file = [entry("", "Anna Kaya", &[]), entry("", "Anna Kaya", &[]), entry("", "Bo\0b", &[])];
    replace(&store, &course, &file, now()).unwrap();
    let before = list(&store, &course, false).unwrap();
    assert_eq!(
        before.iter().map(|student| &*student.name).collect::<Vec<_>>(),
        ["Anna Kaya", "Anna Kaya", "Bob"]
    );
    replace(&store, &course, &file, later(1)).unwrap();
    assert_eq!(list(&store, &course, false).unwrap(), before);
}

#[test]
fn courses_do_not_mix_and_a_course_must_be_there() {
    let (_home, store, course) = with_course();
    let other = courses::add(&store, "Art", None, now()).unwrap();
    replace(&store, &course, &[entry("1", "Emma", &[])], now()).unwrap();
    replace(&store, &other, &[entry("1", "Emma", &[])], now()).unwrap();
    assert_ne!(id_of(&store, &course, "Emma"), id_of(&store, &other, "Emma"));
    assert!(replace(&store, &other, &[], now()).unwrap().hidden.len() == 1);
    assert_eq!(list(&store, &course, false).unwrap().len(), 1);
    assert_eq!(replace(&store, &"none".into(), &[], now()).unwrap_err(), Error::NotFound);
}

fn any_entry() -> impl Strategy<Value = RosterEntry> {
    let email = prop_oneof![Just(None), (0..6_u8).prop_map(|n| Some(format!("s{n}@uni.example")))];
    (0..7_u8, email, 0..4_u8, 0..4_u8).prop_map(|(id, email, name, login)| RosterEntry {
        lms_id: (id > 0).then(|| id.to_string()),
        name: format!("Name {name}"),
        emails: email.into_iter().collect(),
        username: (login > 0).then(|| format!("u{login}")),
        groups: vec![],
    })
}

#[test]
fn a_class_list_of_names_only_does_not_cost_the_addresses() {
    let (_home, store, course) = with_course();
    let lms = RosterEntry { username: Some("emma1".into()), ..entry("1", "Emma", &["emma@uni.example"]) };
    replace(&store, &course, &[lms], now()).unwrap();
    let change = replace(&store, &course, &[entry("", "Emma", &[])], later(1)).unwrap();
    assert_eq!(change, crate::roster::RosterChange::default());
    let emma = &list(&store, &course, false).unwrap()[0];
    assert_eq!(
        (emma.emails.len(), emma.username.as_deref(), emma.lms_id.as_deref()),
        (1, Some("emma1"), Some("1"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_the_lists_nobody_is_lost_or_doubled(
        rosters in proptest::collection::vec(proptest::collection::vec(any_entry(), 0..7), 1..5)
    ) {
        let (_home, store, course) = with_course();
        let mut by_lms: BTreeMap<String, StudentId> = BTreeMap::new();
        let mut ever: BTreeSet<StudentId> = BTreeSet::new();
        for entries in &rosters {
            let plan = plan(&store, &course, entries).unwrap();
            let change = replace(&store, &course, entries, now()).unwrap();
            let planned = |state| plan.states.iter().filter(|one| **one == state).count();
            prop_assert_eq!(planned(EntryState::New), change.added.len());
            prop_assert_eq!(planned(EntryState::Changed), change.changed.len());
            let hidden: Vec<_> = plan.hidden.iter().map(|student| student.id.clone()).collect();
            prop_assert_eq!(&hidden, &change.hidden);
            let active = list(&store, &course, false).unwrap();
            let all: BTreeSet<_> = list(&store, &course, true).unwrap().into_iter().map(|s| s.id).collect();
            // One student for each entry (a repeated LMS id is one), in the list's order.
            let mut seen = BTreeSet::new();
            let expected: Vec<_> =
                entries.iter().filter(|e| e.lms_id.as_ref().is_none_or(|id| seen.insert(id))).collect();
            prop_assert_eq!(active.len(), expected.len());
            for (student, entry) in active.iter().zip(expected) {
                prop_assert_eq!(&student.name, &entry.name);
                // What the list does not say stays as it was known.
                prop_assert!(entry.emails.is_empty() || student.emails == entry.emails);
                prop_assert!(entry.username.is_none() || student.username == entry.username);
            }
            // Nobody was deleted; an LMS id that was known and is there again is the same student, unless that student
            // has since been given another LMS id.
            prop_assert!(ever.is_subset(&all));
            let now_by_lms: BTreeMap<_, _> = list(&store, &course, true).unwrap().into_iter()
                .filter_map(|s| Some((s.lms_id?, s.id))).collect();
            for (lms_id, id) in &now_by_lms {
                if let Some(before) = by_lms.get(lms_id) {
                    prop_assert_eq!(before, id);
                }
            }
            by_lms = now_by_lms;
            ever = all;
            // The same list again changes nothing.
            prop_assert_eq!(replace(&store, &course, entries, now()).unwrap(), crate::roster::RosterChange::default());
        }
    }
}
