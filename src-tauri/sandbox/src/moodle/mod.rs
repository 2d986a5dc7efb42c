//! Moodle's REST server with the attendance plug-in, as measured on 4.5: errors come with status 200, ids as text in
//! logs, writes answer null, and a session added twice is there twice.

mod courses;
mod register;
mod sessions;

pub(crate) use register::Register;

use crate::query::Query;
use crate::reply::{Reply, response};
use crate::state::{Shared, State};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Response, Uri};
use axum::routing::any;
use serde_json::{Value, json};

/// The instructor's id in the Moodle.
const TEACHER: u32 = 3;

/// The functions that the token may call.
const FUNCTIONS: [&str; 8] = [
    "core_webservice_get_site_info",
    "core_enrol_get_users_courses",
    "core_course_get_contents",
    "core_enrol_get_enrolled_users",
    "mod_attendance_get_sessions",
    "mod_attendance_get_session",
    "mod_attendance_add_session",
    "mod_attendance_update_user_status",
];

/// Class, code and text of an exception.
type Fault = (&'static str, &'static str, &'static str);
type Answer = Result<Value, Fault>;

const BAD_TOKEN: Fault =
    ("core\\exception\\moodle_exception", "invalidtoken", "Invalid token - token not found");
const BAD_PARAMETER: Fault =
    ("core\\exception\\invalid_parameter_exception", "invalidparameter", "Invalid parameter value detected");
const NO_FUNCTION: Fault = (
    "dml_missing_record_exception",
    "invalidrecord",
    "Can't find data record in database table external_functions.",
);
const NO_COURSE: Fault =
    ("dml_missing_record_exception", "invalidrecord", "Can't find data record in database table course.");
const NO_ATTENDANCE: Fault =
    ("dml_missing_record_exception", "invalidrecord", "Can't find data record in database table attendance.");
const NO_SESSION: Fault = (
    "dml_missing_record_exception",
    "invalidrecord",
    "Can't find data record in database table attendance_sessions.",
);
const NO_USER: Fault = ("dml_missing_record_exception", "invaliduser", "Invalid user");

/// Everything below `/moodle`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/moodle/webservice/rest/server.php", any(serve))
        .route("/moodle/login/token.php", any(token))
}

/// A form body counts only if it says that it is one: a JSON body is not read.
fn parameters(uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Query {
    let mut all = Query::parse(uri.query().unwrap_or_default());
    let kind = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/x-www-form-urlencoded") {
        all.0.extend(Query::parse(&String::from_utf8_lossy(body)).0);
    }
    all
}

async fn serve(
    extract::State(state): extract::State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let form = parameters(&uri, &headers, &body);
    let answer =
        if form.text("wstoken") == state.info.moodle_token { call(&state, &form) } else { Err(BAD_TOKEN) };
    if form.text("moodlewsrestformat") != "json" {
        let xml = match answer {
            Ok(_) => "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<RESPONSE>\n</RESPONSE>\n".to_owned(),
            Err((class, code, text)) => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<EXCEPTION class=\"{class}\">\n<ERRORCODE>{code}</ERRORCODE>\n<MESSAGE>{text}</MESSAGE>\n</EXCEPTION>\n"
            ),
        };
        return response(200, "application/xml; charset=utf-8", &[], xml.into_bytes());
    }
    let body = answer.unwrap_or_else(
        |(class, code, text)| json!({"exception": class, "errorcode": code, "message": text}),
    );
    Reply::ok(body).with("Access-Control-Allow-Origin", "*").into_response()
}

fn call(state: &State, form: &Query) -> Answer {
    match form.text("wsfunction") {
        "core_webservice_get_site_info" => Ok(courses::site_info(state)),
        "core_enrol_get_users_courses" => courses::of_user(state, form),
        "core_course_get_contents" => courses::contents(state, form),
        "core_enrol_get_enrolled_users" => courses::enrolled(state, form),
        "mod_attendance_get_sessions" => sessions::list(state, form),
        "mod_attendance_get_session" => sessions::one(state, form),
        "mod_attendance_add_session" => sessions::add(state, form),
        "mod_attendance_update_user_status" => sessions::update(state, form),
        _ => Err(NO_FUNCTION),
    }
}

/// A number that must be there.
fn number(form: &Query, name: &str) -> Result<i64, Fault> {
    form.get(name).and_then(|text| text.parse().ok()).ok_or(BAD_PARAMETER)
}

/// The value of `options[n]` with this name.
fn option<'a>(form: &'a Query, name: &str) -> Option<&'a str> {
    form.0
        .iter()
        .find(|(key, value)| key.starts_with("options[") && key.ends_with("[name]") && value == name)
        .and_then(|(key, _)| form.get(&key.replace("[name]", "[value]")))
}

/// `login/token.php`: its own envelope for errors, status 200 as well. Every password but `wrong` signs in.
async fn token(
    extract::State(state): extract::State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let form = parameters(&uri, &headers, &body);
    let refuse = |code: &str, text: &str| json!({"error": text, "errorcode": code, "stacktrace": null, "debuginfo": null, "reproductionlink": null});
    let missing = ["username", "password", "service"].iter().any(|name| form.text(name).is_empty());
    let body = if form.text("appsitecheck") == "1" {
        json!({"appsitecheck": "ok"})
    } else if missing {
        refuse("missingparam", "A required parameter (service) was missing")
    } else if !matches!(form.text("service"), "moodle_mobile_app" | "mod_attendance" | "rollbook") {
        refuse("servicenotavailable", "Web service is not available (it doesn't exist or might be disabled)")
    } else if form.text("password") == "wrong" || form.text("username") != state.info.account.username {
        refuse("invalidlogin", "Invalid login, please try again")
    } else {
        json!({"token": state.info.moodle_token, "privatetoken": null})
    };
    Reply::ok(body).with("Access-Control-Allow-Origin", "*").into_response()
}
