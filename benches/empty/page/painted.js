// A hidden window is given no frames: it is shown as soon as its page has run.
window.__TAURI_INTERNALS__.invoke("ready");
