//! The attendance activity's own grade, recalculated as the plug-in does where it does: by its pages, not by its functions.

use super::register::{Activity, Graded, Register, Session, statuses};

impl Register {
    /// Recalculates an activity's grades: points of the marks over the most of the taken sessions.
    pub(super) fn regrade(&mut self, activity: &Activity, now: i64, by: i64) {
        let statuses = statuses(activity.instance);
        let most = statuses.iter().map(|status| status.3).max().unwrap_or(0);
        let taken: Vec<&Session> = self
            .sessions
            .iter()
            .filter(|one| one.attendance == activity.instance && one.taken.is_some())
            .collect();
        let students: std::collections::BTreeSet<i64> =
            taken.iter().flat_map(|session| session.log.iter().map(|row| row.student)).collect();
        let mut grades = Vec::new();
        for student in students {
            let rows: Vec<i64> =
                taken.iter().filter_map(|one| one.shown(student)).map(|row| row.status).collect();
            let got: i64 = rows
                .iter()
                .filter_map(|id| statuses.iter().find(|status| status.0 == *id))
                .map(|status| status.3)
                .sum();
            let all = most * i64::try_from(rows.len()).unwrap_or(1);
            let share = i32::try_from(got * 1000 / all.max(1)).unwrap_or(0);
            grades.push((student, f64::from(share) / 10.0));
        }
        for (student, points) in grades {
            let new = Graded { points: Some(points), comment: String::new(), at: now, by };
            self.grades.insert((activity.module(), student), new);
        }
    }
}
