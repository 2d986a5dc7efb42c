//! The log of decisions: written down, taken back, made again, read.

use crate::engine::Engine;
use crate::error::Result;
use crate::view::{HistoryView, UndoneView};
use rollbook_core::MeetingId;
use rollbook_store::decisions::{self, Decision, NewDecision};

impl Engine {
    /// Takes the last step back.
    pub async fn undo(&self) -> Result<UndoneView> {
        let now = self.now();
        let steps = self.db(move |store| decisions::undo(store, now)).await?;
        if let Err(error) = self.put_rules(&steps, |decision| &decision.before) {
            self.db(decisions::redo).await?;
            return Err(error);
        }
        Ok(step(&steps))
    }

    /// Makes the step undone last again.
    pub async fn redo(&self) -> Result<UndoneView> {
        let (steps, now) = (self.db(decisions::redo).await?, self.now());
        if let Err(error) = self.put_rules(&steps, |decision| &decision.after) {
            self.db(move |store| decisions::undo(store, now)).await?;
            return Err(error);
        }
        Ok(step(&steps))
    }

    /// The decisions, newest first, of one class or of all.
    pub async fn history(&self, id: Option<&MeetingId>) -> Result<Vec<HistoryView>> {
        let id = id.cloned();
        let all = self.db(move |store| decisions::list(store, id.as_ref())).await?;
        let mut shown: Vec<HistoryView> = all
            .into_iter()
            .map(|d| HistoryView { at: d.at, what: d.decision.what, undone: d.undone_at.is_some() })
            .collect();
        // One step on a person with several keys is one line.
        shown.dedup();
        Ok(shown)
    }

    pub(crate) async fn write_down(&self, new: Vec<NewDecision>) -> Result<()> {
        let now = self.now();
        self.db(move |store| decisions::append(store, &new, now)).await
    }
}

fn step(undone: &[Decision]) -> UndoneView {
    UndoneView { what: undone.first().map(|d| d.decision.what.clone()) }
}
