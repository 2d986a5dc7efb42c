//! Every recorded answer of a real Moodle goes through the adapter's readers.
//!
//! What is expected stands in the table of `SOURCES.md` beside the records, which was written when they were made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::answer::{Raw, failure, readable, sign_in_failure};
use super::function::Function;
use super::session::{held, registers};
use super::sparse::Sparse;
use super::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Folder of the records.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/moodle")
}

/// One record: its file, what the table says, and the record itself.
pub(super) struct Record {
    pub file: String,
    pub answer: String,
    pub json: Value,
}

impl Record {
    pub(super) fn body(&self) -> &Value {
        &self.json["body"]
    }

    fn function(&self) -> &str {
        self.json["params"]["wsfunction"].as_str().unwrap_or_default()
    }
}

/// All records in the order of the table.
pub(super) fn records() -> Vec<Record> {
    let table = std::fs::read_to_string(folder().join("SOURCES.md")).unwrap();
    let mut sub = "";
    let mut out = Vec::new();
    for line in table.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            sub = title.split(':').next().unwrap();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells.get(1).is_none_or(|cell| cell.strip_suffix(".json").is_none()) {
            continue;
        }
        let file = format!("{sub}{}", cells[1]);
        let text =
            std::fs::read_to_string(folder().join(&file)).unwrap_or_else(|_| panic!("{file} is missing"));
        let answer = if sub == "4.3/" { "200" } else { cells[3] };
        out.push(Record { file, answer: answer.to_owned(), json: serde_json::from_str(&text).unwrap() });
    }
    out
}

pub(super) fn record(file: &str) -> Record {
    records().into_iter().find(|one| one.file == file).unwrap()
}

/// What the reader of HTTP answers makes of a record.
fn judged(one: &Record) -> Result<Value, LmsError> {
    let headers = &one.json["response_headers"];
    let body = match one.body() {
        Value::String(text) if !headers["Content-Type"].as_str().unwrap_or_default().contains("json") => {
            text.clone()
        }
        json => json.to_string(),
    };
    let path = one.json["path"].as_str().unwrap().split('?').next().unwrap();
    let raw = Raw {
        status: one.json["status"].as_u64().unwrap().try_into().unwrap(),
        content_type: headers["Content-Type"].as_str().unwrap_or_default(),
        location: headers["Location"].as_str(),
        body: body.as_bytes(),
        retry_at: None,
    };
    let json: Value = serde_json::from_slice(readable(&raw, path)?).unwrap();
    let failed = if path == "/login/token.php" {
        sign_in_failure(&json, "PASSWORD")
    } else {
        failure(&json, Function::GetSession, "TOKEN")
    };
    failed.map_or(Ok(json), Err)
}

/// The failure that a word of the table means.
fn wanted(word: &str) -> LmsError {
    use MoodleFault as F;
    let fault = match word {
        "invalidtoken" => return LmsError::BadToken,
        "invalidrecord" | "invalidrecordunknown" | "invalidcoursemodule" => return LmsError::NotFound(None),
        "accessexception" => F::NotInService(Function::GetSession),
        "invaliduser" => F::UnknownUser,
        "invalidparameter" => F::BadValue,
        "requireloginerror" | "errorcoursecontextnotvalid" => F::NotInCourse,
        "sitemaintenance" => F::Maintenance,
        "requirecorrectaccess" => F::OtherAddress(None),
        "enablewsdescription" => F::WebServicesOff,
        "invalidlogin" => F::BadLogin,
        "cannotcreatetoken" => F::MayNotMakeToken,
        "servicenotavailable" | "missingparam" => F::NoService,
        other => panic!("{other}"),
    };
    fault.into()
}

#[test]
fn every_answer_is_what_the_table_says() {
    let all = records();
    assert_eq!(all.len(), 165 + 4 + 12);
    for one in &all {
        let found = judged(one);
        match one.answer.split_once(' ').unwrap_or((&one.answer, "")) {
            ("200", "") => {
                assert_eq!(
                    found.unwrap_or_else(|error| panic!("{}: {error}", one.file)),
                    *one.body(),
                    "{}",
                    one.file
                );
            }
            ("200", "XML") => assert_eq!(found, Err(LmsError::Nonsense(Nonsense::NotJson)), "{}", one.file),
            ("200", "nopermissions" | "nopermissiontoviewgrades") => {
                let error = found.unwrap_err();
                assert_eq!(error.server_says(), one.body()["message"].as_str(), "{}", one.file);
                assert_eq!(error.code(), "not-permitted");
            }
            ("200", word) => assert_eq!(found, Err(wanted(word)), "{}", one.file),
            ("303", _) => assert_eq!(found.unwrap_err().server_says(), Some("http://127.0.0.1:8081")),
            ("302", _) => assert_eq!(found, Err(LmsError::Portal)),
            ("403", _) => assert_eq!(found, Err(MoodleFault::WebServicesOff.into())),
            ("404", _) => assert_eq!(found, Err(MoodleFault::NotMoodle.into())),
            ("503", _) => assert_eq!(found, Err(MoodleFault::Maintenance.into())),
            other => panic!("{}: {other:?}", one.file),
        }
    }
}

#[test]
#[allow(clippy::too_many_lines)] // one table
fn every_good_answer_is_read_to_its_end() {
    let mut read: BTreeMap<&str, usize> = BTreeMap::new();
    let all = records();
    for one in all.iter().filter(|one| one.answer == "200") {
        let (body, function) = (one.body(), one.function());
        let file = &one.file;
        let whole = |listed: usize| assert_eq!(Some(listed), body.as_array().map(Vec::len), "{file}");
        match function {
            "core_webservice_get_site_info" => {
                let info = site::SiteInfo::read(body).unwrap();
                assert_eq!(info.way() == Way::Phone, file.contains("mobile"), "{file}");
                assert!(!format!("{info:?}").contains("PRIVATEKEY"));
            }
            "core_enrol_get_users_courses" => {
                whole(body.as_array().unwrap().iter().filter_map(roster::course).count());
            }
            "core_enrol_get_enrolled_users" => {
                whole(body.as_array().unwrap().iter().filter_map(roster::student).count());
            }
            "core_course_get_contents" => assert_eq!(registers(body).unwrap().len(), 3, "{file}"),
            "mod_attendance_get_session" => {
                let held = held(body).unwrap();
                let count = |name: &str| body[name].as_array().unwrap().len();
                assert_eq!(held.marks.students.unwrap().len(), count("users"), "{file}");
                assert_eq!(held.marks.statuses.len(), count("statuses"), "{file}");
                let unmarked = usize::from(file.contains("statusid-zero"));
                assert_eq!(held.marks.records.len() + unmarked, count("attendance_log"), "{file}");
                assert_eq!((held.marks.skipped, held.set.as_str()), (0, "0"), "{file}");
            }
            "mod_attendance_get_sessions" => {
                let Sparse(list) = serde_json::from_str(&body.to_string()).unwrap();
                let register = Register {
                    instance: "1".into(),
                    module: "4".into(),
                    name: "Lectures".into(),
                    grouped: false,
                };
                let read = list
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(|one| session::meeting(one, &register, &BTreeMap::new()));
                whole(read.count());
            }
            "mod_attendance_update_user_status" => assert!(body.is_null() || body == "OK", "{file}"),
            "mod_attendance_add_session" => {
                assert!(crate::lenient::id(&body["sessionid"]).is_some(), "{file}");
            }
            "tool_mobile_call_external_functions" => {
                let answers = batch::answers(body, "TOKEN").unwrap();
                let failed = answers.iter().filter(|one| one.is_err()).count();
                assert_eq!(
                    failed,
                    usize::from(
                        file.contains("fails") || file.contains("outside") || file.contains("refused")
                    )
                );
            }
            "tool_mobile_get_content" if file.contains("teacher-form") => {
                let held = form::held(body).unwrap();
                assert_eq!((held.marks.students.unwrap().len(), held.marks.statuses.len()), (32, 4));
                assert_eq!(held.marks.records.len(), 5);
            }
            "tool_mobile_get_content" => {
                let page = form::page(body).unwrap();
                assert_eq!(page.contains("attendancesuccess"), file.contains("take"), "{file}");
                // The session of old is written, but not in the window that is shown.
                assert_eq!(form::sessions(page).len(), usize::from(!file.contains("old")), "{file}");
            }
            "gradereport_user_get_grade_items" => {
                let book = gradebook::book(body).unwrap();
                assert_eq!(book.maxima().get("4"), Some(&100.0), "{file}");
                assert_eq!((book.of("4").count(), book.skipped), (1, 0), "{file}");
            }
            "mod_assign_get_assignments" => {
                let listed = assignment::listed(body).unwrap();
                assert_eq!((listed.items[0].item.max, listed.items[0].comments), (100.0, true), "{file}");
            }
            "mod_assign_get_grades" => {
                assert!(assignment::grades(body).unwrap().items.len() >= 3, "{file}");
            }
            "core_group_get_course_groups" => assert_eq!(body[0]["name"], "Lab A"),
            // No reader of its own: nothing of it is used, or only that it is no failure.
            "core_course_get_courses_by_field"
            | "core_group_get_group_members"
            | "mod_attendance_add_attendance"
            | "mod_attendance_remove_session"
            | "mod_attendance_get_courses_with_today_sessions"
            | "core_grades_update_grades"
            | "mod_assign_save_grades"
            | "mod_assign_save_grade"
            | "core_calendar_get_calendar_events" => {}
            "" if file.contains("public-config") => {
                let site = sign_in::read_site(body, "http://127.0.0.1:8081/").unwrap();
                assert_eq!((site.own_address, site.password_login, site.web_services), (None, false, true));
                let elsewhere = sign_in::read_site(body, "https://moodle.example/").unwrap();
                assert_eq!(elsewhere.own_address.unwrap().as_str(), "http://127.0.0.1:8081");
            }
            "" if file.contains("appsitecheck") => {
                assert_eq!(sign_in::token(body, "x").unwrap_err(), wrong_shape());
            }
            "" => {
                use secrecy::ExposeSecret;
                assert_eq!(sign_in::token(body, "x").unwrap().expose_secret(), "TOKEN", "{file}");
            }
            other => panic!("{file}: {other}"),
        }
        *read.entry(function).or_default() += 1;
    }
    assert!(
        read["mod_attendance_get_session"] >= 10 && read["mod_attendance_update_user_status"] >= 20,
        "{read:?}"
    );
}
