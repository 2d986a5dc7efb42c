//! Every attendance file of the collection reads as the table that it is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rollbook_files::table::{Form, TableFile, read_file};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/teams-csv")
}

fn read(name: &str) -> TableFile {
    read_file(&folder().join(name)).unwrap()
}

fn form(file: &TableFile) -> (String, char) {
    match &file.form {
        Form::Text { encoding, separator, unreadable: false } => (encoding.clone(), *separator),
        other => panic!("{other:?}"),
    }
}

#[test]
fn encoding_and_separator_are_those_of_the_list() {
    let sources = std::fs::read_to_string(folder().join("SOURCES.md")).unwrap();
    let mut seen = 0;
    for line in sources.lines().filter(|line| line.contains(".csv | ")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let (encoding, separator) = form(&read(cells[0]));
        let wanted = match cells[3] {
            "utf-16le-bom" => "utf-16le",
            "utf-16be-bom" => "utf-16be",
            "utf-8-bom" | "utf-8" => "utf-8",
            "cp1250" => "windows-1250",
            other => panic!("{other}"),
        };
        assert_eq!(encoding, wanted, "{}", cells[0]);
        let named = match separator {
            '\t' => "tab",
            ',' => "comma",
            ';' => "semicolon",
            other => panic!("{other}"),
        };
        assert!(cells[4].starts_with(named), "{}: {named}", cells[0]);
        seen += 1;
    }
    assert!(seen >= 38, "{seen}");
}

#[test]
fn repeated_downloads_have_one_hash() {
    let mut hashes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            hashes.entry(read(&name).content_hash()).or_default().push(name);
        }
    }
    let mut same: Vec<usize> =
        hashes.into_values().map(|names| names.len()).filter(|count| *count > 1).collect();
    same.sort_unstable();
    assert_eq!(same, [2, 2, 3]);
}

#[test]
fn a_title_of_two_lines_and_a_tab_in_a_name_are_cells() {
    let file = read("v3-en-us-synthetic-hard-cases.csv");
    let find = |first: &str| file.table.rows().find(|row| row.cell(0).starts_with(first)).unwrap();
    assert!(find("Meeting title").cell(1).ends_with("on FS_EXAMPLE"));
    assert_eq!(find("Attended").line(), 4);
    assert_eq!(find("Sky \"Ace\" Tab\tName").cell(4), "sky.tab@example.net");
    assert_eq!(find("Quinn, Avery").cell(4), "avery.quinn@example.org");
}
