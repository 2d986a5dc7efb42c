//! The real window under `WebKitWebDriver`, and what a person does in it.

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long a person would wait for the next thing to appear, on a slow machine.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A window of the built program, driven from outside.
pub struct Window {
    pub client: Client,
    driver: Child,
}

impl Window {
    /// Opens the window on a pretend institution.
    pub async fn demo(scenario: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let driver = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is there (Debian: webkit2gtk-driver)");
        let mut capabilities = Capabilities::new();
        let program = env!("CARGO_BIN_EXE_rollbook-desktop");
        capabilities.insert(
            "webkitgtk:browserOptions".to_owned(),
            json!({ "binary": program, "args": ["--demo", "--scenario", scenario] }),
        );
        let mut client = None;
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(200)).await;
            let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
            if let Ok(found) =
                builder.capabilities(capabilities.clone()).connect(&format!("http://127.0.0.1:{port}")).await
            {
                client = Some(found);
                break;
            }
        }
        Self { client: client.expect("a session with the window"), driver }
    }

    /// Waits for something to be there.
    pub async fn find(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(found) => found,
            Err(error) => panic!("{css} did not appear: {error}\n{}", self.text().await),
        }
    }

    /// Waits for the thing with this test id.
    pub async fn id(&self, id: &str) -> Element {
        self.find(&format!("[data-testid=\"{id}\"]")).await
    }

    /// Waits, then clicks.
    pub async fn click(&self, id: &str) {
        // Something may still move on top of it; a person clicks again.
        let mut last = None;
        for _ in 0..20 {
            match self.id(id).await.click().await {
                Ok(()) => return,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        panic!("{id} could not be clicked: {last:?}");
    }

    /// Waits for the button or menu item with this text, then clicks.
    pub async fn click_text(&self, text: &str) {
        let path = format!("//*[self::button or @role='menuitem'][contains(normalize-space(.), \"{text}\")]");
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        match found {
            Ok(element) => element.click().await.expect("a click"),
            Err(error) => panic!("no button says {text:?}: {error}\n{}", self.text().await),
        }
    }

    /// Waits until the page shows this text.
    pub async fn wait_for_text(&self, text: &str) {
        for _ in 0..PATIENCE.as_millis() / 250 {
            if self.text().await.contains(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        panic!("{text:?} did not appear in:\n{}", self.text().await);
    }

    /// Everything that the page shows.
    pub async fn text(&self) -> String {
        let Ok(body) = self.client.find(Locator::Css("body")).await else { return String::new() };
        body.text().await.unwrap_or_default()
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("the keys arrive");
    }

    /// Tabs until the focus is on the thing with this test id (or inside it).
    pub async fn tab_to(&self, id: &str) {
        for _ in 0..80 {
            let script = format!("return document.activeElement?.closest('[data-testid=\"{id}\"]') !== null");
            if self.client.execute(&script, vec![]).await.is_ok_and(|found| found == json!(true)) {
                return;
            }
            self.press(&String::from(char::from(Key::Tab))).await;
        }
        panic!("the keyboard does not reach {id}");
    }

    /// The texts of one column of the participants table, by row.
    pub async fn column(&self, column: &str) -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll('[data-testid=\"participant-row\"] [data-col=\"{column}\"]')].map(c => c.textContent)"
        );
        let texts = self.client.execute(&script, vec![]).await.expect("the script runs");
        serde_json::from_value(texts).expect("a list of texts")
    }

    /// A picture of the window, where `ROLLBOOK_PICTURES` names a folder.
    pub async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("ROLLBOOK_PICTURES") {
            let png = self.client.screenshot().await.expect("a screenshot");
            std::fs::create_dir_all(&folder).expect("a folder for pictures");
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), png).expect("a file");
        }
    }

    /// Closes the window.
    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
