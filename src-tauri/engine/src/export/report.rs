//! A class in the shape of Microsoft's attendance reports.

use crate::loaded::Loaded;
use crate::present;
use rollbook_core::observation::CallKind;
use rollbook_core::reconcile::Reconciliation;
use rollbook_files::{Attendee, ClassReport};
use serde_json::{Value, json};

pub(crate) fn report_value(loaded: &Loaded, found: &Reconciliation) -> Value {
    report(loaded, found).to_value()
}

pub(super) fn report(loaded: &Loaded, found: &Reconciliation) -> ClassReport {
    let class = &loaded.meeting.class;
    let counted: Vec<_> = loaded.attendance.calls.iter().filter(|c| c.verdict.included).collect();
    let id = match counted.as_slice() {
        [one] if one.call.kind == CallKind::Report => one.call.id.to_string(),
        _ => class.id.to_string(),
    };
    let window = class.window();
    ClassReport {
        id,
        start: counted.iter().filter_map(|c| c.call.start).min().or(window.map(|w| w.start)),
        end: counted.iter().filter_map(|c| c.call.end).max().or(window.map(|w| w.end)),
        attendees: loaded.attendance.participants.iter().map(Attendee::from).collect(),
        rollbook: json!({
            "source": present::source_word(loaded.source()),
            "completeness": loaded.outlook().0.word(),
            "students": present::reconciled(loaded, found).students,
        }),
    }
}
