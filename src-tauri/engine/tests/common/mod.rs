//! An engine on a fresh folder, connected to a pretend institution over real HTTP.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use rollbook_engine::clock::Clock;
use rollbook_engine::sign_in::Way;
use rollbook_engine::{Access, Context, Engine, Key, Options};
use rollbook_sandbox::Sandbox;
use secrecy::SecretString;
use tempfile::TempDir;

pub struct World {
    pub engine: Engine,
    pub sandbox: Sandbox,
    pub home: TempDir,
    pub key: Key,
}

impl World {
    /// Everything connected, nobody signed in.
    pub async fn connected(scenario: &str) -> Self {
        let options =
            rollbook_sandbox::Options { scenario: scenario.into(), ..rollbook_sandbox::Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let home = tempfile::tempdir().unwrap();
        let key = Key::generate().unwrap();
        let engine = engine(&sandbox, &home, &key, false);
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
        Self { engine, sandbox, home, key }
    }

    /// Signed in too.
    pub async fn signed_in(scenario: &str) -> Self {
        let world = Self::connected(scenario).await;
        world.engine.sign_in(Way::DeviceCode, |_| {}, &Context::default()).await.unwrap();
        world.sandbox.clear_requests();
        world
    }

    /// The same folder, opened again.
    pub fn again(&self, offline: bool) -> Engine {
        engine(&self.sandbox, &self.home, &self.key, offline)
    }
}

fn engine(sandbox: &Sandbox, home: &TempDir, key: &Key, offline: bool) -> Engine {
    Engine::open(Options {
        home: home.path().to_owned(),
        clock: Clock::starting_at(sandbox.info().now),
        offline,
        demo: false,
        access: Access::Memory(key.clone()),
    })
    .unwrap()
}
