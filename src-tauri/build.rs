//! Tells Tauri which commands exist, so that each has to be permitted singly, and where the capabilities lie.

/// Every command of the shell; the capability file permits them one by one.
const COMMANDS: &[&str] = &[
    "status",
    "unlock",
    "settings",
    "set_setting",
    "set_secret",
    "clear_secret",
    "sign_in",
    "sign_out",
    "accounts",
    "use_account",
    "admin_consent_url",
    "cancel",
    "check_lms",
    "sign_in_moodle",
    "courses",
    "roster",
    "meetings",
    "add_meeting",
    "sync",
    "show",
    "reconcile",
    "set_calls",
    "set_match",
    "accept_unambiguous",
    "mark",
    "undo",
    "redo",
    "history",
    "preview_rules",
    "adopt_rules",
    "choose_files",
    "read_files",
    "import_files",
    "read_roster",
    "import_roster",
    "add_course",
    "forget_files",
    "plan_upload",
    "upload",
    "course_matrix",
    "uploads",
    "revert",
    "grade_items",
    "grades",
    "outbox",
    "flush_outbox",
    "cancel_waiting",
    "status_map",
    "choose_status",
    "export_preview",
    "export_file",
    "people",
    "person",
    "purge",
    "backup",
    "restore",
    "doctor",
    "save_diagnostics",
    "reveal_home",
    "print",
    "set_zoom",
    "notify",
    "open_link",
    "ready",
];

fn main() {
    // The page is built into the program: a new page is a new program.
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        // A build script can only speak by failing.
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
