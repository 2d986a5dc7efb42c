//! Attendance as points: the one place that says which status is how many.
//!
//! Canvas has no attendance of its own. A class is an assignment, and a student's status is the score: everything for
//! present, three quarters for late, half for left early, nothing for absent, and "excused" for excused. The shares
//! differ, so that the exact status can be read back, and the gradebook shows something sensible. Any other score is a
//! status of the LMS's own, kept word for word.

use crate::marks::HeldStatus;
use crate::model::LmsStatus;
use rollbook_core::status::Status;

/// Points of an assignment that this program makes.
pub(super) const OWN_POINTS: f64 = 1.0;

/// The share of the points for each status that has one.
const SHARES: [(Status, f64); 4] =
    [(Status::Present, 1.0), (Status::Late, 0.75), (Status::LeftEarly, 0.5), (Status::Absent, 0.0)];

/// What a submission holds, or is to hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Score {
    /// So many points.
    Points(f64),
    /// Excused.
    Excused,
    /// Not graded.
    Cleared,
}

/// Whether an assignment with so many points can hold the scheme: with fewer, shares would fall together when Canvas
/// rounds them.
pub(super) fn is_usable(max: f64) -> bool {
    (0.01..=1e6).contains(&max)
}

/// The set of statuses of an assignment. Their ids are the words of the contract.
pub(super) fn statuses(max: f64) -> Vec<LmsStatus> {
    let own = |status: Status, acronym: &str, title: &str, points| LmsStatus {
        id: status.word().to_owned(),
        acronym: acronym.to_owned(),
        title: title.to_owned(),
        points,
    };
    let titles = [("P", "Present"), ("L", "Late"), ("LE", "Left early"), ("A", "Absent")];
    let mut all: Vec<LmsStatus> = SHARES
        .iter()
        .zip(titles)
        .map(|((status, share), (acronym, title))| own(*status, acronym, title, Some(rounded(share * max))))
        .collect();
    all.push(own(Status::Excused, "EX", "Excused", None));
    all
}

/// The score that stands for a status; `None` for a word that is no status here. "Unknown" takes a mark away.
pub(super) fn score(status: &HeldStatus, max: f64) -> Option<Score> {
    match status {
        HeldStatus::Known(Status::Excused) => Some(Score::Excused),
        HeldStatus::Known(Status::Unknown) => Some(Score::Cleared),
        HeldStatus::Known(status) => {
            let share = SHARES.iter().find(|(known, _)| known == status)?.1;
            Some(Score::Points(rounded(share * max)))
        }
        HeldStatus::Other(word) => {
            let points = word.parse::<f64>().ok().filter(|points| points.is_finite())?;
            Some(Score::Points(rounded(points)))
        }
    }
}

/// The status that a score stands for; `None` where there is no mark.
pub(super) fn status(score: Score, max: f64) -> Option<HeldStatus> {
    match score {
        Score::Cleared => None,
        Score::Excused => Some(HeldStatus::Known(Status::Excused)),
        Score::Points(points) => {
            let known = SHARES.iter().find(|(_, share)| is_same(share * max, points));
            Some(known.map_or_else(|| HeldStatus::Other(written(points)), |(status, _)| (*status).into()))
        }
    }
}

/// Whether two scores are the same in Canvas.
pub(super) fn same(a: Score, b: Score) -> bool {
    match (a, b) {
        (Score::Points(a), Score::Points(b)) => is_same(a, b),
        (a, b) => a == b,
    }
}

/// Points as Canvas reads them: a point for the decimals, no more digits than it keeps.
pub(super) fn written(points: f64) -> String {
    let points = rounded(points);
    if points == 0.0 { "0".to_owned() } else { points.to_string() }
}

/// Canvas keeps four decimals (`Assignment#score_to_grade`, canvas-lms).
fn rounded(points: f64) -> f64 {
    (points * 1e4).round() / 1e4
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.000_11
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn own_assignments_have_the_figures_that_the_gradebook_shows() {
        let points: Vec<_> =
            statuses(OWN_POINTS).into_iter().map(|one| (one.id, one.acronym, one.points)).collect();
        let want = [
            ("present", "P", Some(1.0)),
            ("late", "L", Some(0.75)),
            ("left-early", "LE", Some(0.5)),
            ("absent", "A", Some(0.0)),
            ("excused", "EX", None),
        ];
        assert_eq!(points, want.map(|(id, acronym, points)| (id.to_owned(), acronym.to_owned(), points)));
        assert_eq!(written(0.75), "0.75");
        assert_eq!(written(-0.0), "0");
        assert_eq!(written(10.0), "10");
    }

    #[test]
    fn any_other_score_is_kept_as_it_is() {
        let other = status(Score::Points(0.4), 1.0).unwrap();
        assert_eq!(other, HeldStatus::Other("0.4".into()));
        assert_eq!(score(&other, 1.0), Some(Score::Points(0.4)));
        assert_eq!(status(Score::Points(12.0), 10.0).unwrap(), HeldStatus::Other("12".into()));
        for word in ["here", "", "NaN", "inf"] {
            assert_eq!(score(&HeldStatus::Other(word.into()), 1.0), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn every_status_survives_the_way_there_and_back(max in 0.01f64..1e6, place in 0usize..6) {
            let wanted = HeldStatus::Known(Status::ALL[place]);
            let held = score(&wanted, max).unwrap();
            let kept = match held {
                // As text to Canvas, as a number back.
                Score::Points(points) => Score::Points(written(points).parse().unwrap()),
                other => other,
            };
            prop_assert!(same(held, kept));
            let read = status(kept, max);
            prop_assert_eq!(read, (wanted != HeldStatus::Known(Status::Unknown)).then_some(wanted));
        }

        #[test]
        fn any_score_survives_too(points in -10.0f64..1e6, max in 0.01f64..1e6) {
            let read = status(Score::Points(points), max).unwrap();
            let Some(Score::Points(again)) = score(&read, max) else { return Err(TestCaseError::fail("no points")) };
            prop_assert!((again - points).abs() < 0.000_3);
        }
    }
}
