//! Erasing: a class, a person, what is older than the settings keep it, everything. Each can be asked what it would erase.

mod person;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::people::Directory;
use crate::present::count;
use crate::view::{KeptView, PurgeView, PurgeWhat, RemovedView};
use chrono::{DateTime, TimeDelta, Utc};
use person::ToErase;
use rollbook_core::MeetingId;
use rollbook_store::meetings::{self, Meeting};
use rollbook_store::purge::{self, Counts};
use rollbook_store::uploads::{self, UploadState};
use rollbook_store::{Store, outbox};

impl Engine {
    /// Erases, or with `keep` false only says what would go. It cannot be undone.
    ///
    /// What a server still holds comes back with the next fetch; the LMS is not touched.
    pub async fn purge(&self, what: &PurgeWhat, keep: bool) -> Result<PurgeView> {
        let view = |counts, kept| PurgeView { done: keep, removed: removed(&counts), kept };
        match what {
            PurgeWhat::Meeting(name) => {
                let id = self.find_meeting(name).await?;
                let counts = self.db(move |store| purge::meetings(store, &[id], keep)).await?;
                Ok(view(counts, vec![]))
            }
            PurgeWhat::Person(name) => Ok(view(self.erase_person(name, keep).await?, vec![])),
            PurgeWhat::Expired(_) => {
                let (now, days) = (self.now(), self.config().keep_days);
                let (counts, kept) = self.db(move |store| expired(store, now, days, keep)).await?;
                Ok(view(counts, kept))
            }
            PurgeWhat::Everything(_) => {
                let counts = self.db(move |store| purge::everything(store, keep)).await?;
                Ok(view(counts, vec![]))
            }
        }
    }

    async fn erase_person(&self, name: &str, keep: bool) -> Result<Counts> {
        let (name, rules) = (name.to_owned(), self.config().rules);
        let directory = self.db(move |store| Directory::read(store, rules)).await?;
        let person = directory.find(&name)?.clone();
        self.db(move |store| {
            let to_erase = ToErase::of(store, &directory, &person, rules)?;
            purge::person(store, &to_erase.rows, &to_erase, keep)
        })
        .await
    }

    /// Erases quietly what is older than the settings keep it, as the program does when it starts. Nothing where the folder
    /// is not open.
    pub async fn purge_expired(&self) -> Result<()> {
        if !self.is_unlocked() {
            return Ok(());
        }
        let view = self.purge(&PurgeWhat::Expired(true), true).await?;
        if !view.removed.is_empty() {
            tracing::info!("classes that were older than the settings keep them were erased");
        }
        Ok(())
    }
}

/// The old classes: those that are uploaded or dismissed go, the others are named with the reason why they stay.
fn expired(
    store: &Store,
    now: DateTime<Utc>,
    days: u32,
    keep: bool,
) -> rollbook_store::Result<(Counts, Vec<KeptView>)> {
    let before = now - TimeDelta::days(i64::from(days));
    let waiting: Vec<MeetingId> = outbox::list(store)?.into_iter().map(|one| one.meeting_id).collect();
    let (mut gone, mut kept) = (Vec::new(), Vec::new());
    for meeting in meetings::list(store, None, Some(before))? {
        if meeting.class.reach().end > before {
            continue;
        }
        match reason_to_stay(store, &meeting, &waiting)? {
            None => gone.push(meeting.class.id),
            Some(reason) => kept.push(KeptView {
                meeting_id: meeting.class.id.to_string(),
                title: meeting.class.title,
                reason: reason.to_owned(),
            }),
        }
    }
    Ok((purge::meetings(store, &gone, keep)?, kept))
}

fn reason_to_stay(
    store: &Store,
    meeting: &Meeting,
    waiting: &[MeetingId],
) -> rollbook_store::Result<Option<&'static str>> {
    if waiting.contains(&meeting.class.id) {
        return Ok(Some("It waits to be sent to the LMS."));
    }
    if meeting.dismissed_at.is_some() {
        return Ok(None);
    }
    let uploads = uploads::list(store, Some(&meeting.class.id))?;
    if uploads.iter().any(|upload| upload.state == UploadState::Done) {
        return Ok(None);
    }
    if rollbook_store::syncs::last(store, &meeting.class.id)?.is_none() && uploads.is_empty() {
        // Nothing was ever fetched: only an entry of the calendar.
        return Ok(None);
    }
    Ok(Some("It is neither uploaded nor dismissed."))
}

fn removed(counts: &Counts) -> Vec<RemovedView> {
    let view = |(what, many): (&&str, &usize)| RemovedView { what: (*what).to_owned(), count: count(*many) };
    counts.iter().map(view).collect()
}

impl PurgeWhat {
    /// What the flags of a command name; exactly one of them.
    pub fn of(meeting: Option<String>, person: Option<String>, expired: bool, all: bool) -> Result<Self> {
        match (meeting, person, expired, all) {
            (Some(meeting), None, false, false) => Ok(Self::Meeting(meeting)),
            (None, Some(person), false, false) => Ok(Self::Person(person)),
            (None, None, true, false) => Ok(Self::Expired(true)),
            (None, None, false, true) => Ok(Self::Everything(true)),
            _ => Err(Error::bad_input(
                "Say what is to be erased.",
                "Give one of --meeting, --person, --expired and --all.",
            )),
        }
    }
}
