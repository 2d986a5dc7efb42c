//! What holds for every roster and every class.
#![allow(clippy::unwrap_used)]
use super::testing::{accepted, person_as, student};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

const GIVEN: &[&str] = &[
    "Mario",
    "Marco",
    "Maria",
    "José",
    "Zoë",
    "Anna",
    "Li",
    "Liu",
    "Jean-Luc",
    "Юлия",
    "小明",
    "Nguyễn",
    "Paul",
    "Paula",
    "M.",
    "Ana María",
    "Ægir",
    "Mohammed",
    "Giorgia",
];
const FAMILY: &[&str] = &[
    "Rossi",
    "Russo",
    "García",
    "O'Connor",
    "De Sanctis",
    "Wang",
    "Müller",
    "Mueller",
    "van Antwerpen",
    "Ковалёва",
    "王",
    "Al-Rashid",
    "Петров",
    "King Jr.",
    "O'Connor-Müller",
    "López Pérez",
    "Cabrelli",
];

fn name() -> impl Strategy<Value = String> {
    let two = (prop::sample::select(GIVEN), prop::sample::select(FAMILY));
    (two, 0..8u8).prop_map(|((given, family), how)| match how {
        0 => format!("{family} {given}"),
        1 => format!("{family}, {given}"),
        2 => given.to_owned(),
        3 => format!("{}. {family}", given.chars().next().unwrap()),
        4 => format!("{given} {family} (Guest)"),
        _ => format!("{given} {family}"),
    })
}

fn people(names: &[String]) -> Vec<Participant> {
    names.iter().enumerate().map(|(at, name)| person_as(&format!("{at}"), name, "")).collect()
}

fn roster(names: &[String]) -> Vec<Student> {
    names.iter().enumerate().map(|(at, name)| student(&format!("s{at:02}"), name, &[])).collect()
}

/// The letters of a name, folded as a reader would: independent of the code under test.
fn folded(name: &str) -> Vec<String> {
    let bare = name.replace("(Guest)", "").to_lowercase();
    let letters =
        |word: &str| word.nfkd().filter(|c| c.is_alphanumeric()).collect::<String>().replace('æ', "ae");
    let mut words: Vec<String> =
        bare.replace(['\'', '’'], "").split([' ', '-', ',', '.']).map(letters).collect();
    words.retain(|w| !w.is_empty());
    words.sort();
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_order_changes_what_is_decided(
        names in prop::collection::vec(name(), 1..8),
        students in prop::collection::vec(name(), 1..8),
    ) {
        let (people, roster) = (people(&names), roster(&students));
        let there = match_people(&people, &roster, &MatchChoices::default());
        let mut back: Vec<_> = people.clone();
        back.reverse();
        let mut retsor = roster.clone();
        retsor.reverse();
        let mut again = match_people(&back, &retsor, &MatchChoices::default());
        again.reverse();
        prop_assert_eq!(there, again);
        let sorted = |mut pairs: Vec<(String, String)>| { pairs.sort(); pairs };
        prop_assert_eq!(sorted(accepted(&people, &roster)), sorted(accepted(&back, &retsor)));
    }

    #[test]
    fn accept_all_takes_only_the_same_words_and_each_student_once(
        names in prop::collection::vec(name(), 1..8),
        students in prop::collection::vec(name(), 1..8),
    ) {
        let (people, roster) = (people(&names), roster(&students));
        let pairs = accepted(&people, &roster);
        for (person, student) in &pairs {
            let typed = people.iter().find(|p| p.id.as_str() == person).unwrap().name.clone().unwrap();
            let known = &roster.iter().find(|s| s.id.as_str() == student).unwrap().name;
            let (typed, known) = (folded(&typed), folded(known));
            prop_assert!(typed == known || typed.concat() == known.concat() && !typed.concat().is_ascii(), "{typed:?} {known:?}");
            let alike = |name: &String| folded(name) == known;
            prop_assert_eq!(names.iter().filter(|n| alike(n)).count(), 1);
            prop_assert_eq!(students.iter().filter(|n| alike(n)).count(), 1);
        }
        let who: BTreeSet<_> = pairs.iter().map(|(person, _)| person).collect();
        let whom: BTreeSet<_> = pairs.iter().map(|(_, student)| student).collect();
        prop_assert_eq!((who.len(), whom.len()), (pairs.len(), pairs.len()));
    }

    #[test]
    fn a_decorated_name_still_finds_its_student_first(
        given in prop::sample::select(GIVEN),
        family in prop::sample::select(FAMILY),
        others in prop::collection::vec(name(), 0..6),
        how in 0..9u8,
    ) {
        let name = format!("{given} {family}");
        let typed = match how {
            0 => format!("{name} (Guest)"),
            1 => format!("[Acme] {name}"),
            2 => name.to_uppercase(),
            3 => name.nfd().collect(),
            4 => format!("\u{202a}{}\u{202c}", name.replace(' ', "\u{a0} ")),
            5 => format!("{family}, {given} (EXT)"),
            6 => format!("23-1178 {name}"),
            7 => format!("{name} | Acme"),
            _ => name.to_lowercase(),
        };
        let mut students = vec![name.clone()];
        students.extend(others);
        let found = match_people(&[person_as("1", &typed, "")], &roster(&students), &MatchChoices::default());
        let Outcome::Open { candidates, ambiguous } = &found[0] else { return Err(TestCaseError::fail("decided")) };
        let of = |student: &StudentId| students[student.as_str()[1..].parse::<usize>().unwrap()].clone();
        prop_assert!(!candidates.is_empty(), "{typed}");
        prop_assert!(candidates.iter().any(|c| c.student.as_str() == "s00"), "{typed}");
        if candidates[0].student.as_str() != "s00" {
            // Only a namesake may stand before it, and then it is flagged.
            prop_assert!(*ambiguous && folded(&of(&candidates[0].student)) == folded(&name), "{typed}: {candidates:?}");
        }
    }

    #[test]
    fn no_text_makes_it_panic(typed in "\\PC*", known in "\\PC*", any in prop::collection::vec(any::<char>(), 0..40)) {
        let any: String = any.into_iter().collect();
        let roster = roster(&[known, any.clone(), "Mario Rossi".to_owned()]);
        for name in [typed, any] {
            let people = people(&[name]);
            let found = match_people(&people, &roster, &MatchChoices::default());
            if let Outcome::Open { candidates, .. } = &found[0] {
                prop_assert!(candidates.len() <= MOST_CANDIDATES);
                prop_assert!(candidates.iter().all(|c| c.score > 0.0 && c.score <= 1.0 && !c.reasons.is_empty()));
            }
        }
    }
}
