//! The trails of people and students, in the shapes that both fronts show.

use crate::view::{CheckView, MatchedView, SpanView, StudentWhyView, WhyView};
use chrono::TimeDelta;
use rollbook_core::attendance::{Attendance, Participant, SeenStay};
use rollbook_core::presence::Presence;
use rollbook_core::reconcile::StudentResult;
use rollbook_core::rounding::seconds;
use rollbook_core::rules::{Check, Rules};
use rollbook_core::trail::trail;
use rollbook_core::{ParticipantId, Span};
use std::collections::BTreeMap;

/// What a class cuts the stays to; `None` where nothing is cut.
pub(crate) fn cut(window: Option<Span>, rules: &Rules) -> Option<Span> {
    window.filter(|_| !rules.count_outside_window)
}

/// The part of a stay that lies in the class.
pub(crate) fn in_class(stay: &SeenStay, cut: Option<Span>) -> Option<i64> {
    let span = stay.span?;
    let part = cut.map_or(Some(span), |window| span.intersect(&window));
    Some(seconds(part.map_or(TimeDelta::zero(), |part| part.length())))
}

pub(crate) fn person(person: &Participant, cut: Option<Span>) -> Option<WhyView> {
    let presence = person.presence.as_ref()?;
    Some(why(presence, &person.spans(), cut, person.stated_seconds, person.has_bad_stays()))
}

/// The people of a class by id.
pub(crate) type People<'a> = BTreeMap<&'a ParticipantId, &'a Participant>;

pub(crate) fn people(attendance: &Attendance) -> People<'_> {
    attendance.participants.iter().map(|person| (&person.id, person)).collect()
}

pub(crate) fn student(result: &StudentResult, all: &People<'_>, cut: Option<Span>) -> StudentWhyView {
    let people: Vec<&Participant> =
        result.participants.iter().filter_map(|id| all.get(id).copied()).collect();
    let spans: Vec<Span> = people.iter().flat_map(|person| person.spans()).collect();
    let stated = people.iter().try_fold(0i64, |sum, person| Some(sum.saturating_add(person.stated_seconds?)));
    let bad = people.iter().any(|person| person.has_bad_stays());
    let matched = result
        .participants
        .iter()
        .zip(&result.evidence)
        .map(|(person, how)| MatchedView { participant_id: person.to_string(), how: how.word().to_owned() });
    StudentWhyView {
        matched: matched.collect(),
        time: result.presence.as_ref().map(|presence| why(presence, &spans, cut, stated, bad)),
        checks: result.ruling.checks.iter().map(check).collect(),
        by_rules: result.ruling.status.word().to_owned(),
    }
}

fn why(presence: &Presence, spans: &[Span], cut: Option<Span>, stated: Option<i64>, bad: bool) -> WhyView {
    let found = trail(presence, spans, cut, stated, bad);
    WhyView {
        stated_seconds: found.stated_seconds,
        differs: found.differs.iter().map(|cause| cause.word().to_owned()).collect(),
        overlap_seconds: seconds(found.overlap),
        before_start_seconds: seconds(found.before_start),
        after_end_seconds: seconds(found.after_end),
        gaps: found.gaps.iter().map(span).collect(),
    }
}

fn span(span: &Span) -> SpanView {
    SpanView { start: span.start, end: span.end, seconds: seconds(span.length()) }
}

/// Found values are exact; six decimals are far below a microsecond of an hour.
fn check(check: &Check) -> CheckView {
    let found = (check.found * 1e6).round() / 1e6;
    CheckView { rule: check.limit.key().to_owned(), found, limit: check.allowed, kept: check.kept }
}
