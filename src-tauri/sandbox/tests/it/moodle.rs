//! Moodle's habits.

use super::client::{http, sandbox};
use rollbook_sandbox::Sandbox;
use serde_json::{Value, json};

async fn call(sandbox: &Sandbox, http: &reqwest::Client, function: &str, more: &[(&str, &str)]) -> Value {
    let info = sandbox.info();
    let mut form = vec![
        ("wstoken", info.moodle_token.as_str()),
        ("wsfunction", function),
        ("moodlewsrestformat", "json"),
    ];
    form.extend(more);
    let response = http
        .post(format!("{}/webservice/rest/server.php", info.moodle_url))
        .form(&form)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200, "errors too");
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_class_can_be_marked_from_the_site_to_the_log() {
    let (sandbox, http) = (sandbox("demo").await, http());
    assert_eq!(call(&sandbox, &http, "core_webservice_get_site_info", &[]).await["userid"], 3);
    let courses = call(&sandbox, &http, "core_enrol_get_users_courses", &[("userid", "3")]).await;
    let course = courses[0]["id"].to_string();
    let options =
        [("courseid", course.as_str()), ("options[0][name]", "modname"), ("options[0][value]", "attendance")];
    let contents = call(&sandbox, &http, "core_course_get_contents", &options).await;
    let attendance = contents[1]["modules"][0]["instance"].to_string();
    assert_ne!(contents[1]["modules"][0]["id"].to_string(), attendance);
    let session =
        [("attendanceid", attendance.as_str()), ("sessiontime", "1773828900"), ("duration", "5400")];
    let first = call(&sandbox, &http, "mod_attendance_add_session", &session).await;
    let second = call(&sandbox, &http, "mod_attendance_add_session", &session).await;
    assert_ne!(first["sessionid"], second["sessionid"], "added twice is there twice");
    let id = first["sessionid"].to_string();
    let opened = call(&sandbox, &http, "mod_attendance_get_session", &[("sessionid", &id)]).await;
    let status = opened["statuses"][0]["id"].to_string();
    let student = opened["users"][0]["id"].to_string();
    let mark = [
        ("sessionid", id.as_str()),
        ("studentid", student.as_str()),
        ("takenbyid", "3"),
        ("statusid", status.as_str()),
        ("statusset", "0"),
    ];
    assert_eq!(call(&sandbox, &http, "mod_attendance_update_user_status", &mark).await, Value::Null);
    let taken = call(&sandbox, &http, "mod_attendance_get_session", &[("sessionid", &id)]).await;
    assert_eq!(taken["attendance_log"][0]["studentid"], json!(student), "text in the log");
    assert_eq!(taken["lasttakenby"], 3);
    let listed = call(&sandbox, &http, "mod_attendance_get_sessions", &[("attendanceid", &attendance)]).await;
    assert!(listed.as_array().unwrap().len() > 2);
}

#[tokio::test]
async fn errors_are_answers() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let code = async |function: &str, more: &[(&str, &str)]| {
        call(&sandbox, &http, function, more).await["errorcode"].clone()
    };
    assert_eq!(code("core_no_such_function", &[]).await, "invalidrecord");
    assert_eq!(code("mod_attendance_get_session", &[("sessionid", "999999")]).await, "invalidrecord");
    assert_eq!(code("mod_attendance_get_session", &[("sessionid", "x")]).await, "invalidparameter");
    assert_eq!(
        code("core_webservice_get_site_info", &[("wstoken", "")]).await,
        Value::Null,
        "the first one counts"
    );
    let url = format!("{}/webservice/rest/server.php", sandbox.info().moodle_url);
    let text = http.post(url).json(&json!({"wstoken": "x"})).send().await.unwrap().text().await.unwrap();
    assert!(text.contains("invalidtoken") && text.starts_with("<?xml"), "a JSON body is not read");
    let url = format!("{}/login/token.php", sandbox.info().moodle_url);
    let sign_in = async |password: &str| {
        let form = [
            ("username", sandbox.info().account.username.as_str()),
            ("password", password),
            ("service", "rollbook"),
        ];
        http.post(&url).form(&form).send().await.unwrap().json::<Value>().await.unwrap()
    };
    assert_eq!(sign_in("wrong").await["errorcode"], "invalidlogin");
    assert_eq!(sign_in("right").await["token"], sandbox.info().moodle_token.as_str());
}

#[tokio::test]
async fn the_roster_is_the_other_lms_s_too() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let lean = [
        ("courseid", "2"),
        ("options[0][name]", "userfields"),
        ("options[0][value]", "id,email,fullname"),
        ("options[1][name]", "withcapability"),
        ("options[1][value]", "mod/attendance:canbelisted"),
    ];
    let users = call(&sandbox, &http, "core_enrol_get_enrolled_users", &lean).await;
    let url = format!("{}/rollbook/v1/courses/db1/students", sandbox.info().lms_url);
    let students = http.get(url).bearer_auth(&sandbox.info().lms_token).send().await.unwrap();
    let students: Value = students.json().await.unwrap();
    let names = |list: &Value, key: &str| -> Vec<String> {
        list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&users, "fullname"), names(&students, "name"));
    assert!(users[0]["firstname"].is_null());
}
