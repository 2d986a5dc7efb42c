#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::sign_in::testing::{CLIENT, Pretended, TOKEN, ok, refusal, tokens};
use secrecy::ExposeSecret;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

struct Begun {
    pretended: Pretended,
    query: BTreeMap<String, String>,
    port: u16,
    context: Context,
    end: JoinHandle<Result<TokenSet, SignInError>>,
}

async fn begin(patience: Duration) -> Begun {
    let pretended = Pretended::new().await;
    let mut sign_in =
        start(&pretended.authority, CLIENT, &Wish::default(), &pretended.transport).await.unwrap();
    sign_in.patience = patience;
    assert_eq!(format!("{sign_in:?}"), "BrowserSignIn");
    assert!(
        sign_in.url.as_str().starts_with(&format!("{}/t/oauth2/v2.0/authorize?", pretended.server.uri()))
    );
    let query: BTreeMap<String, String> =
        sign_in.url.query_pairs().map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    let port = sign_in.listener.port();
    let context = Context::default();
    let inner = context.clone();
    let end = tokio::spawn(async move { sign_in.wait(&inner).await });
    Begun { pretended, query, port, context, end }
}

impl Begun {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.unwrap()
    }

    /// What a browser gets for a target.
    async fn get(&self, target: &str) -> String {
        let mut stream = self.connect().await;
        let request = format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        text
    }

    fn target(&self, rest: &str) -> String {
        format!("/?{rest}&state={}", self.query["state"])
    }
}

const LONG: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_code_is_traded_with_the_verifier_of_the_challenge() {
    let begun = begin(LONG).await;
    begun.pretended.answers(TOKEN, ok(tokens("at", Some("rt"))), 0).await;
    assert_eq!(begun.query["response_type"], "code");
    assert_eq!(begun.query["client_id"], CLIENT);
    assert_eq!(begun.query["code_challenge_method"], "S256");
    assert_eq!(begun.query["redirect_uri"], format!("http://localhost:{}", begun.port));
    assert!(begun.query["scope"].contains("OnlineMeetingArtifact.Read.All offline_access"));
    assert!(begun.query["state"].len() >= 20);

    let page = begun.get(&begun.target("code=the%2Bcode")).await;
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && !page.contains("code="), "{page}");
    let set = begun.end.await.unwrap().unwrap();
    assert_eq!(set.access.expose_secret(), "at");

    let form = &begun.pretended.forms().await[0];
    assert_eq!((form["grant_type"].as_str(), form["code"].as_str()), ("authorization_code", "the+code"));
    assert_eq!(form["redirect_uri"], begun.query["redirect_uri"]);
    let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
    assert!((43..=128).contains(&form["code_verifier"].len()));
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    assert_eq!(challenge.as_str(), begun.query["code_challenge"]);
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, begun.port)).await.is_err(), "the port is still open");
}

#[test]
fn the_challenge_is_that_of_rfc_7636_appendix_b() {
    let verifier = PkceCodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    assert_eq!(challenge.as_str(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

#[tokio::test]
async fn strangers_neither_end_it_nor_see_their_words_again() {
    let begun = begin(LONG).await;
    begun.pretended.answers(TOKEN, ok(tokens("at", Some("rt"))), 0).await;
    // A browser's connection ahead of need, and one that breaks off.
    let idle = begun.connect().await;
    drop(begun.connect().await);
    for (target, status) in [
        ("/?code=evil&state=wrong", "400"),
        ("/?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=x", "400"),
        ("/favicon.ico", "404"),
    ] {
        let page = begun.get(target).await;
        assert!(page.starts_with(&format!("HTTP/1.1 {status} ")), "{page}");
        assert!(!page.contains("evil") && !page.contains("alert"), "{page}");
        assert!(page.contains("Content-Security-Policy: default-src 'none'"));
    }
    let mut long = begun.connect().await;
    let _ = long.write_all(&vec![b'a'; 100_000]).await;
    begun.get(&begun.target("code=good")).await;
    assert!(begun.end.await.unwrap().is_ok());
    assert_eq!(begun.pretended.forms().await[0]["code"], "good");
    drop(idle);
}

#[tokio::test]
async fn a_refusal_on_the_page_ends_it() {
    for (rest, expected) in [
        ("error=access_denied", SignInError::Declined),
        ("error=access_denied&error_description=AADSTS65004%3A+x", SignInError::ConsentRefused),
        ("error=invalid_request&error_description=AADSTS53003%3A+x", SignInError::Blocked { aadsts: 53003 }),
    ] {
        let begun = begin(LONG).await;
        begun.get(&begun.target(rest)).await;
        assert_eq!(begun.end.await.unwrap().unwrap_err(), expected);
        assert!(begun.pretended.forms().await.is_empty());
    }
}

#[tokio::test]
async fn a_code_that_is_refused_is_not_sent_again() {
    let begun = begin(LONG).await;
    begun.pretended.answers(TOKEN, refusal(400, "invalid_grant", 50105), 0).await;
    begun.get(&begun.target("code=c")).await;
    assert_eq!(begun.end.await.unwrap().unwrap_err(), SignInError::NotAssigned);
    assert_eq!(begun.pretended.forms().await.len(), 1);
}

#[tokio::test]
async fn it_ends_by_itself_and_by_a_cancel() {
    let begun = begin(Duration::from_millis(50)).await;
    assert_eq!(begun.end.await.unwrap().unwrap_err(), SignInError::Expired);
    let begun = begin(LONG).await;
    let _idle = begun.connect().await;
    begun.context.cancel.cancel();
    assert_eq!(begun.end.await.unwrap().unwrap_err(), SignInError::Transport(Error::Cancelled));
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, begun.port)).await.is_err());
}

#[tokio::test]
async fn the_page_is_asked_for_an_account_and_for_what_a_challenge_wants() {
    let pretended = Pretended::new().await;
    let wish = Wish { account: Some("megan@contoso.com"), claims: Some(r#"{"access_token":{}}"#) };
    let begun = start(&pretended.authority, CLIENT, &wish, &pretended.transport).await.unwrap();
    let query: BTreeMap<String, String> = begun.url.query_pairs().into_owned().collect();
    assert_eq!(query["login_hint"], "megan@contoso.com");
    assert_eq!(query["claims"], r#"{"access_token":{}}"#);
    assert!(!query.contains_key("prompt"), "whoever signs in again need not choose");
    let begun = start(&pretended.authority, CLIENT, &Wish::default(), &pretended.transport).await.unwrap();
    let query: BTreeMap<String, String> = begun.url.query_pairs().into_owned().collect();
    assert_eq!(query["prompt"], "select_account");
    assert!(!query.contains_key("login_hint") && !query.contains_key("claims"));
}
