//! While the program runs, the engine is asked once a minute whether an upload waits to be sent, and whether a class is due
//! to be looked at again.

use crate::app::App;
use crate::window;
use rollbook_engine::Context;
use std::time::Duration;
use tauri::{AppHandle, Manager, Runtime};

/// How often to ask. A computer that slept asks within a minute after it woke, because the engine goes by the clock.
const EVERY: Duration = Duration::from_mins(1);
/// The first time: when the page has long been there.
const FIRST: Duration = Duration::from_secs(10);
/// The name of this work among those that can be cancelled.
const TASK: &str = "look-again";

/// Looks until the program ends. The page hears of classes that were fetched; failures are quiet, the class says them.
pub fn start<R: Runtime>(handle: &AppHandle<R>) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let mut wait = FIRST;
        loop {
            tokio::time::sleep(wait).await;
            wait = EVERY;
            let app = handle.state::<App>();
            let Some(engine) = app.open_engine().await else { continue };
            let task = app.tasks.begin(TASK);
            let context: Context = task.context.clone();
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
