//! What a Moodle that is shut, elsewhere, broken or hostile makes of the adapter: each its own sentence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod moodle_site;

use moodle_site::{Site, mark, transport, write};
use rollbook_lms::error::Nonsense;
use rollbook_lms::moodle::{MoodleFault, SERVICES, sign_in, site};
use rollbook_lms::{Deed, LmsError, LmsKind, MarkState, connect};
use rollbook_sandbox::{Action, Fault, Server};
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeMap;

async fn who(site: &Site, token: &str) -> Result<rollbook_lms::LmsAccount, LmsError> {
    site.lms(token).who(&site.ctx).await
}

#[tokio::test]
async fn each_way_of_being_shut_has_its_own_sentence() {
    let down = Site::open("moodle-maintenance").await;
    assert_eq!(who(&down, "teacher").await, Err(MoodleFault::Maintenance.into()));
    let closed = Site::open("moodle-closed").await;
    let closed = who(&closed, "teacher").await.unwrap_err();
    assert_eq!(closed, MoodleFault::WebServicesOff.into());
    assert!(closed.hint().contains("REST"));
    let open = Site::open("demo").await;
    assert_eq!(who(&open, "expired").await, Err(MoodleFault::TokenBlocked.into()));
    let wrong =
        connect(LmsKind::Moodle, &open.sandbox.info().moodle_url, SecretString::from("0f0f"), transport())
            .unwrap();
    assert_eq!(wrong.who(&open.ctx).await, Err(LmsError::BadToken));
    let elsewhere = open.lms_at(&format!("{}/nosuch", open.sandbox.info().url), "teacher");
    assert_eq!(elsewhere.who(&open.ctx).await, Err(MoodleFault::NotMoodle.into()));
    for pasted in ["/", "/my/", "/login/index.php", "/webservice/rest/server.php"] {
        let url = format!("{}{pasted}", open.sandbox.info().moodle_url);
        assert!(open.lms_at(&url, "teacher").who(&open.ctx).await.is_ok(), "{pasted}");
    }
}

#[tokio::test]
async fn under_another_name_the_sites_own_address_is_said_and_nothing_follows() {
    let site = Site::open("demo").await;
    let info = site.sandbox.info();
    let url = info.moodle_url.replace("127.0.0.1", "localhost");
    match site.lms_at(&url, "teacher").who(&site.ctx).await {
        Err(LmsError::Unreachable) => {} // localhost is another address here
        other => {
            let error = other.unwrap_err();
            assert_eq!(error.server_says(), Some(info.moodle_url.as_str()));
            assert!(!format!("{error} {error:?} {}", error.message()).contains("127.0.0.1"));
            assert_eq!(site.requests().len(), 1, "the redirect was not followed");
        }
    }
}

#[tokio::test]
async fn services_are_told_apart() {
    let site = Site::open("demo").await;
    let plugin = who(&site, "plugin").await.unwrap();
    assert!(plugin.abilities.iter().all(|one| !one.granted));
    let roster = plugin.abilities.iter().find(|one| one.deed == Deed::ReadRoster).unwrap();
    assert!(roster.says.contains("core_enrol_get_enrolled_users"));
    assert_eq!(site.lms("plugin").courses(&site.ctx).await, Err(MoodleFault::PluginServiceOnly.into()));
    let phone = who(&site, "mobile").await.unwrap();
    let granted = |deed| phone.abilities.iter().find(|one| one.deed == deed).unwrap().granted;
    assert!(granted(Deed::ReadRoster) && granted(Deed::WriteMarks) && granted(Deed::WriteGrades));
    assert!(!granted(Deed::CreateSessions) && !granted(Deed::Remarks));
    let outside = site.lms("outsider");
    assert_eq!(outside.students("2", &site.ctx).await, Err(MoodleFault::NotInCourse.into()));
    assert_eq!(outside.students("99999", &site.ctx).await, Err(LmsError::NotFound(None)));
}

#[tokio::test]
async fn broken_answers_are_never_believed() {
    let page = BTreeMap::from([("Content-Type".to_owned(), "text/html".to_owned())]);
    let status =
        |code: u16, body: &str| Action::Status { code, headers: page.clone(), body: body.to_owned() };
    let json = |body: &str| {
        let headers = BTreeMap::from([("Content-Type".to_owned(), "application/json".to_owned())]);
        Action::Status { code: 200, headers, body: body.to_owned() }
    };
    let shape = LmsError::Nonsense(Nonsense::WrongShape);
    for (action, want) in [
        (Action::Html, LmsError::Portal),
        (Action::Garbage, LmsError::Nonsense(Nonsense::NotJson)),
        (Action::CutAfter(120), LmsError::Unreachable),
        (Action::Reset, LmsError::Unreachable),
        (status(500, "<h1>Fatal error</h1>"), LmsError::Down { status: 500 }),
        (status(503, "<h1>Upgrade</h1>"), MoodleFault::Maintenance.into()),
        (json("{}"), shape.clone()),
        (json("[]"), shape.clone()),
        (json("null"), shape.clone()),
        (json("{\"id\":{},\"statuses\":[],\"users\":7,\"attendance_log\":[]}"), shape),
        (json("{\"exception\":\"Error\",\"message\":\"x\"}"), MoodleFault::Crashed.into()),
    ] {
        let site = Site::open("demo").await;
        let (lms, place) = (site.lms("teacher"), site.session().await);
        lms.who(&site.ctx).await.unwrap();
        site.sandbox.inject(Fault::always(Server::Moodle, action.clone()));
        assert_eq!(lms.read_marks(&place, &site.ctx).await, Err(want), "{action:?}");
        let marks = write(&place, vec![mark(1001, "5")], None);
        assert!(lms.write_marks(&marks, &site.ctx).await.is_err(), "{action:?}");
        site.sandbox.clear_faults();
        assert_eq!(lms.read_marks(&place, &site.ctx).await.unwrap().records, [], "{action:?}");
    }
}

#[tokio::test]
async fn a_half_answer_to_a_write_is_an_unknown_outcome() {
    let site = Site::open("demo").await;
    let (lms, place) = (site.lms("teacher"), site.session().await);
    lms.who(&site.ctx).await.unwrap();
    let headers = BTreeMap::from([("Content-Type".to_owned(), "application/json".to_owned())]);
    let short = Action::Status {
        code: 200,
        headers,
        body: "{\"responses\":[{\"error\":false,\"data\":null}]}".into(),
    };
    for (action, first) in
        [Action::CutAfter(20), Action::Html, Action::Garbage, short].into_iter().zip((1001..).step_by(2))
    {
        let marks = write(&place, vec![mark(first, "5"), mark(first + 1, "5")], None);
        site.strike_after(1, action.clone());
        let error = lms.write_marks(&marks, &site.ctx).await.unwrap_err();
        assert!(error.may_have_written(), "{action:?}: {error:?}");
    }
}

#[tokio::test]
async fn name_and_password_give_a_token_of_the_first_service_that_will() {
    let site = Site::open("demo").await;
    let info = site.sandbox.info();
    let ask = async |user: &str, password: &str, services: &[&str]| {
        let password = SecretString::from(password);
        let token = sign_in(&info.moodle_url, user, &password, services, &transport(), &site.ctx).await;
        token.map(|token| token.expose_secret().to_owned())
    };
    let (own, colleague) = (info.accounts[0].username.as_str(), info.accounts[1].username.as_str());
    assert_eq!(ask(own, "right", &SERVICES).await, Ok(info.moodle_token.clone()));
    // The colleague may not make a token for the first service, but for the phone app's.
    assert_eq!(ask(colleague, "right", &SERVICES).await, Ok(info.moodle_tokens["colleague-mobile"].clone()));
    assert_eq!(ask(colleague, "right", &SERVICES[..1]).await, Err(MoodleFault::MayNotMakeToken.into()));
    assert_eq!(ask(own, "right", &["nosuch"]).await, Err(MoodleFault::NoService.into()));
    let calls = site.requests().len();
    assert_eq!(ask(own, "wrong", &SERVICES).await, Err(MoodleFault::BadLogin.into()));
    assert_eq!(site.requests().len(), calls + 1, "a wrong password is not tried again");
    assert!(site.requests().iter().all(|seen| !seen.path.contains('?')));
}

#[tokio::test]
async fn a_site_tells_what_it_is_to_anybody() {
    let open = Site::open("demo").await;
    let found = site(&open.sandbox.info().moodle_url, &transport(), &open.ctx).await.unwrap();
    assert!(found.web_services && found.phone_service && found.password_login && !found.maintenance);
    assert_eq!((found.own_address, found.name.as_deref()), (None, Some("Nordhaven University")));
    let closed = Site::open("moodle-closed").await;
    let found = site(&closed.sandbox.info().moodle_url, &transport(), &closed.ctx).await.unwrap();
    assert!(!found.web_services);
    let none = site(&format!("{}/x", open.sandbox.info().url), &transport(), &open.ctx).await;
    assert_eq!(none, Err(MoodleFault::NotMoodle.into()));
}

#[tokio::test]
async fn a_slow_moodle_is_not_waited_for_and_not_asked_twice() {
    let site = Site::open("demo").await;
    let (lms, place) = (site.lms("teacher"), site.session().await);
    lms.who(&site.ctx).await.unwrap();
    site.strike_after(1, Action::Delay(1_500));
    let soon = site.ctx.clone().until(tokio::time::Instant::now() + std::time::Duration::from_millis(400));
    let marks = write(&place, vec![mark(1001, "5"), mark(1002, "5")], None);
    let error = lms.write_marks(&marks, &soon).await.unwrap_err();
    assert_eq!((error.clone(), error.may_have_written()), (LmsError::TimedOut, true));
    // Moodle goes on with what it has: a reading later shows it, and there is one row each.
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    let held = lms.read_marks(&place, &site.ctx).await.unwrap();
    assert!(held.records.is_empty() || held.records == marks.changed);
    let other = write(&place, vec![mark(1001, "6"), mark(1002, "6")], None);
    lms.write_marks(&other, &site.ctx).await.unwrap();
    assert_eq!(lms.read_marks(&place, &site.ctx).await.unwrap().records, other.changed);
}

#[tokio::test]
async fn an_account_that_lost_the_course_stores_what_went_before_and_says_the_rest() {
    let site = Site::open("demo").await;
    let (lms, place) = (site.lms("teacher"), site.session().await);
    lms.who(&site.ctx).await.unwrap();
    let headers = BTreeMap::from([("Content-Type".to_owned(), "application/json".to_owned())]);
    let body = r#"{"responses":[{"error":false,"data":null},{"error":true,"exception":"{\"errorcode\":\"requireloginerror\"}"}]}"#;
    site.strike_after(1, Action::Status { code: 200, headers, body: body.into() });
    let marks = write(&place, vec![mark(1001, "5"), mark(1002, "5"), mark(1003, "5")], None);
    let written = lms.write_marks(&marks, &site.ctx).await.unwrap();
    let states: Vec<_> = written.results.iter().map(|one| one.state).collect();
    assert_eq!(states, [MarkState::Confirmed, MarkState::Skipped, MarkState::Skipped]);
}
