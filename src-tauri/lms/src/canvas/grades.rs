//! Grades: assignments with points that the course's owner may choose for presence.

use super::CanvasLms;
use super::job;
use super::scheme::Score;
use crate::error::LmsError;
use crate::model::{Grade, GradeItem, Listed, Place};
use rollbook_transport::Context;

impl CanvasLms {
    /// Published assignments graded in points where nothing is handed in online, but for those that stand for a class of
    /// ours: a grade must not go over somebody's homework.
    pub(super) async fn items(&self, course: &str, ctx: &Context) -> Result<Listed<GradeItem>, LmsError> {
        let all = self.assignments(course, ctx).await?;
        let items = all
            .items
            .into_iter()
            .filter(|one| one.plain && one.published && one.line.is_none())
            .filter_map(|one| {
                let max = one.max.filter(|max| *max > 0.0)?;
                Some(GradeItem { id: one.id, title: one.title, max })
            })
            .collect();
        Ok(Listed { items, skipped: all.skipped })
    }

    pub(super) async fn grades(
        &self,
        course: &str,
        item: &str,
        ctx: &Context,
    ) -> Result<Listed<Grade>, LmsError> {
        let place = Place { course: Some(course.to_owned()), session: item.to_owned() };
        let listed = self.submissions(&place, ctx).await?;
        let grade = |one: super::coursework::Submission| Grade {
            points: match one.score {
                Score::Points(points) => Some(points),
                Score::Excused | Score::Cleared => None,
            },
            student_id: one.student,
        };
        Ok(Listed { items: listed.items.into_iter().map(grade).collect(), skipped: listed.skipped })
    }

    /// A job that did not find somebody saved the others; which, a reading shows.
    pub(super) async fn put_grades(
        &self,
        course: &str,
        item: &str,
        grades: &[Grade],
        ctx: &Context,
    ) -> Result<(), LmsError> {
        if grades.is_empty() {
            return Ok(());
        }
        let score =
            |grade: &Grade| grade.points.filter(|p| p.is_finite()).map_or(Score::Cleared, Score::Points);
        let entries = grades.iter().map(|one| (one.student_id.clone(), job::grade(score(one)))).collect();
        self.bulk(course, item, entries, true, ctx).await.map(|_| ())
    }
}
