#![allow(clippy::unwrap_used)]
use super::super::testing::{mount, sign_in, token_body};
use super::*;
use oauth2::PkceCodeVerifier as Verifier;
use rollbook_transport::CancelToken;
use secrecy::ExposeSecret;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use wiremock::{MockServer, ResponseTemplate};

fn query(url: &Url) -> BTreeMap<String, String> {
    url.query_pairs().into_owned().collect()
}

/// What a browser, or another program, does with the port.
async fn visit(port: u16, target: String) -> String {
    tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut page = String::new();
        let _ = stream.read_to_string(&mut page);
        page
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn the_right_visit_gives_tokens_and_the_wrong_ones_nothing() {
    let server = MockServer::start().await;
    let begun = sign_in(&server).start_browser().await.unwrap();
    let asked = query(begun.url());
    let port = begun.listener.port();
    assert_eq!(asked["redirect_uri"], format!("http://localhost:{port}"));
    assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
    assert!(asked["state"].len() >= 20 && asked["nonce"].len() >= 20);
    let answer = ResponseTemplate::new(200).set_body_json(token_body("a", Some("r"), Some(&asked["nonce"])));
    mount(&server, "token", answer, 1).await;

    let finishing = tokio::spawn(async move { begun.finish(&Context::default()).await });
    let refused = visit(port, "/?code=FORGED&state=wrong".into()).await;
    assert!(refused.starts_with("HTTP/1.1 404"), "{refused}");
    assert!(visit(port, "/favicon.ico".into()).await.starts_with("HTTP/1.1 404"));
    let huge = format!("/?code={}", "x".repeat(1 << 17));
    assert!(!visit(port, huge).await.contains("200 OK"));
    let page = visit(port, format!("/?code=REAL&state={}", asked["state"])).await;
    assert!(page.contains("200 OK") && page.contains("default-src 'none'") && !page.contains("REAL"));
    let tokens = finishing.await.unwrap().unwrap();
    assert_eq!(tokens.access.expose_secret(), "a");

    let sent = server.received_requests().await.unwrap();
    let body = String::from_utf8(sent.first().unwrap().body.clone()).unwrap();
    let fields: BTreeMap<String, String> =
        url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    assert_eq!((fields["code"].as_str(), &fields["redirect_uri"]), ("REAL", &asked["redirect_uri"]));
    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&Verifier::new(fields["code_verifier"].clone()));
    assert_eq!(challenge.as_str(), asked["code_challenge"]);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "closed after the one visit");
}

#[tokio::test]
async fn a_refusal_in_the_browser_is_sorted_and_never_shown() {
    for (error, expected) in [
        (
            "access_denied&error_description=AADSTS65004:%20<script>alert(1)</script>",
            SignInError::ConsentRefused,
        ),
        ("access_denied", SignInError::Declined),
        ("access_denied&error_description=AADSTS90094", SignInError::AdminConsentNeeded),
    ] {
        let server = MockServer::start().await;
        let begun = sign_in(&server).start_browser().await.unwrap();
        let (port, state) = (begun.listener.port(), query(begun.url())["state"].clone());
        let finishing = tokio::spawn(async move { begun.finish(&Context::default()).await });
        let page = visit(port, format!("/?error={error}&state={state}")).await;
        assert!(!page.contains("script>alert") && page.contains("not signed in"));
        assert_eq!(finishing.await.unwrap().unwrap_err(), expected);
        assert!(server.received_requests().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn tokens_of_another_sign_in_are_not_taken() {
    let server = MockServer::start().await;
    let begun = sign_in(&server).start_browser().await.unwrap();
    let (port, state) = (begun.listener.port(), query(begun.url())["state"].clone());
    let answer = ResponseTemplate::new(200).set_body_json(token_body("a", None, Some("another nonce")));
    mount(&server, "token", answer, 1).await;
    let finishing = tokio::spawn(async move { begun.finish(&Context::default()).await });
    visit(port, format!("/?code=c&state={state}")).await;
    assert_eq!(finishing.await.unwrap().unwrap_err(), SignInError::Mismatch);
}

#[tokio::test]
async fn a_cancel_ends_the_waiting_and_frees_the_port() {
    let server = MockServer::start().await;
    let begun = sign_in(&server).start_browser().await.unwrap();
    let port = begun.listener.port();
    let cancel = CancelToken::default();
    let context = Context::new(cancel.clone());
    // A program that connects and says nothing does not hold anything up.
    let _silent = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let finishing = tokio::spawn(async move { begun.finish(&context).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    cancel.cancel();
    let ended = tokio::time::timeout(Duration::from_millis(500), finishing).await.unwrap().unwrap();
    assert_eq!(ended.unwrap_err(), SignInError::Transport(Error::Cancelled));
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}
