//! Mistakes of other attendance programs with names, one test each.
#![allow(clippy::unwrap_used, clippy::default_trait_access)]
use crate::matching::testing::{accepted, candidates, person, person_as, student, students};

fn enrolled() -> Vec<crate::roster::Student> {
    students(&[
        "Mario Rossi",
        "Marco Rossi",
        "Mario Russo",
        "Maria Antonietta De Sanctis",
        "Anna Bianchi",
        "Li Wang",
        "Liu Wang",
        "Zoë O'Connor-Müller",
        "Jane Doe",
        "Jamie Sample",
    ])
}

fn takes(name: &str) -> Vec<(String, String)> {
    accepted(&[person(name, "")], &enrolled())
}

/// `mod_zoom` and names-matcher: "Rossi" is Mario Rossi, although Marco Rossi is enrolled.
#[test]
fn a_surname_of_two_is_neither() {
    assert!(takes("Rossi").is_empty());
    let (found, flagged) = candidates("Rossi", &enrolled());
    assert!(flagged && found == ["Marco Rossi", "Mario Rossi"]);
}

/// names-matcher: "rossi mario" is Mario Russo.
#[test]
fn surname_first_is_not_a_similar_other_name() {
    let (found, _) = candidates("rossi mario", &enrolled());
    assert_eq!(found, ["Mario Rossi"]);
}

/// `mod_teamsattendance`: "Anna" and "Jamie" are matched by a single word.
#[test]
fn a_single_given_name_is_flagged_even_where_one_student_bears_it() {
    for name in ["Anna", "Jamie"] {
        assert!(takes(name).is_empty());
        assert!(candidates(name, &enrolled()).1, "{name}");
    }
}

/// `mod_zoom`: "M. Rossi" is Mario.
#[test]
fn an_initial_that_fits_two_is_neither() {
    let (found, flagged) = candidates("M. Rossi", &enrolled());
    assert!(flagged && found.len() == 2 && takes("M. Rossi").is_empty());
}

/// `mod_zoom` and names-matcher: "Wang" is Li Wang.
#[test]
fn a_short_surname_of_two_is_neither() {
    let (found, flagged) = candidates("Wang", &enrolled());
    assert!(flagged && found == ["Li Wang", "Liu Wang"]);
}

/// Nobody gets these three together.
#[test]
fn a_comma_a_lost_apostrophe_and_run_together_initials_are_all_understood() {
    for (name, student) in [
        ("Doe, Jane (External)", "Jane Doe"),
        ("Zoe OConnor", "Zoë O'Connor-Müller"),
        ("M.A. De Sanctis", "Maria Antonietta De Sanctis"),
    ] {
        assert_eq!(candidates(name, &enrolled()).0, [student], "{name}");
    }
}

/// `mod_zoom` #496: two students of one name, the first is credited.
#[test]
fn two_students_of_one_name_are_never_the_first_of_them() {
    let roster = [student("1", "Jo Blogs", &[]), student("2", "Jo Blogs", &[])];
    assert!(accepted(&[person("Jo Blogs", "")], &roster).is_empty());
    assert_eq!(candidates("Jo Blogs", &roster), (vec!["1".into(), "2".into()], true));
}

/// The same, the other way round: two participants of one name and one student.
#[test]
fn two_participants_of_one_name_are_not_one_student() {
    let people = [person_as("1", "Jo Blogs", ""), person_as("2", "blogs, JO (Guest)", "")];
    assert!(accepted(&people, &students(&["Jo Blogs"])).is_empty());
}

/// `mod_zoom` #168: similar names swapped by fuzzy matching, nobody told.
#[test]
fn similar_names_in_one_class_are_not_swapped() {
    let roster =
        students(&["Li Wang", "Liu Wang", "Mario Rossi", "Marco Rossi", "Paul Meyer", "Paula Meyer"]);
    let people: Vec<_> = roster.iter().rev().map(|s| person(&s.name, "")).collect();
    let pairs = accepted(&people, &roster);
    assert!(pairs.len() == 6 && pairs.iter().all(|(typed, student)| typed == student));
}

/// al-caughey #47: accents mangled; #117: "Last, First" and "First Last" become two people.
#[test]
fn accents_and_last_first_are_the_same_person() {
    let roster = students(&["José García Simón"]);
    for name in [
        "Jose Garcia Simon",
        "García Simón, José",
        "garcia simon, jose",
        "Jose\u{301} Garci\u{301}a Simo\u{301}n",
    ] {
        assert_eq!(accepted(&[person(name, "")], &roster).len(), 1, "{name}");
    }
}

/// al-caughey #38: equal names need another key: an address tells them apart.
#[test]
fn an_address_tells_namesakes_apart() {
    let roster = [student("1", "Jo Blogs", &["one@x.y"]), student("2", "Jo Blogs", &["two@x.y"])];
    let found = crate::matching::match_people(&[person("Jo Blogs", "TWO@x.y")], &roster, &Default::default());
    assert_eq!(found, [super::Outcome::Student("2".into(), super::How::Email)]);
}

/// graph-docs #8196: guests have null names.
#[test]
fn people_without_a_name_are_nobody() {
    assert_eq!(candidates("", &enrolled()), (vec![], false));
    assert_eq!(candidates(" \u{200b} ", &enrolled()), (vec![], false));
}

/// al-caughey #60: people who are not on the class list.
#[test]
fn strangers_who_share_a_name_with_a_student_are_not_suggested() {
    for name in
        ["Mario Verdi", "Paolo Rossi", "Maria Rossi", "Jane Roe", "Anna Wang", "Maria Luisa De Sanctis"]
    {
        assert_eq!(candidates(name, &enrolled()), (vec![], false), "{name}");
    }
}

/// A surname before the comma that no student has is still part of the name.
#[test]
fn what_stands_behind_a_comma_alone_is_not_the_whole_name() {
    let roster = students(&["Ana María"]);
    assert!(accepted(&[person("De Sanctis, Ana María", "")], &roster).is_empty());
}
