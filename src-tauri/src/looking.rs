//! While the program runs, the engine is asked once a minute whether an upload waits to be sent, and whether a class is due
//! to be looked at again; and once a day to erase what is older than the settings keep it.

use crate::app::App;
use crate::window;
use rollbook_engine::Context;
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager, Runtime};

/// How often to ask. A computer that slept asks within a minute after it woke, because the engine goes by the clock.
const EVERY: Duration = Duration::from_mins(1);
/// The first time: when the page has long been there.
const FIRST: Duration = Duration::from_secs(10);
/// How often old classes are erased.
const DAILY: Duration = Duration::from_hours(24);
/// The name of this work among those that can be cancelled.
const TASK: &str = "look-again";

/// Looks until the program ends. The page hears of classes that were fetched; failures are quiet, the class says them.
pub fn start<R: Runtime>(handle: &AppHandle<R>) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let mut wait = FIRST;
        let mut purged: Option<Instant> = None;
        loop {
            tokio::time::sleep(wait).await;
            wait = EVERY;
            let app = handle.state::<App>();
            let Some(engine) = app.open_engine().await else { continue };
            let task = app.tasks.begin(TASK);
            let context: Context = task.context.clone();
            if engine.is_unlocked() && purged.is_none_or(|at| at.elapsed() > DAILY) {
                purged = Some(Instant::now());
                if let Err(error) = engine.purge_expired().await {
                    tracing::debug!(code = error.code.word(), "old classes stay");
                }
            }
            match engine.send_waiting(&context).await {
                Ok(Some(outbox)) => window::tell(&handle, "outbox-changed", outbox),
                Ok(None) => {}
                Err(error) => tracing::debug!(code = error.code.word(), "the outbox stays as it is"),
            }
            match engine.look_again(&context).await {
                Ok(view) if !view.looked.is_empty() => window::tell(&handle, "looked-again", view),
                Ok(_) => {}
                Err(error) => tracing::debug!(code = error.code.word(), "a quiet look failed"),
            }
        }
    });
}
