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
    let row = &taken["attendance_log"][0];
    assert_eq!(row["studentid"].to_string(), student);
    assert_eq!(row["statusid"], json!(status), "text in the log");
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
        ("options[2][name]", "onlyactive"),
        ("options[2][value]", "1"),
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

#[tokio::test]
async fn a_suspended_student_is_on_the_list_unless_active_ones_are_asked_for() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let all = call(&sandbox, &http, "core_enrol_get_enrolled_users", &[("courseid", "2")]).await;
    let of = |name: &str| all.as_array().unwrap().iter().filter(|one| one["fullname"] == name).count();
    assert_eq!((of("Sven Suspended"), of("Anna Schmidt"), of("Tina Tutor")), (1, 2, 1));
}

#[tokio::test]
async fn marks_written_at_once_are_there_twice_and_the_last_one_is_shown_for_ever() {
    let (sandbox, http) = (sandbox("demo").await, http());
    let made = [("attendanceid", "1"), ("sessiontime", "1773828900"), ("duration", "5400")];
    let id = call(&sandbox, &http, "mod_attendance_add_session", &made).await["sessionid"].to_string();
    let mark = |status: &'static str| {
        let (sandbox, http, id) = (&sandbox, &http, id.clone());
        async move {
            let fields = [
                ("sessionid", id.as_str()),
                ("studentid", "1001"),
                ("takenbyid", "3"),
                ("statusid", status),
                ("statusset", "0"),
            ];
            call(sandbox, http, "mod_attendance_update_user_status", &fields).await
        }
    };
    let shown = async || {
        let session = call(&sandbox, &http, "mod_attendance_get_session", &[("sessionid", &id)]).await;
        session["attendance_log"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["statusid"].clone())
            .collect::<Vec<_>>()
    };
    mark("5").await;
    mark("6").await;
    assert_eq!(shown().await, ["6"], "one after the other is one row");
    let made = call(&sandbox, &http, "mod_attendance_add_session", &made).await["sessionid"].to_string();
    let fresh = |status: &'static str| {
        let (sandbox, http, id) = (&sandbox, &http, made.clone());
        async move {
            let fields = [
                ("sessionid", id.as_str()),
                ("studentid", "1001"),
                ("takenbyid", "3"),
                ("statusid", status),
                ("statusset", "0"),
            ];
            call(sandbox, http, "mod_attendance_update_user_status", &fields).await
        }
    };
    tokio::join!(fresh("5"), fresh("5"));
    fresh("6").await;
    let session = call(&sandbox, &http, "mod_attendance_get_session", &[("sessionid", &made)]).await;
    assert_eq!(session["attendance_log"].as_array().unwrap().len(), 1);
    assert_eq!(session["attendance_log"][0]["statusid"], "5", "the second row hides what was written last");
}
