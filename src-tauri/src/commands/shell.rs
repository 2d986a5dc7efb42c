//! What concerns the window itself.

use super::done;
use crate::app::{Answer, App};
use crate::window;
use rollbook_engine::Error;
use rollbook_engine::view::OkView;
use serde::Deserialize;
use tauri::{AppHandle, Runtime, State, WebviewWindow};

/// How small and how large the page may be shown.
const SMALLEST: f64 = 0.5;
const LARGEST: f64 = 3.0;

/// The links that the page may open: names, never addresses.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// Where the last device code is to be entered.
    DeviceLogin,
}

#[tauri::command]
pub async fn cancel(app: State<'_, App>, task: String) -> Answer<OkView> {
    app.tasks.cancel(&task);
    done(Ok(()))
}

#[tauri::command]
pub async fn open_link(app: State<'_, App>, link: Link) -> Answer<OkView> {
    let address = match link {
        Link::DeviceLogin => app.device_login.lock().ok().and_then(|last| last.clone()),
    };
    let web =
        address.filter(|address| address.starts_with("https://") || address.starts_with("http://127.0.0.1"));
    done(match web {
        Some(address) if app.system.open_page(&address) => Ok(()),
        _ => Err(Error::bad_input("The page could not be opened.", "Type the address into a browser.")),
    })
}

/// A notification of the system, for a window that nobody looks at. Its words are the page's: a stranger's title in them
/// is text, on one line and not longer than a notification shows.
#[tauri::command]
pub async fn notify(app: State<'_, App>, title: String, body: String) -> Answer<OkView> {
    let line = |text: &str| text.chars().filter(|c| !c.is_control()).take(200).collect::<String>();
    app.system.notify(&line(&title), &markup_free(&line(&body)));
    done(Ok(()))
}

/// Notification servers on Linux may read markup in the body (Desktop Notifications Specification, section "Markup").
fn markup_free(text: &str) -> String {
    if cfg!(target_os = "linux") {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        text.to_owned()
    }
}

/// The system's print dialog for the page.
#[tauri::command]
pub async fn print<R: Runtime>(window: WebviewWindow<R>) -> Answer<OkView> {
    done(window.print().map_err(|_| {
        Error::bad_input(
            "The page could not be printed.",
            "Check the printer, or export the class to a file.",
        )
    }))
}

/// Shows the page larger or smaller: 1 is the size it was made in.
#[tauri::command]
pub async fn set_zoom<R: Runtime>(window: WebviewWindow<R>, factor: f64) -> Answer<OkView> {
    let factor = if factor.is_finite() { factor.clamp(SMALLEST, LARGEST) } else { 1.0 };
    done(window.set_zoom(factor).map_err(|_| Error::internal("zoom")))
}

#[tauri::command]
pub async fn ready<R: Runtime>(handle: AppHandle<R>) -> Answer<OkView> {
    window::show(&handle);
    done(Ok(()))
}
