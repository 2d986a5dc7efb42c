//! `config.toml` in the data folder: the settings of the contract, section 3.
//!
//! One table says which keys exist; reading, writing and the typed values all go by it.

mod file;
mod keys;
mod values;

pub use file::ConfigFile;
pub use keys::{KEYS, Key, Kind};
pub use values::{CallRecordsMode, Config, KeystoreKind, LmsKind};

/// Why a configuration is refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    /// A key that does not exist.
    #[error("there is no setting {key:?}{}", at(*.line))]
    UnknownKey {
        /// The key.
        key: String,
        /// Its line in config.toml, from 1.
        line: Option<usize>,
    },
    /// A value that the key does not take.
    #[error("{key} cannot be set to this value: {expected}{}", at(*.line))]
    BadValue {
        /// The key.
        key: String,
        /// What it takes.
        expected: String,
        /// Its line in config.toml, from 1.
        line: Option<usize>,
    },
    /// Not TOML.
    #[error("config.toml cannot be read: {what}{}", at(*.line))]
    Syntax {
        /// What is wrong, in the words of the TOML reader.
        what: String,
        /// The line, from 1.
        line: Option<usize>,
    },
    /// The file could not be read or written.
    #[error("config.toml cannot be {doing}: {kind}")]
    Io {
        /// "read" or "written".
        doing: &'static str,
        /// The system's kind of error.
        kind: std::io::ErrorKind,
    },
}

fn at(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(" (line {line} of config.toml)"))
}
