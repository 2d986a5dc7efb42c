//! Classes and courses as files: what stands in them is what `show` and `reconcile` say.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::World;
use rollbook_engine::export::{Format, What};
use rollbook_engine::view::{ExportRequest, ReconcileView};
use rollbook_engine::{Code, Context, Engine, MeetingId};
use rollbook_store::meetings;
use serde_json::Value;
use std::collections::BTreeMap;

fn request(format: Format) -> ExportRequest {
    ExportRequest { format: format.word().into(), ..ExportRequest::default() }
}

async fn made(engine: &Engine, what: &What, request: &ExportRequest) -> Vec<u8> {
    engine.make_export(what, request).await.unwrap().bytes
}

async fn text(engine: &Engine, what: &What, request: &ExportRequest) -> String {
    String::from_utf8(made(engine, what, request).await).unwrap()
}

fn by_email(found: &ReconcileView) -> BTreeMap<&str, &str> {
    found.students.iter().map(|s| (s.email.as_deref().unwrap(), s.status.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_is_written_in_every_format_and_only_when_asked_over_another_file() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let what = What::Class(id);
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL {
        let path = folder.path().join(format.word());
        let written = world.engine.export(&what, &request(*format), path.clone(), false).await.unwrap();
        assert!(written.ok && written.rows > 20, "{format:?}: {written:?}");
        assert_eq!(written.path, path.display().to_string());
        let bytes = std::fs::read(&path).unwrap();
        let refused = world.engine.export(&what, &request(*format), path.clone(), false).await.unwrap_err();
        assert_eq!(refused.code, Code::BadInput);
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "what was there stays");
    }
    let csv = text(&world.engine, &what, &request(Format::Csv)).await;
    assert!(csv.starts_with('\u{feff}'));
    for person in show.participants.iter().filter(|person| person.email.is_some()) {
        let email = person.email.as_deref().unwrap();
        let line = csv.lines().find(|line| line.contains(email)).unwrap();
        let minutes = person.total_minutes.map_or_else(String::new, |minutes| format!(",{minutes:.2},"));
        assert!(line.contains(&minutes), "{line}: {minutes}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moodle_gets_each_students_status_once_and_the_rest_is_named() {
    let world = World::of_the_term("demo").await;
    let (id, _) = world.synced("db1-02").await;
    let excused = world.engine.reconcile(&id).await.unwrap().students[0].student_id.clone();
    world.engine.mark(&id, &excused, Some(rollbook_engine::Status::Excused), None).await.unwrap();
    let found = world.engine.reconcile(&id).await.unwrap();
    let what = What::Class(id);
    let made = world.engine.make_export(&what, &request(Format::MoodleCsv)).await.unwrap();
    let file = String::from_utf8(made.bytes).unwrap();
    let mut rows: BTreeMap<&str, &str> =
        file.lines().skip(1).map(|line| line.split_once(',').unwrap()).collect();
    assert_eq!(rows.len(), made.rows);
    for (email, status) in by_email(&found) {
        let acronym = match status {
            "present" => "P",
            "late" | "left-early" => "L",
            "absent" => "A",
            "excused" => "E",
            other => panic!("{other}"),
        };
        assert_eq!(rows.remove(email), Some(acronym), "{email}");
    }
    assert!(rows.is_empty() && made.left_out.is_empty());
    let canvas =
        text(&world.engine, &what, &ExportRequest { points: Some(5.0), ..request(Format::CanvasCsv) }).await;
    assert!(canvas.lines().any(|line| line.ends_with(",EX")), "{canvas}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_without_data_or_roster_gives_an_lms_nothing() {
    let world = World::of_the_term("demo").await;
    let what = What::Class(world.class("db1-01").await);
    for format in [Format::MoodleCsv, Format::MoodleGradesCsv, Format::CanvasCsv] {
        let refused = world.engine.make_export(&what, &request(format)).await.unwrap_err();
        assert_eq!(refused.code, Code::BadInput, "{format:?}");
        assert_eq!(refused.details["left_out"].as_array().unwrap().len(), 30);
    }
    let page = text(&world.engine, &what, &request(Format::Html)).await;
    assert!(page.contains("Not fetched") && page.contains("unknown"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_format_holds_an_address_where_none_is_wanted() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let found = world.engine.reconcile(&id).await.unwrap();
    let course = show.meeting.course_id.clone().unwrap();
    let addresses: Vec<String> = show
        .participants
        .iter()
        .filter_map(|person| person.email.clone())
        .chain(found.students.iter().filter_map(|student| student.email.clone()))
        .collect();
    assert!(addresses.len() > 40);
    for what in [What::Class(id), What::Course(course)] {
        for format in [Format::Csv, Format::Json, Format::Html] {
            let with = text(&world.engine, &what, &request(format)).await;
            assert!(addresses.iter().any(|address| with.contains(address)), "{format:?}");
            let without =
                text(&world.engine, &what, &ExportRequest { no_emails: true, ..request(format) }).await;
            assert!(!addresses.iter().any(|address| without.contains(address)), "{format:?}");
            assert!(without.contains(&found.students[0].name), "names stay");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_says_what_each_class_says() {
    let world = World::of_the_term("demo").await;
    let mut classes: BTreeMap<String, ReconcileView> = BTreeMap::new();
    for lms_id in ["db1-01", "db1-03", "db1-53"] {
        let (id, show) = world.synced(lms_id).await;
        let start = show.meeting.start.unwrap();
        let zone: chrono_tz::Tz = show.meeting.timezone.parse().unwrap();
        let when = start.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string();
        classes.insert(when, world.engine.reconcile(&id).await.unwrap());
    }
    let store = world.engine.unlock().await.unwrap();
    meetings::dismiss(&store, &world.class("db1-03").await, Some(world.engine.now())).unwrap();
    let courses = world.engine.courses(false, &Context::default()).await.unwrap().courses;
    let course =
        What::Course(courses.iter().find(|c| c.lms_id.as_deref() == Some("db1")).unwrap().id.clone());
    let long = ExportRequest { long: true, bom: Some(false), ..request(Format::Csv) };
    let table = text(&world.engine, &course, &long).await;
    let mut counted = 0;
    for line in table.lines().skip(1) {
        let Some((when, found)) = classes.iter().find(|(when, _)| line.contains(&format!("{when}:00")))
        else {
            assert!(line.contains(",no data,"), "{line}");
            continue;
        };
        let dismissed = when == classes.keys().nth(1).unwrap();
        let student = by_email(found).into_iter().find(|(email, _)| line.contains(*email)).unwrap();
        let status = if dismissed { "no data" } else { student.1 };
        assert!(line.contains(&format!(",{status},")), "{line}: {status}");
        counted += usize::from(!dismissed);
    }
    assert_eq!(counted, 2 * 30);
    assert_eq!(table.lines().count(), 1 + 30 * 11, "every class stands there, those without data too");

    let wide = ExportRequest { limit: Some(100.0), ..request(Format::Csv) };
    let wide = world.engine.export_preview(&course, &wide).await.unwrap();
    assert_eq!((wide.rows, wide.first_rows.len()), (30, 20));
    assert_eq!(wide.columns.len(), 3 + 2 * 11 + 11);
    let held = wide.columns.iter().position(|heading| heading == "Classes held").unwrap();
    for row in &wide.first_rows {
        assert_eq!(row[held], "2");
        let below = row[held + 8] != "100.0" && !row[held + 8].is_empty();
        assert_eq!(row[held + 9] == "below", below, "{row:?}");
    }
    let reports: Value =
        serde_json::from_str(&text(&world.engine, &course, &request(Format::Json)).await).unwrap();
    let ids: Vec<&str> = reports
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["rollbook"]["meeting"]["lms_id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["db1-01", "db1-53"]);
    let grades = world.engine.make_export(&course, &request(Format::MoodleGradesCsv)).await.unwrap();
    assert_eq!(grades.rows + grades.left_out.len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn options_that_mean_nothing_are_refused_before_anything_is_written() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let (class, course) = (What::Class(id), What::Course(show.meeting.course_id.unwrap()));
    let base = |word: &str| ExportRequest { format: word.into(), ..ExportRequest::default() };
    let one = |text: &str| vec![text.to_owned()];
    for (what, request) in [
        (&class, base("pdf")),
        (&class, ExportRequest { columns: one("shoe-size"), ..base("csv") }),
        (&class, ExportRequest { separator: Some("dot".into()), ..base("csv") }),
        (&class, ExportRequest { separator: Some("tab".into()), ..base("xlsx") }),
        (&class, ExportRequest { limit: Some(75.0), ..base("csv") }),
        (&class, ExportRequest { long: true, ..base("csv") }),
        (&class, ExportRequest { no_emails: true, ..base("moodle-csv") }),
        (&class, ExportRequest { status_map: one("unknown=A"), ..base("moodle-csv") }),
        (&class, ExportRequest { status_map: one("late"), ..base("moodle-csv") }),
        (&class, ExportRequest { identify: Some("name".into()), ..base("moodle-csv") }),
        (&class, ExportRequest { credit: one("late=200"), ..base("canvas-csv") }),
        (&class, ExportRequest { credit: one("late=NaN"), ..base("canvas-csv") }),
        (&class, ExportRequest { points: Some(0.0), ..base("canvas-csv") }),
        (&class, ExportRequest { assignment_id: Some("12a".into()), ..base("canvas-csv") }),
        (&course, base("moodle-csv")),
        (&course, ExportRequest { columns: one("name"), ..base("csv") }),
        (&course, ExportRequest { limit: Some(101.0), ..base("csv") }),
        (&course, ExportRequest { long: true, limit: Some(75.0), ..base("csv") }),
    ] {
        let refused = world.engine.make_export(what, &request).await.unwrap_err();
        assert_eq!(refused.code, Code::BadInput, "{request:?}");
        assert!(!refused.hint.is_empty());
    }
    let missing = What::Course("no such course".into());
    assert_eq!(world.engine.make_export(&missing, &base("csv")).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_the_file_and_writes_none() {
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let what = What::Class(MeetingId::new(id.to_string()));
    let chosen = ExportRequest {
        columns: ["status", "name"].map(str::to_owned).to_vec(),
        separator: Some("locale".into()),
        locale: Some("de-DE".into()),
        ..request(Format::Csv)
    };
    let preview = world.engine.export_preview(&what, &chosen).await.unwrap();
    assert_eq!(preview.columns, ["Status", "Name"]);
    assert_eq!(preview.first_rows.len(), 20);
    assert_eq!(preview.first_rows[0][1], show.participants[0].name.clone().unwrap_or_default());
    assert!(preview.file_name.ends_with("csv") && preview.file_name.contains(&show.meeting.date.to_string()));
    let file = text(&world.engine, &what, &chosen).await;
    assert_eq!(file.lines().count(), 1 + preview.rows as usize);
    assert!(file.starts_with("\u{feff}Status;Name\r\n"));
}
