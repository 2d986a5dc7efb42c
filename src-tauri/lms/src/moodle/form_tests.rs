#![allow(clippy::unwrap_used)]
use super::super::transcript_tests::record;
use super::*;
use proptest::prelude::*;

#[test]
fn the_overview_names_session_and_times() {
    let shown = sessions(page(record("127-mobile-view-activity.json").body()).unwrap());
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].session.as_str(), shown[0].group.as_deref()), ("3", None));
    let (start, end) = shown[0].times.unwrap();
    assert_eq!(start.to_rfc3339(), "2026-11-22T21:45:00+00:00");
    assert_eq!(end.unwrap().to_rfc3339(), "2026-11-22T22:45:00+00:00");
}

#[test]
fn the_teacher_form_holds_people_statuses_and_marks() {
    let held = held(record("128-mobile-teacher-form.json").body()).unwrap();
    let statuses: Vec<_> =
        held.marks.statuses.iter().map(|one| (one.id.as_str(), one.acronym.as_str())).collect();
    assert_eq!(statuses, [("5", "P"), ("7", "L"), ("8", "E"), ("6", "A")]);
    assert!(held.marks.students.unwrap().contains("28"));
    assert_eq!(held.marks.records[0].status, HeldStatus::Other("5".into()));
}

#[test]
fn times_are_read_in_the_forms_of_english() {
    for (words, want) in [
        ("Sun 22 Nov 2026 9:45PM - 10:45PM", Some("2026-11-22T21:45 2026-11-22T22:45")),
        ("Mon 5 Jan 2026 9AM - 12:15PM", Some("2026-01-05T09:00 2026-01-05T12:15")),
        ("Mon 5 Jan 2026 11PM - 12:30AM", Some("2026-01-05T23:00 2026-01-06T00:30")),
        ("Mon 5 Jan 2026 14:05", Some("2026-01-05T14:05")),
        ("Mo 5 Mär 2026 14:05", None),
        ("Mon 5 Jan 2026 25:00", None),
        ("Mon 5 Jan 2026 13PM", None),
        ("", None),
    ] {
        let form = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M").to_string();
        let found = times(words).map(|(start, end)| {
            [Some(form(start)), end.map(form)].into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        assert_eq!(found.as_deref(), want, "{words}");
    }
}

#[test]
fn what_is_no_form_is_none() {
    for html in [
        "",
        "<p>Sorry</p>",
        "<ion-radio value=\"5\">P</ion-radio>",
        "<ion-radio-group [(ngModel)]=\"CONTENT_OTHERDATA.status7\">",
    ] {
        assert_eq!(
            held(&serde_json::json!({"templates": [{"html": html}], "otherdata": []})),
            None,
            "{html}"
        );
    }
}

proptest! {
    #[test]
    fn any_page_is_read(html in "(<ion-(button|radio|radio-group|item)( [\\[\\]a-zA-Z()]{1,9}=\"[^\"]{0,20}\")?>|<h[23]>|</h[23]>|[a-z0-9: ]{0,9}){0,12}", words in ".{0,40}") {
        let _ = sessions(&html);
        let _ = times(&words);
        let _ = held(&serde_json::json!({"templates": [{"html": html}]}));
    }
}
