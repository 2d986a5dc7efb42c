//! Faults of connections and proxies, against servers that misbehave byte by byte.
#![allow(clippy::unwrap_used)]
use crate::{Base, CancelToken, Context, Error, Limits, Request, Transport, TransportOptions, Unreachable};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn transport() -> Transport {
    let limits = Limits { tries: 1, request: Duration::from_secs(3), ..Limits::default() };
    Transport::new(TransportOptions { user_agent: "test".into(), offline: false, limits }).unwrap()
}

fn get(root: &str) -> Request {
    Request::get(Base::parse(root).unwrap().join("secret-name?token=SECRET").unwrap(), "test")
}

/// Sends `first` when the request has come, then `drip` again and again.
fn server(first: &'static [u8], drip: &'static [u8]) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            std::thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(first);
                while !drip.is_empty() && stream.write_all(drip).is_ok() {
                    std::thread::sleep(Duration::from_millis(100));
                }
            });
        }
    });
    (port, count)
}

#[tokio::test]
async fn a_body_that_drips_for_ever_ends_at_the_deadline_of_the_operation() {
    let (port, _) = server(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n", b"x");
    let context = Context::default().until(tokio::time::Instant::now() + Duration::from_millis(400));
    let began = Instant::now();
    let error = transport().send(get(&format!("http://127.0.0.1:{port}")), &context).await.unwrap_err();
    assert_eq!(error, Error::Offline(Unreachable::TimedOut));
    assert!(began.elapsed() >= Duration::from_millis(400) && began.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_named_not_slept() {
    let (port, count) = server(b"HTTP/1.1 429 Slow\r\nretry-after: 20\r\ncontent-length: 0\r\n\r\n", b"");
    let limits = Limits::default();
    let transport = Transport::new(TransportOptions { limits, ..TransportOptions::default() }).unwrap();
    let context = Context::default().until(tokio::time::Instant::now() + Duration::from_secs(5));
    let began = Instant::now();
    let error = transport.send(get(&format!("http://127.0.0.1:{port}")), &context).await.unwrap_err();
    assert!(matches!(error, Error::Throttled { retry_at: Some(_) }), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(2));
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn headers_that_never_end_and_rubbish_end_somehow_and_soon() {
    for (first, drip) in [
        (&b"HTTP/1.1 200 OK\r\nx: "[..], &b"y"[..]),
        (b"rubbish\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!", b""),
        (b"", b""),
    ] {
        let (port, _) = server(first, drip);
        let began = Instant::now();
        let error = transport()
            .send(get(&format!("http://127.0.0.1:{port}")), &Context::default())
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Offline(_)), "{error:?}");
        assert!(began.elapsed() < Duration::from_secs(4));
        assert!(!format!("{error:?} {error}").contains("SECRET"));
    }
}

#[tokio::test]
async fn a_length_beyond_the_limit_is_not_even_read() {
    let (port, _) = server(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n", b"x");
    let began = Instant::now();
    let error =
        transport().send(get(&format!("http://127.0.0.1:{port}")), &Context::default()).await.unwrap_err();
    assert_eq!(error, Error::TooLarge);
    assert!(began.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn what_speaks_no_tls_is_a_tls_failure_and_is_not_tried_again() {
    let (port, count) = server(b"HTTP/1.1 400 Bad Request\r\n\r\n", b"");
    let transport = Transport::new(TransportOptions::default()).unwrap();
    let error =
        transport.send(get(&format!("https://127.0.0.1:{port}")), &Context::default()).await.unwrap_err();
    assert_eq!(error, Error::Tls);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_cancelled_context_sends_nothing() {
    let (port, count) = server(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", b"");
    let cancel = CancelToken::default();
    cancel.cancel();
    let context = Context::new(cancel);
    let error = transport().send(get(&format!("http://127.0.0.1:{port}")), &context).await.unwrap_err();
    assert_eq!(error, Error::Cancelled);
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn waits_are_told_and_a_fault_of_the_server_is_read_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let answers = [
            &b"HTTP/1.1 500 Oops\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"[..],
            b"HTTP/1.1 503 Busy\r\nconnection: close\r\nretry-after: 1.05\r\ncontent-length: 0\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok",
        ];
        for (answer, stream) in answers.into_iter().zip(listener.incoming()) {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer);
        }
    });
    let waits = Arc::new(std::sync::Mutex::new(Vec::new()));
    let told = waits.clone();
    let context = Context::default().on_wait(move |wait| told.lock().unwrap().push(wait));
    let transport = Transport::new(TransportOptions::default()).unwrap();
    let answer = transport.send(get(&format!("http://127.0.0.1:{port}")), &context).await.unwrap();
    assert_eq!(answer.body, b"ok");
    assert_eq!(*waits.lock().unwrap(), [Duration::from_millis(1050)]);
}
