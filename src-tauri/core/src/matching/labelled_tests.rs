//! Labelled display names against rosters (tests/fixtures/names/SOURCES.md): every case alone, through all of the matching.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::matching::testing::{alone, student};
use serde_json::Value;

fn file(name: &str) -> Value {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/names");
    serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

fn roster(list: &Value) -> Vec<Student> {
    let one = |s: &Value| {
        let emails: Vec<&str> = s["emails"].as_array().unwrap().iter().map(|e| e.as_str().unwrap()).collect();
        let mut student = student(s["id"].as_str().unwrap(), s["name"].as_str().unwrap(), &emails);
        student.username = s["username"].as_str().map(str::to_owned);
        student
    };
    list.as_array().unwrap().iter().map(one).collect()
}

/// What is wrong with the answer to a case; nothing where it is right.
fn judge(case: &Value, roster: &[Student]) -> Option<String> {
    let name = case["display_name"].as_str().unwrap();
    let (outcome, accepted) = alone(name, case["email"].as_str().unwrap_or(""), roster);
    let found = match &outcome {
        Outcome::Student(id, _) => id.to_string(),
        Outcome::Nobody => "nobody".to_owned(),
        Outcome::Open { ambiguous: true, .. } => "ambiguous".to_owned(),
        Outcome::Open { candidates, .. } => {
            candidates.first().map_or_else(|| "none".to_owned(), |c| c.student.to_string())
        }
    };
    let fine = case["also_ok"].as_array().unwrap().iter().chain([&case["expected"]]).any(|ok| *ok == *found);
    let accepts = match case["auto"].as_str().unwrap() {
        "required" => accepted.as_deref() == case["expected"].as_str(),
        "allowed" => accepted.is_none() || accepted.as_deref() == case["expected"].as_str(),
        "forbidden" => accepted.is_none(),
        other => panic!("auto: {other}"),
    };
    let flagged_well = case["expected"] != "ambiguous"
        || found != "ambiguous"
        || matches!(&outcome, Outcome::Open { candidates, .. } if !candidates.is_empty());
    (!fine || !accepts || !flagged_well).then(|| {
        format!(
            "{} {name:?}: {found}, accepted {accepted:?}, wanted {} ({}): {outcome:?}",
            case["id"], case["expected"], case["auto"]
        )
    })
}

fn wrong(cases: &Value, roster: &[Student]) -> Vec<String> {
    cases.as_array().unwrap().iter().filter_map(|case| judge(case, roster)).collect()
}

#[test]
fn the_labelled_cases_come_out_as_labelled() {
    let file = file("cases.json");
    let wrong = wrong(&file["cases"], &roster(&file["roster"]));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn more_labelled_cases_over_all_scripts_come_out_as_labelled() {
    let file = file("more_cases.json");
    let mut count = 0;
    let mut bad = Vec::new();
    for set in file["sets"].as_array().unwrap() {
        count += set["cases"].as_array().unwrap().len();
        bad.extend(wrong(&set["cases"], &roster(&set["roster"])));
    }
    assert!(bad.is_empty(), "{} of {count}\n{}", bad.len(), bad.join("\n"));
    assert!(count >= 120, "{count}");
}
