//! The roster against the people, in the shape of `reconcile`.

use super::{count, decided_by, meeting};
use crate::loaded::Loaded;
use crate::view::{
    CandidateView, MatchView, ReconcileView, RulesView, StatusCounts, StudentView, UnmatchedView,
};
use crate::why;
use rollbook_core::ParticipantId;
use rollbook_core::matching::unambiguous;
use rollbook_core::reconcile::{Reconciliation, StudentResult};
use rollbook_core::rounding::seconds;
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;
use std::collections::BTreeSet;

pub(crate) fn rules(rules: &Rules) -> RulesView {
    RulesView {
        min_present_percent: rules.min_present_percent,
        late_after_minutes: rules.late_after_minutes,
        left_early_minutes: rules.left_early_minutes,
        count_outside_window: rules.count_outside_window,
    }
}

pub(crate) fn reconciled(loaded: &Loaded, found: &Reconciliation) -> ReconcileView {
    let people = why::people(&loaded.attendance);
    let sure: BTreeSet<ParticipantId> = unambiguous(found).into_iter().map(|(person, _)| person).collect();
    let unmatched = found.unmatched.iter().map(|open| {
        let who = people.get(&open.participant);
        UnmatchedView {
            participant_id: open.participant.to_string(),
            name: who.and_then(|p| p.name.clone()),
            email: who.and_then(|p| p.email.clone()),
            ambiguous: open.ambiguous,
            unambiguous: sure.contains(&open.participant),
            candidates: open
                .candidates
                .iter()
                .map(|c| CandidateView {
                    student_id: c.student.to_string(),
                    score: c.score,
                    reasons: c.reasons.clone(),
                })
                .collect(),
        }
    });
    ReconcileView {
        meeting: meeting(&loaded.meeting.class),
        rules: rules(&loaded.rules),
        rules_from: loaded.rules_from.word().to_owned(),
        students: found.students.iter().map(|result| student(loaded, result, &people)).collect(),
        unmatched: unmatched.collect(),
        summary: counts(found),
    }
}

fn student(loaded: &Loaded, result: &StudentResult, people: &why::People<'_>) -> StudentView {
    let there = result.presence.as_ref();
    let absent_seconds = || (result.status != Status::Unknown && result.participants.is_empty()).then_some(0);
    let note = result.mark.as_ref().and_then(|mark| mark.note.clone());
    let by_instructor = result.mark.as_ref().is_some_and(|mark| mark.status.is_some());
    let cut = why::cut(loaded.meeting.class.window(), &loaded.rules);
    let mut reasons = result.ruling.reasons.clone();
    if by_instructor {
        reasons.insert(0, format!("marked by you (by the rules: {})", result.ruling.status));
    }
    StudentView {
        student_id: result.student.id.to_string(),
        lms_id: result.student.lms_id.clone(),
        name: result.student.name.clone(),
        email: result.student.emails.first().cloned(),
        status: result.status.word().to_owned(),
        decided_by: decided_by(by_instructor),
        late: result.ruling.late,
        left_early: result.ruling.left_early,
        present_seconds: there.map(|p| seconds(p.present)).or_else(absent_seconds),
        late_seconds: there.and_then(|p| p.late).map(seconds),
        left_early_seconds: there.and_then(|p| p.left_early).map(seconds),
        reasons,
        note,
        participant_ids: result.participants.iter().map(ToString::to_string).collect(),
        why: why::student(result, people, cut),
        matched: MatchView { how: result.how.map(|how| how.word().to_owned()) },
    }
}

pub(crate) fn counts(found: &Reconciliation) -> StatusCounts {
    let of = |status| count(found.students.iter().filter(|s| s.status == status).count());
    StatusCounts {
        present: of(Status::Present),
        late: of(Status::Late),
        left_early: of(Status::LeftEarly),
        absent: of(Status::Absent),
        excused: of(Status::Excused),
        unknown: of(Status::Unknown),
        unmatched: count(found.unmatched.len()),
    }
}
