//! What comes before an import and beside it: previews, columns named by hand, other sources of the same class.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{World, offline_engine, sync};
use rollbook_engine::import::{ImportItem, ImportOptions};
use rollbook_engine::view::{FileOptions, NewMeeting};
use rollbook_engine::{Code, Engine, MeetingId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/teams-csv").join(name)
}

async fn add(engine: &Engine, title: &str, start: &str, end: &str) -> MeetingId {
    let new = NewMeeting {
        title: title.to_owned(),
        start: Some(start.to_owned()),
        end: Some(end.to_owned()),
        timezone: Some("Europe/Berlin".to_owned()),
        ..NewMeeting::default()
    };
    MeetingId::new(engine.add_meeting(&new).await.unwrap())
}

fn items(class: &MeetingId, path: &Path, options: &FileOptions) -> Vec<ImportItem> {
    vec![ImportItem {
        meeting: class.clone(),
        path: path.to_owned(),
        options: ImportOptions::of(options).unwrap(),
    }]
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_held_against_the_classes_before_anything_is_stored() {
    let (engine, home) = offline_engine();
    engine.set_setting("timezone", "Europe/Berlin").unwrap();
    let python = add(&engine, "Python training", "2022-09-16T08:30", "2022-09-16T10:00").await;
    let evening = add(&engine, "Evening", "2022-09-16T18:00", "2022-09-16T20:00").await;
    let march = add(&engine, "Lab 3", "2025-03-10T08:00", "2025-03-10T10:00").await;
    let text = home.path().join("notes.txt");
    std::fs::write(&text, "Dear all,\nplease find enclosed\nnothing\n").unwrap();
    let files: Vec<(PathBuf, FileOptions)> = [
        sample("v2-en-us-2022-09-16-python.csv"),
        sample("v2-en-us-2022-09-16-python-copy-1.csv"),
        sample("v2-en-us-2022-09-16-general.csv"),
        sample("v3-pl-synthetic.csv"),
        sample("v3-es-synthetic.csv"),
        text,
    ]
    .map(|path| (path, FileOptions::default()))
    .to_vec();
    let view = engine.preview_files(files).await.unwrap();
    let best = |at: usize| view.files[at].classes.first().map(|class| class.meeting_id.clone());
    assert_eq!((best(0), view.files[0].sure), (Some(python.to_string()), true));
    assert_eq!(view.files[0].classes[0].reason, "the same time, the same title");
    assert_eq!(view.files[1].same_as.as_deref(), Some("v2-en-us-2022-09-16-python.csv"));
    assert_eq!((best(2), view.files[2].sure), (Some(evening.to_string()), true));
    // 3/10/25 is 10 March or 3 October; there is a class on one of them.
    assert_eq!((best(3), view.files[3].sure), (Some(march.to_string()), true));
    assert_eq!(view.files[3].reading.as_ref().unwrap().order_from, "class");
    // 7/2/26 fits no class: both readings are shown, none is taken.
    let problem = view.files[4].problem.as_ref().unwrap();
    assert_eq!(
        (problem.code.as_str(), problem.details["readings"].as_array().unwrap().len()),
        ("ambiguous-dates", 2)
    );
    assert_eq!(view.files[5].problem.as_ref().unwrap().code, "unknown-format");
    assert!(engine.show(&python).await.unwrap().calls.is_empty(), "nothing is stored");

    engine
        .import(items(&python, &sample("v2-en-us-2022-09-16-python.csv"), &FileOptions::default()))
        .await
        .unwrap();
    let again = vec![(sample("v2-en-us-2022-09-16-python-copy-1.csv"), FileOptions::default())];
    assert!(engine.preview_files(again).await.unwrap().files[0].classes[0].imported);
}

/// Words of no language: nothing but the shape of the rows tells what they are, and two dates a row may be anything.
const INVENTED: &str = "Blorf\tZonk\tWibble\n\
    Ana Bell\tkrum\t26.11.2025, 10:00:00\nAna Bell\tdrep\t26.11.2025, 10:30:00\n\
    Bo Carr\tdrep\t26.11.2025, 10:05:00\nBo Carr\tkrum\t26.11.2025, 10:45:00\n";

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_tell_is_asked_once_and_remembered() {
    let (engine, home) = offline_engine();
    let class = add(&engine, "Week 9", "2025-11-26T10:00", "2025-11-26T11:00").await;
    let path = home.path().join("list.csv");
    std::fs::write(&path, INVENTED).unwrap();
    let error = engine.import(items(&class, &path, &FileOptions::default())).await.unwrap_err();
    assert_eq!(error.code, Code::UnknownFormat, "{error:?}");
    let asked = &error.details["columns"];
    assert_eq!(asked["header"].as_array().unwrap().len(), 3, "{asked}");
    assert!(asked["actions"].as_array().unwrap().iter().any(|action| action[0] == "krum"), "{asked}");
    let said: BTreeMap<String, String> =
        [("0", "name"), ("1", "action"), ("2", "time"), ("action:krum", "join"), ("action:drep", "leave")]
            .map(|(key, what)| (key.to_owned(), what.to_owned()))
            .into();
    let options = FileOptions { columns: Some(said), ..FileOptions::default() };
    engine.import(items(&class, &path, &options)).await.unwrap();
    let show = engine.show(&class).await.unwrap();
    let ana = show.participants.iter().find(|p| p.name.as_deref() == Some("Ana Bell")).unwrap();
    assert_eq!(ana.summed_seconds, Some(1800));
    // The next file with these headings is not asked about.
    let next = add(&engine, "Week 10", "2025-12-03T10:00", "2025-12-03T11:00").await;
    std::fs::write(&path, INVENTED.replace("26.11.2025", "03.12.2025")).unwrap();
    engine.import(items(&next, &path, &FileOptions::default())).await.unwrap();
    assert_eq!(engine.show(&next).await.unwrap().calls.iter().filter(|call| call.included).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_and_what_was_fetched_do_not_count_twice() {
    let world = World::of_the_term("conference-74").await;
    let rows = world
        .engine
        .meetings(false, rollbook_engine::library::Range::default(), &rollbook_engine::Context::default())
        .await
        .unwrap();
    let row =
        rows.meetings.into_iter().find(|row| row.meeting.start.is_some() && row.state != "upcoming").unwrap();
    let (class, start) = (MeetingId::new(row.meeting.id), row.meeting.start.unwrap());
    let fetched = sync(&world.engine, &class).await;
    assert_eq!(fetched.state, "synced", "{:?}", fetched.error);
    let before = world.engine.show(&class).await.unwrap();
    let source = before.sync.source.clone();
    let at =
        |minutes: i64| (start + chrono::TimeDelta::minutes(minutes)).format("%d.%m.%Y, %H:%M:%S").to_string();
    let text = format!(
        "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)\nHari Krishnan\t{}\t{}\t10m\thari@example.edu\tAttendee\thari@example.edu\n",
        at(1),
        at(11)
    );
    let path = world.home.path().join("report.csv");
    std::fs::write(&path, text).unwrap();
    let options = FileOptions { timezone: Some("UTC".to_owned()), ..FileOptions::default() };
    world.engine.import(items(&class, &path, &options)).await.unwrap();
    let after = world.engine.show(&class).await.unwrap();
    assert_eq!((after.sync.source.as_str(), after.participants.len()), ("teams-csv", 1));
    let counted: Vec<_> =
        after.calls.iter().filter(|call| call.included).map(|call| call.kind.as_str()).collect();
    assert_eq!(counted, ["file"]);
    assert_eq!(
        after.calls.iter().find(|call| call.kind == "file").unwrap().file.as_deref(),
        Some("report.csv")
    );
    let aside = after
        .calls
        .iter()
        .find(|call| call.kind != "file" && before.calls.iter().any(|b| b.id == call.id && b.included))
        .unwrap();
    assert_eq!(aside.reason, "the attendance file that was imported counts");
    // Taken in by hand, both count: the instructor's word stands.
    world
        .engine
        .set_calls(&class, std::slice::from_ref(&aside.id), true, &rollbook_engine::Context::default())
        .await
        .unwrap();
    assert!(world.engine.show(&class).await.unwrap().participants.len() > 1);
    assert_ne!(source, "teams-csv");
}
