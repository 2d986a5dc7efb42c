//! Everything that a program needs to connect to the sandbox.

use crate::world::{Person, World};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Addresses, credentials and settings of a running sandbox. All of them are pretended.
#[derive(Clone, Debug, Serialize)]
pub struct Info {
    /// The root of everything, `http://127.0.0.1:PORT`.
    pub url: String,
    /// Root of the identity platform, without a tenant (`microsoft.login_url`).
    pub login_url: String,
    /// Root of Graph, without `/v1.0` (`microsoft.graph_url`).
    pub graph_url: String,
    /// Root of the relay for call records (`call_records.relay_url`).
    pub relay_url: String,
    /// Address of the `http` LMS (`lms.url`).
    pub lms_url: String,
    /// Address of the Moodle (`lms.url`).
    pub moodle_url: String,
    /// Address of the Canvas (`lms.url`).
    pub canvas_url: String,
    /// The tenant's domain (`microsoft.tenant`).
    pub tenant: String,
    /// The public client's registration (`microsoft.client_id`).
    pub client_id: String,
    /// Who signs in.
    pub account: Account,
    /// Everybody who may sign in, the first one among them.
    pub accounts: Vec<Account>,
    /// The app-only credential.
    pub call_records: CallRecords,
    /// Bearer token of the `http` LMS (`lms.token`).
    pub lms_token: String,
    /// Web-service token of the Moodle.
    pub moodle_token: String,
    /// Other tokens of the Moodle, by what they show: `mobile` and `plugin` (the same instructor with other services),
    /// `expired`, `colleague` and `colleague-mobile` (another editing teacher), `tutor` (may not edit), `outsider` (teaches
    /// the last course only).
    pub moodle_tokens: std::collections::BTreeMap<String, String>,
    /// Access token of the Canvas.
    pub canvas_token: String,
    /// The instructor's time zone, an IANA name.
    pub timezone: String,
    /// The scenario's name.
    pub scenario: String,
    /// The start of the sandbox's clock.
    pub now: DateTime<Utc>,
    /// The seed of people, classes and ids.
    pub seed: u64,
}

/// The signed-in instructor.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// Display name.
    pub name: String,
    /// User principal name.
    pub username: String,
    /// Directory object id.
    pub object_id: String,
}

impl Account {
    fn of(person: &Person) -> Self {
        Self {
            name: person.name.clone().unwrap_or_default(),
            username: person.upn.clone().unwrap_or_default(),
            object_id: person.key.clone(),
        }
    }
}

/// The institution's app registration with `CallRecords.Read.All`.
#[derive(Clone, Debug, Serialize)]
pub struct CallRecords {
    /// `call_records.tenant`.
    pub tenant: String,
    /// `call_records.client_id`.
    pub client_id: String,
    /// `call_records.secret`.
    pub secret: String,
    /// `call_records.certificate`: key and certificate, PEM.
    pub certificate: String,
}

impl Info {
    pub(crate) fn of(world: &World, port: u16, scenario: &str, now: DateTime<Utc>, seed: u64) -> Self {
        let (tenant, person) = (&world.tenant, &world.instructor);
        let url = format!("http://127.0.0.1:{port}");
        Self {
            login_url: format!("{url}/login"),
            graph_url: format!("{url}/graph"),
            relay_url: format!("{url}/relay"),
            lms_url: format!("{url}/lms"),
            moodle_url: format!("{url}/moodle"),
            canvas_url: format!("{url}/canvas"),
            url,
            tenant: tenant.domain.clone(),
            client_id: tenant.client_id.clone(),
            account: Account::of(person),
            accounts: std::iter::once(person).chain(&world.colleagues).map(|one| Account::of(one)).collect(),
            call_records: CallRecords {
                tenant: tenant.domain.clone(),
                client_id: tenant.app_client_id.clone(),
                secret: tenant.app_secret.clone(),
                certificate: format!(
                    "{}{}",
                    crate::login::assertion::KEY,
                    crate::login::assertion::CERTIFICATE
                ),
            },
            lms_token: tenant.lms_token.clone(),
            moodle_token: tenant.moodle_token.clone(),
            moodle_tokens: crate::moodle::tokens(&tenant.moodle_token),
            canvas_token: crate::canvas::token(&tenant.domain),
            timezone: world.zone.name().to_owned(),
            scenario: scenario.to_owned(),
            now,
            seed,
        }
    }
}
