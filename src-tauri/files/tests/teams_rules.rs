//! Single rules: orders of dates, refusals, odd rows, who is who, the clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod teams_support;

use rollbook_files::teams::reading::{DateOrder, Generation, OrderFrom};
use rollbook_files::teams::{Choices, Reading, Refusal, call, clock_notes, read};
use teams_support::{people, table, time};

const HEAD: &str = "Full Name|Join Time|Leave Time|Duration|Email|Role|Participant ID (UPN)\n";

fn v2(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

fn plain(text: &str) -> Result<Reading, Refusal> {
    read(&table(text), &Choices::default())
}

#[test]
fn midnight_inside_a_stay_tells_the_order() {
    // 1 February to 2 February, or 2 January to 2 February: only the first is of two hours.
    let reading = plain(&v2("Ada|2/1/2026 23:00:00|2/2/2026 01:00:00|2h|a@x.example|P|a@x.example")).unwrap();
    assert_eq!((reading.date_order, reading.order_from), (DateOrder::Mdy, OrderFrom::File));
    let list = "Full Name|User Action|Timestamp\nAda|Joined|1/2/2026 23:00:00\nAda|Left|2/2/2026 01:00:00";
    assert_eq!(plain(list).unwrap().date_order, DateOrder::Dmy);
}

#[test]
fn the_class_tells_the_order_and_else_it_is_asked() {
    let text = v2("Ada|2/1/2026 10:00:00|2/1/2026 11:00:00|1h|a@x.example|P|");
    let Err(Refusal::AmbiguousDates { readings }) = plain(&text) else { panic!() };
    assert_eq!(
        readings.iter().map(|reading| reading.order).collect::<Vec<_>>(),
        [DateOrder::Dmy, DateOrder::Mdy]
    );
    let around =
        |from: &str, to: &str| Choices { around: Some((time(from), time(to))), ..Choices::default() };
    let reading = read(&table(&text), &around("2026-01-01T00:00:00", "2026-01-04T00:00:00")).unwrap();
    assert_eq!((reading.date_order, reading.order_from), (DateOrder::Dmy, OrderFrom::Class));
    for choices in [
        around("2026-01-01T00:00:00", "2026-03-01T00:00:00"),
        around("2030-01-01T00:00:00", "2030-03-01T00:00:00"),
    ] {
        assert!(matches!(read(&table(&text), &choices), Err(Refusal::AmbiguousDates { .. })));
    }
    let impossible = v2("Ada|13/1/2026 10:00:00|13/1/2026 11:00:00|1h|a@x.example|P|");
    let choices = Choices { order: Some(DateOrder::Mdy), ..Choices::default() };
    assert!(matches!(read(&table(&impossible), &choices), Err(Refusal::ImpossibleOrder { .. })));
}

#[test]
fn buddhist_years_of_two_digits_need_the_class() {
    let text = v2("Ada|15/1/69 10:00:00|15/1/69 11:00:00|1h|a@x.example|P|");
    let around = Some((time("2026-01-14T00:00:00"), time("2026-01-17T00:00:00")));
    let reading = read(&table(&text), &Choices { around, ..Choices::default() }).unwrap();
    assert_eq!(reading.records[0].stays[0].join, Some(time("2026-01-15T10:00:00")));
}

#[test]
fn other_calendars_are_refused() {
    let text = v2("Ada|۱۴۰۴/۱۰/۲۵ ۱۹:۰۰:۰۰|۱۴۰۴/۱۰/۲۵ ۲۰:۰۰:۰۰|1h|a@x.example|P|");
    assert_eq!(plain(&text), Err(Refusal::OtherCalendar { year: 1404 }));
}

#[test]
fn other_files_are_refused() {
    for text in [
        "",
        "hello",
        "Name|Email|Student ID\nAda|ada@x.example|12\nBo|bo@x.example|13",
        "First name|Last name|Grade\nAda|Lovelace|5\nBo|Diddley|7",
        "Date|Amount|Text|Account\n15.01.2026|12,50|Coffee|1\n16.01.2026|13,50|Tea|1",
        "id|created_at|level|message\n1|2026-01-15 10:00:00|info|started\n2|2026-01-15 10:00:01|warn|stopped slowly\n3|2026-01-15 10:00:02|error|gone",
    ] {
        assert!(matches!(plain(text), Err(Refusal::NotAttendance { .. })), "{text}: {:?}", plain(text));
    }
    assert_eq!(plain(HEAD), Err(Refusal::NoRows));
    assert_eq!(plain("Full Name|User Action|Timestamp\n"), Err(Refusal::NoRows));
}

#[test]
fn odd_rows_are_kept_or_named() {
    let text = v2(
        "Ada|2026-01-15 10:00|rubbish|1h|a@x.example|P|\nBo|||||P|\nnote by the teacher\n|||||P|\nCy||2026-01-15 11:00||c@x.example|P|\n|2026-01-15 10:00|2026-01-15 10:30||||",
    );
    let reading = plain(&text).unwrap();
    let names: Vec<Option<&str>> = reading.records.iter().map(|record| record.name.as_deref()).collect();
    assert_eq!(names, [Some("Ada"), Some("Bo"), Some("Cy"), None]);
    let ada = &reading.records[0].stays[0];
    assert!(ada.unreadable && ada.join.is_some() && ada.leave.is_none());
    assert!(reading.records[1].stays.is_empty());
    assert_eq!(
        (reading.records[2].stays[0].join, reading.records[2].stays[0].leave),
        (None, Some(time("2026-01-15T11:00:00")))
    );
    let skipped = reading.notes.iter().find(|note| note.text.contains("skipped")).unwrap();
    assert_eq!((skipped.line, skipped.warn), (Some(4), true));
    assert!(reading.notes.iter().all(|note| !note.text.contains("Ada") && !note.text.contains("rubbish")));
}

#[test]
fn one_person_through_a_third_row_and_not_through_a_shared_address() {
    let one = plain(&v2(
        "A|2026-01-15 10:00|2026-01-15 10:10||A@x.example|P|\nA|2026-01-15 10:20|2026-01-15 10:30|||P|u1@x.example\nA|2026-01-15 10:40|2026-01-15 10:50||a@x.example|P|U1@x.example",
    ))
    .unwrap();
    assert_eq!((one.records.len(), one.records[0].stays.len()), (1, 3));
    let shared = plain(&v2(
        "A|2026-01-15 10:00|2026-01-15 10:10||x@x.example|P|\nB|2026-01-15 10:20|2026-01-15 10:30||x@x.example|P|\nC|2026-01-15 10:40|2026-01-15 10:50||x@x.example|P|",
    ))
    .unwrap();
    assert_eq!(shared.records.len(), 3);
    assert!(shared.records.iter().all(|record| record.email.is_none()));
    assert!(shared.notes.iter().any(|note| note.warn && note.text.contains("shared")));
}

#[test]
fn times_in_utc_ignore_the_zone_and_clock_changes_are_told() {
    let id = || serde_json::from_value(serde_json::json!("f1")).unwrap();
    let zone = chrono_tz::Europe::Berlin;
    let utc = plain(&v2("A|2026-01-15T10:00:00Z|2026-01-15T11:00:00Z||a@x.example|P|")).unwrap();
    assert!(utc.utc);
    assert_eq!(call(&utc, id(), zone).start.unwrap().to_rfc3339(), "2026-01-15T10:00:00+00:00");
    // 29 March 2026, 02:30 does not exist; 25 October 2026, 02:30 is there twice.
    let gap = plain(&v2("A|2026-03-29 01:30:00|2026-03-29 02:30:00||a@x.example|P|")).unwrap();
    let stay = &call(&gap, id(), zone).records.unwrap()[0].stays[0];
    assert_eq!((stay.leave.unwrap() - stay.join.unwrap()).num_minutes(), 60);
    assert_eq!(clock_notes(&gap, zone).len(), 1);
    let fold = plain(&v2("A|2026-10-25 02:30:00|2026-10-25 02:15:00|45m 0s|a@x.example|P|\nB|2026-10-25 01:30:00|2026-10-25 02:30:00|2h 0m 0s|b@x.example|P|")).unwrap();
    let records = call(&fold, id(), zone).records.unwrap();
    let minutes =
        |at: usize| (records[at].stays[0].leave.unwrap() - records[at].stays[0].join.unwrap()).num_minutes();
    assert_eq!((minutes(0), minutes(1)), (45, 120));
    assert_eq!(clock_notes(&fold, zone)[0].text.split(' ').next(), Some("3"));
}

#[test]
fn a_call_ends_where_open_stays_end() {
    let id = serde_json::from_value(serde_json::json!("f1")).unwrap();
    let text = format!(
        "Meeting Summary\nTotal Number of Participants|2\nMeeting Title|T\nMeeting Start Time|2026-01-15 09:55\nMeeting End Time|2026-01-15 12:00\n\n{HEAD}A|2026-01-15 10:00|||a@x.example|P|\nB|2026-01-15 10:00|2026-01-15 11:00||b@x.example|P|"
    );
    let reading = plain(&text).unwrap();
    assert_eq!((reading.generation, reading.stated_people), (Generation::Summary, Some(2)));
    let call = call(&reading, id, chrono_tz::Asia::Kolkata);
    assert_eq!(call.end.unwrap().to_rfc3339(), "2026-01-15T06:30:00+00:00");
    assert_eq!(call.start.unwrap().to_rfc3339(), "2026-01-15T04:25:00+00:00");
    assert_eq!((call.stated_people, call.records.unwrap()[0].stays[0].leave), (None, None));
}

#[test]
fn labels_that_contradict_the_content_are_overruled() {
    let text = "Join Time|Full Name|Email|Leave Time|Duration|Role\nAda Low|15.01.2026 10:00|15.01.2026 11:00|a@x.example|1h|P\nBo Mid|15.01.2026 10:05|15.01.2026 11:00|b@x.example|55m|P\nCy Top|15.01.2026 10:05|15.01.2026 11:00|c@x.example|55m|P";
    let reading = plain(text).unwrap();
    assert_eq!(
        people(&reading).keys().map(String::as_str).collect::<Vec<_>>(),
        ["a@x.example", "b@x.example", "c@x.example"]
    );
    assert_eq!(reading.records[0].name.as_deref(), Some("Ada Low"));
    assert_eq!(reading.records[0].stays[0].leave, Some(time("2026-01-15T11:00:00")));
}

#[test]
fn additional_columns_of_webinars_do_no_harm() {
    let text = "2. Participants\nName|Registration Email|First Join|First Join (UTC)|Last Leave|Last Leave (UTC)|In-Meeting Duration|Email|Participant ID (UPN)|Role|Registered On\nAda|reg@x.example|2026-01-15 10:00|2026-01-15 09:00|2026-01-15 11:00|2026-01-15 10:00|1h|a@x.example|u@x.example|Attendee|2026-01-01 08:00";
    let reading = plain(text).unwrap();
    let ada = &reading.records[0];
    assert_eq!((ada.email.as_deref(), ada.upn.as_deref()), (Some("a@x.example"), Some("u@x.example")));
    assert_eq!(ada.stays[0].join, Some(time("2026-01-15T10:00:00")));
    assert!(!reading.utc);
}

#[test]
fn first_and_last_name_of_a_webinar_are_one_name() {
    let text = "1. Summary\nMeeting title|Webinar\n\n2. Participants\nFirst Name|Last Name|Registration Email|First Join|Last Leave|In-Meeting Duration|Email|Participant ID (UPN)|Role\nAna|Bell|ana@home.example|15/01/2026 10:00|15/01/2026 11:00|1h|ana@x.example|ana@x.example|Attendee\nBo|Carr|bo@home.example|15/01/2026 10:10|15/01/2026 11:00|50m|||Attendee";
    let reading = plain(text).unwrap();
    let names: Vec<_> = reading.records.iter().map(|record| record.name.as_deref()).collect();
    assert_eq!(names, [Some("Ana Bell"), Some("Bo Carr")]);
}

#[test]
fn an_address_that_only_the_activities_know_is_the_one_of_that_name() {
    let text = "2. Participants\nName|First Join|Last Leave|In-Meeting Duration|Email|Participant ID (UPN)|Role\nAda|2026-01-15 10:00|2026-01-15 11:00|50m||ada_upn@x.example|Attendee\n3. In-Meeting Activities\nName|Join Time|Leave Time|Duration|Email|Role\nAda|2026-01-15 10:00|2026-01-15 10:20|20m|ada@x.example|Attendee\nAda|2026-01-15 10:30|2026-01-15 11:00|30m|ada@x.example|Attendee";
    let reading = plain(text).unwrap();
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.records[0].stays.len(), 2);
    assert_eq!(reading.records[0].email.as_deref(), Some("ada@x.example"));
    assert_eq!(reading.records[0].upn.as_deref(), Some("ada_upn@x.example"));
}

#[test]
fn parts_need_no_blank_line_between_them() {
    let text = "1. Qq\nTitle|X\n2. Qq\nAa|Bb|Cc|Dd|Ee|Ff|Gg\nAda Ba|15.01.2026 10:00|15.01.2026 11:00|1h|a@x.example|a@x.example|R\n3. Qq\nAa|Bb|Cc|Dd|Ee|Gg\nAda Ba|15.01.2026 10:00|15.01.2026 10:30|30m|a@x.example|R\n4. Qq\nAa|Zz|Yy|Xx\nAda Ba|1|2|3";
    let reading = plain(text).unwrap();
    assert_eq!((reading.records.len(), reading.records[0].stays.len()), (1, 1));
    assert_eq!(reading.records[0].stays[0].leave, Some(time("2026-01-15T10:30:00")));
}

#[test]
fn joined_before_and_joined_are_not_taken_for_joined_and_left() {
    let text = "Aa|Bb|Cc\nAda|zz|15.01.2026 19:00:00\nAda|yy|15.01.2026 19:00:20\nBo|zz|15.01.2026 19:00:00\nBo|yy|15.01.2026 19:00:21";
    assert!(matches!(plain(text), Err(Refusal::ColumnsUnknown { .. })));
}

#[test]
fn short_dates_with_dots_after_all_fields() {
    let stay = |text: &str| {
        plain(&v2(&format!("Ada|{text}|{text}||a@x.example|P|")))
            .map(|reading| reading.records[0].stays[0].join)
    };
    assert_eq!(stay("22.1.26. 19:00:00"), Ok(Some(time("2026-01-22T19:00:00"))), "Serbian");
    assert_eq!(stay("26. 1. 15. 오후 7:00"), Ok(Some(time("2026-01-15T19:00:00"))), "Korean");
    assert!(matches!(stay("26. 1. 28. 오후 7:00"), Err(Refusal::AmbiguousDates { .. })), "2026 or 2028");
}

#[test]
fn rows_without_a_header_are_read_by_content() {
    let text = "Ada Low|15.01.2026 10:00|15.01.2026 11:00|1h|a@x.example|P\nBo Mid|15.01.2026 10:05|15.01.2026 11:00|55m|b@x.example|P";
    let reading = plain(text).unwrap();
    assert_eq!(people(&reading).len(), 2);
    assert_eq!(reading.records[0].name.as_deref(), Some("Ada Low"));
}

#[test]
fn padded_and_longer_rows_and_bidi_marks() {
    let text = "\u{200f}1. ملخص||||||\nx|Y||||||\n|||||||\n\u{200f}2. المشاركون|||||||\nالاسم|أول انضمام|آخر مغادرة|المدة|البريد الإلكتروني|معرف المشارك (UPN)|الدور||\n\u{200f}Ada|\u{200f}15\u{200f}/01\u{200f}/2026\u{200f} 10:00:00|15/01/2026 11:00:00|1 س|a@x.example|a@x.example|R||||";
    let reading = plain(text).unwrap();
    assert_eq!(reading.records[0].stays[0].join, Some(time("2026-01-15T10:00:00")));
    assert_eq!(reading.records[0].stays[0].stated_seconds, Some(3600));
}

#[test]
fn a_single_row_in_an_unknown_language() {
    let text = "2. Q\nAa|Bb|Cc|Dd|Ee|Ff|Gg\nZoe|15.01.2026 10:00|15.01.2026 11:00|1 qq|||R\n\n3. Q\nAa|Bb|Cc|Dd|Ee|Gg\nZoe|15.01.2026 10:00|15.01.2026 11:00|1 qq||R";
    let reading = plain(text).unwrap();
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.records[0].name.as_deref(), Some("Zoe"));
}

#[test]
fn a_file_of_more_rows_than_any_meeting_has_is_refused() {
    let head = ["Full Name", "User Action", "Timestamp"];
    let row = ["Ada", "Joined", "27/01/2021, 12:56:45"];
    let rows = std::iter::once(head).chain(std::iter::repeat_n(row, rollbook_files::teams::MOST_ROWS));
    let table: rollbook_files::Table = rows.collect();
    assert_eq!(read(&table, &Choices::default()), Err(Refusal::TooManyRows));
}
