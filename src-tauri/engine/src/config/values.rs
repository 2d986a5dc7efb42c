//! The settings with their types, as the use cases want them.

use super::{ConfigFile, Key};
use chrono_tz::Tz;
use rollbook_core::rules::Rules;

/// How call records are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallRecordsMode {
    /// Not at all.
    Off,
    /// With an app-only credential on this machine.
    App,
    /// Through the institution's relay.
    Relay,
}

/// Which LMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LmsKind {
    /// Moodle.
    Moodle,
    /// Canvas.
    Canvas,
    /// The contract's own HTTP interface.
    Http,
    /// None.
    None,
}

/// Where the database key lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeystoreKind {
    /// The system's keystore.
    Os,
    /// Derived from a passphrase.
    Passphrase,
}

/// All settings in force.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // each field is the setting of its name
pub struct Config {
    pub tenant: String,
    pub client_id: Option<String>,
    pub cloud: String,
    pub login_url: Option<String>,
    pub graph_url: Option<String>,
    /// `microsoft.webinars`: webinars and town halls are asked for too.
    pub webinars: bool,
    pub call_records: CallRecordsMode,
    pub call_records_tenant: Option<String>,
    pub call_records_client_id: Option<String>,
    pub relay_url: Option<String>,
    pub lms: LmsKind,
    pub lms_url: Option<String>,
    pub timezone: Tz,
    pub rules: Rules,
    pub keep_days: u32,
    pub keystore: KeystoreKind,
}

impl Config {
    /// Reads the typed values; `system_zone` stands where no zone is set.
    #[must_use]
    pub fn of(file: &ConfigFile, system_zone: Tz) -> Self {
        let text = |name: &str| file.text(name);
        let number =
            |name: &str| Key::named(name).and_then(|key| file.get(key).0.as_f64()).unwrap_or_default();
        let switch =
            |name: &str| Key::named(name).and_then(|key| file.get(key).0.as_bool()).unwrap_or_default();
        Self {
            tenant: text("microsoft.tenant").unwrap_or_default(),
            client_id: text("microsoft.client_id"),
            cloud: text("microsoft.cloud").unwrap_or_default(),
            login_url: text("microsoft.login_url"),
            graph_url: text("microsoft.graph_url"),
            webinars: switch("microsoft.webinars"),
            call_records: match text("call_records.mode").as_deref() {
                Some("app") => CallRecordsMode::App,
                Some("relay") => CallRecordsMode::Relay,
                _ => CallRecordsMode::Off,
            },
            call_records_tenant: text("call_records.tenant"),
            call_records_client_id: text("call_records.client_id"),
            relay_url: text("call_records.relay_url"),
            lms: match text("lms.kind").as_deref() {
                Some("moodle") => LmsKind::Moodle,
                Some("canvas") => LmsKind::Canvas,
                Some("http") => LmsKind::Http,
                _ => LmsKind::None,
            },
            lms_url: text("lms.url"),
            timezone: text("timezone").and_then(|zone| zone.parse().ok()).unwrap_or(system_zone),
            rules: Rules {
                min_present_percent: number("rules.min_present_percent"),
                late_after_minutes: number("rules.late_after_minutes"),
                left_early_minutes: number("rules.left_early_minutes"),
                count_outside_window: switch("rules.count_outside_window"),
            },
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked: whole, 1 to 36,500
            keep_days: number("privacy.keep_days") as u32,
            keystore: match text("security.keystore").as_deref() {
                Some("passphrase") => KeystoreKind::Passphrase,
                _ => KeystoreKind::Os,
            },
        }
    }
}
