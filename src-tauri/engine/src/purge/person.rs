//! Who one person is to every record that may name them: keys, and typed names with the times of joining.

mod without;

use crate::loaded::Loaded;
use crate::people::{Directory, Person};
use chrono::{DateTime, Utc};
use rollbook_core::identity::Identity;
use rollbook_core::observation::{Call, Record};
use rollbook_core::people::{identity_keys, typed_name};
use rollbook_core::rules::Rules;
use rollbook_core::{CallId, MeetingId};
use rollbook_store::purge::PersonRows;
use rollbook_store::{Result, Store};
use std::collections::{BTreeMap, BTreeSet};

/// A typed name, and when somebody joined under it.
type TypedAt = (String, Option<DateTime<Utc>>);

/// One person, as records name them.
pub(super) struct ToErase {
    pub rows: PersonRows,
    /// Directory ids, addresses, numbers: the same in every class.
    keys: BTreeSet<String>,
    /// Typed names in one class, with the times of joining: somebody else may bear the name.
    typed: BTreeMap<MeetingId, BTreeSet<TypedAt>>,
    /// So many records of a report: its own count of people goes down by them, or the others would be told that somebody
    /// was left out of it.
    counted: BTreeMap<(MeetingId, CallId), usize>,
    /// The LMS's ids.
    lms_ids: BTreeSet<String>,
}

impl ToErase {
    pub fn of(store: &Store, directory: &Directory, person: &Person, rules: Rules) -> Result<Self> {
        let mut all = Self {
            rows: PersonRows::default(),
            keys: BTreeSet::new(),
            typed: BTreeMap::new(),
            counted: BTreeMap::new(),
            lms_ids: BTreeSet::new(),
        };
        for student in directory.students_of(person) {
            all.rows.students.insert(student.id.clone());
            all.rows.words.insert(student.name.clone());
            all.rows.words.extend(student.emails.iter().cloned());
            all.lms_ids.extend(student.lms_id.clone());
            let object_id = student.object_id.clone();
            all.keys.extend(identity_keys(&Identity { object_id, ..Identity::default() }));
        }
        let addresses = directory.addresses_of(person);
        for email in addresses {
            all.keys.extend(identity_keys(&Identity { email: Some(email), ..Identity::default() }));
        }
        for one in directory.appearances_of(person).filter(|one| !one.participants.is_empty()) {
            let loaded = Loaded::read(store, &one.meeting, rules)?;
            let was = loaded.attendance.participants.iter().filter(|p| one.participants.contains(&p.id));
            for participant in was {
                all.rows.participants.insert(participant.id.clone());
                let names = participant.name.iter().chain(&participant.also_seen_as);
                // A name of a letter or two stands in too many words.
                all.rows.words.extend(names.clone().filter(|name| name.chars().count() > 2).cloned());
                // The typed keys ("4name:", "5seen:") hold in one class only.
                let strong = participant.keys.iter().filter(|key| key.starts_with(['1', '2', '3']));
                all.keys.extend(strong.cloned());
                let joins: Vec<_> = participant.stays.iter().map(|stay| stay.join).collect();
                let typed = all.typed.entry(one.meeting.clone()).or_default();
                for name in names {
                    let folded = typed_name(&Identity { name: Some(name.clone()), ..Identity::default() });
                    typed.extend(joins.iter().map(|join| (folded.clone(), *join)));
                }
            }
        }
        for meeting in all.typed.keys().cloned().collect::<Vec<_>>() {
            for judged in Loaded::read(store, &meeting, rules)?.attendance.calls {
                let mine = judged.call.records.iter().flatten().filter(|record| all.is_of(&meeting, record));
                let count = mine.count();
                all.counted.insert((meeting.clone(), judged.call.id), count);
            }
        }
        Ok(all)
    }

    fn is_of(&self, meeting: &MeetingId, record: &Record) -> bool {
        self.is(meeting, &record.identity, record.stays.iter().map(|stay| stay.join))
    }

    /// Whether an identity is the person's; of typed names only those that joined when the person did.
    fn is(
        &self,
        meeting: &MeetingId,
        who: &Identity,
        joins: impl Iterator<Item = Option<DateTime<Utc>>>,
    ) -> bool {
        let keys = identity_keys(who);
        if !keys.is_empty() {
            return keys.iter().any(|key| self.keys.contains(key));
        }
        let (name, mut joins) = (typed_name(who), joins);
        self.typed.get(meeting).is_some_and(|typed| joins.any(|join| typed.contains(&(name.clone(), join))))
    }

    /// Whether the one record of a call is the person's.
    fn in_call(&self, meeting: &MeetingId, call: Option<Call>) -> bool {
        let records = call.and_then(|call| call.records).unwrap_or_default();
        records.iter().any(|record| self.is_of(meeting, record))
    }
}
