#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::identity::{Identity, Kind};
use crate::people::identity_keys;

fn student(id: &str, name: &str, emails: &[&str]) -> Student {
    Student {
        id: id.into(),
        lms_id: None,
        name: name.into(),
        emails: emails.iter().map(|e| (*e).to_owned()).collect(),
        username: None,
        object_id: None,
        active: true,
    }
}

fn person(name: &str, email: &str) -> Participant {
    let identity = Identity {
        name: Some(name.into()),
        email: (!email.is_empty()).then(|| email.into()),
        ..Identity::default()
    };
    let mut keys = identity_keys(&identity);
    if keys.is_empty() {
        keys.push(format!("4name:{name}#1"));
    }
    Participant {
        id: name.into(),
        keys,
        name: identity.name.clone(),
        also_seen_as: vec![],
        stated_seconds: None,
        role: None,
        email: identity.email.clone(),
        kind: Kind::Unknown,
        stays: vec![],
        presence: None,
        flags: vec![],
    }
}

fn roster() -> Vec<Student> {
    vec![
        student("s1", "Hari Krishnan", &["hari@nexsy.io", "hari.k@home.example"]),
        student("s2", "Emma Watson", &["emma@x.y"]),
        student("s3", "Emma Stone", &["stone@x.y"]),
        student("s4", "José García Simón", &["jgarcia@x.y"]),
    ]
}

fn of(person: &Participant, choices: &MatchChoices) -> Outcome {
    match_people(std::slice::from_ref(person), &roster(), choices).remove(0)
}

#[test]
fn any_known_address_decides_at_once() {
    let found = of(&person("H", "HARI.K@home.example"), &MatchChoices::default());
    assert_eq!(found, Outcome::Student("s1".into(), How::Email));
}

#[test]
fn two_students_with_one_address_are_left_to_the_instructor() {
    let mut roster = roster();
    roster[1].emails.push("hari@nexsy.io".into());
    let found = match_people(&[person("Hari Krishnan", "hari@nexsy.io")], &roster, &MatchChoices::default());
    assert!(matches!(&found[0], Outcome::Open { ambiguous: true, candidates } if candidates.len() == 2));
}

#[test]
fn names_never_decide_only_suggest() {
    for (name, student, ambiguous) in [
        ("Hari Krishnan", "s1", false),
        ("Krishnan, Hari (Guest)", "s1", false),
        ("Garcia Simon Jose", "s4", false),
        ("Emma", "s2", true),
        ("E. Watson", "s2", true),
    ] {
        let Outcome::Open { ambiguous: found, candidates } = of(&person(name, ""), &MatchChoices::default())
        else {
            panic!("{name} was decided");
        };
        assert_eq!((candidates[0].student.as_str(), found), (student, ambiguous), "{name}");
    }
    let nobody = of(&person("iPhone", ""), &MatchChoices::default());
    assert_eq!(nobody, Outcome::Open { ambiguous: false, candidates: vec![] });
}

#[test]
fn the_instructors_choice_stands_over_an_address_and_is_remembered_below_it() {
    let emma = person("Emma Watson", "emma@x.y");
    let key = emma.keys[0].clone();
    let here = MatchChoices { here: [(key.clone(), MatchChoice::Nobody)].into(), ..MatchChoices::default() };
    assert_eq!(of(&emma, &here), Outcome::Nobody);
    let remembered = MatchChoices {
        remembered: [(key, MatchChoice::Student("s3".into()))].into(),
        ..MatchChoices::default()
    };
    assert_eq!(of(&emma, &remembered), Outcome::Student("s2".into(), How::Email));
    let stranger = person("Em W", "private@z.z");
    let remembered = MatchChoices {
        remembered: [(stranger.keys[0].clone(), MatchChoice::Student("s2".into()))].into(),
        ..MatchChoices::default()
    };
    assert_eq!(of(&stranger, &remembered), Outcome::Student("s2".into(), How::Remembered));
}

#[test]
fn a_hidden_student_is_never_matched() {
    let mut roster = roster();
    roster[0].active = false;
    let found = match_people(&[person("H", "hari@nexsy.io")], &roster, &MatchChoices::default());
    assert!(matches!(found[0], Outcome::Open { .. }));
}
