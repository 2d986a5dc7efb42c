//! The rules and their preview.

use crate::output::table::table;
use crate::output::visible::visible;
use rollbook_engine::view::{RulesPreviewView, RulesView, StatusChangeView};
use std::fmt::Write as _;

pub fn rules(rules: &RulesView) -> String {
    let outside = if rules.count_outside_window { "counts too" } else { "does not count" };
    format!(
        "absent below {} % of the class\nlate when joined later than {} min after the start\nleft early when gone earlier than {} min before the end\ntime before the start and after the end {outside}",
        rules.min_present_percent, rules.late_after_minutes, rules.left_early_minutes
    )
}

pub fn preview(found: &RulesPreviewView) -> String {
    let mut out = match (found.students, found.meetings) {
        (0, _) => "Nobody would change.".to_owned(),
        (1, _) => "1 student would change.".to_owned(),
        (students, 1) => format!("{students} students would change in 1 class."),
        (students, classes) => format!("{students} statuses would change in {classes} classes."),
    };
    match found.uploaded {
        0 => {}
        1 => out.push_str(" 1 class is in the LMS already and keeps its rules."),
        n => {
            let _ = write!(out, " {n} classes are in the LMS already and keep their rules.");
        }
    }
    for class in found.classes.iter().filter(|class| !class.uploaded) {
        let _ = write!(out, "\n\n{} ({})\n", visible(&class.title), class.date);
        let row = |c: &StatusChangeView| {
            vec![c.name.clone(), c.before.clone(), c.after.clone(), c.reasons.join("; ")]
        };
        out.push_str(&table(
            &["Student", "Now", "Then", "Why"],
            &class.changes.iter().map(row).collect::<Vec<_>>(),
        ));
    }
    out
}
