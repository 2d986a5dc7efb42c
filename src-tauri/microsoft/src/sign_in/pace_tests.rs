#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use secrecy::SecretString;
use std::cell::RefCell;
use std::collections::VecDeque;
use url::Url;

type Step = Result<Poll, SignInError>;

fn code(expires_in: u64) -> DeviceCode {
    DeviceCode {
        user_code: "FQK5HW3UF".to_owned(),
        verification_uri: Url::parse("https://microsoft.com/devicelogin").unwrap(),
        verification_uri_complete: None,
        expires_in: Duration::from_secs(expires_in),
        interval: Duration::from_secs(5),
        message: String::new(),
        device_code: SecretString::from("d"),
        issued: Instant::now(),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "one step of a script")]
fn done() -> Step {
    Ok(Poll::Done(TokenSet {
        access: SecretString::from("a"),
        refresh: None,
        expires_in: Duration::from_secs(1),
        scopes: vec![],
        account: None,
        server_time: None,
    }))
}

/// Runs a script of polls; gives the seconds at which they happened, and the end. The last step is repeated.
async fn run(expires_in: u64, steps: Vec<Step>) -> (Vec<u64>, Result<TokenSet, SignInError>) {
    let began = Instant::now();
    let at = RefCell::new(vec![]);
    let steps = RefCell::new(VecDeque::from(steps));
    let poll = || {
        at.borrow_mut().push(began.elapsed().as_secs());
        let step = steps.borrow_mut().pop_front().unwrap_or(Ok(Poll::Pending));
        async move { step }
    };
    let end = Pace::of(&code(expires_in)).until_done(&Context::default(), poll).await;
    (at.into_inner(), end)
}

fn timed_out() -> Step {
    Err(Error::Offline(Unreachable::TimedOut).into())
}

#[tokio::test(start_paused = true)]
async fn the_interval_is_kept_and_slow_down_adds_five_seconds_for_good() {
    let steps = vec![Ok(Poll::Pending), Ok(Poll::SlowDown), Ok(Poll::Pending), Ok(Poll::SlowDown), done()];
    let (at, end) = run(900, steps).await;
    assert_eq!(at, [5, 10, 20, 30, 45]);
    assert!(end.is_ok());
}

#[tokio::test(start_paused = true)]
async fn failures_that_pass_do_not_end_it() {
    let steps = vec![
        Err(Error::Offline(Unreachable::Connect).into()),
        Err(SignInError::ServerFault { status: 503 }),
        Err(Error::Portal.into()),
        Err(Error::Offline(Unreachable::Proxy).into()),
        Err(Error::Throttled { retry_at: None }.into()),
        done(),
    ];
    let (at, end) = run(900, steps).await;
    assert_eq!(at, [5, 10, 15, 20, 25, 30]);
    assert!(end.is_ok());
}

#[tokio::test(start_paused = true)]
async fn time_outs_make_it_slower_up_to_a_minute() {
    let mut steps: Vec<Step> = (0..6).map(|_| timed_out()).collect();
    steps.push(done());
    assert_eq!(run(900, steps).await.0, [5, 15, 35, 75, 135, 195, 255]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_to_wait_is_obeyed_once() {
    let later = Error::Throttled { retry_at: Some(Utc::now() + Duration::from_secs(100)) };
    let past = Error::Throttled { retry_at: Some(Utc::now() - Duration::from_secs(100)) };
    let (at, _) = run(900, vec![Err(later.into()), Err(past.into()), done()]).await;
    assert!((104..=105).contains(&at[1]), "{at:?}");
    assert_eq!(at[2] - at[1], 5);
}

#[tokio::test(start_paused = true)]
async fn it_ends_when_the_code_does() {
    let began = Instant::now();
    let (at, end) = run(12, vec![]).await;
    assert_eq!(at, [5, 10]);
    assert_eq!(end.unwrap_err(), SignInError::Expired);
    assert_eq!(began.elapsed().as_secs(), 12);
}

#[tokio::test(start_paused = true)]
async fn other_failures_end_it_at_once() {
    for error in [
        SignInError::Declined,
        SignInError::Blocked { aadsts: 53003 },
        Error::Tls.into(),
        Error::Offline(Unreachable::Told).into(),
        Error::Cancelled.into(),
        Error::BadAnswer { what: "a token" }.into(),
    ] {
        let (at, end) = run(900, vec![Err(error.clone()), done()]).await;
        assert_eq!(at, [5]);
        assert_eq!(end.unwrap_err(), error);
    }
}
