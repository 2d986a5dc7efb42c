//! Which calls belong to the class: the five steps of the presence rules, section 1, each with its reason.

use crate::class::{Class, Span};
use crate::identity::{Identity, fold_address};
use crate::join_link;
use crate::observation::{Call, CallForm, CallKind};
use crate::roster::Student;
use std::collections::BTreeSet;

/// What is known around the class that decides about its calls.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Directory object ids of the signed-in instructor and of the meeting's organizer.
    pub organizers: BTreeSet<String>,
    /// Comparable keys of everybody on the roster: folded addresses and object ids.
    pub roster: BTreeSet<String>,
    /// True where every call that starts on the local day is to count (`--calls all-day`).
    pub all_day: bool,
}

impl Surroundings {
    /// Takes the comparable keys of the students.
    #[must_use]
    pub fn with_roster<'a>(mut self, students: impl IntoIterator<Item = &'a Student>) -> Self {
        for student in students {
            self.roster.extend(student.emails.iter().filter_map(|e| fold_address(e)));
            self.roster.extend(student.object_id.iter().map(|id| id.to_lowercase()));
        }
        self
    }

    /// Names an organizer by object id.
    #[must_use]
    pub fn with_organizer(mut self, object_id: Option<&str>) -> Self {
        self.organizers.extend(object_id.filter(|id| !id.is_empty()).map(str::to_lowercase));
        self
    }

    fn organized(&self, call: &Call) -> bool {
        let id = call.organizer.as_ref().and_then(|o| o.object_id.as_deref());
        id.is_some_and(|id| self.organizers.contains(&id.to_lowercase()))
    }

    fn on_roster(&self, who: &Identity) -> bool {
        who.object_id.as_deref().is_some_and(|id| self.roster.contains(&id.to_lowercase()))
            || who.addresses().any(|address| self.roster.contains(&address))
    }
}

/// Whether a call counts, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Counts.
    pub included: bool,
    /// In words.
    pub reason: String,
    /// Included by the roster only: the instructor should look.
    pub please_check: bool,
    /// True when `participants_v2` of this call would decide it (step 4).
    pub people_would_tell: bool,
}

impl Verdict {
    fn yes(reason: impl Into<String>) -> Self {
        Self { included: true, reason: reason.into(), please_check: false, people_would_tell: false }
    }

    fn no(reason: impl Into<String>) -> Self {
        Self { included: false, reason: reason.into(), please_check: false, people_would_tell: false }
    }
}

/// Judges one call by the rules alone; what the instructor decided comes on top, see [`crate::attendance`].
#[must_use]
pub fn judge(call: &Call, class: &Class, around: &Surroundings) -> Verdict {
    if call.kind == CallKind::CallRecord && around.all_day {
        let day = class.day_span();
        return match call.start {
            Some(start) if day.start <= start && start < day.end => {
                Verdict::yes("all calls of the day count")
            }
            _ => Verdict::no("starts on another day"),
        };
    }
    if !span_of(call).is_some_and(|span| span.overlaps(&class.reach())) {
        return Verdict::no(match class.window() {
            Some(_) => "outside the class (more than 30 minutes before its start or after its end)",
            None => "on another day",
        });
    }
    match call.kind {
        CallKind::Report | CallKind::File => Verdict::yes("overlaps the class"),
        CallKind::CallRecord => judge_record(call, class, around),
    }
}

fn judge_record(call: &Call, class: &Class, around: &Surroundings) -> Verdict {
    let links = class.join_url.as_deref().zip(call.join_url.as_deref());
    match links.and_then(|(own, theirs)| join_link::same(own, theirs)) {
        Some(true) => return Verdict::yes("has the join link of this class"),
        Some(false) => return Verdict::no("another meeting (it has another join link)"),
        None => {}
    }
    if call.form == CallForm::PeerToPeer {
        return Verdict::no("a call between two people");
    }
    if around.organized(call) {
        return Verdict::yes("organized by you, at the time of the class");
    }
    let Some(people) = &call.known_people else {
        let tell = !around.roster.is_empty();
        return Verdict { people_would_tell: tell, ..Verdict::no(other_organizer(call)) };
    };
    let known =
        people.iter().filter(|who| who.object_id.is_some() || who.addresses().next().is_some()).count();
    let students = people.iter().filter(|who| around.on_roster(who)).count();
    if known > 0 && students * 2 >= known {
        let reason = format!("{students} of its {known} known people are on the roster");
        return Verdict { please_check: true, ..Verdict::yes(reason) };
    }
    Verdict::no(other_organizer(call))
}

fn other_organizer(call: &Call) -> &'static str {
    let phone = call.organizer.as_ref().is_some_and(|o| o.kind == crate::identity::Kind::Phone);
    if phone { "a phone call" } else { "organized by somebody else" }
}

fn span_of(call: &Call) -> Option<Span> {
    let start = call.start.or(call.end)?;
    Span::new(start, call.end.unwrap_or(start).max(start))
}

#[cfg(test)]
#[path = "calls_tests.rs"]
mod tests;
