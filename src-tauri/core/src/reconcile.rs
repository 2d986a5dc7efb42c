//! The roster against the people of one class: matches, statuses, and who is left over.

use crate::attendance::{Attendance, Participant};
use crate::class::Span;
use crate::identity::Kind;
use crate::ids::{ParticipantId, StudentId};
use crate::matching::{Candidate, How, MatchChoices, Outcome, match_people};
use crate::presence::{Presence, measure};
use crate::roster::Student;
use crate::rules::{Evidence, Rules, Ruling, rule};
use crate::status::Status;
use std::collections::BTreeMap;

/// The instructor's own word on one student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The status; `None` where only a note was made.
    pub status: Option<Status>,
    /// Note.
    pub note: Option<String>,
}

/// Everything the instructor decided that bears on one class.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// Matches.
    pub matches: MatchChoices,
    /// Marks.
    pub marks: BTreeMap<StudentId, Mark>,
}

/// One student's result.
#[derive(Clone, Debug, PartialEq)]
pub struct StudentResult {
    /// Who.
    pub student: Student,
    /// What the rules say.
    pub ruling: Ruling,
    /// The status that stands: the mark's, else the rules'.
    pub status: Status,
    /// The instructor's mark.
    pub mark: Option<Mark>,
    /// Measured over all people matched to the student.
    pub presence: Option<Presence>,
    /// The people matched.
    pub participants: Vec<ParticipantId>,
    /// How each of them was matched, in the same order.
    pub evidence: Vec<How>,
    /// The strongest evidence of the matches.
    pub how: Option<How>,
}

/// A person who is no student yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmatched {
    /// Who.
    pub participant: ParticipantId,
    /// More than one student fits.
    pub ambiguous: bool,
    /// Best first.
    pub candidates: Vec<Candidate>,
}

/// The whole reconciliation of a class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciliation {
    /// Active students in roster order.
    pub students: Vec<StudentResult>,
    /// People left over, in participant order; bots and devices aside.
    pub unmatched: Vec<Unmatched>,
}

/// Reconciles a class with its roster.
///
/// A class with nobody in it has no data: everybody is `unknown`, never absent.
#[must_use]
pub fn reconcile(
    roster: &[Student],
    attendance: &Attendance,
    decisions: &Decisions,
    window: Option<Span>,
    rules: &Rules,
) -> Reconciliation {
    let outcomes = match_people(&attendance.participants, roster, &decisions.matches);
    let mut matched: BTreeMap<StudentId, Vec<(&Participant, How)>> = BTreeMap::new();
    let mut unmatched = Vec::new();
    for (participant, outcome) in attendance.participants.iter().zip(outcomes) {
        match outcome {
            Outcome::Student(student, how) => matched.entry(student).or_default().push((participant, how)),
            Outcome::Open { ambiguous, candidates } if participant.kind != Kind::Application => {
                unmatched.push(Unmatched { participant: participant.id.clone(), ambiguous, candidates });
            }
            Outcome::Open { .. } | Outcome::Nobody => {}
        }
    }
    let nobody = match (attendance.participants.is_empty(), left_out(attendance)) {
        (true, _) => Evidence::NoData,
        (_, 0) => Evidence::NotThere,
        (_, count) => Evidence::PerhapsLeftOut(count),
    };
    let students = roster
        .iter()
        .filter(|student| student.active)
        .map(|student| {
            let people = matched.remove(&student.id).unwrap_or_default();
            let mark = decisions.marks.get(&student.id).cloned();
            result(student, &people, mark, &nobody, window, rules)
        })
        .collect();
    Reconciliation { students, unmatched }
}

/// People whom a report that counts counts without naming them. Reports of one class may each leave out the same person,
/// so the largest number stands.
fn left_out(attendance: &Attendance) -> u32 {
    let counting = attendance.calls.iter().filter(|judged| judged.verdict.included);
    counting.map(|judged| judged.call.left_out()).max().unwrap_or(0)
}

fn result(
    student: &Student,
    people: &[(&Participant, How)],
    mark: Option<Mark>,
    nobody: &Evidence,
    window: Option<Span>,
    rules: &Rules,
) -> StudentResult {
    let spans: Vec<Span> = people.iter().flat_map(|(p, _)| p.spans()).collect();
    let presence = (!spans.is_empty()).then(|| measure(&spans, window, rules.count_outside_window));
    let evidence = match &presence {
        _ if people.is_empty() => nobody.clone(),
        None => Evidence::DurationUnknown,
        Some(presence) => Evidence::There(presence.clone()),
    };
    let ruling = rule(&evidence, window, rules);
    let status = mark.as_ref().and_then(|m| m.status).unwrap_or(ruling.status);
    StudentResult {
        student: student.clone(),
        status,
        ruling,
        mark,
        presence,
        participants: people.iter().map(|(p, _)| p.id.clone()).collect(),
        evidence: people.iter().map(|(_, how)| *how).collect(),
        how: people.iter().map(|(_, how)| *how).min(),
    }
}

#[cfg(test)]
#[path = "reconcile_tests.rs"]
mod tests;
