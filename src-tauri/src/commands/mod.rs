//! The commands of the page: each translates one call to one use case.

mod care;
mod classes;
mod connect;
mod decide;
mod export;
mod files;
mod rules;
mod shell;
mod upload;

use crate::app::Answer;
use rollbook_engine::view::{ErrorView, OkView};
use rollbook_engine::{Engine, Error, MeetingId, Result};
use tauri::Runtime;
use tauri::ipc::Invoke;

/// All commands. `build.rs` names them once more, for the permissions; Tauri refuses what is not in both.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        connect::status,
        connect::unlock,
        connect::settings,
        connect::set_setting,
        connect::set_secret,
        connect::clear_secret,
        connect::sign_in,
        connect::sign_out,
        connect::accounts,
        connect::use_account,
        connect::admin_consent_url,
        connect::check_lms,
        connect::sign_in_moodle,
        classes::courses,
        classes::roster,
        classes::meetings,
        classes::add_meeting,
        classes::sync,
        classes::show,
        classes::reconcile,
        decide::set_calls,
        decide::set_match,
        decide::accept_unambiguous,
        decide::mark,
        decide::undo,
        decide::redo,
        decide::history,
        rules::preview_rules,
        rules::adopt_rules,
        files::choose_files,
        files::read_files,
        files::import_files,
        files::read_roster,
        files::import_roster,
        files::add_course,
        files::forget_files,
        upload::plan_upload,
        upload::upload,
        classes::course_matrix,
        upload::uploads,
        upload::revert,
        upload::grade_items,
        upload::grades,
        upload::outbox,
        upload::flush_outbox,
        upload::cancel_waiting,
        upload::status_map,
        upload::choose_status,
        export::export_preview,
        export::export_file,
        care::people,
        care::person,
        care::purge,
        care::backup,
        care::restore,
        care::doctor,
        care::save_diagnostics,
        care::reveal_home,
        shell::cancel,
        shell::print,
        shell::set_zoom,
        shell::notify,
        shell::open_link,
        shell::ready,
    ]
}

/// A use case's result as the page gets it.
fn seen<T>(result: Result<T>) -> Answer<T> {
    result.map_err(|error: Error| error.view())
}

/// `{"ok": true}` for a use case that only changes something.
fn done(result: Result<()>) -> Answer<OkView> {
    seen(result.map(|()| OkView { ok: true }))
}

/// The class that the page names.
async fn class(engine: &Engine, name: &str) -> std::result::Result<MeetingId, ErrorView> {
    seen(engine.find_meeting(name).await)
}
