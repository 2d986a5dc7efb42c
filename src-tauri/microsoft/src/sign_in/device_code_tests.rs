#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::sign_in::testing::{CLIENT, DEVICE_CODE, Pretended, TOKEN, ok, pending, portal, refusal, tokens};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

const SAMPLE: &str = include_str!("../../tests/fixtures/sign_in/oauth-device-code-response.json");

async fn started(answer: ResponseTemplate) -> (Pretended, Result<DeviceCode, SignInError>) {
    let pretended = Pretended::new().await;
    pretended.answers(DEVICE_CODE, answer, 0).await;
    let code = start(&pretended.authority, CLIENT, None, &pretended.transport, &Context::default()).await;
    (pretended, code)
}

fn sample() -> Value {
    serde_json::from_str(SAMPLE).unwrap()
}

/// A code that is polled quickly.
async fn code() -> (Pretended, DeviceCode) {
    let (pretended, code) = started(ok(sample())).await;
    let code = DeviceCode { interval: Duration::from_millis(20), ..code.unwrap() };
    pretended.server.reset().await;
    (pretended, code)
}

async fn one_poll(pretended: &Pretended, code: &DeviceCode) -> Result<Poll, SignInError> {
    poll(&pretended.authority, CLIENT, code, &pretended.transport, &Context::default()).await
}

async fn wait_for(pretended: &Pretended, code: &DeviceCode) -> Result<TokenSet, SignInError> {
    wait(&pretended.authority, CLIENT, code, &pretended.transport, &Context::default()).await
}

#[tokio::test]
async fn a_code_is_asked_for_and_read() {
    let (pretended, code) = started(ok(sample())).await;
    let code = code.unwrap();
    assert_eq!(code.user_code, "FQK5HW3UF");
    assert_eq!(code.verification_uri.as_str(), "https://microsoft.com/devicelogin");
    assert_eq!(code.verification_uri_complete, None);
    assert_eq!((code.expires_in.as_secs(), code.interval.as_secs()), (900, 5));
    assert!(code.message.starts_with("To sign in, use a web browser"));
    let shown = format!("{code:?}");
    assert!(!shown.contains("FQK5") && !shown.contains("FABAB"), "{shown}");
    let form = &pretended.forms().await[0];
    assert_eq!(form["client_id"], CLIENT);
    assert_eq!(
        form["scope"],
        "User.Read Calendars.Read OnlineMeetings.Read OnlineMeetingArtifact.Read.All offline_access openid profile"
    );
    assert_eq!(form.len(), 2);
}

#[tokio::test]
async fn a_code_that_cannot_be_shown_is_refused() {
    for (field, value) in [
        ("verification_uri", json!("http://evil.example/devicelogin")),
        ("verification_uri", json!("javascript:alert(1)")),
        ("verification_uri", json!("https://microsoft.com@evil.example/")),
        ("verification_uri", json!("file:///etc/passwd")),
        ("user_code", json!("")),
        ("user_code", json!("A\u{202e}B")),
        ("user_code", json!("A".repeat(100))),
        ("expires_in", json!("soon")),
    ] {
        let mut body = sample();
        body[field] = value;
        let bad = started(ok(body)).await.1.unwrap_err();
        assert!(matches!(bad, SignInError::Transport(Error::BadAnswer { .. })), "{field}: {bad:?}");
    }
    let mut body = sample();
    body["interval"] = json!(0);
    body["expires_in"] = json!(u64::MAX);
    body["message"] = json!("go\u{1b}[31m");
    body["verification_uri_complete"] = json!("javascript:alert(1)");
    let code = started(ok(body)).await.1.unwrap();
    assert_eq!((code.interval.as_secs(), code.expires_in.as_secs()), (1, 3600));
    assert_eq!((code.message.as_str(), code.verification_uri_complete), ("go[31m", None));
}

#[tokio::test]
async fn a_code_may_be_refused() {
    for (answer, expected) in [
        (refusal(400, "unauthorized_client", 700_016), SignInError::WrongRegistration { aadsts: 700_016 }),
        (refusal(400, "invalid_request", 90002), SignInError::WrongRegistration { aadsts: 90002 }),
        (portal(200), SignInError::Transport(Error::Portal)),
        (portal(404), SignInError::Transport(Error::Portal)),
        (ResponseTemplate::new(302).insert_header("location", "http://x"), Error::Portal.into()),
        (ResponseTemplate::new(500), SignInError::ServerFault { status: 500 }),
    ] {
        let error = started(answer).await.1.unwrap_err();
        assert_eq!(error, expected);
    }
}

#[tokio::test]
async fn pending_then_slow_down_then_done() {
    let (pretended, code) = code().await;
    pretended.answers(TOKEN, pending(), 1).await;
    pretended.answers(TOKEN, refusal(400, "slow_down", 70016), 1).await;
    let answer = ok(tokens("at", Some("rt"))).insert_header("Date", "Sun, 22 Nov 2026 10:00:00 GMT");
    pretended.answers(TOKEN, answer, 0).await;
    assert!(matches!(one_poll(&pretended, &code).await, Ok(Poll::Pending)));
    assert!(matches!(one_poll(&pretended, &code).await, Ok(Poll::SlowDown)));
    let Ok(Poll::Done(set)) = one_poll(&pretended, &code).await else { panic!("not done") };
    assert_eq!(set.access.expose_secret(), "at");
    assert_eq!(set.refresh.as_ref().unwrap().expose_secret(), "rt");
    assert!(set.missing_permissions().is_empty());
    assert_eq!(set.account.as_ref().unwrap().username, "megan@contoso.com");
    assert_eq!(set.server_time.unwrap().to_rfc3339(), "2026-11-22T10:00:00+00:00");
    assert!(!format!("{set:?}").contains("megan"));
    for form in pretended.forms().await {
        assert_eq!(form["grant_type"], "urn:ietf:params:oauth:grant-type:device_code");
        assert!(form["device_code"].starts_with("FABAB"));
        assert_eq!((form["client_id"].as_str(), form.len()), (CLIENT, 3));
    }
}

#[tokio::test]
async fn refusals_end_the_wait() {
    for (answer, expected) in [
        (refusal(400, "authorization_declined", 70021), SignInError::Declined),
        (refusal(400, "access_denied", 70021), SignInError::Declined),
        (refusal(400, "expired_token", 70020), SignInError::Expired),
        (refusal(400, "bad_verification_code", 70018), SignInError::BadCode),
        (refusal(400, "invalid_grant", 53003), SignInError::Blocked { aadsts: 53003 }),
        (refusal(400, "invalid_grant", 65001), SignInError::AdminConsentNeeded),
        (refusal(400, "access_denied", 65004), SignInError::ConsentRefused),
        (ok(json!({"access_token": 1})), SignInError::Transport(Error::BadAnswer { what: "a token" })),
        (ok(json!(["x"])), SignInError::Transport(Error::BadAnswer { what: "a token" })),
    ] {
        let (pretended, code) = code().await;
        pretended.answers(TOKEN, pending(), 1).await;
        pretended.answers(TOKEN, answer, 0).await;
        let error = wait_for(&pretended, &code).await.unwrap_err();
        assert_eq!(error, expected);
        assert_eq!(pretended.forms().await.len(), 2);
        let shown = format!("{error} {error:?} {}", error.message());
        assert!(!shown.contains("megan") && !shown.contains("Trace"), "{shown}");
    }
}

#[tokio::test]
async fn faults_while_polling_do_not_end_the_wait_and_are_not_repeated_early() {
    let (pretended, code) = code().await;
    pretended.answers(TOKEN, ResponseTemplate::new(503), 2).await;
    pretended.answers(TOKEN, portal(200), 1).await;
    pretended.answers(TOKEN, ok(tokens("at", Some("rt"))), 0).await;
    let began = Instant::now();
    assert!(wait_for(&pretended, &code).await.is_ok());
    assert_eq!(pretended.forms().await.len(), 4);
    assert!(began.elapsed() >= code.interval * 4);
}

#[tokio::test]
async fn a_code_that_nobody_enters_expires() {
    let (pretended, code) = code().await;
    pretended.answers(TOKEN, pending(), 0).await;
    let code = DeviceCode { expires_in: code.issued.elapsed() + Duration::from_millis(150), ..code };
    assert_eq!(wait_for(&pretended, &code).await.unwrap_err(), SignInError::Expired);
}

#[tokio::test]
async fn a_cancel_ends_waiting_and_asking() {
    let (pretended, code) = code().await;
    pretended.answers(TOKEN, pending().set_delay(Duration::from_secs(4)), 0).await;
    for interval in [Duration::from_mins(1), Duration::from_millis(1)] {
        let code = DeviceCode { interval, ..code.clone() };
        let context = Context::default();
        let began = Instant::now();
        let (end, ()) =
            tokio::join!(wait(&pretended.authority, CLIENT, &code, &pretended.transport, &context), async {
                tokio::time::sleep(Duration::from_millis(100)).await;
                context.cancel.cancel();
            });
        assert_eq!(end.unwrap_err(), SignInError::Transport(Error::Cancelled));
        assert!(began.elapsed() < Duration::from_secs(2));
    }
}

#[tokio::test]
async fn every_exchange_can_run_on_any_thread() {
    fn movable<T: Send>(_: &T) {}
    let (pretended, code) = code().await;
    let (authority, transport) = (&pretended.authority, &pretended.transport);
    let (context, secret) = (Context::default(), SecretString::from("x"));
    movable(&start(authority, CLIENT, None, transport, &context));
    movable(&wait(authority, CLIENT, &code, transport, &context));
    movable(&crate::sign_in::refresh(authority, CLIENT, &secret, transport, &context));
    movable(&crate::sign_in::client_credentials::with_secret(
        authority, CLIENT, &secret, transport, &context,
    ));
}

#[tokio::test]
async fn microsofts_sentence_is_asked_for_in_a_language_and_nothing_else() {
    for (language, query) in [
        (Some("de-DE"), Some("mkt=de-DE")),
        (Some("zh-Hans-CN"), Some("mkt=zh-Hans-CN")),
        (None, None),
        (Some("C"), None),
        (Some("de_DE.UTF-8"), None),
        (Some("x&client_id=y"), None),
    ] {
        let pretended = Pretended::new().await;
        pretended.answers(DEVICE_CODE, ok(sample()), 0).await;
        let context = Context::default();
        start(&pretended.authority, CLIENT, language, &pretended.transport, &context).await.unwrap();
        let asked = &pretended.server.received_requests().await.unwrap()[0];
        assert_eq!(asked.url.query(), query, "{language:?}");
    }
}
