//! A course as students × classes, for looking at.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::export::{Making, classes_of, course_sheet};
use crate::library::course_view;
use crate::present::count;
use crate::view::{CourseMatrixView, MatrixCellView, MatrixClassView, MatrixStudentView};
use rollbook_core::rounding::seconds;
use rollbook_files::write::matrix::{CourseSheet, Held, MatrixCell, MatrixRow, Totals};

/// A trend needs so many classes that count.
const LEAST: usize = 4;

impl Engine {
    /// A course's classes, its students, what each was in each class, and who is below a limit in percent.
    pub async fn course_matrix(&self, course: &str, limit: Option<f64>) -> Result<CourseMatrixView> {
        if limit.is_some_and(|limit| !(0.0..=100.0).contains(&limit)) {
            return Err(Error::bad_input("The limit is a share in percent.", "Give a number from 0 to 100."));
        }
        let course = self.find_course(course).await?;
        let (config, now) = (self.config(), self.now());
        self.db(move |store| {
            let making = Making { settings: config.rules, limit, emails: true, zone: config.timezone, now };
            let sheet = course_sheet(store, &course, making)?;
            let meetings = classes_of(store, &course)?;
            let classes = sheet.classes.iter().zip(&meetings).enumerate();
            let classes = classes.map(|(index, (class, meeting))| MatrixClassView {
                id: meeting.class.id.to_string(),
                title: class.title.clone(),
                date: class.day,
                start: class.window.map(|window| window.start),
                held: held(class.held).to_owned(),
                share: sheet.totals_of_class(index).share(),
            });
            Ok(CourseMatrixView {
                course: course_view(store, &course)?,
                classes: classes.collect(),
                students: sheet.students.iter().map(|row| student(&sheet, row)).collect(),
                limit,
            })
        })
        .await
    }
}

fn student(sheet: &CourseSheet, row: &MatrixRow) -> MatrixStudentView {
    let totals = row.totals();
    let cell = |cell: &MatrixCell| MatrixCellView {
        status: cell.status.word().to_owned(),
        present_seconds: cell.present.map(seconds),
    };
    MatrixStudentView {
        student_id: row.student.id.to_string(),
        name: row.student.name.clone(),
        email: row.student.emails.first().cloned(),
        groups: row.student.groups.clone(),
        cells: row.cells.iter().map(|one| one.as_ref().map(cell)).collect(),
        share: totals.share(),
        attended: count(totals.attended()),
        counted: count(totals.counted()),
        absent: count(totals.absent),
        trend: trend(&row.cells),
        below: sheet.is_below(&totals),
    }
}

/// How much better or worse the later half of the classes is than the earlier one; of an odd number the middle one is in
/// neither.
fn trend(cells: &[Option<MatrixCell>]) -> Option<f64> {
    let counts = |cell: &&MatrixCell| Totals::of([Some(*cell)].into_iter()).counted() == 1;
    let counted: Vec<&MatrixCell> = cells.iter().flatten().filter(counts).collect();
    if counted.len() < LEAST {
        return None;
    }
    let half = counted.len() / 2;
    let share = |part: &[&MatrixCell]| Totals::of(part.iter().map(|cell| Some(*cell))).share();
    Some(share(&counted[counted.len() - half..])? - share(&counted[..half])?)
}

fn held(held: Held) -> &'static str {
    match held {
        Held::Data => "data",
        Held::NotFetched => "not-fetched",
        Held::Upcoming => "upcoming",
        Held::Dismissed => "dismissed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollbook_core::status::Status;

    fn cells(statuses: &[Option<Status>]) -> Vec<Option<MatrixCell>> {
        statuses.iter().map(|status| status.map(|status| MatrixCell { status, present: None })).collect()
    }

    #[test]
    fn a_trend_is_of_what_counts_and_needs_enough_of_it() {
        use Status::{Absent, Excused, Late, Present};
        let of = |statuses: &[Option<Status>]| trend(&cells(statuses));
        assert_eq!(of(&[Some(Absent), Some(Absent), Some(Present), Some(Late)]), Some(100.0));
        assert_eq!(
            of(&[Some(Present), Some(Absent), Some(Present), Some(Absent), Some(Absent)]),
            Some(-50.0)
        );
        assert_eq!(of(&[Some(Present), Some(Excused), None, Some(Present), Some(Absent)]), None);
        assert_eq!(of(&[]), None);
    }
}
