//! What a row or a column of a matrix adds up to, and the share of attendance that follows.

use super::matrix::MatrixCell;
use rollbook_core::status::Status;

/// What the cells of a student, or of a class, add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Cells with data.
    pub held: usize,
    /// There, in time and to the end.
    pub present: usize,
    /// Late.
    pub late: usize,
    /// Left early.
    pub left_early: usize,
    /// Absent.
    pub absent: usize,
    /// Excused.
    pub excused: usize,
    /// No data for this student.
    pub unknown: usize,
}

impl Totals {
    /// Adds the cells up.
    #[must_use]
    pub fn of<'a>(cells: impl Iterator<Item = Option<&'a MatrixCell>>) -> Self {
        let mut sum = Self::default();
        for cell in cells.flatten() {
            sum.held += 1;
            *match cell.status {
                Status::Present => &mut sum.present,
                Status::Late => &mut sum.late,
                Status::LeftEarly => &mut sum.left_early,
                Status::Absent => &mut sum.absent,
                Status::Excused => &mut sum.excused,
                Status::Unknown => &mut sum.unknown,
            } += 1;
        }
        sum
    }

    /// Classes that the student was in: on time, late, or not to the end.
    #[must_use]
    pub fn attended(&self) -> usize {
        self.present + self.late + self.left_early
    }

    /// Classes that count: those with data, less the excused and the unknown ones.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.held - self.excused - self.unknown
    }

    /// Attendance share in percent: attended of counted; `None` where nothing counts.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // numbers of classes
    pub fn share(&self) -> Option<f64> {
        (self.counted() > 0).then(|| 100.0 * self.attended() as f64 / self.counted() as f64)
    }

    /// Whether the share is below a limit; exactly at it is not. Who has no share is below none.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn is_below(&self, limit: f64) -> bool {
        // Without the division, which would make 75 % of 4 classes something near it.
        self.counted() > 0 && 100.0 * (self.attended() as f64) < limit * self.counted() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(word: &str) -> Totals {
        let cells: Vec<Option<MatrixCell>> = word
            .chars()
            .map(|c| {
                let status = match c {
                    'P' => Status::Present,
                    'L' => Status::Late,
                    'l' => Status::LeftEarly,
                    'A' => Status::Absent,
                    'E' => Status::Excused,
                    '?' => Status::Unknown,
                    _ => return None,
                };
                Some(MatrixCell { status, present: None })
            })
            .collect();
        Totals::of(cells.iter().map(Option::as_ref))
    }

    #[test]
    fn the_share_leaves_excused_and_unknown_classes_out() {
        let sum = totals("PPLlAE?-");
        assert_eq!((sum.held, sum.attended(), sum.counted()), (7, 4, 5));
        assert_eq!(sum.share(), Some(80.0));
        assert_eq!(totals("E?-").share(), None);
        assert_eq!(totals("").share(), None);
    }

    #[test]
    fn exactly_at_the_limit_is_not_below() {
        assert!(!totals("PPPA").is_below(75.0));
        assert!(totals("PPPAA").is_below(75.0));
        assert!(!totals("PPA").is_below(200.0 / 3.0 - 1e-9));
        assert!(!totals("E").is_below(75.0), "who has nothing that counts is below nothing");
        // A third is no exact number, but a third of 300 is.
        let third = Totals { held: 300, present: 99, absent: 201, ..Totals::default() };
        assert!(!third.is_below(33.0));
    }
}
