//! The desktop shell: a window, and commands that translate. No logic, no SQL, no HTTP.

mod app;
mod arguments;
mod commands;
mod demo;
mod home;
mod looking;
mod system;
mod tasks;
mod tray;
mod window;

pub use arguments::Arguments;
pub use system::{Filter, Native, System};

use app::App;
use std::path::PathBuf;
use std::process::ExitCode;
use tauri::{AppHandle, Manager, RunEvent, Runtime, Wry};
use tauri_plugin_window_state::StateFlags;

/// Opens the window and runs until it is closed.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // WebKitGTK draws nothing with some graphics drivers; its older renderer works everywhere. The variable must be
        // there before GTK starts, so the program starts itself once more with it.
        return again_without_dmabuf();
    }
    let mut builder = tauri::Builder::<Wry>::default();
    if !arguments.demo {
        builder = builder
            .plugin(tauri_plugin_single_instance::init(|app, _, _| window::focus(app)))
            // Size and place, but not that it could be seen: the page says when there is something to see.
            .plugin(
                tauri_plugin_window_state::Builder::default()
                    .with_state_flags(StateFlags::all() - StateFlags::VISIBLE)
                    .build(),
            );
    }
    let builder = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init());
    let native = |handle: &AppHandle<Wry>| Box::new(Native(handle.clone())) as Box<dyn System>;
    let result = assemble(builder, arguments, native).build(context());
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

/// The program on any runtime and any desktop: its commands, its window, and what it does by itself.
pub fn assemble<R: Runtime>(
    builder: tauri::Builder<R>,
    arguments: Arguments,
    system: impl FnOnce(&AppHandle<R>) -> Box<dyn System> + Send + 'static,
) -> tauri::Builder<R> {
    builder.invoke_handler(commands::handler()).setup(move |app| {
        let class = arguments.class.clone();
        app.manage(App::new(arguments, system(app.handle())));
        window::open(app.handle(), class.as_deref())?;
        looking::start(app.handle());
        Ok(())
    })
}

/// Offers files to the page as if they had been let go of over the window.
pub fn offer<R: Runtime>(handle: &AppHandle<R>, paths: Vec<PathBuf>) {
    let offered = handle.state::<App>().tray.offer(paths);
    window::tell(handle, "files-offered", offered);
}

/// Ends what is under way, and waits until the database is at rest.
pub async fn end<R: Runtime>(handle: &AppHandle<R>) {
    handle.state::<App>().end().await;
}

/// Settings, page and permissions, as they are built in.
#[must_use]
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
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
