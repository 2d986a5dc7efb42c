#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;
use serde_json::json;

const SCRIPT: &str = "/webservice/rest/server.php";

fn raw<'a>(status: u16, content_type: &'a str, location: Option<&'a str>, body: &'a str) -> Raw<'a> {
    Raw { status, content_type, location, body: body.as_bytes(), retry_at: None }
}

fn fault(status: u16, content_type: &str, location: Option<&str>, body: &str) -> LmsError {
    readable(&raw(status, content_type, location, body), SCRIPT).unwrap_err()
}

#[test]
fn a_redirect_that_keeps_the_script_names_the_site_and_others_are_login_pages() {
    let own = fault(303, "text/html", Some("https://moodle.example/m/webservice/rest/server.php?x=1"), "<p>");
    assert_eq!(own.server_says(), Some("https://moodle.example/m"));
    assert!(!format!("{own:?} {own}").contains("moodle.example"));
    for away in
        [Some("https://sso.example/login"), Some("javascript:x"), Some("/webservice/rest/server.php"), None]
    {
        assert_eq!(fault(302, "text/html", away, ""), LmsError::Portal, "{away:?}");
    }
}

#[test]
fn statuses_mean_what_moodle_means_by_them() {
    assert_eq!(fault(403, "", None, " \n"), MoodleFault::WebServicesOff.into());
    assert_eq!(fault(403, "text/html", None, "<h1>Forbidden</h1>"), LmsError::NotPermitted(None));
    assert_eq!(fault(404, "text/html", None, "<h1>Not found</h1>"), MoodleFault::NotMoodle.into());
    assert_eq!(fault(503, "text/html", None, "<html>down</html>"), MoodleFault::Maintenance.into());
    assert_eq!(fault(502, "text/html", None, ""), LmsError::Down { status: 502 });
    assert_eq!(fault(200, "text/html", None, "<html>"), LmsError::Portal);
    assert_eq!(fault(200, "", None, ""), LmsError::Nonsense(Nonsense::NotJson));
    assert_eq!(fault(200, "application/xml", None, "<?xml?>"), LmsError::Nonsense(Nonsense::NotJson));
    assert_eq!(readable(&raw(200, "application/json", None, " null "), SCRIPT).unwrap(), b"null");
}

#[test]
fn the_code_decides_and_neither_class_nor_language() {
    for class in ["moodle_exception", "core\\exception\\moodle_exception", ""] {
        let answer =
            json!({"exception": class, "errorcode": "sitemaintenance", "message": "Wartungsarbeiten"});
        assert_eq!(failure(&answer, Function::GetSession, "t"), Some(MoodleFault::Maintenance.into()));
    }
    let crashed = json!({"exception": "Error", "message": "Call to undefined method"});
    let crashed = failure(&crashed, Function::UpdateUserStatus, "t").unwrap();
    assert!(crashed.may_have_written());
    assert_eq!(failure(&json!({"sessionid": 1}), Function::AddSession, "t"), None);
    assert_eq!(failure(&json!(null), Function::AddSession, "t"), None);
}

#[test]
fn a_missing_function_is_named_and_a_missing_capability_is_told_in_moodles_words() {
    let access =
        failure(&json!({"exception": "x", "errorcode": "accessexception"}), Function::AddSession, "s3cret")
            .unwrap();
    assert!(access.message().contains("mod_attendance_add_session"));
    assert!(access.hint().contains("mod_attendance_add_session"));
    let answer =
        json!({"exception": "x", "errorcode": "nopermissions", "message": "Sorry (Manage Attendances)."});
    let denied = failure(&answer, Function::AddSession, "s3cret").unwrap();
    assert_eq!(denied.server_says(), Some("Sorry (Manage Attendances)."));
    assert_eq!(failure(&answer, Function::AddSession, "Sorry").unwrap().server_says(), None);
}

proptest! {
    #[test]
    fn any_answer_is_judged(status in 0u16..1000, location in proptest::option::of(".{0,40}"), body in ".{0,40}") {
        let _ = readable(&raw(status, "application/json", location.as_deref(), &body), SCRIPT);
        let json = json!({"exception": body, "errorcode": body, "error": body, "message": body});
        prop_assert!(failure(&json, Function::SiteInfo, "s3cret").is_some());
        prop_assert!(sign_in_failure(&json, "s3cret").is_some());
    }
}
