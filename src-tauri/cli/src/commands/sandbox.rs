//! The pretend institution as a server of its own.

use super::Result;
use crate::arguments::Sandbox as Arguments;
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::Error;
use rollbook_sandbox::{Options, Sandbox};
use std::time::Duration;

pub async fn run(arguments: &Arguments, output: &Output) -> Result {
    let options = Options {
        port: arguments.port,
        latency: Duration::from_millis(arguments.latency),
        seed: arguments.seed,
        scenario: arguments.scenario.clone(),
        now: arguments.now,
    };
    let sandbox = Sandbox::start(options).await.map_err(|error| {
        Error::bad_input(
            format!("The pretend institution could not be started: {error}."),
            "Choose another port or scenario.",
        )
    })?;
    output.event(sandbox.info(), || text::sandbox(sandbox.info()));
    stopped().await;
    sandbox.stop().await;
    Ok(Exit::DONE)
}

#[cfg(unix)]
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminated) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}

#[cfg(not(unix))]
async fn stopped() {
    let _ = tokio::signal::ctrl_c().await;
}
