//! Grades for attendance: the share of the classes that count, as points of an item of the LMS's gradebook.
//!
//! Rule: attended (present, late, left early) of the classes that count (with data, not excused, not unknown), times the
//! item's most points, rounded half up to two decimals. Who has no class that counts is left out. Grades are absolute, so
//! that a repeat is harmless; a grade that somebody changed in the LMS since we last looked is not overwritten unseen.

use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::library::course_view;
use crate::present::count;
use crate::upload::OnConflict;
use crate::view::{ChangeCounts, GradeChangeView, GradeItemView, GradeItemsView, GradesView};
use rollbook_lms::{Grade, GradeItem, Lms};
use rollbook_store::courses::Course;
use rollbook_store::{grade_states, roster};
use rollbook_transport::Context;
use serde_json::json;
use std::collections::BTreeMap;

/// Points by the LMS's student ids; only whoever has a grade.
type Points = BTreeMap<String, f64>;

/// Two grades are the same where the LMS may have rounded one.
const SAME: f64 = 0.005;

impl Engine {
    /// What of a course can hold a grade.
    pub async fn grade_items(&self, course: &str, ctx: &Context) -> Result<GradeItemsView> {
        self.need_network()?;
        let course = self.find_course(course).await?;
        let lms_id = needed(self.lms_id_of(&course))?;
        let items = self.lms().await?.grade_items(&lms_id, ctx).await?.items;
        let course = self.db(move |store| course_view(store, &course)).await?;
        Ok(GradeItemsView { course, items: items.iter().map(item_view).collect() })
    }

    /// The shares of a course as grades of an item: what would change, and, with `send`, what did.
    pub async fn grades(
        &self,
        course: &str,
        item: &str,
        send: Option<OnConflict>,
        ctx: &Context,
    ) -> Result<GradesView> {
        self.need_network()?;
        let course = self.find_course(course).await?;
        let lms = self.lms().await?;
        let lms = lms.as_ref();
        let lms_id = needed(self.lms_id_of(&course))?;
        let items = lms.grade_items(&lms_id, ctx).await?.items;
        let item = items.into_iter().find(|one| one.id == item).ok_or_else(|| {
            let hint = "`rollbook grades COURSE` lists what can hold a grade.";
            Error::new(Code::NotFound, "The LMS has no such item in this course.", hint)
        })?;
        let now = points(lms, &lms_id, &item, ctx).await?;
        let mut view = self.compared(&course, &item, &now).await?;
        let Some(on_conflict) = send else {
            self.keep_grades(&course, &item, &now, &view).await?;
            return Ok(view);
        };
        if view.summary.conflict > 0 && on_conflict == OnConflict::Stop {
            "conflict".clone_into(&mut view.state);
            return Ok(view);
        }
        let over = on_conflict == OnConflict::Overwrite;
        self.send_grades(lms, (&course, &lms_id), &item, over, &mut view, ctx).await?;
        Ok(view)
    }

    async fn compared(&self, course: &Course, item: &GradeItem, now: &Points) -> Result<GradesView> {
        let matrix = self.course_matrix(course.id.as_str(), None).await?;
        let (id, wanted) = (course.id.clone(), item.id.clone());
        let (students, base) = self
            .db(move |store| Ok((roster::list(store, &id, false)?, grade_states::get(store, &id, &wanted)?)))
            .await?;
        let base: Option<Points> = base.and_then(|body| serde_json::from_value(body).ok());
        let lms_ids: BTreeMap<String, String> = students
            .into_iter()
            .filter_map(|student| Some((student.id.to_string(), student.lms_id?)))
            .collect();
        let change = |student: &crate::view::MatrixStudentView| {
            let lms_id = lms_ids.get(&student.student_id);
            let held = |from: &Points| lms_id.and_then(|id| from.get(id)).copied();
            // Where we never looked, what is there now is what we see first.
            let before = held(now);
            let last = base.as_ref().map_or(before, held);
            let after =
                student.share.filter(|_| lms_id.is_some()).map(|share| rounded(share * item.max / 100.0));
            let (action, reason) = match (lms_id, after) {
                (None, _) => ("skip", "not known to the LMS: pull the roster first".to_owned()),
                (_, None) => ("skip", "no class counts for this student".to_owned()),
                (_, Some(after)) => act(after, before, last, student.attended, student.counted),
            };
            GradeChangeView {
                student_id: student.student_id.clone(),
                name: student.name.clone(),
                before,
                after,
                action: action.to_owned(),
                reason,
                result: None,
            }
        };
        let changes: Vec<GradeChangeView> = matrix.students.iter().map(change).collect();
        let of = |action: &str| count(changes.iter().filter(|one| one.action == action).count());
        let summary = ChangeCounts {
            create: of("create"),
            update: of("update"),
            none: of("none"),
            conflict: of("conflict"),
            skip: of("skip"),
        };
        let state = "dry-run".to_owned();
        Ok(GradesView { course: matrix.course, item: item_view(item), changes, summary, state })
    }

    async fn send_grades(
        &self,
        lms: &dyn Lms,
        (course, lms_id): (&Course, &str),
        item: &GradeItem,
        over: bool,
        view: &mut GradesView,
        ctx: &Context,
    ) -> Result<()> {
        let (id, wanted) = (course.id.clone(), item.id.clone());
        let (students, base) = self
            .db(move |store| Ok((roster::list(store, &id, false)?, grade_states::get(store, &id, &wanted)?)))
            .await?;
        let lms_of = |student: &str| {
            students.iter().find(|one| one.id.as_str() == student).and_then(|one| one.lms_id.clone())
        };
        let sent = |change: &GradeChangeView| match change.action.as_str() {
            "create" | "update" => true,
            "conflict" => over,
            _ => false,
        };
        let grades: Vec<Grade> = view
            .changes
            .iter()
            .filter(|change| sent(change))
            .filter_map(|change| {
                Some(Grade { student_id: lms_of(&change.student_id)?, points: change.after })
            })
            .collect();
        "done".clone_into(&mut view.state);
        if grades.is_empty() {
            return Ok(());
        }
        lms.write_grades(lms_id, &item.id, &grades, ctx).await?;
        let mut held = points(lms, lms_id, item, ctx).await?;
        for change in view.changes.iter_mut().filter(|change| sent(change)) {
            let holds = lms_of(&change.student_id).and_then(|id| held.get(&id).copied());
            let same = matches!((holds, change.after), (Some(a), Some(b)) if (a - b).abs() < SAME);
            change.result = Some(if same { "confirmed" } else { "failed" }.to_owned());
            if !same {
                "partial".clone_into(&mut view.state);
            }
        }
        // A grade that was left to whoever set it stays a conflict: what we last looked at is still what it was.
        let base: Points = base.and_then(|body| serde_json::from_value(body).ok()).unwrap_or_default();
        for change in view.changes.iter().filter(|change| change.action == "conflict" && !over) {
            let Some(student) = lms_of(&change.student_id) else { continue };
            match base.get(&student) {
                Some(points) => drop(held.insert(student, *points)),
                None => drop(held.remove(&student)),
            }
        }
        let (id, item, at) = (course.id.clone(), item.id.clone(), self.now());
        self.db(move |store| grade_states::put(store, &id, &item, at, &json!(held))).await
    }

    /// What was seen counts as looked at, but for the conflicts, which stay open.
    async fn keep_grades(
        &self,
        course: &Course,
        item: &GradeItem,
        now: &Points,
        view: &GradesView,
    ) -> Result<()> {
        if view.summary.conflict > 0 {
            return Ok(());
        }
        let (id, item, at, now) = (course.id.clone(), item.id.clone(), self.now(), json!(now));
        self.db(move |store| grade_states::put(store, &id, &item, at, &now)).await
    }
}

fn act(
    after: f64,
    before: Option<f64>,
    last: Option<f64>,
    attended: u32,
    counted: u32,
) -> (&'static str, String) {
    let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < SAME,
        (a, b) => a == b,
    };
    if same(before, Some(after)) {
        return ("none", "the LMS holds this already".to_owned());
    }
    if !same(last, before) {
        return ("conflict", "changed in the LMS since you last looked".to_owned());
    }
    let reason = format!("in {attended} of {counted} classes that count");
    (if before.is_none() { "create" } else { "update" }, reason)
}

async fn points(lms: &dyn Lms, course: &str, item: &GradeItem, ctx: &Context) -> Result<Points> {
    let listed = lms.read_grades(course, &item.id, ctx).await?;
    Ok(listed.items.into_iter().filter_map(|grade| Some((grade.student_id, grade.points?))).collect())
}

fn needed(lms_id: Option<String>) -> Result<String> {
    lms_id.ok_or_else(|| {
        Error::bad_input(
            "This course is not one of the LMS's, so it has no grades there.",
            "Choose a course of the LMS: `rollbook courses --refresh`.",
        )
    })
}

fn item_view(item: &GradeItem) -> GradeItemView {
    GradeItemView { id: item.id.clone(), title: item.title.clone(), max: item.max }
}

fn rounded(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_that_somebody_changed_is_a_conflict() {
        assert_eq!(act(7.5, None, None, 3, 4).0, "create");
        assert_eq!(act(7.5, Some(5.0), Some(5.0), 3, 4).0, "update");
        assert_eq!(act(7.5, Some(6.0), Some(5.0), 3, 4).0, "conflict");
        assert_eq!(act(7.5, None, Some(5.0), 3, 4).0, "conflict");
        assert_eq!(act(7.5, Some(6.0), None, 3, 4).0, "conflict");
        assert_eq!(act(7.5, Some(7.5), Some(5.0), 3, 4).0, "none");
        assert!((rounded(66.666_66) - 66.67).abs() < 1e-9);
    }
}
