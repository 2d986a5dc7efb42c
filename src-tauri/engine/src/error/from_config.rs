//! Configuration faults in the contract's codes.

use super::{Code, Error};
use crate::config::ConfigError;

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        let hint = match &error {
            ConfigError::UnknownKey { .. } => "`rollbook config get` lists all settings.",
            ConfigError::BadValue { .. } | ConfigError::Syntax { .. } => {
                "Mend the value; nothing was changed."
            }
            ConfigError::Io { .. } => {
                return Self::new(
                    Code::Internal,
                    capital(&error.to_string()),
                    "Check the data folder and its disk.",
                );
            }
        };
        let line = match &error {
            ConfigError::UnknownKey { line, .. }
            | ConfigError::BadValue { line, .. }
            | ConfigError::Syntax { line, .. } => *line,
            ConfigError::Io { .. } => None,
        };
        let view = Self::bad_input(format!("{}.", capital(&error.to_string())), hint);
        match line {
            Some(line) => view.with("line", line),
            None => view,
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
