//! Sync against its lower bound, on a pretend tenant-day of 6,000 call records over real HTTP.
//!
//! `make bench` prints the table. The bound is what no client can beat: requests that need each other's answers, each
//! one round trip long. "One after the other" is what a client does that lists the day and reads the sessions of each of
//! its calls in turn; it is measured on its first requests and scaled to all of them, because it takes minutes.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

use chrono::NaiveDate;
use rollbook_engine::clock::Clock;
use rollbook_engine::library::Range;
use rollbook_engine::progress::Progress;
use rollbook_engine::sign_in::Way;
use rollbook_engine::sync::{CallsMode, SyncOptions};
use rollbook_engine::view::{NewMeeting, ShowView};
use rollbook_engine::{Access, Context, Engine, Key, MeetingId, Options};
use rollbook_sandbox::{Sandbox, Seen};
use secrecy::SecretString;
use std::time::{Duration, Instant};

const LATENCY: Duration = Duration::from_millis(60);
const RUNS: usize = 5;

struct Measured {
    wall: Duration,
    requests: Vec<Seen>,
    show: ShowView,
}

#[tokio::main]
async fn main() {
    // `cargo test --benches` runs this too, to see that it works; a benchmark is asked for by name.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let day = day_of_the_class().await;
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(one_sync(day, CallsMode::Suggested).await);
    }
    runs.sort_by_key(|run| run.wall);
    let median = &runs[RUNS / 2];
    // The app's token, the list of the instructor's calls, the sessions: each needs the answer before it.
    let dependent = 3;
    // Twelve calls' sessions with eight requests in flight take two turns.
    let allowed = dependent + 1;
    let naive = one_after_the_other().await * u32::try_from(100 + 6_000).unwrap();
    let all_day = one_sync(day, CallsMode::AllDay).await;

    println!("tenant-day: 6,000 call records, {} ms a request, median of {RUNS} runs", LATENCY.as_millis());
    println!();
    println!("| what | requests | wall | against | ratio |");
    println!("|---|---|---|---|---|");
    let row = |what: &str, measured: &Measured, against: &str, bound: Duration| {
        let ratio = measured.wall.as_secs_f64() / bound.as_secs_f64();
        let (requests, wall) = (measured.requests.len(), measured.wall.as_millis());
        println!("| {what} | {requests} | {wall} ms | {against}: {} ms | {ratio:.4} |", bound.as_millis());
    };
    row("sync, one class by call records", median, "3 dependent round trips", LATENCY * dependent);
    row(
        "the same",
        median,
        "4 turns, with the 8 requests in flight that the program allows itself",
        LATENCY * allowed,
    );
    row("the same", median, "listing the day and reading every call, one after the other (scaled)", naive);
    row("sync --calls all-day", &all_day, "the same, one after the other (scaled)", naive);
    terms().await;
    throttled().await;
    println!();
    let counting = median.show.calls.iter().filter(|call| call.included).count();
    println!("people {}, calls that count {counting}", median.show.participants.len());
}

/// Forty classes, each a meeting of its own with two reports of 500 people, by one account.
async fn terms() {
    let mut walls = Vec::new();
    let mut requests = 0;
    for _ in 0..3 {
        let (sandbox, engine, _home) = connected_to("large-term").await;
        let range = Range { from: NaiveDate::from_ymd_opt(2000, 1, 1), to: None };
        let rows = engine.meetings(true, range, &Context::default()).await.unwrap().meetings;
        let ids: Vec<MeetingId> = rows.into_iter().map(|row| MeetingId::new(row.meeting.id)).collect();
        sandbox.clear_requests();
        let began = Instant::now();
        let answer = engine
            .sync(&ids, SyncOptions::default(), &Progress::silent(), &Context::default())
            .await
            .unwrap();
        walls.push(began.elapsed());
        assert!(answer.meetings.iter().all(|one| one.error.is_none()) && answer.meetings.len() == 40);
        requests = sandbox.requests().len();
    }
    walls.sort();
    let wall = walls[walls.len() / 2];
    // Four requests in flight to one mailbox: no client is quicker than their number by four.
    let bound = LATENCY * u32::try_from(requests.div_ceil(4)).unwrap();
    let ratio = wall.as_secs_f64() / bound.as_secs_f64();
    println!(
        "| 40 classes, 2 reports of 500 people each | {requests} | {} ms | requests ÷ 4 in flight × latency: {} ms | {ratio:.4} |",
        wall.as_millis(),
        bound.as_millis()
    );
}

/// A whole day's listing under the quota of 40 requests in 20 seconds.
async fn throttled() {
    let (sandbox, engine, _home) = connected_to("quota").await;
    let today = sandbox.info().now.date_naive();
    let mut best: Option<(Duration, Vec<Seen>)> = None;
    for day in [today, today.pred_opt().unwrap()] {
        let new = NewMeeting { title: "Class".into(), date: Some(day.to_string()), ..NewMeeting::default() };
        let id = MeetingId::new(engine.add_meeting(&new).await.unwrap());
        sandbox.clear_requests();
        let began = Instant::now();
        let options = SyncOptions { calls: CallsMode::AllDay, ..SyncOptions::default() };
        let _ = engine.sync(&[id], options, &Progress::silent(), &Context::default()).await.unwrap();
        let wall = began.elapsed();
        let seen = sandbox.requests();
        if best.as_ref().is_none_or(|(_, known)| seen.len() > known.len()) {
            best = Some((wall, seen));
        }
    }
    let (wall, seen) = best.unwrap();
    let lists: Vec<&Seen> = seen.iter().filter(|r| r.path.contains("/callRecords?")).collect();
    let records = seen.iter().filter(|r| r.path.contains("/callRecords/")).count();
    let refused = seen.iter().filter(|r| r.status == 429).count();
    let listing = lists.iter().map(|r| r.at).max().unwrap() - lists.iter().map(|r| r.at).min().unwrap();
    // So many at once, then so many every twenty seconds.
    let allowed = |requests: usize, most: usize| 20 * (requests.saturating_sub(1) / most);
    // The list's last requests count against the 1,500 as well.
    let (for_list, for_records) = (allowed(lists.len(), 40), allowed(lists.len() % 40 + records, 1_500));
    let row = |what: &str, requests: usize, seconds: f64, against: &str, bound: usize| {
        let ratio = seconds / bound as f64;
        println!("| {what} | {requests} | {seconds:.1} s | {against}: {bound} s | {ratio:.4} |");
    };
    let seconds = listing.as_seconds_f64();
    row(
        "the day's list under the quota of 40 in 20 s",
        lists.len(),
        seconds,
        "what the quota allows",
        for_list,
    );
    let against = "what the quotas allow, the list first and then the records (1,500 in 20 s in all)";
    row(
        "`--calls all-day` under the quotas",
        seen.len(),
        wall.as_secs_f64(),
        against,
        for_list + for_records,
    );
    println!("| requests refused with 429 | {refused} | | | |");
}

/// The tenant-day is the sandbox's today or the day before it.
async fn day_of_the_class() -> NaiveDate {
    let (sandbox, _, _) = connected().await;
    let today = sandbox.info().now.date_naive();
    let before = today.pred_opt().unwrap();
    let counts = one_sync(today, CallsMode::Suggested).await.show.calls.len();
    if counts >= 12 { today } else { before }
}

/// One sync in a fresh folder with nothing cached but the sign-in.
async fn one_sync(day: NaiveDate, calls: CallsMode) -> Measured {
    let (sandbox, engine, _home) = connected().await;
    let new = NewMeeting { title: "Class".into(), date: Some(day.to_string()), ..NewMeeting::default() };
    let ids = [MeetingId::new(engine.add_meeting(&new).await.unwrap())];
    sandbox.clear_requests();
    let began = Instant::now();
    let options = SyncOptions { calls, ..SyncOptions::default() };
    engine.sync(&ids, options, &Progress::silent(), &Context::default()).await.unwrap();
    let wall = began.elapsed();
    Measured { wall, requests: sandbox.requests(), show: engine.show(&ids[0]).await.unwrap() }
}

/// How long one request takes a client that waits for each answer, on a hundred of them.
async fn one_after_the_other() -> Duration {
    let (sandbox, _engine, _home) = connected().await;
    let client = reqwest::Client::new();
    let url = format!("{}/_sandbox/info", sandbox.info().url);
    let graph = format!("{}/v1.0/me", sandbox.info().graph_url);
    client.get(&url).send().await.unwrap();
    let began = Instant::now();
    for _ in 0..100 {
        // Refused for want of a token, at the speed of any request.
        client.get(&graph).send().await.unwrap().bytes().await.unwrap();
    }
    began.elapsed() / 100
}

async fn connected() -> (Sandbox, Engine, tempfile::TempDir) {
    connected_to("tenant-day").await
}

async fn connected_to(scenario: &str) -> (Sandbox, Engine, tempfile::TempDir) {
    let options = rollbook_sandbox::Options {
        scenario: scenario.into(),
        latency: LATENCY,
        ..rollbook_sandbox::Options::default()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let info = sandbox.info();
    let engine = Engine::open(Options {
        home: home.path().to_owned(),
        clock: Clock::starting_at(info.now),
        offline: false,
        // A demonstration is not paced.
        demo: scenario != "quota",
        access: Access::Memory(Key::generate().unwrap()),
    })
    .unwrap();
    for (name, value) in [
        ("microsoft.tenant", info.tenant.as_str()),
        ("microsoft.client_id", &info.client_id),
        ("microsoft.login_url", &info.login_url),
        ("microsoft.graph_url", &info.graph_url),
        ("call_records.mode", "app"),
        ("call_records.tenant", &info.call_records.tenant),
        ("call_records.client_id", &info.call_records.client_id),
        ("timezone", &info.timezone),
    ] {
        engine.set_setting(name, value).unwrap();
    }
    engine
        .set_secret("call_records.secret", SecretString::from(info.call_records.secret.as_str()))
        .await
        .unwrap();
    engine.sign_in(Way::DeviceCode, |_| {}, &Context::default()).await.unwrap();
    (sandbox, engine, home)
}
