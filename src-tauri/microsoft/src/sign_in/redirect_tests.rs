#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;

fn status(target: &str) -> u16 {
    match read(target, "s+/=") {
        Ok(_) => 200,
        Err(status) => status,
    }
}

#[test]
fn only_one_code_with_the_right_state_is_ours() {
    for (target, expected) in [
        ("/?code=c&state=s%2B%2F%3D", 200),
        ("/?state=s%2B%2F%3D&code=c&session_state=x", 200),
        ("/?error=access_denied&state=s%2B%2F%3D", 200),
        ("/?code=c&state=wrong", 400),
        ("/?code=c&state=", 400),
        ("/?code=c", 400),
        ("/?state=s%2B%2F%3D", 400),
        ("/?code=&state=s%2B%2F%3D", 400),
        ("/?code=c&error=x&state=s%2B%2F%3D", 400),
        ("/?code=c&code=d&state=s%2B%2F%3D", 400),
        ("/?code=c&state=s%2B%2F%3D&state=s%2B%2F%3D", 400),
        ("/", 400),
        ("/favicon.ico", 404),
        ("/callback?code=c&state=s%2B%2F%3D", 404),
    ] {
        assert_eq!(status(target), expected, "{target}");
    }
}

#[test]
fn errors_of_the_page_are_sorted() {
    let sorted = |target| match read(target, "s") {
        Ok(Answer::Refused(error)) => error,
        _ => panic!("{target}"),
    };
    assert_eq!(sorted("/?error=access_denied&state=s"), SignInError::Declined);
    let text = "/?error=access_denied&error_description=AADSTS65004%3a+User+declined&state=s";
    assert_eq!(sorted(text), SignInError::ConsentRefused);
    let text = "/?error=consent_required&error_description=AADSTS90094%3a+x&state=s";
    assert_eq!(sorted(text), SignInError::AdminConsentNeeded);
    assert_eq!(sorted("/?error=server_error&state=s"), SignInError::ServerFault { status: 503 });
}

#[test]
fn only_a_get_has_a_target() {
    assert_eq!(target("GET /?a HTTP/1.1\r\nHost: localhost\r\n\r\n"), Some("/?a"));
    for bad in
        ["POST / HTTP/1.1", "GET / HTTP/2", "GET  / HTTP/1.1", "GET http://x/ HTTP/1.1", "GET /", "", "\r\n"]
    {
        assert_eq!(target(bad), None, "{bad}");
    }
}

#[test]
fn pages_are_fixed_and_strict() {
    for refused in [None, Some(400), Some(404)] {
        let page = page(refused);
        let (head, body) = page.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())));
        assert!(head.contains("Content-Security-Policy: default-src 'none';"));
        assert!(head.contains("Referrer-Policy: no-referrer\r\n"));
        assert!(!body.contains("<script") && !body.contains("<style"));
    }
}

#[tokio::test]
async fn the_port_is_taken_on_both_protocols() {
    let listener = Listener::open().await.unwrap();
    assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, listener.port())).await.is_err());
    if listener.v6.is_some() {
        assert!(TcpListener::bind((Ipv6Addr::LOCALHOST, listener.port())).await.is_err());
        assert!(TcpStream::connect((Ipv6Addr::LOCALHOST, listener.port())).await.is_ok());
    }
}
