//! The attendance status words, as the contract and every LMS adapter use them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A student's status in one class (presence rules, section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// There, in time and to the end.
    Present,
    /// Joined too long after the start.
    Late,
    /// Left too long before the end.
    LeftEarly,
    /// Not there, or not long enough.
    Absent,
    /// Absence accepted by the instructor.
    Excused,
    /// No data for this class, which is not the same as absent.
    Unknown,
}

impl Status {
    /// Every status, in the order of the contract.
    pub const ALL: [Self; 6] =
        [Self::Present, Self::Late, Self::LeftEarly, Self::Absent, Self::Excused, Self::Unknown];

    /// The word of the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Late => "late",
            Self::LeftEarly => "left-early",
            Self::Absent => "absent",
            Self::Excused => "excused",
            Self::Unknown => "unknown",
        }
    }

    /// The status of a contract word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
