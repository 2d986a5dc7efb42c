#![allow(clippy::unwrap_used)]
use super::*;
use chrono::{DateTime, Utc};
use rollbook_core::When;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_151_200 + minute * 60, 0).unwrap()
}

fn span(from: i64, to: i64) -> Span {
    Span::new(at(from), at(to)).unwrap()
}

fn class(id: &str, title: &str, from: i64, to: i64) -> Class {
    Class {
        id: id.into(),
        title: title.into(),
        when: When::Window(span(from, to)),
        timezone: chrono_tz::UTC,
        join_url: None,
        course_id: None,
        lms_id: None,
    }
}

fn ids(found: &[(&Class, Fit)]) -> Vec<String> {
    found.iter().map(|(class, _)| class.id.to_string()).collect()
}

#[test]
fn time_decides_and_the_title_where_time_does_not() {
    let classes =
        [class("a", "Databases", 0, 60), class("b", "Physics ", 5, 65), class("c", "Physics", 300, 360)];
    let (found, sure) = fitting(&classes, span(-5, 62), Some("physics"));
    assert_eq!((ids(&found), sure), (vec!["b".to_owned(), "a".to_owned()], true));
    assert_eq!(found[0].1.reason(&classes[1]), "the same time, the same title");
    let (found, sure) = fitting(&classes, span(-5, 62), Some("General"));
    assert_eq!((found.len(), sure), (2, false), "two classes at once, and nothing tells them apart");
}

#[test]
fn a_file_that_only_touches_a_class_is_shown_and_not_taken_for_it() {
    let classes = [class("a", "Databases", 0, 60)];
    for (from, to) in [(50, 180), (-120, 5), (70, 80)] {
        let (found, sure) = fitting(&classes, span(from, to), None);
        assert_eq!((found.len(), sure), (1, false), "{from} {to}");
    }
    assert!(fitting(&classes, span(500, 560), Some("Databases")).0.is_empty());
}

#[test]
fn a_class_without_times_takes_what_lies_on_its_day() {
    let mut day = class("a", "Databases", 0, 60);
    day.when = When::Day(at(0).date_naive());
    let (found, sure) = fitting([&day], span(0, 60), None);
    assert_eq!((found.len(), sure), (1, true));
    assert_eq!(found[0].1.reason(&day), "the same day");
}
