//! What the instructor decides: calls, matches, marks; each reversible, each in the history.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::loaded::Loaded;
use crate::present;
use crate::view::{ReconcileView, ShowView};
use crate::why;
use rollbook_core::MeetingId;
use rollbook_core::matching::unambiguous;
use rollbook_core::observation::CallKind;
use rollbook_core::status::Status;
use rollbook_store::decisions::{DecisionKind, NewDecision};
use rollbook_transport::Context;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Which student a participant is, as the instructor says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchTo {
    /// This student.
    Student(String),
    /// Nobody on the roster.
    Nobody,
    /// Take the decision back.
    Clear,
}

impl Engine {
    /// The class, its calls, its people.
    pub async fn show(&self, id: &MeetingId) -> Result<ShowView> {
        self.load(id).await.map(|loaded| present::show(&loaded))
    }

    /// The roster against the people.
    pub async fn reconcile(&self, id: &MeetingId) -> Result<ReconcileView> {
        let loaded = self.load(id).await?;
        if loaded.meeting.class.course_id.is_none() {
            return Err(Error::bad_input(
                "This class belongs to no course, so there is no roster to compare it with.",
                "Add the class with --course, or refresh the classes from the LMS.",
            ));
        }
        Ok(present::reconciled(&loaded, &loaded.reconcile()))
    }

    pub(crate) async fn load(&self, id: &MeetingId) -> Result<Loaded> {
        let (id, rules) = (id.clone(), self.config().rules);
        self.db(move |store| Loaded::read(store, &id, rules)).await
    }

    /// Includes or excludes calls; the choice is kept over every later sync. Names are call ids or unique beginnings.
    ///
    /// The sessions of a call that now counts are fetched first where they never were; offline that is refused.
    pub async fn set_calls(
        &self,
        id: &MeetingId,
        names: &[String],
        included: bool,
        ctx: &Context,
    ) -> Result<ShowView> {
        let loaded = self.load(id).await?;
        let mut new = Vec::new();
        let mut unread = Vec::new();
        for name in names {
            let call = one_of(&loaded.attendance.calls, name, "call", |judged| judged.call.id.as_str())?;
            if included && call.call.kind == CallKind::CallRecord && call.call.records.is_none() {
                unread.push(call.call.clone());
            }
            let before = call.by_instructor.then_some(call.verdict.included);
            let word = if included { "Include" } else { "Exclude" };
            let at = call.call.start.map_or_else(String::new, |start| {
                format!(" of {}", start.with_timezone(&loaded.meeting.class.timezone).format("%H:%M"))
            });
            new.push(decision(
                &loaded,
                DecisionKind::Call,
                call.call.id.as_str(),
                json!(before),
                json!(included),
                format!("{word} the call{at}"),
            ));
        }
        self.fetch_sessions(id, &unread, ctx).await?;
        self.write_down(new).await?;
        self.show(id).await
    }

    /// Accepts every name candidate that nobody could mistake: exact but for case, spaces and order, one participant,
    /// one student. One step, undone together.
    pub async fn accept_unambiguous(&self, id: &MeetingId) -> Result<ReconcileView> {
        let loaded = self.load(id).await?;
        let found = loaded.reconcile();
        let people = why::people(&loaded.attendance);
        let roster: BTreeMap<_, _> = loaded.roster.iter().map(|student| (&student.id, student)).collect();
        let mut new = Vec::new();
        for (participant, student) in unambiguous(&found) {
            let (Some(person), Some(student)) = (people.get(&participant), roster.get(&student)) else {
                continue;
            };
            let after = json!({ "student": student.id.as_str() });
            let what = format!("{} is {}", person.name.as_deref().unwrap_or_default(), student.name);
            new.extend(person.keys.iter().map(|key| {
                decision(&loaded, DecisionKind::Match, key, Value::Null, after.clone(), what.clone())
            }));
        }
        self.write_down(new).await?;
        self.reconcile(id).await
    }

    /// Says which student a participant is.
    pub async fn set_match(&self, id: &MeetingId, participant: &str, to: &MatchTo) -> Result<ReconcileView> {
        let loaded = self.load(id).await?;
        let person = one_of(&loaded.attendance.participants, participant, "participant", |p| p.id.as_str())?;
        let who =
            person.name.clone().or_else(|| person.email.clone()).unwrap_or_else(|| "a visitor".to_owned());
        let (after, what) = match to {
            MatchTo::Nobody => (json!("nobody"), format!("{who}: not on the roster")),
            MatchTo::Clear => (Value::Null, format!("{who}: match taken back")),
            MatchTo::Student(name) => {
                let student = one_of(&loaded.roster, name, "student", |s| s.id.as_str())?;
                (json!({ "student": student.id.as_str() }), format!("{who} is {}", student.name))
            }
        };
        // Under every key of the person, so that the choice holds whichever of them a later source gives.
        let new = person
            .keys
            .iter()
            .map(|key| decision(&loaded, DecisionKind::Match, key, Value::Null, after.clone(), what.clone()))
            .collect();
        self.write_down(new).await?;
        self.reconcile(id).await
    }

    /// Marks a student by hand; without status and note the mark is taken away.
    pub async fn mark(
        &self,
        id: &MeetingId,
        student: &str,
        status: Option<Status>,
        note: Option<&str>,
    ) -> Result<ReconcileView> {
        if status == Some(Status::Unknown) {
            return Err(Error::bad_input(
                "Nobody can be marked as unknown.",
                "Choose present, late, left-early, absent or excused, or clear the mark.",
            ));
        }
        let loaded = self.load(id).await?;
        let student = one_of(&loaded.roster, student, "student", |s| s.id.as_str())?;
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        let (after, what) = match (status, note) {
            (None, None) => (Value::Null, format!("{}: mark taken back", student.name)),
            (Some(status), note) => {
                (json!({ "status": status.word(), "note": note }), format!("{}: {status}", student.name))
            }
            (None, Some(note)) => {
                (json!({ "status": null, "note": note }), format!("{}: note", student.name))
            }
        };
        let before = loaded.decisions.marks.get(&student.id).map_or(
            Value::Null,
            |mark| json!({ "status": mark.status.map(Status::word), "note": mark.note }),
        );
        let new = decision(&loaded, DecisionKind::Mark, student.id.as_str(), before, after, what);
        self.write_down(vec![new]).await?;
        self.reconcile(id).await
    }
}

pub(crate) fn decision(
    loaded: &Loaded,
    kind: DecisionKind,
    subject: &str,
    before: Value,
    after: Value,
    what: String,
) -> NewDecision {
    let class = &loaded.meeting.class;
    NewDecision {
        meeting_id: Some(class.id.clone()),
        course_id: class.course_id.clone(),
        kind,
        subject: subject.to_owned(),
        before,
        after,
        what,
    }
}

/// The one thing of this id, or with an id that begins like this (6 characters or more).
fn one_of<'a, T>(all: &'a [T], text: &str, what: &str, id: impl Fn(&T) -> &str) -> Result<&'a T> {
    if let Some(exact) = all.iter().find(|one| id(one) == text) {
        return Ok(exact);
    }
    let mut fitting = all.iter().filter(|one| text.chars().count() >= 6 && id(one).starts_with(text));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(Error::bad_input(
            format!("This fits more than one {what}."),
            "Give the id, or more characters of it.",
        )),
        _ => Err(Error::not_found(what)),
    }
}
