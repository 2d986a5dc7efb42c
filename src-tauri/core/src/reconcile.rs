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
    let no_data = attendance.participants.is_empty();
    let students = roster
        .iter()
        .filter(|student| student.active)
        .map(|student| {
            let people = matched.remove(&student.id).unwrap_or_default();
            let mark = decisions.marks.get(&student.id).cloned();
            result(student, &people, mark, no_data, window, rules)
        })
        .collect();
    Reconciliation { students, unmatched }
}

fn result(
    student: &Student,
    people: &[(&Participant, How)],
    mark: Option<Mark>,
    no_data: bool,
    window: Option<Span>,
    rules: &Rules,
) -> StudentResult {
    let spans: Vec<Span> =
        people.iter().flat_map(|(p, _)| p.stays.iter().filter_map(|stay| stay.span)).collect();
    let presence = (!spans.is_empty()).then(|| measure(&spans, window, rules.count_outside_window));
    let evidence = match (&presence, no_data, people.is_empty()) {
        (_, true, _) => Evidence::NoData,
        (_, _, true) => Evidence::NotThere,
        (None, _, _) => Evidence::DurationUnknown,
        (Some(presence), _, _) => Evidence::There(presence.clone()),
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
        how: people.iter().map(|(_, how)| *how).min(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::attendance::SeenStay;
    use chrono::{DateTime, TimeDelta};

    fn span(from: i64, to: i64) -> Span {
        let at = |minute| DateTime::from_timestamp(1_764_151_200 + minute * 60, 0).unwrap();
        Span::new(at(from), at(to)).unwrap()
    }

    fn student(id: &str, emails: &[&str]) -> Student {
        Student {
            id: id.into(),
            lms_id: None,
            name: id.to_uppercase(),
            emails: emails.iter().map(|e| (*e).to_owned()).collect(),
            username: None,
            object_id: None,
            active: true,
        }
    }

    fn person(email: &str, kind: Kind, spans: &[Span]) -> Participant {
        let stay = |span: &Span| SeenStay {
            call: "c".into(),
            join: Some(span.start),
            leave: Some(span.end),
            span: Some(*span),
            flags: vec![],
        };
        Participant {
            id: email.into(),
            keys: vec![format!("2mail:{email}")],
            name: Some(email.into()),
            also_seen_as: vec![],
            stated_seconds: None,
            role: None,
            email: Some(email.into()),
            kind,
            stays: spans.iter().map(stay).collect(),
            presence: None,
            flags: vec![],
        }
    }

    #[test]
    fn two_accounts_of_one_student_are_measured_together() {
        let people = vec![
            person("a@x", Kind::Member, &[span(0, 30)]),
            person("a@home", Kind::Guest, &[span(20, 50)]),
            person("bot@x", Kind::Application, &[span(0, 60)]),
            person("guest@y", Kind::Guest, &[span(0, 60)]),
        ];
        let attendance = Attendance { calls: vec![], participants: people };
        let roster = [student("a", &["a@x", "A@home"]), student("b", &["b@x"])];
        let marks = [("b".into(), Mark { status: Some(Status::Excused), note: Some("ill".into()) })].into();
        let decisions = Decisions { marks, ..Decisions::default() };
        let found = reconcile(&roster, &attendance, &decisions, Some(span(0, 60)), &Rules::default());
        assert_eq!(found.students[0].presence.as_ref().unwrap().present, TimeDelta::minutes(50));
        assert_eq!((found.students[0].status, found.students[0].participants.len()), (Status::Present, 2));
        assert_eq!(
            (found.students[1].status, found.students[1].ruling.status),
            (Status::Excused, Status::Absent)
        );
        let left: Vec<_> = found.unmatched.iter().map(|u| u.participant.as_str()).collect();
        assert_eq!(left, ["guest@y"], "the bot is nobody's absence and nobody's task");
    }

    #[test]
    fn a_class_without_people_makes_nobody_absent() {
        let found = reconcile(
            &[student("a", &[])],
            &Attendance::default(),
            &Decisions::default(),
            None,
            &Rules::default(),
        );
        assert_eq!(found.students[0].status, Status::Unknown);
    }
}
