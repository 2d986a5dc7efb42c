//! Points for attendance, for files that a gradebook reads.
//!
//! A class gives by its status: all, half, or nothing; a course gives the mean of its classes. Excused and unknown give
//! no value, never zero.

use super::class::StudentRow;
use super::matrix::MatrixRow;
use rollbook_core::roster::Student;
use rollbook_core::status::Status;

/// What each status is worth, in percent of the points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Credit {
    /// Present.
    pub present: f64,
    /// Late.
    pub late: f64,
    /// Left early.
    pub left_early: f64,
    /// Absent.
    pub absent: f64,
}

impl Default for Credit {
    /// The points of the statuses in Moodle's attendance activity: 2, 1, and 0 of 2.
    fn default() -> Self {
        Self { present: 100.0, late: 50.0, left_early: 50.0, absent: 0.0 }
    }
}

impl Credit {
    /// The percent of a status; `None` for those that give no value.
    #[must_use]
    pub fn of(&self, status: Status) -> Option<f64> {
        match status {
            Status::Present => Some(self.present),
            Status::Late => Some(self.late),
            Status::LeftEarly => Some(self.left_early),
            Status::Absent => Some(self.absent),
            Status::Excused | Status::Unknown => None,
        }
    }

    /// Changes what a status is worth; `false` where it has no worth or the percent is none.
    #[must_use]
    pub fn set(&mut self, status: Status, percent: f64) -> bool {
        let place = match status {
            Status::Present => &mut self.present,
            Status::Late => &mut self.late,
            Status::LeftEarly => &mut self.left_early,
            Status::Absent => &mut self.absent,
            Status::Excused | Status::Unknown => return false,
        };
        *place = percent;
        (0.0..=100.0).contains(&percent)
    }
}

/// One student's result for a gradebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Graded<'a> {
    /// Who.
    pub student: &'a Student,
    /// The mark.
    pub mark: Mark,
    /// How it comes about, in our own words.
    pub remark: String,
}

/// What a gradebook shall hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Points, at most the largest number of points.
    Points(f64),
    /// Excused.
    Excused,
    /// No value.
    Unknown,
}

/// The mark of each student in one class.
#[must_use]
pub fn of_class<'a>(students: &'a [StudentRow], credit: &Credit, points: f64) -> Vec<Graded<'a>> {
    let one = |row: &'a StudentRow| Graded {
        student: &row.student,
        mark: match (row.status, credit.of(row.status)) {
            (_, Some(percent)) => Mark::Points(points * percent / 100.0),
            (Status::Excused, _) => Mark::Excused,
            _ => Mark::Unknown,
        },
        remark: match row.present {
            Some(time) => format!("{}, {} min", row.status, super::value::minutes_text(time)),
            None => row.status.to_string(),
        },
    };
    students.iter().map(one).collect()
}

/// The mean of each student over the classes of a course that count.
#[must_use]
#[allow(clippy::cast_precision_loss)] // numbers of classes
pub fn of_course<'a>(students: &'a [MatrixRow], credit: &Credit, points: f64) -> Vec<Graded<'a>> {
    let one = |row: &'a MatrixRow| {
        let values: Vec<f64> = row.cells.iter().flatten().filter_map(|cell| credit.of(cell.status)).collect();
        let sum = row.totals();
        Graded {
            student: &row.student,
            mark: match (values.len(), sum.excused) {
                (0, 1..) => Mark::Excused,
                (0, 0) => Mark::Unknown,
                (count, _) => Mark::Points(points * values.iter().sum::<f64>() / count as f64 / 100.0),
            },
            remark: format!("{} of {} classes attended", sum.attended(), sum.counted()),
        }
    };
    students.iter().map(one).collect()
}

/// Points with at most two decimals and a point, never above the largest.
#[must_use]
pub fn points_text(points: f64) -> String {
    let text = format!("{:.2}", (points * 100.0 + 1e-9).round() / 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
