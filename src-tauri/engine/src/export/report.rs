//! A class, or every class of a course, in the shape of Microsoft's attendance reports.

use super::course::{self, Making};
use crate::loaded::Loaded;
use crate::present;
use rollbook_core::observation::CallKind;
use rollbook_core::reconcile::Reconciliation;
use rollbook_files::write::plain::clean_value;
use rollbook_files::{Attendee, ClassReport};
use rollbook_store::Store;
use rollbook_store::courses::Course;
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

/// The reports of a course's classes that have data: a list of what each class is by itself, with the class in it.
pub(super) fn of_course(store: &Store, course: &Course, making: Making) -> rollbook_store::Result<Vec<u8>> {
    let mut classes = course::classes(store, course)?;
    classes.retain(|meeting| meeting.dismissed_at.is_none());
    let reports = course::each(&classes, |meeting| {
        let loaded = Loaded::read(store, &meeting.class.id, making.settings)?;
        Ok(loaded.run.is_some().then(|| {
            let mut report = report_value(&loaded, &loaded.reconcile());
            report["rollbook"]["meeting"] = json!(present::meeting(&loaded.meeting.class));
            if !making.emails {
                clean_value(&mut report);
            }
            report
        }))
    })?;
    let all = Value::Array(reports.into_iter().flatten().collect());
    Ok(format!("{all:#}\n").into_bytes())
}
