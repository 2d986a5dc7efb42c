//! One class from the cache: what was fetched and decided, computed anew into people and statuses.

use crate::observed;
use crate::rules::{RulesFrom, in_force};
use chrono::{DateTime, Utc};
use rollbook_core::attendance::{Attendance, derive};
use rollbook_core::calls::{Surroundings, judge};
use rollbook_core::matching::{MatchChoice, MatchChoices};
use rollbook_core::observation::{Call, CallKind, Source};
use rollbook_core::reconcile::{Decisions, Mark, Reconciliation, reconcile};
use rollbook_core::roster::Student;
use rollbook_core::rules::Rules;
use rollbook_core::schedule::{Completeness, outlook};
use rollbook_core::status::Status;
use rollbook_core::versions::merge;
use rollbook_core::{CallId, Class, MeetingId, StudentId};
use rollbook_store::answers;
use rollbook_store::decisions::{self, Decision, DecisionKind};
use rollbook_store::meetings::{self, Meeting};
use rollbook_store::syncs::{self, CallsMode, Run};
use rollbook_store::{Result, Store, roster};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a sync knew beside the answers; kept with it, so that a class reads the same offline and after a sign-out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct RunInputs {
    /// The instructor's tenant.
    pub tenant: String,
    /// Object ids of the instructor and the meeting's organizer.
    pub organizers: Vec<String>,
    /// The server's list was cut short.
    pub incomplete: bool,
    /// The instructor asked for call records, whatever the reports say.
    pub asked_for_calls: bool,
}

/// A class as the cache holds it.
pub(crate) struct Loaded {
    pub meeting: Meeting,
    pub run: Option<Run>,
    pub attendance: Attendance,
    pub roster: Vec<Student>,
    pub decisions: Decisions,
    pub call_choices: BTreeMap<CallId, bool>,
    pub rules: Rules,
    pub rules_from: RulesFrom,
}

impl Loaded {
    /// Reads and computes a class under the rules that stand for it: those of the settings, or, once the LMS holds
    /// statuses of it, those that these were made with.
    pub fn read(store: &Store, id: &MeetingId, settings: Rules) -> Result<Self> {
        Self::read_with(store, id, |standing| in_force(store, id, settings, standing))
    }

    /// The same class under other rules, whether or not it is uploaded.
    pub fn reconcile_under(&self, store: &Store, rules: Rules) -> Result<Reconciliation> {
        if rules.count_outside_window == self.rules.count_outside_window {
            let window = self.meeting.class.window();
            return Ok(reconcile(&self.roster, &self.attendance, &self.decisions, window, &rules));
        }
        // What is cut off the stays depends on this rule, so the people are made anew.
        let other = Self::read_with(store, &self.meeting.class.id, |_| Ok((rules, RulesFrom::Settings)))?;
        Ok(other.reconcile())
    }

    fn read_with(
        store: &Store,
        id: &MeetingId,
        rules: impl FnOnce(&[Decision]) -> Result<(Rules, RulesFrom)>,
    ) -> Result<Self> {
        let meeting = meetings::get(store, id)?;
        let run = syncs::last(store, id)?;
        let roster = match &meeting.class.course_id {
            Some(course) => roster::list(store, course, false)?,
            None => vec![],
        };
        let standing = decisions::current(store, id, meeting.class.course_id.as_ref())?;
        let (rules, rules_from) = rules(&standing)?;
        let inputs = inputs(run.as_ref());
        let calls = merge(observed::calls(&answers::latest(store, id)?, &inputs.tenant));
        let around = surroundings(
            &inputs,
            &roster,
            run.as_ref().is_some_and(|r| r.run.calls_mode == CallsMode::AllDay),
        );
        let call_choices = call_choices(&standing);
        let (choices, aside) = one_source(&meeting.class, &calls, &call_choices, inputs.asked_for_calls);
        let mut attendance = derive(&meeting.class, calls, &around, &choices, rules.count_outside_window);
        for judged in attendance.calls.iter_mut().filter(|judged| aside.contains_key(&judged.call.id)) {
            let reason = aside.get(&judged.call.id).copied().unwrap_or_default();
            judged.verdict.reason = reason.to_owned();
            judged.by_instructor = false;
        }
        Ok(Self {
            decisions: choices_of(id, &standing),
            call_choices,
            meeting,
            run,
            attendance,
            roster,
            rules,
            rules_from,
        })
    }

    /// The roster against the people.
    pub fn reconcile(&self) -> Reconciliation {
        let window = self.meeting.class.window();
        reconcile(&self.roster, &self.attendance, &self.decisions, window, &self.rules)
    }

    /// Where the data came from.
    pub fn source(&self) -> Source {
        self.run.as_ref().map_or(Source::None, |run| run.run.source)
    }

    /// How final the last sync is, and when to look again.
    pub fn outlook(&self) -> (Completeness, Option<DateTime<Utc>>) {
        let Some(run) = &self.run else { return (Completeness::Unknown, None) };
        let end = run.run.class_end.unwrap_or_else(|| self.meeting.class.day_span().end);
        outlook(run.run.source, end, run.run.finished_at, inputs(Some(run)).incomplete)
    }
}

/// The instructor's choices, and beside them calls set aside because another source of the same class counts, with the
/// reason. A report and a call record of one class hold the same people: counted together, every stay would be there
/// twice, and whoever has no account would be two people.
fn one_source(
    class: &Class,
    calls: &[Call],
    choices: &BTreeMap<CallId, bool>,
    asked_for_calls: bool,
) -> (BTreeMap<CallId, bool>, BTreeMap<CallId, &'static str>) {
    let counts =
        |call: &&Call| call.records.is_some() && judge(call, class, &Surroundings::default()).included;
    let reported = calls.iter().filter(|call| call.kind == CallKind::Report).any(|call| counts(&call));
    let other = match (reported, asked_for_calls) {
        (false, _) => None,
        (true, false) => Some((CallKind::CallRecord, "the attendance report of this class counts")),
        (true, true) => Some((CallKind::Report, "you asked for call records instead")),
    };
    let mut all = choices.clone();
    let mut aside = BTreeMap::new();
    if let Some((kind, reason)) = other {
        for call in calls.iter().filter(|call| call.kind == kind && !choices.contains_key(&call.id)) {
            all.insert(call.id.clone(), false);
            aside.insert(call.id.clone(), reason);
        }
    }
    (all, aside)
}

pub(crate) fn surroundings(inputs: &RunInputs, roster: &[Student], all_day: bool) -> Surroundings {
    let mut around = Surroundings { all_day, ..Surroundings::default() }.with_roster(roster);
    for organizer in &inputs.organizers {
        around = around.with_organizer(Some(organizer));
    }
    around
}

pub(crate) fn inputs(run: Option<&Run>) -> RunInputs {
    run.and_then(|run| serde_json::from_value(run.run.inputs.clone()).ok()).unwrap_or_default()
}

fn call_choices(standing: &[Decision]) -> BTreeMap<CallId, bool> {
    let calls = standing.iter().filter(|d| d.decision.kind == DecisionKind::Call);
    calls
        .filter_map(|d| Some((CallId::new(d.decision.subject.clone()), d.decision.after.as_bool()?)))
        .collect()
}

fn choices_of(meeting: &MeetingId, standing: &[Decision]) -> Decisions {
    let mut matches = MatchChoices::default();
    let mut marks = BTreeMap::new();
    for Decision { decision, .. } in standing {
        let here = decision.meeting_id.as_ref() == Some(meeting);
        match decision.kind {
            DecisionKind::Match => {
                let Some(choice) = match_choice(&decision.after) else { continue };
                let to = if here { &mut matches.here } else { &mut matches.remembered };
                to.insert(decision.subject.clone(), choice);
            }
            DecisionKind::Mark if here && !decision.after.is_null() => {
                let word = decision.after.get("status").and_then(Value::as_str);
                let note = decision.after.get("note").and_then(Value::as_str).map(str::to_owned);
                let mark = Mark { status: word.and_then(Status::from_word), note };
                marks.insert(StudentId::new(decision.subject.clone()), mark);
            }
            _ => {}
        }
    }
    Decisions { matches, marks }
}

fn match_choice(after: &Value) -> Option<MatchChoice> {
    match after {
        Value::String(word) if word == "nobody" => Some(MatchChoice::Nobody),
        Value::Object(to) => {
            let student = to.get("student")?.as_str()?;
            Some(MatchChoice::Student(StudentId::from(student)))
        }
        _ => None,
    }
}
