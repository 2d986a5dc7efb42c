//! The one window: it shows the bundled page and goes nowhere else.

use serde::Serialize;
use std::fmt::Write as _;
use std::time::Duration;
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Runtime, WebviewUrl, WebviewWindowBuilder, WindowEvent,
};

const LABEL: &str = "main";
/// A page that never says that it has painted is shown all the same, so that there is something to close.
const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// Opens the window, hidden until the page has painted, at a class where one is named.
pub fn open<R: Runtime>(app: &AppHandle<R>, class: Option<&str>) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == LABEL);
    let Some(config) = config else { return Err(tauri::Error::WindowNotFound) };
    let mut config = config.clone();
    if let Some(class) = class {
        config.url = WebviewUrl::App(format!("index.html#/class/{}/participants", encoded(class)).into());
    }
    let window = WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(|url| match url.scheme() {
            "tauri" => true,
            "http" | "https" => url.host_str() == Some("tauri.localhost"),
            _ => false,
        })
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .build()?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event {
            dragged(&handle, event);
        }
    });
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(LONGEST_WAIT).await;
        let _ = window.show();
    });
    Ok(())
}

/// A text as a part of an address: everything but ASCII letters and digits percent-encoded (RFC 3986, section 2.1).
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// Files over the window, and files let go of over it: the page hears of them by token and name.
fn dragged<R: Runtime>(app: &AppHandle<R>, event: &DragDropEvent) {
    let over = match event {
        DragDropEvent::Enter { paths, .. } => !paths.is_empty(),
        // Comes with every movement of the pointer, and says nothing new.
        DragDropEvent::Over { .. } => return,
        _ => false,
    };
    tell(app, "files-over", over);
    if let DragDropEvent::Drop { paths, .. } = event {
        crate::offer(app, paths.clone());
    }
}

/// Tells the page; one that is gone needs no events.
pub fn tell<R: Runtime>(app: &AppHandle<R>, event: &str, what: impl Serialize + Clone) {
    let _ = app.emit_to(LABEL, event, what);
}

/// Shows the window.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.show();
    }
}

/// Brings the window to the front, as a second start of the program asks for.
pub fn focus<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
