#![allow(clippy::unwrap_used, clippy::panic)]
use super::super::testing::{answer, mount, refusal, sign_in, tokens};
use super::*;
use rollbook_transport::CancelToken;
use serde_json::json;
use wiremock::matchers::{body_string_contains, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn code(interval: u64, expires_in: u64) -> ResponseTemplate {
    answer(&json!({
        "user_code": "FQK5HW3UF", "device_code": "DEVICE-SECRET", "expires_in": expires_in, "interval": interval,
        "verification_uri": "https://microsoft.com/devicelogin", "message": "Enter it.",
    }))
}

async fn server(interval: u64, expires_in: u64) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path("/organizations/oauth2/v2.0/devicecode"))
        .and(body_string_contains("client_id=app&scope=User.Read+Calendars.Read"))
        .and(body_string_contains("offline_access"))
        .respond_with(code(interval, expires_in))
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn microsofts_own_answers_are_read() {
    let server = MockServer::start().await;
    let body = include_str!("../../../../tests/fixtures/graph/oauth-device-code-response.json");
    mount(&server, "devicecode", ResponseTemplate::new(200).set_body_raw(body, "application/json"), 1).await;
    let pending = include_str!("../../../../tests/fixtures/graph/oauth-device-authorization_pending.json");
    mount(&server, "token", ResponseTemplate::new(400).set_body_raw(pending, "application/json"), 1).await;
    let context = Context::default();
    let sign_in = sign_in(&server);
    let code = sign_in.start_device_code(&context).await.unwrap();
    assert_eq!((code.user_code.as_str(), code.interval.as_secs()), ("FQK5HW3UF", 5));
    assert_eq!(code.expires_in, Duration::from_secs(900));
    assert!(code.message.as_deref().unwrap().starts_with("To sign in"));
    assert!(!format!("{code:?}").contains("FAB"));
    assert!(matches!(sign_in.poll_device_code(&code, &context).await, Ok(Poll::Pending)));
}

#[tokio::test]
async fn pending_then_slow_down_then_signed_in() {
    let server = server(1, 900).await;
    mount(&server, "token", refusal("authorization_pending", 70016), 1).await;
    mount(&server, "token", ResponseTemplate::new(503), 1).await;
    mount(&server, "token", tokens("a1", Some("r1")), 1).await;
    let (sign_in, context) = (sign_in(&server), Context::default());
    let code = sign_in.start_device_code(&context).await.unwrap();
    let began = std::time::Instant::now();
    let tokens = sign_in.wait_for_device_code(&code, &context).await.unwrap();
    assert_eq!(tokens.access.expose_secret(), "a1");
    assert_eq!(tokens.account.unwrap().username, "hi@nexsy.io");
    assert!(tokens.scopes.contains(&"OnlineMeetings.Read".to_owned()));
    // 1 s, 1 s, and after the fault 6 s: never faster than told.
    assert!(began.elapsed() >= Duration::from_secs(8), "{:?}", began.elapsed());
    let polls = server.received_requests().await.unwrap();
    let body = String::from_utf8_lossy(&polls.last().unwrap().body).into_owned();
    assert!(body.contains("device_code=DEVICE-SECRET") && body.contains("client_id=app"), "{body}");
}

#[tokio::test]
async fn one_poll_is_one_value() {
    let server = server(5, 900).await;
    mount(&server, "token", refusal("slow_down", 70016), 1).await;
    mount(&server, "token", refusal("authorization_declined", 70021), 1).await;
    mount(&server, "token", refusal("bad_verification_code", 70018), 1).await;
    mount(&server, "token", refusal("expired_token", 70020), 1).await;
    mount(&server, "token", refusal("invalid_grant", 53003), 1).await;
    mount(&server, "token", refusal("access_denied", 65004), 1).await;
    mount(&server, "token", ResponseTemplate::new(200).set_body_string("<html>Welcome to Campus WiFi"), 1)
        .await;
    let (sign_in, context) = (sign_in(&server), Context::default());
    let code = sign_in.start_device_code(&context).await.unwrap();
    assert!(matches!(sign_in.poll_device_code(&code, &context).await, Ok(Poll::SlowDown)));
    for expected in [
        SignInError::Declined,
        SignInError::BadCode,
        SignInError::Expired,
        SignInError::Blocked { code: 53003 },
        SignInError::ConsentRefused,
        SignInError::Transport(Error::Portal),
    ] {
        assert_eq!(sign_in.poll_device_code(&code, &context).await.unwrap_err(), expected);
    }
}

#[tokio::test]
async fn a_code_runs_out_and_a_cancel_ends_at_once() {
    let server = server(1, 2).await;
    mount(&server, "token", refusal("authorization_pending", 70016), 100).await;
    let (sign_in, context) = (sign_in(&server), Context::default());
    let code = sign_in.start_device_code(&context).await.unwrap();
    let began = std::time::Instant::now();
    assert_eq!(sign_in.wait_for_device_code(&code, &context).await.unwrap_err(), SignInError::Expired);
    assert!(began.elapsed() < Duration::from_secs(3));

    let cancel = CancelToken::default();
    let context = Context::new(cancel.clone());
    let code = sign_in.start_device_code(&Context::default()).await.unwrap();
    let waiting = tokio::spawn(async move { sign_in.wait_for_device_code(&code, &context).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    cancel.cancel();
    let ended = tokio::time::timeout(Duration::from_millis(500), waiting).await.unwrap().unwrap();
    assert_eq!(ended.unwrap_err(), SignInError::Transport(Error::Cancelled));
}

#[tokio::test]
async fn odd_codes_are_refused_or_made_harmless() {
    for (body, good) in [
        (
            json!({"user_code": "", "device_code": "d", "expires_in": 9, "verification_uri": "https://x.y"}),
            false,
        ),
        (
            json!({"user_code": "u", "device_code": "d", "expires_in": 9, "verification_uri": "file:///etc"}),
            false,
        ),
        (json!({"user_code": "u", "device_code": "d", "verification_uri": "https://x.y"}), false),
        (json!([]), false),
        (
            json!({"user_code": "u", "device_code": "d", "expires_in": 9, "interval": 0, "verification_uri": "https://x.y"}),
            true,
        ),
    ] {
        let server = MockServer::start().await;
        mount(&server, "devicecode", answer(&body), 1).await;
        let result = sign_in(&server).start_device_code(&Context::default()).await;
        assert_eq!(result.is_ok(), good, "{body}");
        if let Ok(code) = result {
            assert_eq!(code.interval, Duration::from_secs(1));
        }
    }
}
