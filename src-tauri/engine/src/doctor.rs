//! What is in order and what is not, for the user and, redacted, for whoever helps.

use crate::config::{CallRecordsMode, KEYS, LmsKind};
use crate::engine::{Engine, blocking};
use crate::error::{Error, Result};
use crate::view::{DoctorView, FindingView, PurgeWhat};
use rollbook_store::{Store, accounts, outbox};
use std::fmt::Write as _;
use std::path::PathBuf;

impl Engine {
    /// Looks at folder, key, database, connections and what waits. Touches no network, changes nothing, and names nobody.
    pub async fn doctor(&self) -> DoctorView {
        let mut checks = vec![self.folder()];
        match self.db(Store::integrity).await {
            Err(error) => checks.push(problem("database", &error.message, &error.hint)),
            Ok(found) if !found.is_sound() => checks.push(problem(
                "database",
                "The database is damaged: it is not what Rollbook wrote.",
                "Restore a backup. What is there is put aside, not deleted.",
            )),
            Ok(found) => {
                let size = Store::size(self.home()) / 1024;
                let what = format!("The database is sound (version {}, {size} KiB).", found.schema);
                checks.push(ok("database", &what));
                checks.extend(self.connections().await);
                checks.extend(self.waiting().await);
            }
        }
        DoctorView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            home: self.home().display().to_string(),
            checks,
        }
    }

    /// The checks as text that may be given away: no address, name, title, secret or folder.
    pub async fn diagnostics(&self) -> String {
        let found = self.doctor().await;
        let mut text = format!(
            "Rollbook {} on {} ({})\n{}\n\n",
            found.version,
            std::env::consts::OS,
            std::env::consts::ARCH,
            self.now().format("%Y-%m-%d %H:%M UTC"),
        );
        for FindingView { id, state, message, .. } in &found.checks {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{state:8} {id}: {message}");
        }
        text.push_str("\nSettings that are set (their values are left out):\n");
        for key in KEYS {
            if self.setting(key.name).is_ok_and(|setting| setting.set) {
                let _ = writeln!(text, "  {}", key.name);
            }
        }
        text
    }

    /// Writes [`Self::diagnostics`] to a file.
    pub async fn save_diagnostics(&self, path: PathBuf) -> Result<()> {
        let text = self.diagnostics().await;
        blocking(move || {
            rollbook_files::write_whole(&path, text.as_bytes(), true)
                .map_err(|_| Error::bad_input("The file could not be written.", "Choose another place."))
        })
        .await
    }

    fn folder(&self) -> FindingView {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(self.home()).map(|folder| folder.permissions().mode() & 0o077);
            if mode.is_ok_and(|others| others != 0) {
                return warning(
                    "folder",
                    "Other accounts of this computer may look into the data folder.",
                    "The database is encrypted all the same. To keep them out: chmod 700 on the folder.",
                );
            }
        }
        ok("folder", "Only you may look into the data folder.")
    }

    async fn connections(&self) -> Vec<FindingView> {
        let (Ok(status), Ok(signed_in)) = (self.status().await, self.db(accounts::list).await) else {
            return vec![];
        };
        let config = self.config();
        let mut checks = vec![if signed_in.is_empty() {
            warning(
                "microsoft",
                "Nobody is signed in to Microsoft.",
                "Sign in, or work with attendance files.",
            )
        } else {
            ok("microsoft", &format!("Signed in to Microsoft with {}.", counted(signed_in.len(), "account")))
        }];
        checks.push(match (config.call_records, status.call_records.configured) {
            (CallRecordsMode::Off, _) => ok("call-records", "Call records are off."),
            (_, true) => ok("call-records", "Call records are set up."),
            (_, false) => warning(
                "call-records",
                "Call records are on, and something of their set-up is missing.",
                "Complete it in the settings.",
            ),
        });
        checks.push(match (config.lms, status.lms.configured) {
            (LmsKind::None, _) => warning("lms", "No LMS is connected.", "Connect it in the settings."),
            (_, true) => ok("lms", &format!("An LMS is connected ({}).", status.lms.kind)),
            (_, false) => {
                warning("lms", "The LMS's address or token is missing.", "Complete it in the settings.")
            }
        });
        checks
    }

    async fn waiting(&self) -> Vec<FindingView> {
        let mut checks = Vec::new();
        if let Ok(waiting) = self.db(outbox::list).await {
            checks.push(match waiting.len() {
                0 => ok("outbox", "Nothing waits to be sent to the LMS."),
                many => warning(
                    "outbox",
                    &format!("Waiting to be sent to the LMS: {}.", counted(many, "upload")),
                    "They go out by themselves when the LMS can be reached.",
                ),
            });
        }
        if let Ok(old) = self.purge(&PurgeWhat::Expired(true), false).await
            && !old.kept.is_empty()
        {
            checks.push(warning(
                "old-classes",
                &format!(
                    "Older than you keep them, and never uploaded: {}.",
                    counted(old.kept.len(), "class")
                ),
                "Upload or dismiss them, or erase them one by one.",
            ));
        }
        checks
    }
}

/// "1 class", "2 classes".
fn counted(many: usize, what: &str) -> String {
    match many {
        1 => format!("1 {what}"),
        _ if what.ends_with('s') => format!("{many} {what}es"),
        _ => format!("{many} {what}s"),
    }
}

fn check(id: &str, state: &str, message: &str, hint: Option<&str>) -> FindingView {
    FindingView {
        id: id.to_owned(),
        state: state.to_owned(),
        message: message.to_owned(),
        hint: hint.map(str::to_owned),
    }
}

fn ok(id: &str, message: &str) -> FindingView {
    check(id, "ok", message, None)
}

fn warning(id: &str, message: &str, hint: &str) -> FindingView {
    check(id, "warning", message, Some(hint))
}

fn problem(id: &str, message: &str, hint: &str) -> FindingView {
    check(id, "problem", message, Some(hint))
}
