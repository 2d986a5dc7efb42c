//! Mistakes of other attendance programs with who is who, and questions of their users; each test names one. What names
//! alone can and cannot tell is tested beside the matching.

use crate::world::*;
use rollbook_core::attendance::PersonFlag;
use rollbook_core::identity::{Identity, Kind};
use rollbook_core::matching::{How, MatchChoice};
use rollbook_core::reconcile::Decisions;
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;

/// `mod_teamsattendance`: everybody without a name is the one person "Unknown"; graph-docs #8196: guests have null names.
#[test]
fn people_without_a_name_are_never_one_row() {
    let found = attend(vec![call_record(
        "c",
        0,
        60,
        vec![
            record(visitor("1"), &[(0, 20)]),
            record(visitor("2"), &[(30, 60)]),
            record(Identity::default(), &[(0, 60)]),
        ],
    )]);
    assert_eq!(found.participants.len(), 3);
    assert!(found.participants.iter().all(|p| p.name.is_none()));
}

/// `mod_teamsattendance` and four others: guests of one name are merged and their minutes added.
#[test]
fn two_guests_of_one_name_at_once_are_two_people() {
    let guests = || vec![record(typed("Jo Blogs"), &[(0, 60)]), record(typed("Jo Blogs"), &[(10, 50)])];
    let found = attend(vec![report("r", 0, 60, guests())]);
    assert_eq!(found.participants.len(), 2);
    assert!(found.participants.iter().all(|p| p.flags.contains(&PersonFlag::SameName)));
}

/// S4: a guest who comes back is one guest, and said so.
#[test]
fn a_guest_who_comes_back_is_one_person_flagged() {
    let found = attend(vec![report(
        "r",
        0,
        60,
        vec![record(typed("Jo"), &[(0, 20)]), record(typed("Jo"), &[(25, 60)])],
    )]);
    assert_eq!(person(&found, "Jo").flags, [PersonFlag::SameName]);
}

/// teams-report-converter and the webinar parser drop people without an id.
#[test]
fn a_guest_without_an_address_is_kept() {
    let found = attend(vec![report("r", 0, 60, vec![record(typed("Jo"), &[(0, 60)])])]);
    assert_eq!(person(&found, "Jo").kind, Kind::Anonymous);
}

/// alsapalat: an empty UPN is a key, and all who have it are one.
#[test]
fn an_empty_address_is_no_key() {
    let blank = |name: &str| Identity { email: Some("  ".into()), upn: Some(String::new()), ..typed(name) };
    let found = attend(vec![report(
        "r",
        0,
        60,
        vec![record(blank("Ann"), &[(0, 60)]), record(blank("Bob"), &[(0, 60)])],
    )]);
    assert_eq!(found.participants.len(), 2);
}

/// microsoft-graph-docs #13629: `emailAddress` suddenly empty; the object id still tells who it is.
#[test]
fn an_address_that_goes_missing_does_not_split_a_person() {
    let with_id = |email: &str| Identity { object_id: Some("id-1".into()), ..account(email, "Ann") };
    let mut nameless = with_id("");
    nameless.email = None;
    let found = attend(vec![
        report("first", 0, 25, vec![record(with_id("ann@x"), &[(0, 25)])]),
        report("second", 30, 60, vec![record(nameless, &[(30, 60)])]),
    ]);
    let ann = person(&found, "Ann");
    assert_eq!((ann.email.as_deref(), ann.stays.len()), (Some("ann@x"), 2));
}

/// al-caughey #112, vacademy #2966: people doubled. `mod_zoom` #174: list users, not connections.
#[test]
fn three_connections_are_one_user_in_every_letter_case() {
    let found = attend(vec![
        call_record(
            "c",
            0,
            60,
            vec![record(account("Ann@X", "Ann"), &[(0, 20)]), record(account("ann@x", "Ann"), &[(10, 60)])],
        ),
        call_record("d", 0, 60, vec![record(account("ANN@x", "Ann"), &[(20, 30)])]),
    ]);
    assert_eq!(found.participants.len(), 1);
    assert!(found.participants[0].flags.is_empty());
}

/// Two names for one account: the newest is shown, the other is not lost.
#[test]
fn a_person_renamed_during_the_term_keeps_both_names() {
    let found = attend(vec![
        report("first", 0, 25, vec![record(account("ann@x", "Ann Old"), &[(0, 25)])]),
        report("second", 30, 60, vec![record(account("ann@x", "Ann New"), &[(30, 60)])]),
    ]);
    let ann = person(&found, "Ann New");
    assert_eq!(
        (ann.also_seen_as.clone(), ann.flags.clone()),
        (vec!["Ann Old".to_owned()], vec![PersonFlag::NameConflict])
    );
}

/// microverse #46, `LearnUpon`: joined as a guest → "no show". luflow #43: linking afterwards must be possible.
#[test]
fn a_student_who_joined_as_a_guest_is_absent_only_until_the_instructor_says_who_it_was() {
    let roster = [student("ann", "Ann Other", "ann@x")];
    let attendance = attend(vec![report("r", 0, 60, vec![record(typed("iPad"), &[(0, 60)])])]);
    let before = judged(&roster, &attendance, &Rules::default());
    assert_eq!((result(&before, "ann").status, before.unmatched.len()), (Status::Absent, 1));
    let mut decisions = Decisions::default();
    for key in &attendance.participants[0].keys {
        decisions.matches.here.insert(key.clone(), MatchChoice::Student("ann".into()));
    }
    let after = decided(&roster, &attendance, &decisions, &Rules::default());
    assert_eq!(
        (result(&after, "ann").status, result(&after, "ann").how),
        (Status::Present, Some(How::Manual))
    );
}

/// A decision on one guest must not slide to another of the same name whom a later sync brings.
#[test]
fn a_match_stays_with_its_guest_when_an_earlier_guest_of_the_same_name_turns_up() {
    let roster = [student("ann", "Ann", "")];
    let guest = |from, to| record(typed("Guest"), &[(from, to)]);
    let first = attend(vec![report("r", 0, 60, vec![guest(5, 60)])]);
    let mut decisions = Decisions::default();
    for key in &first.participants[0].keys {
        decisions.matches.here.insert(key.clone(), MatchChoice::Student("ann".into()));
    }
    let later = attend(vec![report("r", 0, 60, vec![guest(0, 30), guest(5, 60)])]);
    assert_eq!(later.participants.len(), 2);
    let found = decided(&roster, &later, &decisions, &Rules::default());
    let ann = result(&found, "ann");
    assert_eq!((ann.participants.len(), ann.presence.as_ref().unwrap().present), (1, minutes(55)));
}

/// Users: the same odd name next week should not have to be matched again, but two of them should.
#[test]
fn a_typed_name_is_remembered_unless_two_bear_it() {
    let roster = [student("ann", "Ann", "")];
    let mut decisions = Decisions::default();
    let known = attend(vec![report("r", 0, 60, vec![record(typed("Ninja"), &[(3, 60)])])]);
    for key in &known.participants[0].keys {
        decisions.matches.remembered.insert(key.clone(), MatchChoice::Student("ann".into()));
    }
    let next = attend(vec![report("r", 0, 60, vec![record(typed("Ninja"), &[(1, 50)])])]);
    let found = decided(&roster, &next, &decisions, &Rules::default());
    assert_eq!(result(&found, "ann").how, Some(How::Remembered));
    let twice = [record(typed("Ninja"), &[(0, 60)]), record(typed("Ninja"), &[(1, 50)])];
    let found =
        decided(&roster, &attend(vec![report("r", 0, 60, twice.to_vec())]), &decisions, &Rules::default());
    assert_eq!((result(&found, "ann").how, found.unmatched.len()), (None, 2));
}

/// Two accounts of one student (university and private) are measured together, not one after the other.
#[test]
fn two_addresses_of_one_student_are_one_presence() {
    let mut ann = student("ann", "Ann", "ann@uni.example");
    ann.emails.push("ann@home.example".into());
    let attendance = attend(vec![report(
        "r",
        0,
        60,
        vec![
            record(account("ann@uni.example", "Ann"), &[(0, 30)]),
            record(account("ann@home.example", "Ann"), &[(20, 60)]),
        ],
    )]);
    let found = judged(&[ann], &attendance, &Rules::default());
    assert_eq!(result(&found, "ann").presence.as_ref().unwrap().present, minutes(60));
}

/// Kings creates a student for every unknown address; al-caughey #60: strangers must be shown as such.
#[test]
fn a_stranger_is_listed_and_enrolled_nowhere() {
    let roster = [student("ann", "Ann", "ann@x")];
    let attendance =
        attend(vec![report("r", 0, 60, vec![record(account("stranger@y", "Stranger"), &[(0, 60)])])]);
    let found = judged(&roster, &attendance, &Rules::default());
    assert_eq!((found.students.len(), found.unmatched.len()), (1, 1));
    assert_eq!(result(&found, "ann").status, Status::Absent);
}

/// Bots and recorders are neither students nor absent ones.
#[test]
fn a_recorder_is_nobodys_task() {
    let recorder = Identity { object_id: Some("bot".into()), kind: Kind::Application, ..typed("Recorder") };
    let found = judged(
        &[student("ann", "Ann", "")],
        &attend(vec![report("r", 0, 60, vec![record(recorder, &[(0, 60)])])]),
        &Rules::default(),
    );
    assert!(found.unmatched.is_empty());
}
