//! The Moodle adapter against the sandbox's Moodle, over real HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod moodle_site;

use moodle_site::{Site, mark, removal, write};
use rollbook_lms::moodle::MoodleFault;
use rollbook_lms::{Deed, Grade, LmsError, MarkFault, MarkState, NewSession, Place};
use rollbook_sandbox::Action;

#[tokio::test]
async fn the_token_is_known_with_what_it_may_do() {
    let site = Site::open("demo").await;
    let who = site.lms("teacher").who(&site.ctx).await.unwrap();
    assert_eq!((who.id.as_deref(), who.courses), (Some("3"), 2));
    assert!(who.name.unwrap().contains("Almeida") && who.site.is_some());
    let granted = |deed| who.abilities.iter().find(|one| one.deed == deed).unwrap().granted;
    assert!(
        [Deed::ReadRoster, Deed::ReadMarks, Deed::WriteMarks, Deed::CreateSessions, Deed::WriteGrades]
            .into_iter()
            .all(granted)
    );
    assert!(!granted(Deed::Remarks));
    assert!(
        site.requests().iter().all(|seen| seen.method == "POST" && !seen.path.contains('?')),
        "never in an address"
    );
}

#[tokio::test]
async fn the_roster_is_students_only_with_groups_and_homonyms_and_without_suspended() {
    let site = Site::open("demo").await;
    let listed = site.lms("teacher").students("2", &site.ctx).await.unwrap();
    assert_eq!((listed.items.len(), listed.skipped), (30, 0));
    let annas: Vec<_> = listed.items.iter().filter(|one| one.name == "Anna Schmidt").collect();
    assert_eq!(annas.len(), 2);
    assert_ne!(annas[0].emails, annas[1].emails);
    assert!(listed.items.iter().all(|one| one.groups.len() == 1 && one.active && one.username.is_none()));
    let large = site.lms("teacher").students("3", &site.ctx).await.unwrap();
    assert_eq!(large.items.len(), 300);
}

#[tokio::test]
async fn a_teacher_who_may_not_see_enrolments_gets_the_list_all_the_same() {
    let site = Site::open("demo").await;
    let listed = site.lms("tutor").students("2", &site.ctx).await.unwrap();
    // Who is suspended is not told; staff are left out by their roles.
    assert_eq!(listed.items.len(), 31);
    assert!(listed.items.iter().all(|one| !one.name.contains("Tutor") && !one.name.contains("Almeida")));
}

#[tokio::test]
async fn a_session_is_made_once_and_found_again_by_its_marker() {
    let site = Site::open("demo").await;
    let lms = site.lms("teacher");
    let before = lms.meetings("2", &site.ctx).await.unwrap();
    assert!(before.items.len() > 4 && before.skipped == 0);
    let new = site.new_session("m-1");
    let made = lms.create_session(&new, &site.ctx).await.unwrap();
    let again = site.lms("teacher").create_session(&new, &site.ctx).await.unwrap();
    assert_eq!(made.id, again.id);
    assert_eq!((again.title.as_str(), again.start, again.end), ("Joins & <keys>", new.start, Some(new.end)));
    let after = lms.meetings("2", &site.ctx).await.unwrap();
    assert_eq!(after.items.len(), before.items.len() + 1);
    let shown = after.items.iter().find(|one| one.id == made.id).unwrap();
    assert_eq!(shown.title, "Joins & <keys>");
    assert!(shown.activity.as_ref().unwrap().title.contains("attendance"));
}

#[tokio::test]
async fn a_session_whose_answer_was_lost_is_not_made_twice() {
    let site = Site::open("demo").await;
    let lms = site.lms("teacher");
    let before = lms.meetings("2", &site.ctx).await.unwrap().items.len();
    let new = site.new_session("m-2");
    // Site information is known to this adapter: contents, sessions, then the making.
    site.strike_after(2, Action::ResetAfterWork);
    let error = lms.create_session(&new, &site.ctx).await.unwrap_err();
    assert!(error.may_have_written(), "{error:?}");
    lms.create_session(&new, &site.ctx).await.unwrap();
    assert_eq!(lms.meetings("2", &site.ctx).await.unwrap().items.len(), before + 1);
}

#[tokio::test]
async fn what_cannot_be_made_says_why() {
    let site = Site::open("demo").await;
    let make = async |who: &str, activity: Option<&str>, course: &str| {
        let new = NewSession {
            activity: activity.map(str::to_owned),
            course: course.to_owned(),
            ..site.new_session("m-3")
        };
        site.lms(who).create_session(&new, &site.ctx).await.unwrap_err()
    };
    assert_eq!(make("teacher", Some("3"), "2").await, MoodleFault::NeedsGroup.into());
    assert_eq!(make("teacher", Some("41"), "2").await, LmsError::NotFound(None), "a module's number");
    let denied = make("tutor", Some("1"), "2").await;
    assert!(denied.server_says().unwrap().contains("Manage Attendances"));
    assert_eq!(make("outsider", None, "2").await, MoodleFault::NotInCourse.into());
    let phone = make("mobile", None, "2").await;
    assert!(phone.message().contains("mod_attendance_add_session"));
}

#[tokio::test]
async fn marks_are_written_read_back_and_taken_away_again() {
    for scenario in ["demo", "moodle-4.3", "moodle-2026"] {
        let site = Site::open(scenario).await;
        let lms = site.lms("teacher");
        let place = site.session().await;
        let empty = lms.read_marks(&place, &site.ctx).await.unwrap();
        assert_eq!((empty.records.len(), empty.students.as_ref().unwrap().len()), (0, 31));
        let statuses: Vec<_> = empty.statuses.iter().map(|one| one.acronym.as_str()).collect();
        assert_eq!(statuses, ["P", "L", "E", "LE", "A"]);
        let marks: Vec<_> = (1001..=1020).map(|id| mark(id, if id % 3 == 0 { "25" } else { "5" })).collect();
        let written = lms.write_marks(&write(&place, marks.clone(), empty.version), &site.ctx).await.unwrap();
        assert!(written.results.iter().all(|one| one.state == MarkState::Confirmed), "{scenario}");
        let held = lms.read_marks(&place, &site.ctx).await.unwrap();
        assert_eq!(held.records, marks, "{scenario}");
        let calls = site.requests().len();
        lms.write_marks(&write(&place, marks, held.version.clone()), &site.ctx).await.unwrap();
        assert_eq!(site.requests().len(), calls + 1, "what is held already is not sent again");
        let back = lms.write_marks(&removal(&place, &[1001, 1002, 1030]), &site.ctx).await.unwrap();
        let after = lms.read_marks(&place, &site.ctx).await.unwrap();
        if scenario == "moodle-2026" {
            assert_eq!(back.results[0].error, Some(MarkFault::CannotRemove));
            assert_eq!(after.records.len(), 20);
        } else {
            assert_eq!(
                (back.results[0].state, after.records.len()),
                (MarkState::Confirmed, 18),
                "{scenario}"
            );
        }
        assert_eq!(back.results[2].state, MarkState::Confirmed, "had none");
        assert_ne!(held.version, after.version.filter(|_| scenario != "moodle-2026"));
    }
}

#[tokio::test]
async fn strangers_and_foreign_statuses_are_stopped_before_anything_is_sent() {
    let site = Site::open("demo").await;
    let lms = site.lms("teacher");
    let place = site.session().await;
    let marks = vec![mark(2001, "5"), mark(1001, "9"), mark(3, "5"), mark(1002, "999999"), mark(1003, "6")];
    let written = lms.write_marks(&write(&place, marks, None), &site.ctx).await.unwrap();
    let faults: Vec<_> = written.results.into_iter().map(|one| one.error).collect();
    let (stranger, foreign) = (Some(MarkFault::NotListed), Some(MarkFault::NoSuchStatus));
    assert_eq!(faults, [stranger.clone(), foreign.clone(), stranger, foreign, None]);
    let held = lms.read_marks(&place, &site.ctx).await.unwrap();
    assert_eq!(held.records, [mark(1003, "6")]);
}

#[tokio::test]
async fn another_teacher_in_between_is_a_conflict_and_nothing_is_sent() {
    let site = Site::open("demo").await;
    let (lms, place) = (site.lms("teacher"), site.session().await);
    let base = lms.read_marks(&place, &site.ctx).await.unwrap().version;
    for student in ["1001", "1002"] {
        site.sandbox.moodle_set(&place.session, student, "6");
    }
    let ours = write(&place, vec![mark(1001, "5")], base);
    assert_eq!(lms.write_marks(&ours, &site.ctx).await, Err(LmsError::Conflict));
    let held = lms.read_marks(&place, &site.ctx).await.unwrap();
    assert_eq!(held.records, [mark(1001, "6"), mark(1002, "6")]);
}

#[tokio::test]
async fn a_second_portion_goes_on_where_the_first_ended_unless_somebody_came_between() {
    let site = Site::open("demo").await;
    let (lms, place) = (site.lms("teacher"), site.session().await);
    let base = lms.read_marks(&place, &site.ctx).await.unwrap().version;
    let first = lms
        .write_marks(&write(&place, vec![mark(1001, "5"), mark(1002, "5")], base), &site.ctx)
        .await
        .unwrap();
    let second = write(&place, vec![mark(1003, "5")], first.version.clone());
    let second = lms.write_marks(&second, &site.ctx).await.unwrap();
    assert_ne!(first.version, second.version);
    site.sandbox.moodle_set(&place.session, "1009", "6");
    let third = write(&place, vec![mark(1004, "5")], second.version);
    assert_eq!(lms.write_marks(&third, &site.ctx).await, Err(LmsError::Conflict));
    assert_eq!(site.sandbox.moodle_rows(&place.session).len(), 4);
}

#[tokio::test]
async fn writes_at_once_go_one_after_the_other() {
    let site = Site::open("demo").await;
    let place = site.session().await;
    let (one, two) = (site.lms("teacher"), site.lms("colleague"));
    let all = |status: &str| write(&place, (1001..=1020).map(|id| mark(id, status)).collect(), None);
    let (first, second) = (all("5"), all("6"));
    let (a, b) = tokio::join!(one.write_marks(&first, &site.ctx), two.write_marks(&second, &site.ctx));
    a.unwrap();
    b.unwrap();
    // The answers would show one of two rows.
    let rows = site.sandbox.moodle_rows(&place.session);
    let students: std::collections::BTreeSet<_> = rows.iter().map(|row| &row.0).collect();
    assert_eq!((rows.len(), students.len()), (20, 20));
    assert!(rows.iter().all(|row| row.1 == rows[0].1), "one write after the other");
}

#[tokio::test]
async fn a_lost_answer_stops_the_write_and_nothing_is_repeated() {
    let site = Site::open("demo").await;
    let (lms, place) = (site.lms("teacher"), site.session().await);
    lms.read_marks(&place, &site.ctx).await.unwrap();
    let marks = write(&place, (1001..=1010).map(|id| mark(id, "5")).collect(), None);
    let calls = site.requests().len();
    site.strike_after(1, Action::ResetAfterWork);
    let error = lms.write_marks(&marks, &site.ctx).await.unwrap_err();
    assert!(error.may_have_written(), "{error:?}");
    assert_eq!(site.requests().len(), calls + 2, "one reading, one write");
    assert_eq!(lms.read_marks(&place, &site.ctx).await.unwrap().records.len(), 10);
}

#[tokio::test]
async fn grades_go_to_an_assignment_and_to_the_activity() {
    let site = Site::open("demo").await;
    let lms = site.lms("teacher");
    let items = lms.grade_items("2", &site.ctx).await.unwrap().items;
    let ids: Vec<_> = items.iter().map(|one| (one.id.as_str(), one.max)).collect();
    assert_eq!(ids, [("assign:1", 100.0), ("attendance:41", 100.0), ("attendance:43", 100.0)]);
    let grade = |id: u32, points: Option<f64>| Grade { student_id: id.to_string(), points };
    for item in ["assign:1", "attendance:41"] {
        let some = [grade(1001, Some(87.5)), grade(1002, Some(0.0))];
        lms.write_grades("2", item, &some, &site.ctx).await.unwrap();
        let held = lms.read_grades("2", item, &site.ctx).await.unwrap().items;
        let of = |id: &str| held.iter().find(|one| one.student_id == id).and_then(|one| one.points);
        assert_eq!((of("1001"), of("1002"), of("1003")), (Some(87.5), Some(0.0), None), "{item}");
        for (bad, fault) in [
            (grade(1001, Some(100.5)), MoodleFault::BadGrade),
            (grade(2001, Some(5.0)), MoodleFault::GradeForStranger),
        ] {
            let calls = site.requests().len();
            assert_eq!(lms.write_grades("2", item, &[bad], &site.ctx).await, Err(fault.into()), "{item}");
            assert!(site.requests().len() > calls);
        }
    }
    lms.write_grades("2", "assign:1", &[grade(1001, None)], &site.ctx).await.unwrap();
    let held = lms.read_grades("2", "assign:1", &site.ctx).await.unwrap().items;
    assert_eq!(held[0].points, None);
    let tutor =
        site.lms("tutor").write_grades("2", "attendance:41", &[grade(1001, Some(1.0))], &site.ctx).await;
    assert_eq!(tutor.unwrap_err().server_says(), Some("Cannot view grades."));
}

#[tokio::test]
async fn a_comment_survives_a_new_grade() {
    let site = Site::open("demo").await;
    let lms = site.lms("teacher");
    site.post(
        "mod_assign_save_grades",
        &[
            ("assignmentid", "1"),
            ("applytoall", "0"),
            ("grades[0][userid]", "1001"),
            ("grades[0][grade]", "50"),
            ("grades[0][plugindata][assignfeedbackcomments_editor][text]", "<p>well done</p>"),
        ],
    )
    .await;
    let grade = Grade { student_id: "1001".into(), points: Some(60.0) };
    lms.write_grades("2", "assign:1", &[grade], &site.ctx).await.unwrap();
    let book = site.post("gradereport_user_get_grade_items", &[("courseid", "2"), ("userid", "1001")]).await;
    let items = book["usergrades"][0]["gradeitems"].as_array().unwrap();
    let assignment = items.iter().find(|one| one["itemmodule"] == "assign").unwrap();
    assert_eq!(
        (&assignment["feedback"], &assignment["graderaw"]),
        (&"<p>well done</p>".into(), &60.0.into())
    );
}

#[tokio::test]
async fn places_that_no_moodle_has_are_refused_here() {
    let site = Site::open("demo").await;
    let calls = site.requests().len();
    let lms = site.lms("teacher");
    for session in ["", "x", "4:", "1;2", "../1"] {
        let place = Place { course: Some("2".into()), session: session.into() };
        assert_eq!(lms.read_marks(&place, &site.ctx).await, Err(LmsError::BadId), "{session}");
    }
    assert!(site.requests().len() <= calls + 1);
    let gone = Place { course: None, session: "999999".into() };
    assert_eq!(lms.read_marks(&gone, &site.ctx).await, Err(LmsError::NotFound(None)));
}
