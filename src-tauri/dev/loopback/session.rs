//! One program: on a thread of its own, called as its web view would.

use crate::Start;
use crate::system::{Desk, Next, OnDesk};
use rollbook_desktop::{Arguments, assemble, context};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::mpsc;
use tauri::http::HeaderMap;
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponse, InvokeResponseBody};
use tauri::test::{MockRuntime, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{AppHandle, Listener, Manager};
use tempfile::TempDir;
use tokio::sync::{broadcast, oneshot};

/// Events that the shell sends to the page.
const EVENTS: [&str; 4] = ["files-offered", "files-over", "looked-again", "outbox-changed"];
/// More than a page is ever behind.
const BEHIND: usize = 4096;

/// What a command answers.
pub enum Answer {
    /// Its value.
    Ok(Value),
    /// Its error, as the page gets it.
    Err(Value),
}

/// A running program.
pub struct Session {
    handle: AppHandle<MockRuntime>,
    said: broadcast::Sender<Value>,
    desk: Arc<Desk>,
    _home: Option<TempDir>,
}

impl Session {
    /// Starts a program. `None` where it could not be.
    pub fn start(start: &Start) -> Option<Self> {
        let (said, _) = broadcast::channel(BEHIND);
        let desk = Arc::new(Desk::default());
        let home = if start.scenario.is_none() { Some(folder()?) } else { None };
        let arguments = Arguments {
            demo: start.scenario.is_some(),
            scenario: start.scenario.clone().unwrap_or_else(|| "demo".to_owned()),
            latency: start.latency,
            home: home.as_ref().map(|home| home.path().to_owned()),
            offline: start.offline,
            class: None,
        };
        let (started, answer) = mpsc::channel();
        let (on_channel, system) = (said.clone(), desk.clone());
        std::thread::spawn(move || {
            let builder = mock_builder().channel_interceptor(move |_, callback, index, body| {
                // Nobody may be listening.
                let _ =
                    on_channel.send(json!({ "channel": callback.0, "index": index, "message": value(body) }));
                true
            });
            let built = assemble(builder, arguments, move |_| Box::new(OnDesk(system))).build(context());
            let Ok(app) = built else { return };
            let _ = started.send(app.handle().clone());
            app.run(|_, _| {});
        });
        let handle = answer.recv().ok()?;
        for event in EVENTS {
            let said = said.clone();
            handle.listen_any(event, move |heard| {
                let payload: Value = serde_json::from_str(heard.payload()).unwrap_or_default();
                let _ = said.send(json!({ "event": event, "payload": payload }));
            });
        }
        Some(Self { handle, said, desk, _home: home })
    }

    /// What the desktop was asked, and will answer.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Everything that is said from now on.
    pub fn listen(&self) -> broadcast::Receiver<Value> {
        self.said.subscribe()
    }

    /// Calls a command as the page in the window would.
    pub async fn call(&self, command: &str, arguments: Value) -> Answer {
        let Some(window) = self.handle.get_webview_window("main") else {
            return Answer::Err(json!("the window is gone"));
        };
        let Ok(url) = "tauri://localhost".parse() else { return Answer::Err(json!("no address")) };
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url,
            body: InvokeBody::Json(arguments),
            headers: HeaderMap::default(),
            invoke_key: self.handle.invoke_key().to_owned(),
        };
        let (sender, receiver) = oneshot::channel();
        window
            .as_ref()
            .clone()
            .on_message(request, Box::new(move |_, _, response, _, _| drop(sender.send(response))));
        match receiver.await {
            Ok(InvokeResponse::Ok(body)) => Answer::Ok(value(&body)),
            Ok(InvokeResponse::Err(error)) => Answer::Err(error.0),
            Err(_) => Answer::Err(json!("the command ended without an answer")),
        }
    }

    /// Prepares answers of dialogs; files over the window are told to the page at once.
    pub fn answer(&self, next: Next) {
        if let Some(paths) = self.desk.answer(next) {
            rollbook_desktop::offer(&self.handle, paths);
        }
    }

    /// Ends what is under way. The mock runtime's loop stays: its end would be this whole process's.
    pub async fn end(&self) {
        rollbook_desktop::end(&self.handle).await;
    }
}

/// A folder that a passphrase (`ROLLBOOK_PASSPHRASE`) locks: there may be no keystore.
fn folder() -> Option<TempDir> {
    let home = tempfile::tempdir().ok()?;
    std::fs::write(home.path().join("config.toml"), "[security]\nkeystore = \"passphrase\"\n").ok()?;
    Some(home)
}

fn value(body: &InvokeResponseBody) -> Value {
    match body {
        InvokeResponseBody::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        InvokeResponseBody::Raw(bytes) => json!(bytes),
    }
}
