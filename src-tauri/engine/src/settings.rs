//! Reading and changing settings and secrets.

use crate::config::{KEYS, Key};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::view::SettingView;
use rollbook_microsoft::sign_in::{Certificate, CertificateError};
use rollbook_store::{KeyMode, Store, looks, secrets};
use secrecy::{ExposeSecret, SecretSlice, SecretString};

/// The secrets that may be set, and what they are (contract, section 3).
pub const SECRETS: [&str; 3] = ["call_records.secret", "call_records.certificate", "lms.token"];

impl Engine {
    /// Every setting with its value in force.
    #[must_use]
    pub fn settings(&self) -> Vec<SettingView> {
        let file = self.config_file();
        KEYS.iter()
            .map(|key| {
                let (value, set) = file.get(key);
                SettingView { key: key.name.to_owned(), value, set }
            })
            .collect()
    }

    /// One setting.
    pub fn setting(&self, name: &str) -> Result<SettingView> {
        let key = Key::named(name).ok_or_else(|| unknown(name))?;
        let (value, set) = self.config_file().get(key);
        Ok(SettingView { key: key.name.to_owned(), value, set })
    }

    /// Changes one setting in config.toml; an empty text takes it back to its default.
    pub fn set_setting(&self, name: &str, text: &str) -> Result<()> {
        if name == "security.keystore" {
            self.check_keystore_change(text)?;
        }
        std::fs::create_dir_all(self.home()).map_err(|_| Error::internal("data-folder"))?;
        Ok(self.config_file().set(name, text)?)
    }

    fn check_keystore_change(&self, text: &str) -> Result<()> {
        let now = match Store::key_mode(self.home())? {
            Some(KeyMode::Os) => "os",
            Some(KeyMode::Passphrase) => "passphrase",
            Some(KeyMode::Memory) | None => return Ok(()),
        };
        let wanted = if text.trim().is_empty() { "os" } else { text.trim() };
        if wanted == now {
            return Ok(());
        }
        Err(Error::bad_input(
            format!("This data folder is already locked by its {now} key; the setting is for new folders."),
            "Choose another data folder (--home) for the other way, and sync there.",
        ))
    }

    /// Keeps a secret in the encrypted store.
    pub async fn set_secret(&self, name: &str, value: SecretString) -> Result<()> {
        let name = secret_name(name)?;
        let text = value.expose_secret().trim().to_owned();
        if text.is_empty() {
            return Err(Error::bad_input(
                "The secret is empty, so nothing was changed.",
                "Give it on standard input.",
            ));
        }
        if name == "call_records.certificate" {
            self.check_certificate(&SecretString::from(text.as_str()))?;
        }
        let bytes = SecretSlice::from(text.into_bytes());
        self.db(move |store| {
            secrets::set(store, name, &bytes)?;
            // What was not found before may be readable now.
            looks::ask_anew(store)
        })
        .await
    }

    /// A certificate that cannot be used is refused while whoever has it is still there.
    fn check_certificate(&self, text: &SecretString) -> Result<()> {
        let certificate = Certificate::parse(text).map_err(|error| {
            Error::bad_input(
                format!("This is no certificate to use: {error}. Nothing was changed."),
                remedy(error),
            )
        })?;
        if certificate.ends() <= self.now() {
            return Err(Error::bad_input(
                format!(
                    "The certificate ended on {}. Nothing was changed.",
                    certificate.ends().format("%-d %B %Y")
                ),
                "Ask IT for a new one; it has to be uploaded to the app registration too.",
            ));
        }
        Ok(())
    }

    /// Forgets a secret; fine when there is none.
    pub async fn clear_secret(&self, name: &str) -> Result<()> {
        let name = secret_name(name)?;
        self.db(move |store| secrets::clear(store, name)).await.map(|_| ())
    }

    /// A secret, where it is set.
    pub(crate) async fn secret(&self, name: &'static str) -> Result<Option<SecretString>> {
        let bytes = self.db(move |store| secrets::get(store, name)).await?;
        Ok(bytes.map(|bytes| SecretString::from(String::from_utf8_lossy(bytes.expose_secret()).into_owned())))
    }
}

fn remedy(error: CertificateError) -> &'static str {
    match error {
        CertificateError::NoCertificate | CertificateError::NoKey => {
            "It takes both in one text, in PEM: `cat key.pem certificate.pem | rollbook secret set call_records.certificate`."
        }
        CertificateError::EncryptedKey => {
            "Take the passphrase off first (`openssl pkey -in key.pem`); Rollbook keeps it encrypted itself."
        }
        CertificateError::NotRsa => {
            "Microsoft Entra takes RSA certificates for apps; ask IT for one of 2048 bits or more."
        }
        CertificateError::Mismatch => "Take the key that the certificate was made with.",
        CertificateError::Unreadable => {
            "It must be PEM: text between BEGIN and END lines. `openssl pkcs12 -in file.pfx -nodes` makes it of a PFX file."
        }
    }
}

fn unknown(name: &str) -> Error {
    Error::from(crate::config::ConfigError::UnknownKey { key: name.to_owned(), line: None })
}

fn secret_name(name: &str) -> Result<&'static str> {
    SECRETS.into_iter().find(|known| *known == name).ok_or_else(|| {
        Error::bad_input(
            format!("There is no secret {name:?}."),
            format!("The secrets are {}.", SECRETS.join(", ")),
        )
    })
}
