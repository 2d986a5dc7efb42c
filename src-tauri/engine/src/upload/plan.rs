//! The difference between what the class says and what the LMS holds.

use super::seen::Seen;
use super::session::Session;
use super::summary;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::lms::kind_word;
use crate::loaded::Loaded;
use crate::view::{ChangeView, TargetView, UploadView};
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rollbook_core::difference::{Action, Change, Held, There, difference};
use rollbook_core::reconcile::Reconciliation;
use rollbook_core::words::Words;
use rollbook_lms::{Lms, Marks, Place};
use rollbook_transport::Context;
use sha2::{Digest, Sha256};

/// A difference, and everything it was made from.
pub(super) struct Plan {
    pub loaded: Loaded,
    pub found: Reconciliation,
    pub changes: Vec<Change>,
    pub words: Words,
    pub session: Session,
    pub target: TargetView,
    /// What the LMS holds now; `None` where only the cache was asked.
    pub now: Option<Marks>,
    pub read_at: Option<DateTime<Utc>>,
    pub digest: String,
}

impl Engine {
    /// What an upload would change. Reads the LMS where the network may be used, else what it held when last read.
    pub async fn plan_upload(&self, id: &MeetingId, ctx: &Context) -> Result<UploadView> {
        let plan = if self.is_offline() {
            self.plan_offline(id).await?
        } else {
            let lms = self.lms().await?;
            self.plan(id, lms.as_ref(), ctx).await?
        };
        Ok(plan.view("dry-run"))
    }

    /// From the LMS as it is now.
    pub(super) async fn plan(&self, id: &MeetingId, lms: &dyn Lms, ctx: &Context) -> Result<Plan> {
        let loaded = self.load(id).await?;
        let session = self.session(&loaded.meeting.class, lms, ctx).await?;
        let now = match session.place() {
            Some(place) => lms.read_marks(place, ctx).await?,
            None => Marks::default(),
        };
        let mut base = self.last_seen(id).await?.map(|(seen, _)| seen.held);
        if let Some(base) = &mut base {
            base.extend(self.arrived(id, &now.held()).await?);
        }
        let seen = Seen::of(&now);
        let plan = self.made(loaded, session, &seen, base.as_ref(), Some(now)).await?;
        if plan.session.place().is_some() {
            let open = still_open(&plan.changes, &seen.held, base.as_ref());
            self.look(id, &Seen { held: open, ..seen }).await?;
        }
        Ok(Plan { read_at: Some(self.now()), ..plan })
    }

    /// From what the LMS held when it was last read.
    pub(super) async fn plan_offline(&self, id: &MeetingId) -> Result<Plan> {
        let loaded = self.load(id).await?;
        let class = &loaded.meeting.class;
        let course = self.lms_course(class).await?;
        let session = match (class.lms_id.clone(), &course) {
            (Some(session), _) => Session::Known(Place { course, session }),
            (None, Some(course)) => Session::ToMake { course: course.clone() },
            (None, None) => {
                return Err(Error::bad_input(
                    "This class is not connected to a session of the LMS, so there is nowhere to send it.",
                    "Go online, so that its session can be looked for, or connect it: `rollbook meeting link`.",
                ));
            }
        };
        let last = self.last_seen(id).await?;
        let read_at = last.as_ref().map(|(_, state)| state.fetched_at);
        let seen = last.map(|(seen, _)| seen);
        let base = seen.as_ref().map(|seen| seen.held.clone());
        let plan = self.made(loaded, session, &seen.unwrap_or_default(), base.as_ref(), None).await?;
        Ok(Plan { read_at, ..plan })
    }

    async fn made(
        &self,
        loaded: Loaded,
        session: Session,
        seen: &Seen,
        base: Option<&Held>,
        now: Option<Marks>,
    ) -> Result<Plan> {
        let found = loaded.reconcile();
        let words = self.words(loaded.meeting.class.course_id.as_ref(), &seen.statuses()).await?;
        let there = There { now: &seen.held, base, students: seen.students.as_ref() };
        let changes = difference(&found.students, &words, there);
        let config = self.config();
        let target = TargetView {
            kind: kind_word(config.lms).to_owned(),
            url: config.lms_url.unwrap_or_default(),
            course: session.course().map(str::to_owned),
            session: session.place().map(|place| place.session.clone()),
        };
        let digest = digest(&changes, &words);
        Ok(Plan { loaded, found, changes, words, session, target, now, read_at: None, digest })
    }
}

/// What counts as seen after this look: everything but the conflicts, which stay open until the instructor decides.
fn still_open(changes: &[Change], held: &Held, base: Option<&Held>) -> Held {
    let mut seen = held.clone();
    for lms_id in changes.iter().filter(|c| c.action == Action::Conflict).filter_map(|c| c.lms_id.as_ref()) {
        match base.and_then(|base| base.get(lms_id)) {
            Some(word) => seen.insert(lms_id.clone(), word.clone()),
            None => seen.remove(lms_id),
        };
    }
    seen
}

/// In the names that people see: the LMS's own words may be numbers that only a made session has.
fn digest(changes: &[Change], words: &Words) -> String {
    let mut hash = Sha256::new();
    let name = |word: &Option<String>| word.as_deref().map_or_else(String::new, |w| words.name(w).to_owned());
    for change in changes {
        let line = [
            change.student.to_string(),
            name(&change.before),
            name(&change.after),
            change.action.word().to_owned(),
        ];
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
        let word = |word: &Option<String>| word.as_deref().map(|word| self.words.name(word).to_owned());
        let change = |change: &Change| ChangeView {
            student_id: change.student.to_string(),
            name: name(&change.student),
            before: word(&change.before),
            after: word(&change.after),
            action: change.action.word().to_owned(),
            reason: change.reason.clone(),
        };
        UploadView {
            target: self.target.clone(),
            makes_session: self.session.place().is_none(),
            changes: self.changes.iter().map(change).collect(),
            summary: summary(&self.changes),
            upload_id: None,
            reverts: None,
            state: state.to_owned(),
            results: vec![],
            plan: self.digest.clone(),
            read_at: self.read_at,
            error: None,
        }
    }
}
