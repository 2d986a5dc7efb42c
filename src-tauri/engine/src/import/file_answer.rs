//! One attendance file as it is kept: what it says, and under which time zone it was read.
//!
//! Kept beside Graph's answers and read anew whenever the class is computed. The reading is in the file's own local time,
//! so that a wrong zone can be corrected by importing again.

use chrono_tz::Tz;
use rollbook_core::CallId;
use rollbook_core::observation::Call;
use rollbook_files::teams;
use rollbook_files::teams::reading::{Generation, Note, Reading};
use rollbook_store::answers::{Answer, AnswerKind, NewAnswer};
use serde::{Deserialize, Serialize};

/// An imported file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileAnswer {
    /// Hash of its content: the same report saved under another name is the same file.
    pub hash: String,
    /// Its name, for the log and the list of calls.
    pub name: String,
    /// The zone that its local times are in.
    pub timezone: Tz,
    /// What it says.
    pub reading: Reading,
}

impl FileAnswer {
    /// The file of a kept answer; `None` where the answer is none of ours.
    pub fn read(answer: &Answer) -> Option<Self> {
        serde_json::from_str(&answer.body).ok()
    }

    /// As it is to be kept.
    pub fn answer(&self, now: chrono::DateTime<chrono::Utc>) -> Result<NewAnswer, serde_json::Error> {
        Ok(NewAnswer {
            kind: AnswerKind::File,
            object_id: self.hash.clone(),
            version: 0,
            fetched_at: now,
            body: serde_json::to_string(self)?,
        })
    }

    /// What it observed.
    pub fn call(&self) -> Call {
        teams::call(&self.reading, CallId::new(self.hash.clone()), self.timezone)
    }

    /// What was odd in it, and what is odd under its zone.
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = self.reading.notes.clone();
        notes.extend(teams::clock_notes(&self.reading, self.timezone));
        notes
    }

    /// True for a list of who joined: a roll call, not durations.
    pub fn is_list(&self) -> bool {
        self.reading.generation == Generation::List
    }
}
