//! Looking again, quietly, for classes whose attendance was not there or not final (presence rules, section 1): while the
//! program runs, and when it starts.
//!
//! Whoever runs it asks once a minute; most of the time nothing is due and nothing is read but a few rows. It never opens
//! the data folder, because a keystore might ask for a password that nobody is there to type, and after a failure that is
//! no answer about a class it keeps still for a while.

use crate::engine::Engine;
use crate::error::{Code, Result};
use crate::present;
use crate::progress::Progress;
use crate::sync::SyncOptions;
use crate::view::{ChangedView, ErrorView, LookedView, ShowView};
use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::MeetingId;
use rollbook_store::accounts;
use rollbook_transport::Context;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The pause after a failure; each further one doubles it.
const PAUSE: TimeDelta = TimeDelta::minutes(15);
/// The longest pause.
const LONGEST: TimeDelta = TimeDelta::hours(6);

/// What a program remembers of its quiet looks.
#[derive(Default)]
pub(crate) struct Quiet {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Syncs under way, by class: what somebody is fetching need not be fetched beside it.
    underway: BTreeMap<MeetingId, usize>,
    /// Keep still until then.
    until: Option<DateTime<Utc>>,
    failures: u32,
    /// The sign-in that Microsoft no longer accepts: nothing is asked with it again.
    refused: Option<(String, DateTime<Utc>)>,
}

/// A sync under way.
pub(crate) struct Underway<'a>(&'a Quiet, MeetingId);

impl Quiet {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that a class is being fetched, for as long as the answer lives.
    pub fn fetching(&self, id: &MeetingId) -> Underway<'_> {
        *self.state().underway.entry(id.clone()).or_insert(0) += 1;
        Underway(self, id.clone())
    }

    fn failed(&self, now: DateTime<Utc>, retry_at: Option<DateTime<Utc>>) {
        let mut state = self.state();
        let pause = (PAUSE * 2_i32.saturating_pow(state.failures.min(6))).min(LONGEST);
        state.failures = state.failures.saturating_add(1);
        state.until = Some(retry_at.unwrap_or(now).max(now + pause).min(now + LONGEST));
    }
}

impl Drop for Underway<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        if let Some(count) = state.underway.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                state.underway.remove(&self.1);
            }
        }
    }
}

impl Engine {
    /// Fetches the classes again whose time has come, and says which have changed. Nothing where the folder is not open,
    /// nobody is signed in, or the program is offline.
    pub async fn look_again(&self, context: &Context) -> Result<LookedView> {
        if self.is_offline() || !self.is_unlocked() {
            return Ok(LookedView::default());
        }
        let Some(account) = self.db(accounts::active).await? else { return Ok(LookedView::default()) };
        let session = (account.id, account.details.signed_in_at);
        {
            let state = self.quiet().state();
            let still = state.until.is_some_and(|until| self.now() < until);
            if still || state.refused.as_ref() == Some(&session) {
                return Ok(LookedView::default());
            }
        }
        let mut due = self.due_again().await?;
        due.retain(|id| !self.quiet().state().underway.contains_key(id));
        if due.is_empty() {
            return Ok(LookedView::default());
        }
        let mut before = Vec::new();
        for id in &due {
            before.push(self.show(id).await?);
        }
        let answer = self.sync(&due, SyncOptions::default(), &Progress::silent(), context).await?;
        let failures: Vec<&ErrorView> = answer.meetings.iter().filter_map(|one| one.error.as_ref()).collect();
        self.keep_still(&failures, session);
        let mut view = LookedView { looked: due.iter().map(ToString::to_string).collect(), changed: vec![] };
        for (id, before) in due.iter().zip(before) {
            view.changed.extend(changed(&before, self.show(id).await?));
        }
        Ok(view)
    }

    fn keep_still(&self, failures: &[&ErrorView], session: (String, DateTime<Utc>)) {
        let quiet = self.quiet();
        let codes: Vec<Code> = failures.iter().filter_map(|error| Code::from_word(&error.code)).collect();
        if codes.contains(&Code::SignInNeeded) {
            quiet.state().refused = Some(session);
            return;
        }
        if codes.iter().all(|code| crate::due::FOUND_NOTHING.contains(code) || *code == Code::Cancelled) {
            let mut state = quiet.state();
            (state.failures, state.until) = (0, None);
            return;
        }
        let asked = failures.iter().filter_map(|error| error.details.get("retry_at")?.as_str()?.parse().ok());
        quiet.failed(self.now(), asked.max());
    }
}

/// What the instructor wants to hear of: other people, or other times of theirs.
fn changed(before: &ShowView, after: ShowView) -> Option<ChangedView> {
    if before.participants == after.participants {
        return None;
    }
    let had = before.sync.fetched_at.is_some();
    Some(ChangedView {
        participants_before: had.then(|| present::count(before.participants.len())),
        participants: present::count(after.participants.len()),
        meeting: after.meeting,
    })
}
