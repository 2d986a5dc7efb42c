//! A loaded class as the plain rows that the writers take.

use crate::loaded::Loaded;
use crate::rules::RulesFrom;
use chrono::{DateTime, Utc};
use rollbook_core::ParticipantId;
use rollbook_core::observation::Source;
use rollbook_core::reconcile::{Reconciliation, StudentResult};
use rollbook_core::schedule::Completeness;
use rollbook_files::write::class::{About, ClassSheet, PersonRow, StudentRow};
use rollbook_files::write::plain::clean_class;
use std::collections::BTreeMap;

/// The sheet of a class; `course` is the title of its course.
pub(super) fn sheet(
    loaded: &Loaded,
    found: &Reconciliation,
    course: Option<String>,
    emails: bool,
    now: DateTime<Utc>,
) -> ClassSheet {
    let class = &loaded.meeting.class;
    let students: BTreeMap<&ParticipantId, &StudentResult> = found
        .students
        .iter()
        .flat_map(|student| student.participants.iter().map(move |person| (person, student)))
        .collect();
    let there = loaded.attendance.participants.iter();
    let missing = found.students.iter().filter(|student| student.participants.is_empty());
    let mut sheet = ClassSheet {
        about: About {
            title: class.title.clone(),
            course,
            day: class.local_day(),
            window: class.window(),
            zone: class.timezone,
            source: source_in_words(loaded.source()).to_owned(),
            completeness: completeness_in_words(loaded.outlook().0).to_owned(),
            fetched_at: loaded.run.as_ref().map(|run| run.run.finished_at),
            written_at: now,
            rules: loaded.rules,
            rules_of_upload: loaded.rules_from == RulesFrom::Upload,
        },
        people: there
            .map(|person| PersonRow::of(person, students.get(&person.id).copied()))
            .chain(missing.map(PersonRow::not_seen))
            .collect(),
        students: (!loaded.roster.is_empty()).then(|| found.students.iter().map(StudentRow::from).collect()),
    };
    if !emails {
        clean_class(&mut sheet);
    }
    sheet
}

pub(super) fn source_in_words(source: Source) -> &'static str {
    match source {
        Source::AttendanceReports => "Attendance report of Microsoft Teams",
        Source::CallRecords => "Call records of Microsoft Teams",
        Source::TeamsCsv => "Attendance file of Microsoft Teams",
        Source::None => "Not fetched",
    }
}

pub(super) fn completeness_in_words(completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::Final => "Final",
        Completeness::Provisional => "Provisional: Microsoft may still add to it",
        Completeness::Unknown => "Completeness unknown",
    }
}
