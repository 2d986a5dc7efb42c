//! What is fetched again, in another order or in other pieces, comes to the same class.

use crate::world::*;
use proptest::prelude::*;
use rollbook_core::attendance::Participant;
use rollbook_core::observation::{Call, CallKind, Record};

type Stays = Vec<(i64, i64)>;

/// People of a small crowd: accounts, typed names, visitors; several records of one are usual.
fn identity(who: usize) -> rollbook_core::identity::Identity {
    match who % 7 {
        0 => account("ann@x", "Ann"),
        1 => account("ANN@x", "Ann B."),
        2 => account("bob@x", "Bob"),
        3 => typed("iPhone"),
        4 => typed("Ann"),
        5 => visitor("1"),
        _ => visitor("2"),
    }
}

fn records() -> impl Strategy<Value = Vec<(usize, Stays)>> {
    let stays =
        prop::collection::vec((0i64..60, 0i64..30).prop_map(|(from, length)| (from, from + length)), 0..4);
    prop::collection::vec((0usize..7, stays), 0..8)
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    prop::collection::vec((0usize..3, any::<bool>(), records()), 0..5).prop_map(|all| {
        let call = |(id, is_report, records): (usize, bool, Vec<(usize, Stays)>)| {
            let kind = if is_report { CallKind::Report } else { CallKind::CallRecord };
            let records: Vec<Record> =
                records.iter().map(|(who, stays)| record(identity(*who), stays)).collect();
            call(&format!("{kind:?}-{id}"), kind, 0, 60, records)
        };
        all.into_iter().map(call).collect()
    })
}

/// What somebody amounts to, whatever the order of equal things was.
fn amounts(people: &[Participant]) -> Vec<String> {
    let one = |p: &Participant| {
        let mut stays: Vec<_> = p.stays.iter().map(|stay| (stay.join, stay.leave, &stay.call)).collect();
        stays.sort();
        format!("{:?} {:?} {:?} {stays:?}", p.id, p.keys, p.presence)
    };
    let mut all: Vec<String> = people.iter().map(one).collect();
    all.sort();
    all
}

fn apart(calls: Vec<Call>) -> Vec<Call> {
    let one = |(at, call): (usize, Call)| Call { id: format!("{at}").as_str().into(), ..call };
    calls.into_iter().enumerate().map(one).collect()
}

proptest! {
    #[test]
    fn fetching_everything_again_changes_nothing(calls in calls()) {
        let once = attend(calls.clone());
        let twice = attend([calls.clone(), calls].concat());
        prop_assert_eq!(amounts(&once.participants), amounts(&twice.participants));
        prop_assert_eq!(once.calls.len(), twice.calls.len());
    }

    #[test]
    fn the_order_of_calls_and_records_does_not_matter(calls in calls(), turn in 0usize..8) {
        let calls = apart(calls);
        let mut turned = calls.clone();
        turned.reverse();
        for call in &mut turned {
            if let Some(records) = &mut call.records {
                records.reverse();
                let turn = turn.min(records.len());
                records.rotate_left(turn);
                for record in records {
                    record.stays.reverse();
                }
            }
        }
        let (straight, turned) = (attend(calls), attend(turned));
        prop_assert_eq!(amounts(&straight.participants), amounts(&turned.participants));
        let names = |all: &[Participant]| all.iter().map(|p| (p.id.clone(), p.name.clone())).collect::<Vec<_>>();
        prop_assert_eq!(names(&straight.participants), names(&turned.participants));
    }

    #[test]
    fn nobody_with_a_key_is_two_and_no_stay_is_lost_or_doubled(calls in calls()) {
        let calls = apart(calls);
        let all: usize = calls.iter().flat_map(|call| call.records.iter().flatten()).map(|r| r.stays.len()).sum();
        let found = attend(calls);
        prop_assert_eq!(found.participants.iter().map(|p| p.stays.len()).sum::<usize>(), all);
        let mut keys: Vec<&String> = found.participants.iter().flat_map(|p| &p.keys).collect();
        let count = keys.len();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), count, "a key is one person's");
        for person in &found.participants {
            if let Some(presence) = &person.presence {
                prop_assert!(presence.present <= presence.connected && presence.connected <= presence.summed);
            }
        }
    }
}
