#![allow(clippy::unwrap_used)]
use super::*;
use chrono::DateTime;
use proptest::prelude::*;

fn span(from: i64, to: i64) -> Span {
    let at = |s| DateTime::from_timestamp(1_764_151_200 + s, 0).unwrap();
    Span::new(at(from), at(to)).unwrap()
}

fn who(oid: &str, email: &str, upn: &str, name: &str) -> Identity {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Identity {
        object_id: some(oid),
        email: some(email),
        upn: some(upn),
        name: some(name),
        ..Identity::default()
    }
}

fn members(all: &[(Identity, Vec<Span>)]) -> Vec<Vec<usize>> {
    let appearances: Vec<_> =
        all.iter().map(|(identity, spans)| Appearance { identity, spans: spans.clone() }).collect();
    let mut found: Vec<_> = group(&appearances).into_iter().map(|g| g.members).collect();
    found.sort();
    found
}

#[test]
fn one_person_through_a_third_record() {
    let all = [
        (who("A", "", "", "Hari"), vec![]),
        (who("", "hari@x.y", "", "Hari K"), vec![]),
        (who("a", "", "HARI@x.y", "Hari Krishnan"), vec![]),
        (who("", "other@x.y", "", "Hari"), vec![]),
    ];
    assert_eq!(members(&all), vec![vec![0, 1, 2], vec![3]]);
}

#[test]
fn a_guest_is_the_account_at_home() {
    let all = [
        (who("", "", "hari_gmail.com#EXT#@contoso.onmicrosoft.com", "Hari"), vec![]),
        (who("", "hari@gmail.com", "", "Hari"), vec![]),
    ];
    assert_eq!(members(&all), vec![vec![0, 1]]);
}

#[test]
fn visitors_without_name_are_never_one_blank_person() {
    let visitor = |id: &str| Identity { external_id: Some(id.into()), ..Identity::default() };
    let all = [
        (visitor("teamsvisitor:1"), vec![span(0, 10)]),
        (visitor("teamsvisitor:2"), vec![span(20, 30)]),
        (visitor("teamsvisitor:1"), vec![span(40, 50)]),
        (Identity::default(), vec![span(0, 10)]),
        (Identity::default(), vec![span(20, 30)]),
    ];
    assert_eq!(members(&all), vec![vec![0, 2], vec![1], vec![3], vec![4]]);
}

#[test]
fn one_typed_name_twice_at_once_is_two_people() {
    let iphone = || who("", "", "", " iPhone ");
    let all = [(iphone(), vec![span(0, 10)]), (iphone(), vec![span(5, 20)]), (iphone(), vec![span(10, 15)])];
    assert_eq!(members(&all), vec![vec![0, 2], vec![1]]);
    let all: Vec<_> = (0..200).map(|_| (iphone(), vec![span(0, 10)])).collect();
    assert_eq!(members(&all).len(), 200);
}

#[test]
fn typed_names_are_one_in_every_unicode_form_and_flagged() {
    let all =
        [(who("", "", "", "Jose\u{301}"), vec![span(0, 5)]), (who("", "", "", "José"), vec![span(5, 9)])];
    let appearances: Vec<_> =
        all.iter().map(|(identity, spans)| Appearance { identity, spans: spans.clone() }).collect();
    let groups = group(&appearances);
    assert_eq!(groups.len(), 1);
    assert!(groups[0].same_name);
}

#[test]
fn a_typed_name_never_joins_an_account() {
    let all = [(who("a", "", "", "Emma"), vec![]), (who("", "", "", "Emma"), vec![])];
    assert_eq!(members(&all), vec![vec![0], vec![1]]);
}

proptest! {
    #[test]
    fn order_of_input_does_not_matter(all in prop::collection::vec((0u8..4, 0u8..4, 0u8..3, 0i64..50, 0i64..9), 0..25), turn in 0usize..25) {
        let records: Vec<(Identity, Vec<Span>)> = all.iter().map(|(oid, mail, name, from, length)| {
            let text = |n: &u8, kind: &str| if *n == 0 { String::new() } else { format!("{kind}{n}") };
            (who(&text(oid, "o"), &text(mail, "m@"), "", &text(name, "n")), vec![span(*from, from + length)])
        }).collect();
        let mut turned = records.clone();
        turned.rotate_left(turn.min(records.len()));
        let shape = |records: &[(Identity, Vec<Span>)]| {
            let appearances: Vec<_> = records.iter().map(|(identity, spans)| Appearance { identity, spans: spans.clone() }).collect();
            let groups = group(&appearances);
            let mut covered: Vec<usize> = groups.iter().flat_map(|g| g.members.clone()).collect();
            covered.sort_unstable();
            assert_eq!(covered, (0..records.len()).collect::<Vec<_>>(), "everybody is in one group");
            let mut shape: Vec<(Vec<String>, Vec<String>)> = groups.into_iter().map(|g| {
                let mut people: Vec<String> = g.members.iter().map(|m| format!("{:?}", records[*m])).collect();
                people.sort();
                (g.keys, people)
            }).collect();
            shape.sort();
            shape
        };
        // Nameless, keyless records are numbered by joining; two alike may swap numbers, not groups.
        prop_assert_eq!(shape(&records), shape(&turned));
    }
}
