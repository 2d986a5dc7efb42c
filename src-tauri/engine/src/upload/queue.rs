//! The outbox: uploads that wait for the LMS to be reached, in the order in which they were asked for.
//!
//! What is sent is computed when it is sent. An entry that only the instructor can resolve (a conflict, a missing right)
//! is held: it is shown, and the others go on without it.

use super::OnConflict;
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::view::{OutboxEntryView, OutboxView, UploadView};
use chrono::TimeDelta;
use rollbook_core::MeetingId;
use rollbook_store::outbox::{self, Waiting};
use rollbook_store::{courses, meetings};
use rollbook_transport::Context;
use std::collections::BTreeSet;

/// How long to wait after so many tries, in minutes; the last one for all that follow.
const WAITS: [i64; 6] = [1, 2, 5, 15, 30, 60];
/// A network comes back at any time: without one it is tried again at least this often, in minutes.
const WITHOUT_NETWORK: i64 = 5;

impl Engine {
    /// Sends the difference to the LMS, or queues it where the LMS cannot be reached. `reviewed` is the digest of the plan
    /// that the instructor saw: where the difference is another one by now, nothing is sent.
    pub async fn upload(
        &self,
        id: &MeetingId,
        reviewed: Option<&str>,
        on_conflict: OnConflict,
        ctx: &Context,
    ) -> Result<UploadView> {
        let sent = self.upload_now(id, reviewed, on_conflict, ctx).await;
        match sent {
            Ok(view) => {
                let id = id.clone();
                if view.state != "conflict" {
                    self.db(move |store| outbox::sent(store, &id)).await?;
                }
                Ok(view)
            }
            Err(error) if waits(&error) => self.queue(id, &error).await,
            Err(error) => Err(error),
        }
    }

    async fn queue(&self, id: &MeetingId, why: &Error) -> Result<UploadView> {
        // What cannot even be planned would never be sent.
        let plan = self.plan_offline(id).await?;
        let now = self.now();
        let next = why.next_try().unwrap_or(now + TimeDelta::minutes(WAITS[0]));
        let (said, meeting) = (serde_json::json!(why.view()), id.clone());
        self.db(move |store| outbox::put(store, &meeting, &said, Some(next), now)).await?;
        let mut view = plan.view("queued");
        view.error = Some(why.view());
        Ok(view)
    }

    /// What waits, in order.
    pub async fn outbox(&self) -> Result<OutboxView> {
        self.db(|store| {
            let entries = outbox::list(store)?.into_iter().map(|waiting| {
                let meeting = meetings::get(store, &waiting.meeting_id)?;
                let course =
                    meeting.class.course_id.as_ref().map(|id| courses::get(store, id)).transpose()?;
                Ok(OutboxEntryView {
                    id: waiting.id,
                    meeting_id: waiting.meeting_id.to_string(),
                    title: meeting.class.title,
                    course_title: course.map(|course| course.title),
                    queued_at: waiting.queued_at,
                    attempts: waiting.attempts,
                    next_attempt_at: waiting.next_at.filter(|_| !waiting.held),
                    state: if waiting.held { "held" } else { "waiting" }.to_owned(),
                    error: serde_json::from_value(waiting.said).ok(),
                })
            });
            Ok(OutboxView { entries: entries.collect::<rollbook_store::Result<_>>()?, sent: vec![] })
        })
        .await
    }

    /// Takes an upload out of the outbox unsent.
    pub async fn cancel_waiting(&self, id: &str) -> Result<()> {
        let id = id.trim().to_owned();
        let removed = self
            .db(move |store| {
                let fits = |one: &Waiting| one.id == id || id.len() >= 6 && one.id.starts_with(&id);
                let mut fitting = outbox::list(store)?.into_iter().filter(fits);
                match (fitting.next(), fitting.next()) {
                    (Some(one), None) => outbox::remove(store, &one.id),
                    _ => Ok(false),
                }
            })
            .await?;
        if removed {
            return Ok(());
        }
        Err(Error::new(
            Code::NotFound,
            "Nothing waits in the outbox under this id; it may have been sent.",
            "`rollbook outbox` lists what waits.",
        ))
    }

    /// Sends what waits, one after the other; `due` leaves out what is not due yet and what is held. One that cannot be
    /// sent keeps its place, and those of its course behind it wait with it.
    pub async fn flush_outbox(&self, due: bool, ctx: &Context) -> Result<OutboxView> {
        self.need_network()?;
        let now = self.now();
        let all = self.db(outbox::list).await?;
        let mut blocked: BTreeSet<Option<String>> = BTreeSet::new();
        let mut sent = Vec::new();
        for waiting in all {
            let course =
                self.load(&waiting.meeting_id).await?.meeting.class.course_id.map(|id| id.to_string());
            let early = due && (waiting.held || waiting.next_at.is_some_and(|at| at > now));
            if blocked.contains(&course) || early {
                if !waiting.held {
                    blocked.insert(course);
                }
                continue;
            }
            match self.upload_now(&waiting.meeting_id, None, OnConflict::Stop, ctx).await {
                Ok(view) if view.state == "conflict" => self.hold(&waiting, &conflict()).await?,
                Ok(view) => {
                    let id = waiting.id.clone();
                    self.db(move |store| outbox::remove(store, &id)).await?;
                    sent.push(view);
                }
                Err(error) if error.code == Code::Cancelled => return Err(error),
                Err(error) if waits(&error) => {
                    self.again(&waiting, &error).await?;
                    blocked.insert(course);
                    if error.code == Code::Offline {
                        break;
                    }
                }
                Err(error) => self.hold(&waiting, &error).await?,
            }
        }
        Ok(OutboxView { sent, ..self.outbox().await? })
    }

    /// Sends what is due, quietly, while the program runs; `None` where nothing was. Nothing where the folder is not open:
    /// a keystore might ask for a password that nobody is there to type.
    pub async fn send_waiting(&self, ctx: &Context) -> Result<Option<OutboxView>> {
        if self.is_offline() || !self.is_unlocked() {
            return Ok(None);
        }
        let now = self.now();
        let due = |one: &Waiting| !one.held && one.next_at.is_none_or(|at| at <= now);
        if !self.db(outbox::list).await?.iter().any(due) {
            return Ok(None);
        }
        Ok(Some(self.flush_outbox(true, ctx).await?))
    }

    async fn again(&self, waiting: &Waiting, why: &Error) -> Result<()> {
        let step = usize::try_from(waiting.attempts + 1).unwrap_or(usize::MAX).min(WAITS.len() - 1);
        let most = if why.code == Code::Offline { WITHOUT_NETWORK } else { WAITS[WAITS.len() - 1] };
        let next = why.next_try().unwrap_or(self.now() + TimeDelta::minutes(WAITS[step].min(most)));
        let (id, said) = (waiting.id.clone(), serde_json::json!(why.view()));
        self.db(move |store| outbox::tried(store, &id, &said, Some(next), false)).await
    }

    async fn hold(&self, waiting: &Waiting, why: &Error) -> Result<()> {
        let (id, said) = (waiting.id.clone(), serde_json::json!(why.view()));
        self.db(move |store| outbox::tried(store, &id, &said, None, true)).await
    }
}

/// Whether an upload that failed so may be sent later as it is.
fn waits(error: &Error) -> bool {
    matches!(error.code, Code::Offline | Code::Throttled)
}

fn conflict() -> Error {
    Error::new(
        Code::Conflict,
        "Somebody changed marks of this class in the LMS since you last looked; nothing was overwritten.",
        "Look at the difference, decide, and send it again.",
    )
}
