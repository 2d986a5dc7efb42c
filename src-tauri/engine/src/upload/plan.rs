//! The difference between what the class says and what the LMS holds.

use super::{held_of, summary};
use crate::engine::Engine;
use crate::error::Result;
use crate::lms::kind_word;
use crate::loaded::Loaded;
use crate::view::{ChangeView, TargetView, UploadView};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rollbook_core::difference::{Action, Change, Held, difference};
use rollbook_core::reconcile::Reconciliation;
use rollbook_lms::{Marks, Place};
use rollbook_store::lms_states::{self, LmsState};
use rollbook_transport::Context;
use sha2::{Digest, Sha256};

/// A difference, and everything it was made from.
pub(super) struct Plan {
    pub loaded: Loaded,
    pub found: Reconciliation,
    pub changes: Vec<Change>,
    pub place: Place,
    pub target: TargetView,
    /// What the LMS holds now; `None` where only the cache was asked.
    pub now: Option<Marks>,
    pub read_at: Option<DateTime<Utc>>,
    pub digest: String,
}

impl Engine {
    /// What an upload would change. Reads the LMS where the network may be used, else what it held when last read.
    pub async fn plan_upload(&self, id: &MeetingId, ctx: &Context) -> Result<UploadView> {
        let plan = self.plan(id, ctx).await?;
        Ok(plan.view("dry-run"))
    }

    pub(super) async fn plan(&self, id: &MeetingId, ctx: &Context) -> Result<Plan> {
        let loaded = self.load(id).await?;
        let place = self.place_of(&loaded.meeting.class).await?;
        let now =
            if self.is_offline() { None } else { Some(self.lms().await?.read_marks(&place, ctx).await?) };
        let last = {
            let id = id.clone();
            self.db(move |store| lms_states::get(store, &id)).await?
        };
        let mut base: Option<Held> = last.as_ref().map(|state| held_of(&state.body));
        if let (Some(base), Some(now)) = (&mut base, &now) {
            base.extend(self.arrived(id, &now.held()).await?);
        }
        let held = now.as_ref().map_or_else(|| base.clone().unwrap_or_default(), Marks::held);
        let found = loaded.reconcile();
        let changes = difference(&found.students, &held, base.as_ref());
        if now.is_some() {
            self.look(id, seen(&changes, &held, base.as_ref())).await?;
        }
        let config = self.config();
        let target = TargetView {
            kind: kind_word(config.lms).to_owned(),
            url: config.lms_url.unwrap_or_default(),
            course: place.course.clone(),
            session: Some(place.session.clone()),
        };
        let read_at = if now.is_some() { Some(self.now()) } else { last.map(|state| state.fetched_at) };
        let digest = digest(&changes);
        Ok(Plan { loaded, found, changes, place, target, now, read_at, digest })
    }

    /// Keeps what the LMS held when we looked: the base that later changes there are told by.
    pub(super) async fn look(&self, id: &MeetingId, held: Held) -> Result<()> {
        let state = LmsState { fetched_at: self.now(), etag: None, body: serde_json::json!(held) };
        let id = id.clone();
        self.db(move |store| lms_states::put(store, &id, &state)).await
    }
}

/// What counts as seen after this look: everything but the conflicts, which stay open until the instructor decides.
fn seen(changes: &[Change], held: &Held, base: Option<&Held>) -> Held {
    let mut seen = held.clone();
    for lms_id in changes.iter().filter(|c| c.action == Action::Conflict).filter_map(|c| c.lms_id.as_ref()) {
        match base.and_then(|base| base.get(lms_id)) {
            Some(word) => seen.insert(lms_id.clone(), word.clone()),
            None => seen.remove(lms_id),
        };
    }
    seen
}

fn digest(changes: &[Change]) -> String {
    let mut hash = Sha256::new();
    for change in changes {
        let after = change.after.map_or("", |status| status.word());
        let line =
            [change.student.as_str(), change.before.as_deref().unwrap_or(""), after, change.action.word()];
        // NUL stands in no id and no word.
        hash.update(line.join("\0"));
        hash.update("\n");
    }
    hash.finalize().iter().take(12).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

impl Plan {
    pub fn view(&self, state: &str) -> UploadView {
        let name = |id: &rollbook_core::StudentId| {
            self.loaded.roster.iter().find(|s| s.id == *id).map_or_else(String::new, |s| s.name.clone())
        };
        UploadView {
            target: self.target.clone(),
            changes: self
                .changes
                .iter()
                .map(|change| ChangeView {
                    student_id: change.student.to_string(),
                    name: name(&change.student),
                    before: change.before.clone(),
                    after: change.after.map(|status| status.word().to_owned()),
                    action: change.action.word().to_owned(),
                    reason: change.reason.clone(),
                })
                .collect(),
            summary: summary(&self.changes),
            upload_id: None,
            state: state.to_owned(),
            results: vec![],
            plan: self.digest.clone(),
            read_at: self.read_at,
        }
    }
}
