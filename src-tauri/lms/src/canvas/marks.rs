//! The marks of a class: read from the submissions of its assignment, written as grades.
//!
//! Writing takes two jobs. The first one grades, which does no harm when it is repeated. Only when Canvas shows the
//! grades, a second one adds comments, and only those that are not there: a comment doubles when it is sent twice, so
//! none travels with a write whose outcome may be unknown.

use super::coursework::{self, Submission};
use super::job::{self, Ended};
use super::scheme::{self, Score};
use super::{CanvasLms, PER_PAGE, comment};
use crate::error::LmsError;
use crate::marks::{Mark, MarkFault, MarkResult, MarkState, Marks, Write, Written};
use crate::model::{Listed, Place};
use crate::server_text::ServerText;
use rollbook_transport::Context;
use serde_json::{Map, json};
use std::collections::{BTreeMap, BTreeSet};

impl CanvasLms {
    pub(super) async fn marks(&self, place: &Place, ctx: &Context) -> Result<Marks, LmsError> {
        let max = self.most_points(place, ctx).await?.0;
        let listed = self.submissions(place, ctx).await?;
        // Canvas makes a submission for everybody whom the assignment is for; none at all tells nothing.
        let students: BTreeSet<String> = listed.items.iter().map(|one| one.student.clone()).collect();
        Ok(Marks {
            records: listed.items.iter().filter_map(|one| one.mark(max)).collect(),
            statuses: scheme::statuses(max),
            students: (!students.is_empty()).then_some(students),
            version: None,
            skipped: listed.skipped,
        })
    }

    /// The points that present is worth in an assignment, and whether it is published.
    async fn most_points(&self, place: &Place, ctx: &Context) -> Result<(f64, bool), LmsError> {
        let assignment = self.assignment(place, ctx).await?;
        // What is no meeting here was none in the list either: somebody has changed it since.
        if assignment.meeting().is_none() {
            return Err(LmsError::NotFound(None));
        }
        let max = assignment.max.ok_or(LmsError::NotFound(None))?;
        Ok((max, assignment.published))
    }

    pub(super) async fn submissions(
        &self,
        place: &Place,
        ctx: &Context,
    ) -> Result<Listed<Submission>, LmsError> {
        let course = place.course.as_deref().ok_or(LmsError::BadId)?;
        let path = ["courses", course, "assignments", &place.session, "submissions"];
        let url = self.api.call(&path, &[("include[]", "submission_comments"), PER_PAGE])?;
        self.api.list(url, "canvas-marks", coursework::submission, |one| one.student.as_str(), ctx).await
    }

    pub(super) async fn put_marks(&self, write: &Write, ctx: &Context) -> Result<Written, LmsError> {
        let place = &write.place;
        let course = place.course.as_deref().ok_or(LmsError::BadId)?;
        let (max, published) = self.most_points(place, ctx).await?;
        if !published {
            return Err(LmsError::Unpublished);
        }
        let marks = write.changed.iter();
        let scores =
            marks.filter_map(|mark| Some((mark.student_id.as_str(), scheme::score(&mark.status, max)?)));
        let wanted: BTreeMap<&str, Score> =
            scores.chain(write.removed.iter().map(|id| (id.as_str(), Score::Cleared))).collect();
        if wanted.is_empty() {
            return Ok(Written { version: None, results: results(write, &wanted, None, &Ended::Whole, "") });
        }
        let entries = wanted.iter().map(|(id, score)| ((*id).to_owned(), job::grade(*score))).collect();
        let ended = self.bulk(course, &place.session, entries, true, ctx).await?;
        let held = match (self.submissions(place, ctx).await, &ended) {
            (Ok(listed), _) => Some(listed.items),
            // The job did everything: that it cannot be looked at now takes nothing from it.
            (Err(_), Ended::Whole) => None,
            (Err(error), Ended::InPart(_)) => {
                return Err(if error.may_have_written() { error } else { LmsError::Busy(None) });
            }
        };
        let results = results(write, &wanted, held.as_deref(), &ended, self.api.secret());
        if let Some(held) = &held {
            let confirmed = write.changed.iter().zip(&results);
            let confirmed = confirmed.filter(|(_, result)| result.state == MarkState::Confirmed);
            let marks: Vec<&Mark> = confirmed.map(|(mark, _)| mark).collect();
            self.remark(course, &place.session, &marks, held, ctx).await;
        }
        Ok(Written { version: None, results })
    }

    /// Adds the comments that are missing beside these marks, where Canvas holds them.
    pub(super) async fn complete_remarks(
        &self,
        place: &Place,
        marks: &[Mark],
        ctx: &Context,
    ) -> Result<(), LmsError> {
        let course = place.course.as_deref().ok_or(LmsError::BadId)?;
        let max = self.most_points(place, ctx).await?.0;
        let held = self.submissions(place, ctx).await?.items;
        let holds = |mark: &&Mark| {
            let wanted = scheme::score(&mark.status, max);
            held.iter().any(|one| {
                one.student == mark.student_id && wanted.is_some_and(|wanted| scheme::same(one.score, wanted))
            })
        };
        let marks: Vec<&Mark> = marks.iter().filter(holds).collect();
        self.remark(course, &place.session, &marks, &held, ctx).await;
        Ok(())
    }

    /// Adds the comments that are missing beside confirmed marks. The marks stand whatever becomes of them.
    async fn remark(&self, course: &str, session: &str, marks: &[&Mark], held: &[Submission], ctx: &Context) {
        let held: BTreeMap<&str, &Submission> = held.iter().map(|one| (one.student.as_str(), one)).collect();
        let mut entries = Map::new();
        for mark in marks {
            let Some(text) = comment::of(mark) else { continue };
            if held.get(mark.student_id.as_str()).is_some_and(|one| !one.has(&text)) {
                entries.insert(mark.student_id.clone(), json!({"text_comment": text}));
            }
        }
        if entries.is_empty() {
            return;
        }
        match self.bulk(course, session, entries, false, ctx).await {
            Ok(Ended::Whole) => {}
            Ok(Ended::InPart(_)) => tracing::warn!("Canvas did not store all remarks"),
            Err(error) => tracing::warn!(%error, "the remarks may be missing in Canvas"),
        }
    }
}

/// What became of each mark: as Canvas shows it, where it could be looked at.
fn results(
    write: &Write,
    wanted: &BTreeMap<&str, Score>,
    held: Option<&[Submission]>,
    ended: &Ended,
    secret: &str,
) -> Vec<MarkResult> {
    let held: Option<BTreeMap<&str, Score>> =
        held.map(|all| all.iter().map(|one| (one.student.as_str(), one.score)).collect());
    let said = match ended {
        Ended::InPart(Some(message)) => ServerText::clean(message, secret),
        _ => None,
    };
    let judged = |id: &str| {
        let Some(score) = wanted.get(id) else { return (MarkState::Skipped, Some(MarkFault::Refused)) };
        let stands = match &held {
            Some(held) => match held.get(id) {
                Some(now) => scheme::same(*now, *score),
                None => *score == Score::Cleared,
            },
            None => true,
        };
        match (stands, ended, &said) {
            (true, _, _) => (MarkState::Confirmed, None),
            (false, Ended::InPart(_), Some(said)) => (MarkState::Failed, Some(MarkFault::Said(said.clone()))),
            (false, Ended::InPart(_), None) => (MarkState::Failed, Some(MarkFault::Refused)),
            (false, Ended::Whole, _) => (MarkState::Failed, Some(MarkFault::NotStored)),
        }
    };
    let result = |id: &String| {
        let (state, error) = judged(id);
        MarkResult { student_id: id.clone(), state, error }
    };
    write.changed.iter().map(|mark| &mark.student_id).chain(&write.removed).map(result).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::marks::HeldStatus;
    use rollbook_core::status::Status;

    #[test]
    fn a_failed_job_is_judged_by_what_canvas_holds() {
        let sample = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/fixtures/canvas/update-grades.json"
        ));
        let sample: serde_json::Value = serde_json::from_str(sample).unwrap();
        let message = sample["body"]["failed_message_when_ids_unknown"].as_str().unwrap();
        let mark = |id: &str| Mark {
            student_id: id.to_owned(),
            status: HeldStatus::Known(Status::Present),
            note: None,
            remark: None,
            present_seconds: None,
        };
        let changed = vec![mark("3"), mark("77"), mark("78")];
        let write = Write {
            place: Place { course: None, session: "4".into() },
            marks: changed.clone(),
            removed: Vec::new(),
            changed,
            report: json!({}),
            base_version: None,
            idempotency_key: "k".into(),
        };
        let wanted = BTreeMap::from(["3", "77", "78"].map(|id| (id, Score::Points(1.0))));
        let held = [Submission { student: "3".into(), score: Score::Points(1.0), comments: Vec::new() }];
        let found = results(&write, &wanted, Some(&held), &Ended::InPart(Some(message.to_owned())), "tok");
        let states: Vec<_> = found.iter().map(|one| one.state.word()).collect();
        assert_eq!(states, ["confirmed", "failed", "failed"]);
        assert_eq!(found[1].error.as_ref().unwrap().text(), "Couldn't find User(s) with API ids '77', '78'");
        let quiet = results(&write, &wanted, Some(&held), &Ended::Whole, "tok");
        assert_eq!(quiet[2].error, Some(MarkFault::NotStored));
    }
}
