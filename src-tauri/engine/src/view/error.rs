//! An error as both fronts show it (contract, section 2).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failure in words: the code is for programs, message and hint are for people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ErrorView {
    /// Code of the contract, in kebab case.
    pub code: String,
    /// What happened and what it means, one sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whatever a program can use, such as `retry_at`; never a secret.
    #[ts(type = "Record<string, unknown>")]
    pub details: Box<serde_json::Map<String, serde_json::Value>>,
}
