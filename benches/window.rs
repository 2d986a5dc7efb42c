//! Start and memory of the window, against an empty Tauri window of the same build on the same display.
//!
//! Both windows are shown by their page when it has painted, and both are seen from outside: a program is started, and
//! the display is asked for a window that can be seen. Memory is the proportional set size of the program and all its
//! processes, which counts shared pages once (`proc_pid_smaps(5)`). Linux with X11 only: `make bench` gives it a display
//! and a keystore of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    missing_docs
)]

#[cfg(target_os = "linux")]
#[allow(dead_code)]
mod graph_bodies;
#[cfg(target_os = "linux")]
#[allow(dead_code)]
mod side_by_side;
#[cfg(target_os = "linux")]
mod window_parts;

#[cfg(target_os = "linux")]
fn main() {
    // The empty window is this program, started once more.
    if std::env::args().any(|argument| argument == window_parts::EMPTY) {
        window_parts::empty();
    } else if side_by_side::asked_for() {
        window_parts::measure();
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {}
