//! `rollbook status`, the settings, and the events of a sign-in.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// The signed-in account.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AccountView {
    /// Display name.
    pub name: String,
    /// UPN.
    pub username: String,
    /// Tenant id.
    pub tenant_id: String,
}

/// Access to call records.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CallRecordsView {
    /// What is kept of the app's credential: `certificate`, `secret`, or null; a certificate is the one that is used.
    pub credential: Option<String>,
    /// `off`, `app` or `relay`.
    pub mode: String,
    /// True when everything it needs is there.
    pub configured: bool,
}

/// The LMS connection.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LmsView {
    /// `moodle`, `canvas`, `http` or `none`.
    pub kind: String,
    /// Address.
    pub url: Option<String>,
    /// True when address and token are there.
    pub configured: bool,
}

/// `rollbook status`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StatusView {
    /// Version of the program.
    pub version: String,
    /// Data folder.
    pub home: String,
    /// True on the built-in sandbox institution.
    pub demo: bool,
    /// True with `--offline`.
    pub offline: bool,
    /// `os`, `passphrase` or `memory`.
    pub keystore: String,
    /// Null when nobody is signed in.
    pub account: Option<AccountView>,
    /// Access to call records.
    pub call_records: CallRecordsView,
    /// The LMS.
    pub lms: LmsView,
    /// Zone of the instructor's day.
    pub timezone: String,
    /// Cached meetings.
    pub meetings: u32,
    /// The program's clock.
    #[ts(as = "String")]
    pub now: DateTime<Utc>,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SettingView {
    /// Key of the contract.
    pub key: String,
    /// Value in force.
    #[ts(type = "string | number | boolean | null")]
    pub value: serde_json::Value,
    /// True where config.toml sets it.
    pub set: bool,
}

/// What happens during a sign-in (contract, section 4).
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum SignInEvent {
    /// A code to enter on another device.
    DeviceCode {
        /// The code.
        user_code: String,
        /// Where to enter it.
        verification_uri: String,
        /// Seconds until it expires.
        #[ts(as = "u32")]
        expires_in: u64,
        /// Microsoft's own sentence about both, in the language that was asked for.
        message: String,
        /// The address as a QR code, an SVG document.
        #[serde(skip_serializing_if = "Option::is_none")]
        qr_svg: Option<String>,
    },
    /// The browser was sent to this address.
    Browser {
        /// The address.
        url: String,
    },
    /// Done.
    SignedIn {
        /// Who.
        account: AccountView,
    },
}

/// One signed-in account.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AccountRowView {
    /// Id in this data folder.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Sign-in name.
    pub username: String,
    /// Directory (tenant) id.
    pub tenant_id: String,
    /// The one that new classes are fetched as.
    pub active: bool,
    /// When it signed in.
    #[ts(as = "String")]
    pub signed_in_at: DateTime<Utc>,
}

/// `rollbook accounts`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AccountsView {
    /// The active one first.
    pub accounts: Vec<AccountRowView>,
}

/// Answer of a connection test to the LMS.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct LmsCheckView {
    /// Who the token belongs to, where the LMS says.
    pub who: Option<String>,
    /// How many courses it may see.
    pub courses: u32,
    /// Name of the site, where it tells one.
    pub site: Option<String>,
    /// What the token may do; empty where the LMS does not tell beforehand.
    pub abilities: Vec<AbilityView>,
}

/// Whether a token may do something in the LMS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AbilityView {
    /// `read-roster`, `read-marks`, `write-marks`, `remarks`, `create-sessions` or `write-grades`.
    pub deed: String,
    /// Whether it may.
    pub granted: bool,
    /// One sentence: what that means, and who can change it.
    pub says: String,
}
