//! An engine on a fresh folder, connected to a pretend institution over real HTTP.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::panic)]

use chrono::TimeDelta;
use rollbook_engine::clock::Clock;
use rollbook_engine::library::Range;
use rollbook_engine::progress::Progress;
use rollbook_engine::sign_in::Way;
use rollbook_engine::sync::SyncOptions;
use rollbook_engine::view::{ErrorView, MeetingRowView, ShowView, SignInEvent, SyncedView};
use rollbook_engine::{Access, Context, Engine, Key, MeetingId, Options, Result};
use rollbook_sandbox::{Sandbox, Seen, Server};
use secrecy::SecretString;
use std::time::Instant;
use tempfile::TempDir;

pub struct World {
    pub engine: Engine,
    pub sandbox: Sandbox,
    pub home: TempDir,
    pub key: Key,
    began: Instant,
}

/// Codes of the contract, section 2, with their exit codes.
pub const CODES: [(&str, u8); 25] = [
    ("internal", 1),
    ("disk-full", 1),
    ("data-damaged", 1),
    ("newer-data", 1),
    ("server-fault", 1),
    ("untrusted-link", 1),
    ("too-large", 1),
    ("sign-in-needed", 3),
    ("not-permitted", 4),
    ("admin-consent-needed", 4),
    ("call-records-not-configured", 4),
    ("not-organizer", 4),
    ("device-code-blocked", 4),
    ("report-not-ready", 5),
    ("report-empty", 5),
    ("too-old", 5),
    ("throttled", 5),
    ("offline", 6),
    ("tls", 6),
    ("bad-input", 7),
    ("not-found", 7),
    ("ambiguous-dates", 7),
    ("unknown-format", 7),
    ("conflict", 8),
    ("locked", 9),
];

impl World {
    /// Everything connected, nobody signed in.
    pub async fn connected(scenario: &str) -> Self {
        let options =
            rollbook_sandbox::Options { scenario: scenario.into(), ..rollbook_sandbox::Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let began = Instant::now();
        let home = tempfile::tempdir().unwrap();
        let key = Key::generate().unwrap();
        let clock = Clock::starting_at(sandbox.info().now);
        let engine = Engine::open(options_of(&home, clock, false, &key)).unwrap();
        let info = sandbox.info();
        for (name, value) in [
            ("microsoft.tenant", info.tenant.as_str()),
            ("microsoft.client_id", &info.client_id),
            ("microsoft.login_url", &info.login_url),
            ("microsoft.graph_url", &info.graph_url),
            ("call_records.mode", "app"),
            ("call_records.tenant", &info.call_records.tenant),
            ("call_records.client_id", &info.call_records.client_id),
            ("lms.kind", "http"),
            ("lms.url", &info.lms_url),
            ("timezone", &info.timezone),
        ] {
            engine.set_setting(name, value).unwrap();
        }
        engine
            .set_secret("call_records.secret", SecretString::from(info.call_records.secret.as_str()))
            .await
            .unwrap();
        engine.set_secret("lms.token", SecretString::from(info.lms_token.as_str())).await.unwrap();
        Self { engine, sandbox, home, key, began }
    }

    /// Signed in too.
    pub async fn signed_in(scenario: &str) -> Self {
        let world = Self::connected(scenario).await;
        world.sign_in().await.unwrap();
        world.sandbox.clear_requests();
        world
    }

    /// Signed in, with the courses, rosters and classes of the institution.
    pub async fn of_the_term(scenario: &str) -> Self {
        let world = Self::signed_in(scenario).await;
        world.refresh().await;
        world.sandbox.clear_requests();
        world
    }

    /// Enters the code as its user would.
    pub async fn sign_in(&self) -> Result<()> {
        let approve = |event: SignInEvent| {
            if let SignInEvent::DeviceCode { user_code, .. } = event {
                self.sandbox.approve(&user_code);
            }
        };
        self.engine.sign_in(Way::DeviceCode, approve, &Context::default()).await.map(|_| ())
    }

    /// The same folder, opened again.
    pub fn again(&self, offline: bool) -> Engine {
        self.at(TimeDelta::zero(), offline)
    }

    /// The same folder, opened by a program whose clock is so much ahead.
    pub fn at(&self, ahead: TimeDelta, offline: bool) -> Engine {
        let passed = TimeDelta::from_std(self.began.elapsed()).unwrap();
        let clock = Clock::starting_at(self.sandbox.info().now + passed + ahead);
        Engine::open(options_of(&self.home, clock, offline, &self.key)).unwrap()
    }

    pub async fn refresh(&self) -> Vec<MeetingRowView> {
        self.engine.meetings(true, Range::default(), &Context::default()).await.unwrap().meetings
    }

    /// The class with this id in the LMS.
    pub async fn class(&self, lms_id: &str) -> MeetingId {
        let rows = self.engine.meetings(false, Range::default(), &Context::default()).await.unwrap().meetings;
        let row = rows.into_iter().find(|row| row.meeting.lms_id.as_deref() == Some(lms_id)).unwrap();
        MeetingId::new(row.meeting.id)
    }

    /// Syncs a class, which must work.
    pub async fn synced(&self, lms_id: &str) -> (MeetingId, ShowView) {
        let id = self.class(lms_id).await;
        let answer = sync(&self.engine, &id).await;
        assert_eq!(answer.error, None, "{lms_id}");
        let show = self.engine.show(&id).await.unwrap();
        (id, show)
    }

    /// The requests that went to a server and whose path holds this.
    pub fn asked(&self, server: Server, part: &str) -> Vec<Seen> {
        self.sandbox.requests().into_iter().filter(|r| r.server == server && r.path.contains(part)).collect()
    }

    /// How many tokens were asked for.
    pub fn token_requests(&self) -> usize {
        self.asked(Server::Login, "/oauth2/v2.0/token").len()
    }
}

/// Syncs one class.
pub async fn sync(engine: &Engine, id: &MeetingId) -> SyncedView {
    sync_by(engine, id, SyncOptions::default()).await
}

pub async fn sync_by(engine: &Engine, id: &MeetingId, options: SyncOptions) -> SyncedView {
    let ids = std::slice::from_ref(id);
    let mut answer = engine.sync(ids, options, &Progress::silent(), &Context::default()).await.unwrap();
    answer.meetings.remove(0)
}

/// The error's code, which must be one of the contract, said in words with something to do.
pub fn code(error: &ErrorView) -> &str {
    assert!(CODES.iter().any(|(code, _)| *code == error.code), "{} is no code of the contract", error.code);
    assert!(!error.message.is_empty() && !error.hint.is_empty(), "{error:?}");
    &error.code
}

fn options_of(home: &TempDir, clock: Clock, offline: bool, key: &Key) -> Options {
    Options { home: home.path().to_owned(), clock, offline, demo: false, access: Access::Memory(key.clone()) }
}

/// An engine on a fresh folder that nothing is connected to.
pub fn offline_engine() -> (Engine, TempDir) {
    let home = tempfile::tempdir().unwrap();
    let clock = Clock::starting_at("2026-11-26T12:00:00Z".parse().unwrap());
    let engine = Engine::open(options_of(&home, clock, true, &Key::generate().unwrap())).unwrap();
    (engine, home)
}
