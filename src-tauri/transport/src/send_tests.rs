#![allow(clippy::unwrap_used)]
use super::*;
use crate::{Base, CancelToken, Limits};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn transport(limits: Limits) -> Transport {
    Transport::new(TransportOptions { user_agent: "test".into(), offline: false, limits }).unwrap()
}

fn quick() -> Limits {
    Limits {
        request: Duration::from_secs(2),
        waiting: Duration::from_secs(5),
        body: 1 << 20,
        ..Limits::default()
    }
}

fn get(root: &str, at: &str) -> Request {
    Request::get(Base::parse(root).unwrap().join(at).unwrap(), "test")
}

/// Answers every connection with these bytes, then closes; counts the connections.
fn raw_server(answer: Vec<u8>, hold: Duration) -> (String, Arc<std::sync::atomic::AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = count.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let (answer, hold) = (answer.clone(), hold);
            std::thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(&answer);
                std::thread::sleep(hold);
            });
        }
    });
    (root, count)
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let server = MockServer::start().await;
    let elsewhere = MockServer::start().await;
    let to = ResponseTemplate::new(307).insert_header("location", elsewhere.uri().as_str());
    Mock::given(method("POST")).respond_with(to).mount(&server).await;
    let request = Request::post_form(
        Base::parse(&server.uri()).unwrap().join("token").unwrap(),
        vec![("refresh_token".into(), "x".into())],
        "test",
    );
    assert_eq!(transport(quick()).send(request, &Context::default()).await.unwrap().status, 307);
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_wait_is_obeyed_to_the_fraction_and_then_it_works() {
    let server = MockServer::start().await;
    let wait = ResponseTemplate::new(429).insert_header("retry-after", "0.35");
    Mock::given(path("/a")).respond_with(wait).up_to_n_times(2).mount(&server).await;
    Mock::given(path("/a")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let began = Instant::now();
    let answer = transport(quick()).send(get(&server.uri(), "a"), &Context::default()).await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(began.elapsed() >= Duration::from_millis(700), "never earlier than asked");
}

#[tokio::test]
async fn a_long_wait_is_said_not_slept() {
    let server = MockServer::start().await;
    let wait = ResponseTemplate::new(503).insert_header("retry-after", "86400");
    Mock::given(path("/a")).respond_with(wait).mount(&server).await;
    let began = Instant::now();
    let error = transport(quick()).send(get(&server.uri(), "a"), &Context::default()).await.unwrap_err();
    assert!(
        matches!(error, Error::Throttled { retry_at: Some(at) } if at > Utc::now() + TimeDelta::hours(23))
    );
    assert!(began.elapsed() < Duration::from_secs(2));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn only_what_may_be_repeated_is() {
    let server = MockServer::start().await;
    Mock::given(path("/a")).respond_with(ResponseTemplate::new(503)).mount(&server).await;
    let mut once = get(&server.uri(), "a");
    once.idempotent = false;
    assert_eq!(transport(quick()).send(once, &Context::default()).await.unwrap().status, 503);
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
    let limits = Limits { tries: 3, ..quick() };
    assert_eq!(
        transport(limits).send(get(&server.uri(), "a"), &Context::default()).await.unwrap().status,
        503
    );
    assert_eq!(server.received_requests().await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_cut_body_is_broken_and_tried_again() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"value\":".to_vec();
    let (root, count) = raw_server(cut, Duration::ZERO);
    let limits = Limits { tries: 2, ..quick() };
    let error = transport(limits).send(get(&root, "a"), &Context::default()).await.unwrap_err();
    assert_eq!(error, Error::Offline(Unreachable::Broken));
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_silent_server_ends_at_the_deadline_and_a_cancel_at_once() {
    let (root, _) =
        raw_server(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n".to_vec(), Duration::from_secs(30));
    let limits = Limits { request: Duration::from_millis(300), tries: 1, ..quick() };
    let began = Instant::now();
    let error = transport(limits).send(get(&root, "a"), &Context::default()).await.unwrap_err();
    assert_eq!(error, Error::Offline(Unreachable::TimedOut));
    assert!(began.elapsed() < Duration::from_secs(1));

    let cancel = CancelToken::default();
    let context = Context::new(cancel.clone());
    let waiting =
        tokio::spawn(async move { transport(Limits::default()).send(get(&root, "a"), &context).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let began = Instant::now();
    cancel.cancel();
    assert_eq!(waiting.await.unwrap().unwrap_err(), Error::Cancelled);
    assert!(began.elapsed() < Duration::from_millis(500));
}

#[tokio::test]
async fn a_bomb_is_stopped_by_what_comes_out_of_it() {
    // 64 MiB of zeros, made with gzip -9: 65 kB. Built here from stored blocks would be as large as the body.
    let zeros = gzip_zeros(64);
    assert!(zeros.len() < 1 << 20);
    let mut answer =
        format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", zeros.len())
            .into_bytes();
    answer.extend(zeros);
    let (root, _) = raw_server(answer, Duration::ZERO);
    let error = transport(quick()).send(get(&root, "a"), &Context::default()).await.unwrap_err();
    assert_eq!(error, Error::TooLarge);
}

fn gzip_zeros(mebibytes: usize) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..mebibytes {
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
    }
    encoder.finish().unwrap()
}

#[tokio::test]
async fn offline_opens_no_connection_and_nobody_there_is_offline_too() {
    let (root, count) = raw_server(vec![], Duration::ZERO);
    let offline = Transport::new(TransportOptions { offline: true, ..TransportOptions::default() }).unwrap();
    let error = offline.send(get(&root, "a"), &Context::default()).await.unwrap_err();
    assert_eq!(error, Error::Offline(Unreachable::Told));
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 0);

    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let limits = Limits { tries: 1, ..quick() };
    let error =
        transport(limits).send(get(&format!("http://{gone}"), "a"), &Context::default()).await.unwrap_err();
    assert_eq!(error, Error::Offline(Unreachable::Connect));
    assert!(!format!("{error:?} {error}").contains("127.0.0.1"));
}

#[tokio::test]
async fn at_most_four_requests_on_one_mailbox() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_millis(150));
    Mock::given(path("/a")).respond_with(slow).mount(&server).await;
    let transport = transport(quick());
    let began = Instant::now();
    let all = (0..8).map(|_| {
        let (transport, request) = (transport.clone(), get(&server.uri(), "a").lane(Lane::Mailbox));
        tokio::spawn(async move { transport.send(request, &Context::default()).await.unwrap().status })
    });
    for one in all.collect::<Vec<_>>() {
        assert_eq!(one.await.unwrap(), 200);
    }
    assert!(began.elapsed() >= Duration::from_millis(300), "two rounds of four");
}
