//! Meetings and courses: lists by time, finding by text, joining calendar and LMS.

use super::{add_meeting, fresh, later, new_meeting, now, span, utc};
use crate::courses::LmsCourse;
use crate::meetings::{CalendarMeeting, LmsMeeting, NewMeeting, Origin};
use crate::{Error, courses, meetings};
use rollbook_core::When;

const LINK: &str = "https://teams.example/l/1";

fn event(id: &str, title: &str) -> CalendarMeeting {
    CalendarMeeting {
        calendar_id: id.into(),
        title: title.into(),
        span: span("2025-11-26T09:00:00Z", "2025-11-26T10:00:00Z"),
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
    moved.span = span("2025-11-27T09:00:00Z", "2025-11-27T10:00:00Z");
    assert_eq!(meetings::upsert_from_calendar(&store, &[moved.clone()], later(2)).unwrap(), from_lms);
    meetings::upsert_from_lms(&store, &course, &[lms_meeting("s1", "Other")], later(3)).unwrap();
    let read = meetings::get(&store, &from_lms[0]).unwrap();
    assert_eq!((read.class.title.as_str(), read.class.when), ("Renamed", When::Window(moved.span)));
    assert_eq!(meetings::list(&store, None, None).unwrap().len(), 1);
    // Another event at another time with the same link is another class.
    let mut second = event("c2", "Subject");
    second.span = span("2025-12-03T09:00:00Z", "2025-12-03T10:00:00Z");
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

#[test]
fn an_event_that_is_gone_goes_unless_something_hangs_on_it() {
    let (_home, store) = fresh();
    let events: Vec<_> = ["moved", "fetched", "decided", "joined", "kept"].map(|id| event(id, id)).into();
    let ids = meetings::upsert_from_calendar(&store, &events, now()).unwrap();
    let by_hand = add_meeting(&store, "By hand");
    crate::syncs::commit(
        &store,
        &ids[1],
        &crate::syncs::NewAnswers::default(),
        &crate::syncs::NewRun {
            finished_at: now(),
            source: rollbook_core::observation::Source::AttendanceReports,
            calls_mode: crate::syncs::CallsMode::Suggested,
            class_end: None,
            inputs: serde_json::json!({}),
            explanation: String::new(),
        },
        &[],
    )
    .unwrap();
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
