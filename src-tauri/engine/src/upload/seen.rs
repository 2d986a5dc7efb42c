//! What the LMS showed of a class when it was last read: its marks, its own statuses, and whom it can mark.

use crate::engine::Engine;
use crate::error::Result;
use rollbook_core::difference::Held;
use rollbook_core::words::Words;
use rollbook_core::{CourseId, MeetingId};
use rollbook_lms::{LmsStatus, Marks, statuses};
use rollbook_store::lms_states::{self, LmsState};
use rollbook_store::status_choices;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One reading, as the store keeps it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Seen {
    /// The LMS's own words by its student ids.
    pub held: Held,
    /// Its own statuses; empty where it takes the contract's words.
    #[serde(default)]
    pub statuses: Vec<OwnStatus>,
    /// Who can be marked; `None`: everybody.
    #[serde(default)]
    pub students: Option<BTreeSet<String>>,
}

/// [`LmsStatus`] as the store keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OwnStatus {
    id: String,
    acronym: String,
    title: String,
    points: Option<f64>,
}

impl From<&LmsStatus> for OwnStatus {
    fn from(own: &LmsStatus) -> Self {
        let LmsStatus { id, acronym, title, points } = own.clone();
        Self { id, acronym, title, points }
    }
}

impl From<&OwnStatus> for LmsStatus {
    fn from(own: &OwnStatus) -> Self {
        let OwnStatus { id, acronym, title, points } = own.clone();
        Self { id, acronym, title, points }
    }
}

impl Seen {
    pub fn of(marks: &Marks) -> Self {
        Self {
            held: marks.held(),
            statuses: marks.statuses.iter().map(OwnStatus::from).collect(),
            students: marks.students.clone(),
        }
    }

    /// Reads what was kept; before there were statuses, only the marks were.
    pub fn read(body: &serde_json::Value) -> Self {
        if body.get("held").is_some_and(serde_json::Value::is_object) {
            return serde_json::from_value(body.clone()).unwrap_or_default();
        }
        Self { held: serde_json::from_value(body.clone()).unwrap_or_default(), ..Self::default() }
    }

    pub fn statuses(&self) -> Vec<LmsStatus> {
        self.statuses.iter().map(LmsStatus::from).collect()
    }
}

impl Engine {
    /// The last reading of a class, and when that was.
    pub(super) async fn last_seen(&self, id: &MeetingId) -> Result<Option<(Seen, LmsState)>> {
        let id = id.clone();
        let last = self.db(move |store| lms_states::get(store, &id)).await?;
        Ok(last.map(|state| (Seen::read(&state.body), state)))
    }

    /// Keeps what the LMS held when we looked: the base that later changes there are told by.
    pub(super) async fn look(&self, id: &MeetingId, seen: &Seen) -> Result<()> {
        let state = LmsState { fetched_at: self.now(), etag: None, body: serde_json::json!(seen) };
        let id = id.clone();
        self.db(move |store| lms_states::put(store, &id, &state)).await
    }

    /// The LMS's words for the statuses, under what the instructor chose for the course.
    pub(super) async fn words(&self, course: Option<&CourseId>, own: &[LmsStatus]) -> Result<Words> {
        let chosen = match course.cloned() {
            Some(course) => self.db(move |store| status_choices::get(store, &course)).await?,
            None => statuses::Chosen::new(),
        };
        Ok(statuses::words(own, &chosen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn old_and_new_readings_are_read() {
        let old = Seen::read(&json!({"7": "present", "held": "late"}));
        assert_eq!(old.held.len(), 2);
        let seen = Seen { held: Held::from([("7".to_owned(), "5".to_owned())]), ..Seen::default() };
        assert_eq!(Seen::read(&json!(seen)).held, seen.held);
        assert!(Seen::read(&json!(5)).held.is_empty());
    }
}
