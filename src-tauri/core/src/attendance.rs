//! From calls to people: which calls count, who was in them, and for how long.

mod person;

use crate::calls::{Surroundings, Verdict, judge};
use crate::class::{Class, Span};
use crate::identity::Kind;
use crate::ids::{CallId, ParticipantId};
use crate::observation::{Call, Record};
use crate::people::{Appearance, group, has_key};
use crate::presence::Presence;
use crate::repeats::retold;
use crate::stay::{StayFlag, StayFlags, resolve};
use chrono::{DateTime, Utc};
use person::participant;
use std::collections::BTreeMap;

/// A call with the decision on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedCall {
    /// The call.
    pub call: Call,
    /// Whether it counts, and why.
    pub verdict: Verdict,
    /// True where the instructor's choice stands over the rules.
    pub by_instructor: bool,
}

/// What is noteworthy about a participant; the words are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonFlag {
    /// Known by a typed name only, which several records bear.
    SameName,
    /// The sources gave different names.
    NameConflict,
    /// Was there, but no usable interval tells how long.
    DurationUnknown,
    /// Microsoft's own total differs from ours by more than a second; [`crate::trail`] names the cause.
    TotalDiffers,
}

impl PersonFlag {
    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SameName => "same-name",
            Self::NameConflict => "name-conflict",
            Self::DurationUnknown => "duration-unknown",
            Self::TotalDiffers => "total-differs",
        }
    }
}

/// One stay with what it counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenStay {
    /// The call it belongs to.
    pub call: CallId,
    /// Join as the source wrote it.
    pub join: Option<DateTime<Utc>>,
    /// Leave as the source wrote it.
    pub leave: Option<DateTime<Utc>>,
    /// What it counts for.
    pub span: Option<Span>,
    /// What is noteworthy.
    pub flags: StayFlags,
}

/// One person in the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Derived from the strongest key.
    pub id: ParticipantId,
    /// All comparable keys, strongest first.
    pub keys: Vec<String>,
    /// Newest name, as it was typed.
    pub name: Option<String>,
    /// Other names.
    pub also_seen_as: Vec<String>,
    /// E-mail, else UPN.
    pub email: Option<String>,
    /// Kind.
    pub kind: Kind,
    /// The source's newest word for the role (`Organizer`, `Presenter`, `Attendee`), as it is.
    pub role: Option<String>,
    /// The stays, sorted by join.
    pub stays: Vec<SeenStay>,
    /// The measure of them; `None` where no interval is usable: present, duration unknown.
    pub presence: Option<Presence>,
    /// Microsoft's own total in seconds, over all records; `None` where one of them states none.
    pub stated_seconds: Option<i64>,
    /// What is noteworthy.
    pub flags: Vec<PersonFlag>,
}

impl Participant {
    /// The usable stays.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        self.stays.iter().filter_map(|stay| stay.span).collect()
    }

    /// Whether a stay was dropped or its end assumed.
    #[must_use]
    pub fn has_bad_stays(&self) -> bool {
        let bad = |flags: StayFlags| flags.contains(StayFlag::BadTimes) || flags.contains(StayFlag::NoLeave);
        self.stays.iter().any(|stay| bad(stay.flags))
    }
}

/// The class with its calls judged and its people told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// By start.
    pub calls: Vec<JudgedCall>,
    /// By name (case-folded, nameless last), then id.
    pub participants: Vec<Participant>,
}

/// Derives the attendance of a class. `calls` are merged ones (see [`crate::versions`]); `choices` are the
/// instructor's own includes and excludes, which stand over the rules.
#[must_use]
pub fn derive(
    class: &Class,
    calls: Vec<Call>,
    around: &Surroundings,
    choices: &BTreeMap<CallId, bool>,
    count_outside: bool,
) -> Attendance {
    let calls: Vec<JudgedCall> = calls.into_iter().map(|call| decide(call, class, around, choices)).collect();
    let retold = retold(&calls);
    let seen: Vec<(&Call, &Record)> = calls
        .iter()
        .enumerate()
        .filter(|(_, judged)| judged.verdict.included)
        .flat_map(|(at, judged)| {
            let records = judged.call.records.iter().flatten().enumerate();
            let retold = &retold;
            let once = move |(index, record)| match retold.get(&(at, index)) {
                None => Some(record),
                Some(left) => left.as_ref(),
            };
            records.filter_map(once).map(|record| (&judged.call, record))
        })
        .collect();
    let appearances: Vec<Appearance<'_>> = seen
        .iter()
        .map(|(call, record)| Appearance {
            identity: &record.identity,
            // Only who has no key is told apart by time.
            spans: if has_key(&record.identity) {
                vec![]
            } else {
                record.stays.iter().filter_map(|stay| resolve(stay, call.end).0).collect()
            },
        })
        .collect();
    let mut participants: Vec<Participant> = group(&appearances)
        .into_iter()
        .map(|group| participant(&group, &seen, class.window(), count_outside))
        .collect();
    participants
        .sort_by_cached_key(|p| (p.name.is_none(), p.name.as_deref().map(str::to_lowercase), p.id.clone()));
    Attendance { calls, participants }
}

fn decide(call: Call, class: &Class, around: &Surroundings, choices: &BTreeMap<CallId, bool>) -> JudgedCall {
    let rule = judge(&call, class, around);
    let (verdict, by_instructor) = match choices.get(&call.id) {
        Some(included) => {
            let word = if *included { "included" } else { "excluded" };
            let reason = format!("{word} by you (by the rules: {})", rule.reason);
            (Verdict { included: *included, reason, please_check: false, people_would_tell: false }, true)
        }
        None => (rule, false),
    };
    JudgedCall { call, verdict, by_instructor }
}

#[cfg(test)]
#[path = "attendance_tests.rs"]
mod tests;
