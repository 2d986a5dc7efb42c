//! The desktop app: reads the command line and opens the window.

// A window program brings no console window on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use clap::Parser;

fn main() -> std::process::ExitCode {
    rollbook_desktop::run(rollbook_desktop::Arguments::parse())
}
