//! The desktop shell: a window, and commands that translate. No logic, no SQL, no HTTP.

mod app;
mod arguments;
mod commands;
mod demo;
mod home;
mod looking;
mod tasks;
mod tray;
mod window;

pub use arguments::Arguments;

use app::App;
use std::process::ExitCode;
use tauri::{Manager, RunEvent};

/// Opens the window and runs until it is closed.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // WebKitGTK draws nothing with some graphics drivers; its older renderer works everywhere. The variable must be
        // there before GTK starts, so the program starts itself once more with it.
        return again_without_dmabuf();
    }
    let mut builder = tauri::Builder::default();
    if !arguments.demo {
        builder = builder
            .plugin(tauri_plugin_single_instance::init(|app, _, _| window::focus(app)))
            .plugin(tauri_plugin_window_state::Builder::default().build());
    }
    let result = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(commands::handler())
        .setup(move |app| {
            app.manage(App::new(arguments.clone()));
            window::open(app.handle())?;
            looking::start(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    match result {
        Ok(app) => {
            app.run(|handle, event| {
                if let RunEvent::Exit = event {
                    tauri::async_runtime::block_on(handle.state::<App>().end());
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Rollbook could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Setting a variable of a running program is not safe once there are threads; replacing the program is.
#[cfg(target_os = "linux")]
fn again_without_dmabuf() -> ExitCode {
    use std::os::unix::process::CommandExt;
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    let error = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .exec();
    eprintln!("Rollbook could not start: {error}");
    ExitCode::FAILURE
}
