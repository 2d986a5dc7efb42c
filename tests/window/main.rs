//! The built program, its real window and the pretend institution behind it over HTTP: the main job by mouse, by
//! keyboard, and the case this product was born from.
//!
//! Needs `WebKitWebDriver` and a display (`scripts/with-desktop.sh` gives both a window and a session bus).
#![allow(missing_docs, clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod driver;

use driver::Window;

#[tokio::test(flavor = "multi_thread")]
async fn the_instant_meeting_comes_to_its_known_minutes_in_the_window() {
    let window = Window::demo("conference-74").await;
    window.find("[data-testid=\"class-row\"] a").await.click().await.expect("a click");
    window.id("class-page").await;
    window.click("sync").await;
    window.find("[data-testid=\"participant-row\"]").await;
    window.wait_for_text("4.64").await;
    let emails = window.column("email").await;
    let totals = window.column("total").await;
    let total = |email: &str| {
        let row = emails.iter().position(|cell| cell.contains(email)).expect("the person is in the table");
        totals[row].clone()
    };
    assert_eq!(total("hi@nexsy.io"), "4.64");
    assert_eq!(total("hari@nexsy.io"), "6.81");
    window.picture("conference").await;
    // What a file would hold comes from the program behind the page, too.
    window.click("export").await;
    window.id("export-row").await;
    window.wait_for_text("Conference").await;
    // Rows below the edge of their box have no visible text.
    let preview = window.id("export-preview").await.prop("textContent").await.expect("the preview");
    let preview = preview.unwrap_or_default();
    assert!(preview.contains("hari@nexsy.io") && preview.contains("6.81"), "{preview}");
    window.picture("export").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_is_fetched_reviewed_and_sent_by_mouse() {
    let window = Window::demo("demo").await;
    window.wait_for_text("Databases I").await;
    window.picture("classes").await;
    open_a_past_class(&window).await;
    window.click("sync").await;
    window.find("[data-testid=\"participant-row\"]").await;
    assert!(window.column("name").await.len() > 10);
    window.picture("participants").await;
    window.click("tab-reconcile").await;
    window.id("student-row").await;
    window.picture("reconcile").await;
    window.click("tab-upload").await;
    window.id("change").await;
    window.picture("upload").await;
    window.click("send").await;
    window.id("upload-results").await;
    window.picture("sent").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_and_in_again_shows_a_code() {
    let window = Window::demo("demo").await;
    window.wait_for_text("Databases I").await;
    window.click("account").await;
    window.click_text("Sign out").await;
    window.click("sign-in-header").await;
    window.click_text("on another device").await;
    let code = window.id("user-code").await.text().await.expect("the code");
    assert!(code.chars().filter(char::is_ascii_alphanumeric).count() >= 6, "{code}");
    window.picture("code").await;
    window.id("account").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_is_fetched_reviewed_and_sent_by_keyboard_alone() {
    let window = Window::demo("demo").await;
    window.wait_for_text("Databases I").await;
    // The first class that can be fetched, its button, the class itself.
    window.tab_to("next").await;
    window.press(ENTER).await;
    window.wait_for_text("Ready to review").await;
    window.tab_to("next").await;
    window.press(ENTER).await;
    window.id("class-page").await;
    window.id("student-row").await;
    // Tabs of the class: the arrow moves, and the page follows.
    window.tab_to("tab-reconcile").await;
    window.press(RIGHT).await;
    window.press(ENTER).await;
    window.id("change").await;
    window.tab_to("send").await;
    window.press(ENTER).await;
    window.id("upload-results").await;
    window.close().await;
}

const ENTER: &str = "\u{e007}";
const RIGHT: &str = "\u{e014}";

/// The newest class that is over and was not fetched: its row offers "Fetch".
async fn open_a_past_class(window: &Window) {
    let script = "const rows = [...document.querySelectorAll('[data-testid=\"class-row\"]')];\
        const row = rows.find(r => r.textContent.includes('Databases I') && r.querySelector('[data-testid=\"next\"]')?.textContent.includes('Fetch'));\
        (row.querySelector('a, button:not([data-testid=\"next\"])') ?? row).click(); return row.textContent;";
    window.client.execute(script, vec![]).await.expect("a class to fetch");
    window.id("class-page").await;
}
