//! Meetings and courses: lists by time, finding by text, joining calendar and LMS.

use super::{add_meeting, fresh, later, new_meeting, now, span, utc};
use crate::answers::{AnswerKind, NewAnswer};
use crate::courses::LmsCourse;
use crate::meetings::{CalendarMeeting, LmsMeeting, NewMeeting, Origin};
use crate::{Error, courses, meetings, syncs};
use rollbook_core::When;

const LINK: &str = "https://teams.example/l/1";

fn event(id: &str, title: &str) -> CalendarMeeting {
    CalendarMeeting {
        calendar_id: id.into(),
        uid: id.split('@').next().unwrap().into(),
        single: true,
        title: title.into(),
        when: When::Window(span("2025-11-26T09:00:00Z", "2025-11-26T10:00:00Z")),
        timezone: chrono_tz::Europe::Berlin,
        join_url: Some(LINK.into()),
    }
}

fn lms_meeting(id: &str, title: &str) -> LmsMeeting {
    LmsMeeting {
        lms_id: id.into(),
        title: title.into(),
        when: When::Window(span("2025-11-26T09:00:00Z", "2025-11-26T10:00:00Z")),
        timezone: chrono_tz::Europe::Berlin,
        join_url: Some(LINK.into()),
    }
}

#[test]
fn a_meeting_comes_back_as_it_was_given() {
    let (_home, store) = fresh();
    let course = courses::add(&store, "Physics", Some("7"), now()).unwrap();
    let exact = NewMeeting {
        title: "Ünïcode \u{202e}x".into(),
        when: When::Window(span("2025-11-26T09:00:00.123456789Z", "2025-11-26T10:00:00.000000001Z")),
        timezone: chrono_tz::Asia::Kathmandu,
        join_url: Some(LINK.into()),
        course_id: Some(course),
        lms_id: Some("s1".into()),
    };
    let day = NewMeeting { when: When::Day("2025-03-30".parse().unwrap()), course_id: None, ..exact.clone() };
    for new in [exact, day] {
        let id = meetings::add(&store, &new, now()).unwrap();
        let read = meetings::get(&store, &id).unwrap();
        assert_eq!((&read.class.title, read.class.when), (&new.title, new.when));
        assert_eq!((read.class.timezone, &read.class.join_url), (new.timezone, &new.join_url));
        assert_eq!((&read.class.course_id, &read.class.lms_id), (&new.course_id, &new.lms_id));
        assert_eq!((read.origin, read.created_at), (Origin::Manual, now()));
    }
    let nowhere = NewMeeting { course_id: Some("none".into()), ..new_meeting("x") };
    assert_eq!(meetings::add(&store, &nowhere, now()).unwrap_err(), Error::NotFound);
}

#[test]
fn lists_go_by_the_span_and_by_the_instructors_day() {
    let (_home, store) = fresh();
    let window = add_meeting(&store, "09:00 to 10:00 UTC");
    let mut new = new_meeting("26 Nov in Kolkata");
    new.timezone = chrono_tz::Asia::Kolkata;
    new.when = When::Day("2025-11-26".parse().unwrap());
    let day = meetings::add(&store, &new, now()).unwrap();
    let ids = |from: &str, to: &str| -> Vec<_> {
        let list = meetings::list(&store, Some(utc(from)), Some(utc(to))).unwrap();
        list.into_iter().map(|meeting| meeting.class.id).collect()
    };
    assert_eq!(ids("2025-11-26T09:30:00Z", "2025-11-26T09:31:00Z"), [day.clone(), window.clone()]);
    // The day begins at 18:30 UTC the evening before and ends at 18:30.
    assert_eq!(ids("2025-11-25T18:00:00Z", "2025-11-25T18:31:00Z"), std::slice::from_ref(&day));
    assert!(ids("2025-11-25T18:00:00Z", "2025-11-25T18:30:00Z").is_empty());
    assert!(ids("2025-11-26T18:30:00Z", "2025-11-27T18:30:00Z").is_empty());
    // An end is not inside.
    assert_eq!(ids("2025-11-26T10:00:00Z", "2025-11-26T11:00:00Z"), [day]);
    assert_eq!(meetings::list(&store, None, None).unwrap().len(), 2);
}

#[test]
fn finding_takes_ids_beginnings_and_titles_and_never_guesses() {
    let (_home, store) = fresh();
    let id = add_meeting(&store, "Week 1");
    add_meeting(&store, "Week 2");
    add_meeting(&store, "Week 2");
    let find = |text: &str| meetings::find(&store, text).map(|meeting| meeting.class.id);
    assert_eq!(find(id.as_str()), Ok(id.clone()));
    assert_eq!(find(&id.as_str()[..6]), Ok(id.clone()));
    assert_eq!(find(&id.as_str()[..8].to_uppercase()), Ok(id.clone()));
    assert_eq!(find("Week 1"), Ok(id.clone()));
    assert_eq!(find(&id.as_str()[..5]), Err(Error::NotFound));
    assert_eq!(find("Week 2"), Err(Error::Ambiguous));
    for none in ["week 1", "Week", "", "%", "______", "' OR 1=1 --"] {
        assert_eq!(find(none), Err(Error::NotFound), "{none}");
    }
    // A title that is the beginning of another one's id.
    add_meeting(&store, &id.as_str()[..8]);
    assert_eq!(find(&id.as_str()[..8]), Err(Error::Ambiguous));
    assert_eq!(find(id.as_str()), Ok(id));
}

#[test]
fn the_calendar_and_the_lms_name_one_class_once() {
    let (_home, store) = fresh();
    let course = courses::add(&store, "Physics", None, now()).unwrap();
    let from_calendar = meetings::upsert_from_calendar(&store, &[event("c1", "Subject")], now()).unwrap();
    let from_lms =
        meetings::upsert_from_lms(&store, &course, &[lms_meeting("s1", "Session")], later(1)).unwrap();
    assert_eq!(from_calendar, from_lms);
    let read = meetings::get(&store, &from_lms[0]).unwrap();
    assert_eq!((read.class.title.as_str(), read.origin), ("Subject", Origin::Calendar));
    assert_eq!((read.class.lms_id.as_deref(), read.calendar_id.as_deref()), (Some("s1"), Some("c1")));
    assert_eq!(read.class.course_id, Some(course.clone()));

    // The owner moves and renames it; the other one's name for it changes nothing.
    let mut moved = event("c1", "Renamed");
    moved.when = When::Window(span("2025-11-27T09:00:00Z", "2025-11-27T10:00:00Z"));
    assert_eq!(meetings::upsert_from_calendar(&store, &[moved.clone()], later(2)).unwrap(), from_lms);
    meetings::upsert_from_lms(&store, &course, &[lms_meeting("s1", "Other")], later(3)).unwrap();
    let read = meetings::get(&store, &from_lms[0]).unwrap();
    assert_eq!((read.class.title.as_str(), read.class.when), ("Renamed", moved.when));
    assert_eq!(meetings::list(&store, None, None).unwrap().len(), 1);
    // Another event at another time with the same link is another class.
    let mut second = event("c2", "Subject");
    second.when = When::Window(span("2025-12-03T09:00:00Z", "2025-12-03T10:00:00Z"));
    meetings::upsert_from_calendar(&store, &[second], later(4)).unwrap();
    assert_eq!(meetings::list(&store, None, None).unwrap().len(), 2);
}

#[test]
fn a_class_added_by_hand_keeps_its_title_when_the_calendar_finds_it() {
    let (_home, store) = fresh();
    let mut new = new_meeting("Mine");
    new.join_url = Some(LINK.into());
    let id = meetings::add(&store, &new, now()).unwrap();
    meetings::dismiss(&store, &id, Some(now())).unwrap();
    assert_eq!(
        meetings::upsert_from_calendar(&store, &[event("c1", "Subject")], now()).unwrap(),
        std::slice::from_ref(&id)
    );
    let read = meetings::get(&store, &id).unwrap();
    assert_eq!((read.class.title.as_str(), read.calendar_id.as_deref()), ("Mine", Some("c1")));
    assert_eq!(read.dismissed_at, Some(now()));
    assert_eq!(meetings::dismiss(&store, &"none".into(), None).unwrap_err(), Error::NotFound);
}

#[test]
fn courses_of_one_lms_are_brought_up_to_date_and_those_of_another_left_alone() {
    let (_home, store) = fresh();
    let course = |id: &str, title: &str| LmsCourse { lms_id: id.into(), title: title.into() };
    let by_hand = courses::add(&store, "By hand", Some("7"), now()).unwrap();
    let moodle =
        courses::upsert_from_lms(&store, "moodle", &[course("7", "Physics"), course("8", "Art")], now());
    let moodle = moodle.unwrap();
    assert_eq!(moodle[0], by_hand, "the LMS names the one that was added with its id");
    let again = courses::upsert_from_lms(&store, "moodle", &[course("7", "Physics II")], later(9)).unwrap();
    assert_eq!(again, moodle[..1]);
    let canvas = courses::upsert_from_lms(&store, "canvas", &[course("7", "Biology")], now()).unwrap();
    let titles: Vec<_> = courses::list(&store).unwrap().into_iter().map(|course| course.title).collect();
    assert_eq!(titles, ["Art", "Biology", "Physics II"]);
    let read = courses::find(&store, "Biology").unwrap();
    assert_eq!((read.id, read.lms_kind.as_deref()), (canvas[0].clone(), Some("canvas")));
    assert_eq!(courses::get(&store, &by_hand).unwrap().updated_at, later(9));
    assert_eq!(courses::find(&store, "By hand").unwrap_err(), Error::NotFound);
}

/// A sync of a class that brought these answers.
fn fetch(store: &crate::Store, id: &rollbook_core::MeetingId, answers: Vec<NewAnswer>) {
    let answers = syncs::NewAnswers { answers, ..Default::default() };
    let run = syncs::NewRun {
        finished_at: now(),
        source: rollbook_core::observation::Source::AttendanceReports,
        calls_mode: syncs::CallsMode::Suggested,
        class_end: None,
        inputs: serde_json::json!({}),
        explanation: String::new(),
    };
    syncs::commit(store, id, &answers, &run, &[]).unwrap();
}

fn at(id: &str, start: &str, end: &str) -> CalendarMeeting {
    CalendarMeeting {
        calendar_id: format!("{id}@{start}"),
        uid: id.into(),
        when: When::Window(span(start, end)),
        join_url: Some(format!("{LINK}/{id}")),
        ..event(id, id)
    }
}

#[test]
fn a_class_goes_with_its_event_and_what_was_fetched_stays_on_its_day() {
    let (_home, store) = fresh();
    let month = span("2025-11-01T00:00:00Z", "2025-12-01T00:00:00Z");
    let refresh = |listed, events: &[CalendarMeeting]| {
        let moved = meetings::follow_moved(&store, listed, events).unwrap();
        (moved, meetings::upsert_from_calendar(&store, events, now()).unwrap())
    };
    let ten = ("2025-11-26T10:00:00Z", "2025-11-26T11:00:00Z");
    let all: Vec<_> = ["ahead", "fetched", "put-off"].map(|id| at(id, ten.0, ten.1)).into();
    let (moved, ids) = refresh(Some(month), &all);
    assert_eq!(moved, 0);
    for id in &ids[1..] {
        let answer = NewAnswer {
            kind: AnswerKind::Report,
            object_id: "r".into(),
            version: 0,
            fetched_at: now(),
            body: "{}".into(),
        };
        fetch(&store, id, vec![answer]);
    }
    // One that nothing was fetched of goes to any day, one that was held goes to another hour of its day, and one that is
    // held once more is another class.
    let later = [
        at("ahead", "2025-12-03T10:00:00Z", "2025-12-03T11:00:00Z"),
        at("fetched", "2025-11-26T11:00:00Z", "2025-11-26T12:00:00Z"),
        at("put-off", "2025-11-27T10:00:00Z", "2025-11-27T11:00:00Z"),
    ];
    let (moved, now_ids) = refresh(None, &later);
    assert_eq!(moved, 2);
    assert_eq!(now_ids[..2], ids[..2]);
    assert_ne!(now_ids[2], ids[2]);
    for (id, event) in now_ids.iter().zip(&later) {
        assert_eq!(meetings::get(&store, id).unwrap().class.when, event.when);
    }
    assert_eq!(meetings::list(&store, None, None).unwrap().len(), 4);
    assert_eq!(refresh(Some(month), &later), (0, now_ids), "and again changes nothing");
}

#[test]
fn of_a_series_with_one_id_only_what_is_missed_in_the_list_was_moved() {
    let (_home, store) = fresh();
    let occurrence = |day: u32, hour: u32| {
        let (start, end) =
            (format!("2025-11-{day:02}T{hour}:00:00Z"), format!("2025-11-{day:02}T{}:00:00Z", hour + 1));
        CalendarMeeting { single: false, ..at("series", &start, &end) }
    };
    let weeks = [occurrence(5, 10), occurrence(12, 10), occurrence(19, 10)];
    let ids = meetings::upsert_from_calendar(&store, &weeks, now()).unwrap();
    // The first week lies before what is listed now: it is not missed.
    let from_second = span("2025-11-10T00:00:00Z", "2025-12-01T00:00:00Z");
    let next = [occurrence(12, 10), occurrence(19, 10), occurrence(26, 10)];
    assert_eq!(meetings::follow_moved(&store, Some(from_second), &next).unwrap(), 0);
    let last = meetings::upsert_from_calendar(&store, &next, now()).unwrap()[2].clone();
    assert!(!ids.contains(&last));
    // The second week was moved by a day; from an answer that is not whole nobody could tell.
    let moved = [occurrence(13, 14), occurrence(19, 10), occurrence(26, 10)];
    assert_eq!(meetings::follow_moved(&store, None, &moved).unwrap(), 0);
    assert_eq!(meetings::follow_moved(&store, Some(from_second), &moved).unwrap(), 1);
    assert_eq!(meetings::upsert_from_calendar(&store, &moved, now()).unwrap()[0], ids[1]);
    // Two at once: which became which, nobody can tell.
    let both = [occurrence(14, 14), occurrence(20, 10), occurrence(26, 10)];
    assert_eq!(meetings::follow_moved(&store, Some(from_second), &both).unwrap(), 0);
}

#[test]
fn an_event_that_is_gone_goes_unless_something_hangs_on_it() {
    let (_home, store) = fresh();
    let events: Vec<_> = ["moved", "fetched", "decided", "joined", "kept"].map(|id| event(id, id)).into();
    let ids = meetings::upsert_from_calendar(&store, &events, now()).unwrap();
    let by_hand = add_meeting(&store, "By hand");
    fetch(&store, &ids[1], vec![]);
    meetings::dismiss(&store, &ids[2], Some(now())).unwrap();
    let course = courses::add(&store, "Physics", Some("7"), now()).unwrap();
    meetings::upsert_from_lms(&store, &course, &[lms_meeting("s1", "Lecture")], now()).unwrap();

    let all = span("2025-11-01T00:00:00Z", "2025-12-01T00:00:00Z");
    let later_span = span("2025-11-26T09:30:00Z", "2025-12-01T00:00:00Z");
    assert_eq!(meetings::forget_unnamed(&store, later_span, &[]).unwrap(), 0, "not wholly in the span");
    let before = meetings::list(&store, None, None).unwrap().len();
    let gone = meetings::forget_unnamed(&store, all, &["kept".to_owned()]).unwrap();
    let left: Vec<_> = meetings::list(&store, None, None).unwrap().into_iter().map(|m| m.class.id).collect();
    assert_eq!(left.len(), before - gone);
    for stays in [&ids[1], &ids[2], &ids[4], &by_hand] {
        assert!(left.contains(stays));
    }
    assert!((1..=2).contains(&gone));
}
