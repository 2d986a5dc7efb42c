#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::matching::testing::{accepted, candidates, person, person_as, student, students};

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
    assert!(accepted(&[person("Hari Krishnan", "hari@nexsy.io")], &roster).is_empty());
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
    assert_eq!(candidates("Hari Krishnan", &roster), (vec![], false));
}

#[test]
fn evidence_is_ordered_as_the_table_says() {
    let scores = [
        ("Zoë O'Connor", "Zoë O'Connor"),
        ("Zoë O'Connor", "Zoe OConnor"),
        ("Zoë O'Connor", "O'Connor Zoë"),
        ("Max Müller", "Max Mueller"),
        ("Ana De Sanctis", "Ana Desanctis"),
        ("Anna Bianchi", "anna.bianchi@x.y"),
        ("Ivan Petrov", "Иван Петров"),
        ("Mario Rossi", "Mаrio Rossi"),
        ("Radovan Brian Mutton", "Radovan B. Mutton"),
        ("Radovan Brian Mutton", "Radovan Mutton"),
        ("Mario Rossi", "M. Rossi"),
        ("Sergey Ivanov", "Sergei Ivanov"),
        ("Giorgia Cabrelli", "Giogria Cabrelli"),
        ("Mario Rossi", "Rossi"),
    ]
    .map(|(known, typed)| {
        let roster = students(&[known]);
        let Outcome::Open { candidates, .. } =
            match_people(&[person(typed, "")], &roster, &MatchChoices::default()).remove(0)
        else {
            panic!("{typed} was decided");
        };
        assert!(candidates.len() == 1 && !candidates[0].reasons.is_empty(), "{typed}");
        candidates[0].score
    });
    assert!(scores.windows(2).all(|two| two[0] > two[1]), "{scores:?}");
}

#[test]
fn reasons_are_in_plain_words() {
    for (known, typed, reason) in [
        ("Mario Rossi", "Mario Rossi", "same name"),
        ("José García", "jose garcia", "accents differ"),
        ("Zoë O'Connor", "Zoë OConnor", "apostrophes differ"),
        ("Jean-Luc Picard", "Jean Luc Picard", "hyphens differ"),
        ("Mario Rossi", "rossi mario", "same words in another order"),
        ("Mario Rossi", "M. Rossi", "initial M."),
        ("Zoë O'Connor-Müller", "Zoë O'Connor", "“müller” is left out"),
        ("Ivan Petrov", "Иван Петров", "transliterated from Cyrillic"),
        ("Wang Xiaoming", "王小明", "transliterated from Chinese characters"),
        ("Anna Bianchi", "anna.bianchi@x.y", "the e-mail address holds this name"),
        ("Mario Rossi", "Rossi", "a single word of the name: “rossi”"),
    ] {
        let Outcome::Open { candidates, .. } =
            match_people(&[person(typed, "")], &students(&[known]), &MatchChoices::default()).remove(0)
        else {
            panic!("{typed} was decided");
        };
        assert!(candidates[0].reasons.iter().any(|r| r == reason), "{typed}: {:?}", candidates[0].reasons);
    }
}

#[test]
fn a_login_or_number_of_the_roster_is_recognised_but_never_accepted() {
    let mut roster = students(&["Peter Novak", "Anna Bianchi"]);
    roster[0].username = Some("x1234567".into());
    roster[1].emails = vec!["abi7@uni.example".into()];
    for (typed, id) in
        [("x1234567", "Peter Novak"), ("abi7@uni.example", "Anna Bianchi"), ("abi7", "Anna Bianchi")]
    {
        assert_eq!(candidates(typed, &roster), (vec![id.to_owned()], false), "{typed}");
        assert!(accepted(&[person(typed, "")], &roster).is_empty());
    }
    // The number of one student beside the name of another.
    assert!(candidates("Anna Bianchi x1234567", &roster).1);
}

#[test]
fn another_name_of_the_participant_that_says_somebody_else_is_flagged() {
    let roster = students(&["Mario Rossi", "Anna Bianchi"]);
    let mut person = person("Mario Rossi", "");
    person.also_seen_as = vec!["Anna Bianchi".into()];
    let found = match_people(std::slice::from_ref(&person), &roster, &MatchChoices::default());
    assert!(matches!(&found[0], Outcome::Open { ambiguous: true, candidates } if candidates.len() == 2));
    assert!(accepted(&[person], &roster).is_empty());
}

#[test]
fn a_namesake_who_is_matched_already_keeps_the_name_out_of_accept_all() {
    let mut roster = students(&["Mario Rossi", "Anna Bianchi"]);
    roster[1].emails = vec!["m@x.y".into()];
    // The account of Anna Bianchi shows the name Mario Rossi: then another "Mario Rossi" is not beyond doubt.
    let people = [person_as("1", "Mario Rossi", "m@x.y"), person_as("2", "rossi mario", "")];
    assert!(accepted(&people, &roster).is_empty());
    assert_eq!(accepted(&people[1..], &roster), [("2".to_owned(), "Mario Rossi".to_owned())]);
}

#[test]
fn a_student_who_is_there_already_is_not_taken_again() {
    let roster = vec![student("s", "Mario Rossi", &["m@x.y"])];
    let people = [person_as("1", "M", "m@x.y"), person_as("2", "Mario Rossi", "")];
    assert!(accepted(&people, &roster).is_empty());
}
