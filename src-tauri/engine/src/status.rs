//! What is set up, at a glance.

use crate::config::{CallRecordsMode, LmsKind};
use crate::engine::Engine;
use crate::error::Result;
use crate::lms::kind_word;
use crate::sign_in::account_view;
use crate::view::{CallRecordsView, LmsView, StatusView};
use rollbook_store::{KeyMode, Store, accounts, meetings, secrets};

impl Engine {
    /// Account, connections, folder.
    pub async fn status(&self) -> Result<StatusView> {
        let config = self.config();
        let (account, meetings, secrets) = self
            .db(|store| {
                let account = accounts::active(store)?;
                Ok((account, meetings::list(store, None, None)?.len(), secrets::names(store)?))
            })
            .await?;
        let has = |name: &str| secrets.iter().any(|known| known == name);
        let call_records = match config.call_records {
            CallRecordsMode::Off => ("off", false),
            CallRecordsMode::App => {
                let registered =
                    config.call_records_tenant.is_some() && config.call_records_client_id.is_some();
                ("app", registered && (has("call_records.secret") || has("call_records.certificate")))
            }
            CallRecordsMode::Relay => ("relay", config.relay_url.is_some()),
        };
        let keystore = match Store::key_mode(self.home())? {
            Some(KeyMode::Passphrase) => "passphrase",
            Some(KeyMode::Memory) => "memory",
            Some(KeyMode::Os) | None => "os",
        };
        Ok(StatusView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            home: self.home().display().to_string(),
            demo: self.is_demo(),
            offline: self.is_offline(),
            keystore: keystore.to_owned(),
            account: account.map(|account| account_view(&account.details)),
            call_records: CallRecordsView {
                credential: ["certificate", "secret"]
                    .into_iter()
                    .find(|kind| has(&format!("call_records.{kind}")))
                    .map(str::to_owned),
                mode: call_records.0.to_owned(),
                configured: call_records.1,
            },
            lms: LmsView {
                kind: kind_word(config.lms).to_owned(),
                configured: config.lms != LmsKind::None && config.lms_url.is_some() && has("lms.token"),
                url: config.lms_url,
            },
            timezone: config.timezone.name().to_owned(),
            meetings: crate::present::count(meetings),
            now: self.now(),
        })
    }
}
