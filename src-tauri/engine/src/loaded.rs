//! One class from the cache: what was fetched and decided, computed anew into people and statuses.

use crate::observed::{self, ObservedFile};
use crate::rules::{RulesFrom, in_force};
use crate::sources::{Asked, Counting};
use chrono::{DateTime, Utc};
use rollbook_core::attendance::{Attendance, derive};
use rollbook_core::calls::{Surroundings, judge};
use rollbook_core::matching::{MatchChoice, MatchChoices};
use rollbook_core::observation::Source;
use rollbook_core::reconcile::{Decisions, Mark, Reconciliation, reconcile};
use rollbook_core::roster::Student;
use rollbook_core::rules::Rules;
use rollbook_core::schedule::{Completeness, outlook};
use rollbook_core::status::Status;
use rollbook_core::versions::merge;
use rollbook_core::{CallId, MeetingId, StudentId};
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
    /// The source that counts, where several have something of this class.
    counting: Option<Source>,
    /// The files that were imported.
    pub files: BTreeMap<CallId, ObservedFile>,
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
        let observed = observed::calls(&answers::latest(store, id)?, &inputs.tenant);
        let calls = merge(observed.calls);
        let around = surroundings(
            &inputs,
            &roster,
            run.as_ref().is_some_and(|r| r.run.calls_mode == CallsMode::AllDay),
        );
        let call_choices = call_choices(&standing);
        let asked = Asked {
            choices: &call_choices,
            last: run.as_ref().map_or(Source::None, |run| run.run.source),
            for_call_records: inputs.asked_for_calls,
            files: &observed.files,
        };
        let counting = Counting::of(&meeting.class, &calls, &asked);
        let mut choices = call_choices.clone();
        choices.extend(counting.aside.keys().map(|id| (id.clone(), false)));
        let mut attendance = derive(&meeting.class, calls, &around, &choices, rules.count_outside_window);
        for judged in &mut attendance.calls {
            if let Some(reason) = counting.aside.get(&judged.call.id) {
                let rule = judge(&judged.call, &meeting.class, &around);
                judged.verdict.reason = if rule.included { (*reason).to_owned() } else { rule.reason };
                judged.by_instructor = false;
            }
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
            counting: counting.source,
            files: observed.files,
        })
    }

    /// The roster against the people.
    pub fn reconcile(&self) -> Reconciliation {
        let window = self.meeting.class.window();
        reconcile(&self.roster, &self.attendance, &self.decisions, window, &self.rules)
    }

    /// Where the data came from.
    pub fn source(&self) -> Source {
        let Some(run) = &self.run else { return Source::None };
        self.counting.unwrap_or(run.run.source)
    }

    /// How final the last sync is, and when to look again.
    pub fn outlook(&self) -> (Completeness, Option<DateTime<Utc>>) {
        let Some(run) = &self.run else { return (Completeness::Unknown, None) };
        let end = run.run.class_end.unwrap_or_else(|| self.meeting.class.day_span().end);
        outlook(self.source(), end, run.run.finished_at, inputs(Some(run)).incomplete)
    }
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
