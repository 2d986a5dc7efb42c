#![allow(clippy::unwrap_used)]
use super::*;
use chrono::{DateTime, Utc};
use rollbook_core::observation::CallForm;
use rollbook_core::{Span, When};

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_151_200 + minute * 60, 0).unwrap()
}

fn call(id: &str, kind: CallKind, from: i64) -> Call {
    Call {
        id: id.into(),
        kind,
        start: Some(at(from)),
        end: Some(at(from + 60)),
        organizer: None,
        join_url: None,
        form: CallForm::Unknown,
        version: 0,
        known_people: None,
        records: Some(vec![]),
        stated_people: None,
        vanished: false,
    }
}

fn decide(calls: &[Call], last: Source, for_call_records: bool) -> (Option<Source>, Vec<String>) {
    let class = Class {
        id: "m".into(),
        title: "Class".into(),
        when: When::Window(Span::new(at(0), at(60)).unwrap()),
        timezone: chrono_tz::UTC,
        join_url: None,
        course_id: None,
        lms_id: None,
    };
    let choices = BTreeMap::from([("chosen".into(), true)]);
    let roll_call = ObservedFile { name: "list.csv".into(), is_list: true };
    let files = BTreeMap::from([("list".into(), roll_call)]);
    let found =
        Counting::of(&class, calls, &Asked { choices: &choices, last, for_call_records, files: &files });
    (found.source, found.aside.keys().map(ToString::to_string).collect())
}

#[test]
fn reports_then_files_then_call_records() {
    let report = call("report", CallKind::Report, 0);
    let file = call("file", CallKind::File, 0);
    let record = call("record", CallKind::CallRecord, 0);
    let chosen = call("chosen", CallKind::CallRecord, 0);
    let all = [report, file, record, chosen];
    let words = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let reports = (Some(Source::AttendanceReports), words(&["file", "record"]));
    assert_eq!(decide(&all, Source::AttendanceReports, false), reports);
    // What was imported last comes first, until something is fetched again.
    assert_eq!(decide(&all, Source::TeamsCsv, false), (Some(Source::TeamsCsv), words(&["record", "report"])));
    assert_eq!(
        decide(&all, Source::CallRecords, true),
        (Some(Source::CallRecords), words(&["file", "report"]))
    );
    // A fallback that ran by itself does not displace a file.
    assert_eq!(decide(&all[1..], Source::CallRecords, false), (Some(Source::TeamsCsv), words(&["record"])));
    assert_eq!(decide(&all[2..], Source::CallRecords, false), (None, vec![]));
}

#[test]
fn a_file_of_another_day_displaces_nothing() {
    let all = [call("file", CallKind::File, 3000), call("record", CallKind::CallRecord, 0)];
    assert_eq!(decide(&all, Source::TeamsCsv, false), (None, vec![]));
}

#[test]
fn a_list_gives_way_to_a_report_file_of_the_same_time_only() {
    let (list, file) = (call("list", CallKind::File, 0), call("file", CallKind::File, 30));
    let aside = |calls: &[Call]| decide(calls, Source::TeamsCsv, false).1;
    assert_eq!(aside(&[list.clone(), file]), ["list"]);
    assert!(aside(std::slice::from_ref(&list)).is_empty());
    assert!(aside(&[list, call("file", CallKind::File, 80)]).is_empty());
}
