//! The way that needs no permission, with the built program: a class list, an attendance file, who was absent, a file out.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Desk;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    path.to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_files_alone_to_who_was_absent() {
    let desk = Desk::connected("demo").await;
    let list = desk.folder.path().join("list.csv");
    std::fs::write(
        &list,
        "Surname;Given name;E-mail\nJuniper Umbra;Elena;elena.juniper@example.org\nIvy;Noel;noel.ivy@example.org\nAway;Ada;ada@example.org\n",
    )
    .unwrap();
    let list = list.to_str().unwrap();
    desk.run(&["--offline", "course", "add", "--title", "SQL"]).ok();
    let dry = desk.json(&["--offline", "roster", "import", "SQL", list, "--dry-run"]);
    assert_eq!(
        (dry["added"].as_u64(), dry["students"][0]["name"].as_str()),
        (Some(3), Some("Elena Juniper Umbra"))
    );
    assert_eq!(desk.json(&["roster", "show", "SQL"])["students"].as_array().unwrap().len(), 0);
    desk.run(&["--offline", "roster", "import", "SQL", list]).ok();
    let roster = desk.json(&["roster", "show", "SQL"]);
    assert_eq!(roster["students"][2]["emails"][0], "ada@example.org");

    let class = ["meeting", "add", "--title", "Week 1", "--course", "SQL", "--timezone", "Europe/Berlin"];
    let times = ["--start", "2022-04-25T08:30", "--end", "2022-04-25T10:00"];
    let id = desk.json(&[&class[..], &times[..]].concat())["id"].as_str().unwrap().to_owned();
    let file = fixture("teams-csv/v2-en-us-2022-04-25-guests.csv");
    let fits = desk.json(&["--offline", "files", &file, "--timezone", "Europe/Berlin"]);
    assert_eq!(
        (fits["files"][0]["classes"][0]["meeting_id"].as_str(), &fits["files"][0]["sure"]),
        (Some(&*id), &true.into())
    );
    let answer = desk.json(&["--offline", "import", &id, &file]);
    assert_eq!(answer["meetings"][0]["state"], "synced");
    assert_eq!(answer["meetings"][0]["sync"]["source"], "teams-csv");
    assert_eq!(answer["meetings"][0]["counts"]["participants"], 10);
    let found = desk.json(&["reconcile", &id]);
    let status = |name: &str| {
        let students = found["students"].as_array().unwrap();
        students.iter().find(|s| s["name"] == name).unwrap()["status"].as_str().unwrap().to_owned()
    };
    assert_eq!((status("Elena Juniper Umbra").as_str(), status("Ada Away").as_str()), ("present", "absent"));
    // "Noel Ivy (Guest)" typed a name: a candidate, never a match by itself.
    let guest =
        found["unmatched"].as_array().unwrap().iter().find(|p| p["name"] == "Noel Ivy (Guest)").unwrap();
    assert!(!guest["candidates"][0]["reasons"].as_array().unwrap().is_empty());

    let out = desk.folder.path().join("out.csv");
    desk.run(&["export", &id, "--format", "csv", "--output", out.to_str().unwrap()]).ok();
    assert!(std::fs::read_to_string(&out).unwrap().contains("Noel Ivy (Guest)"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refused_file_has_its_code_and_changes_nothing() {
    let desk = Desk::connected("demo").await;
    let times = ["--start", "2026-02-07T10:00", "--end", "2026-02-07T11:00"];
    let id = desk.json(&[&["meeting", "add", "--title", "Clase"][..], &times[..]].concat());
    let id = id["id"].as_str().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let huge = write("huge.csv", b"");
    std::fs::File::options().write(true).open(&huge).unwrap().set_len(2 << 30).unwrap();
    let other_day = ["--start", "2030-01-01T10:00", "--end", "2030-01-01T11:00"];
    let far = desk.json(&[&["meeting", "add", "--title", "Far"][..], &other_day[..]].concat());
    let far = far["id"].as_str().unwrap();
    let spanish = fixture("teams-csv/v3-es-synthetic.csv");
    for (class, file, wanted) in [
        (id, write("list.pdf", b"%PDF-1.7\n1 0 obj\n"), (7, "unknown-format")),
        (id, write("people.csv", b"nr;name\n1;Max\n2;Eva\n"), (7, "unknown-format")),
        (id, write("empty.csv", b""), (7, "unknown-format")),
        (id, "/nowhere/at/all.csv".to_owned(), (7, "not-found")),
        (id, desk.folder.path().to_str().unwrap().to_owned(), (7, "bad-input")),
        (id, huge, (1, "too-large")),
        (far, spanish.clone(), (7, "ambiguous-dates")),
    ] {
        let done = desk.run(&["import", class, &fixture("teams-csv/v2-fr-2021.csv"), &file, "--json"]);
        assert_eq!((done.code, done.error().as_str()), wanted, "{file}");
        assert_eq!(desk.json(&["show", class])["calls"].as_array().unwrap().len(), 0, "{file}");
    }
    let done = desk.run(&["import", far, &spanish, "--json"]);
    let readings = done.json()["error"]["details"]["readings"].clone();
    assert_eq!(readings.as_array().unwrap().len(), 2);
    desk.run(&["import", far, &spanish, "--date-order", "dmy"]).ok();
    assert_eq!(desk.json(&["show", far])["calls"][0]["included"], false);
    // 7/2/26 is 7 February for this class, without a question.
    desk.run(&["import", id, &spanish]).ok();
    let show = desk.json(&["show", id]);
    assert_eq!(
        (show["participants"].as_array().unwrap().len(), &show["calls"][0]["included"]),
        (2, &true.into())
    );
    assert_eq!(desk.run(&["import", id]).code, 2);
    assert_eq!(desk.run(&["import", id, &spanish, "--timezone", "Mars/Base", "--json"]).error(), "bad-input");
}
