//! The pretend institution: servers in this program, a throw-away folder, everything connected.

use crate::arguments::Arguments;
use rollbook_engine::clock::Clock;
use rollbook_engine::library::Range;
use rollbook_engine::sign_in::Way;
use rollbook_engine::{Access, Context, Engine, Error, Key, Options, Result};
use rollbook_sandbox::{Info, Sandbox};
use secrecy::SecretString;
use std::time::Duration;
use tempfile::TempDir;

/// What must live as long as the demonstration does.
pub struct Demo {
    /// The use cases on the throw-away folder.
    pub engine: Engine,
    _sandbox: Sandbox,
    _home: TempDir,
}

/// Starts the pretend servers and connects to them as an instructor would.
pub async fn start(arguments: &Arguments) -> Result<Demo> {
    let options = rollbook_sandbox::Options {
        latency: Duration::from_millis(arguments.latency),
        scenario: arguments.scenario.clone(),
        ..rollbook_sandbox::Options::default()
    };
    let sandbox = Sandbox::start(options).await.map_err(|error| {
        Error::bad_input(
            format!("The sample institution could not be started: {error}."),
            "Check --scenario.",
        )
    })?;
    let home = tempfile::Builder::new()
        .prefix("rollbook-demo-")
        .tempdir()
        .map_err(|_| Error::internal("demo-folder"))?;
    let info = sandbox.info();
    let engine = Engine::open(Options {
        home: home.path().to_owned(),
        clock: Clock::starting_at(info.now),
        offline: arguments.offline,
        demo: true,
        access: Access::Memory(Key::generate()?),
    })?;
    connect(&engine, info).await?;
    Ok(Demo { engine, _sandbox: sandbox, _home: home })
}

async fn connect(engine: &Engine, info: &Info) -> Result<()> {
    let settings = [
        ("microsoft.tenant", &info.tenant),
        ("microsoft.client_id", &info.client_id),
        ("microsoft.login_url", &info.login_url),
        ("microsoft.graph_url", &info.graph_url),
        ("call_records.mode", &"app".to_owned()),
        ("call_records.tenant", &info.call_records.tenant),
        ("call_records.client_id", &info.call_records.client_id),
        ("lms.kind", &"http".to_owned()),
        ("lms.url", &info.lms_url),
        ("timezone", &info.timezone),
    ];
    for (name, value) in settings {
        engine.set_setting(name, value)?;
    }
    engine.set_secret("call_records.secret", SecretString::from(info.call_records.secret.as_str())).await?;
    engine.set_secret("lms.token", SecretString::from(info.lms_token.as_str())).await?;
    if engine.is_offline() {
        return Ok(());
    }
    let context = Context::default();
    // The pretend institution approves a code by itself. One that does not is there to try the sign-in by hand.
    let signed_in =
        tokio::time::timeout(Duration::from_secs(8), engine.sign_in(Way::DeviceCode, |_| {}, &context)).await;
    if matches!(signed_in, Ok(Ok(_))) {
        engine.meetings(true, Range::default(), &context).await?;
    }
    Ok(())
}
