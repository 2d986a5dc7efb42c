//! Fetching a class: attendance reports first, call records where there is none (presence rules, section 1).
//!
//! Everything of one sync is gathered first and stored in one transaction at its end, so that a failed or killed sync
//! leaves the class as it was.

mod call_records;
mod gather;
mod refusals;
mod reports;
mod series;

use crate::config::CallRecordsMode;
use crate::engine::Engine;
use crate::error::from_graph::sign_in_needed;
use crate::error::{Code, Error, Result};
use crate::loaded::{Loaded, RunInputs};
use crate::present;
use crate::progress::Progress;
use crate::view::{SyncAnswer, SyncCounts, SyncedView};
use futures::StreamExt;
use gather::Gather;
pub(crate) use gather::counted;
use rollbook_core::MeetingId;
use rollbook_core::observation::{Call, Source};
use rollbook_core::schedule::FIRST_VERSION;
use rollbook_microsoft::graph::sessions;
use rollbook_store::accounts::Account;
use rollbook_store::answers::{self, AnswerKind};
use rollbook_store::syncs::{self, NewRun};
use rollbook_transport::Context;
use series::Series;

pub use rollbook_store::syncs::CallsMode;

/// Which source to ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceChoice {
    /// Reports first, then call records.
    #[default]
    Auto,
    /// Attendance reports only.
    Reports,
    /// Call records only.
    CallRecords,
}

/// How to sync.
#[derive(Clone, Copy, Debug)]
pub struct SyncOptions {
    /// Which source.
    pub source: SourceChoice,
    /// Which calls.
    pub calls: CallsMode,
}

impl Default for SyncOptions {
    fn default() -> Self {
        Self { source: SourceChoice::Auto, calls: CallsMode::Suggested }
    }
}

/// Meetings that are synced at the same time; their requests share the transport's limits.
const AT_ONCE: usize = 8;

/// What a source had.
enum Outcome {
    /// Data; how it came about, in words.
    Data { source: Source, explanation: String, incomplete: bool },
    /// None, and why, in words that end a sentence.
    Nothing(Nothing),
}

/// Why there are no attendance reports.
struct Nothing {
    why: String,
    /// Whether a report may still come: the meeting is known, only its report is not there.
    may_come: bool,
}

/// A class being synced.
struct Job<'a> {
    engine: &'a Engine,
    loaded: Loaded,
    account: Account,
    inputs: RunInputs,
    options: SyncOptions,
    progress: Progress,
    series: &'a Series,
    context: &'a Context,
}

impl Engine {
    /// Syncs meetings, several at once. A meeting that fails is an entry with its error and stays as it was.
    pub async fn sync(
        &self,
        meetings: &[MeetingId],
        options: SyncOptions,
        progress: &Progress,
        context: &Context,
    ) -> Result<SyncAnswer> {
        self.need_network()?;
        let series = &Series::default();
        let one = |id: MeetingId| {
            let progress = progress.of(id.as_str());
            async move {
                let _underway = self.quiet().fetching(&id);
                let result = self.sync_one(&id, options, progress, series, context).await;
                self.looked(&id, &result).await;
                self.synced(&id, result).await
            }
        };
        let all: Vec<Result<SyncedView>> =
            futures::stream::iter(meetings.iter().cloned().map(one)).buffered(AT_ONCE).collect().await;
        Ok(SyncAnswer { meetings: all.into_iter().collect::<Result<_>>()? })
    }

    pub(crate) async fn synced(&self, id: &MeetingId, result: Result<()>) -> Result<SyncedView> {
        let loaded = self.load(id).await?;
        let calls = &loaded.attendance.calls;
        Ok(SyncedView {
            id: id.to_string(),
            state: if result.is_ok() { "synced" } else { "failed" }.to_owned(),
            sync: present::sync(&loaded),
            counts: SyncCounts {
                participants: present::count(loaded.attendance.participants.len()),
                calls: present::count(calls.len()),
                included: present::count(calls.iter().filter(|c| c.verdict.included).count()),
            },
            error: result.err().map(|error| error.view()),
        })
    }

    async fn sync_one(
        &self,
        id: &MeetingId,
        options: SyncOptions,
        progress: Progress,
        series: &Series,
        context: &Context,
    ) -> Result<()> {
        let accounts = self.accounts_for(&self.load(id).await?).await?;
        let mut result = Err(sign_in_needed());
        for account in accounts {
            result = self.sync_as(account, id, options, progress.clone(), series, context).await;
            // Somebody else's meeting may be that of another account that is signed in here.
            if !matches!(&result, Err(error) if error.code == Code::NotOrganizer) {
                return result;
            }
        }
        result
    }

    async fn sync_as(
        &self,
        account: Account,
        id: &MeetingId,
        options: SyncOptions,
        progress: Progress,
        series: &Series,
        context: &Context,
    ) -> Result<()> {
        let loaded = self.load(id).await?;
        let inputs = RunInputs {
            tenant: account.details.tenant_id.clone(),
            organizers: vec![account.details.object_id.clone()],
            incomplete: false,
            asked_for_calls: options.source == SourceChoice::CallRecords,
        };
        let mut job = Job { engine: self, loaded, account, inputs, options, progress, series, context };
        let mut gather = Gather::new(*self.clock());
        let outcome = job.fetch(&mut gather).await?;
        job.store(id, gather, outcome).await
    }
}

impl Job<'_> {
    async fn fetch(&mut self, gather: &mut Gather) -> Result<Outcome> {
        let nothing = match self.options.source {
            SourceChoice::CallRecords => Nothing { why: "you asked for them".to_owned(), may_come: false },
            SourceChoice::Auto | SourceChoice::Reports => match self.reports(gather).await? {
                data @ Outcome::Data { .. } => return Ok(data),
                Outcome::Nothing(nothing) => nothing,
            },
        };
        if self.options.source == SourceChoice::Reports {
            return Err(self.no_report(&nothing));
        }
        if self.engine.config().call_records == CallRecordsMode::Off {
            return Err(if self.too_early() && nothing.may_come {
                self.no_report(&nothing)
            } else {
                not_configured(&nothing.why)
            });
        }
        gather.info(&self.progress, format!("Call records are asked, because {}.", nothing.why));
        self.call_records(gather, &nothing.why).await
    }

    /// True while the first version of a report or record may still be on its way.
    fn too_early(&self) -> bool {
        self.engine.now() < self.end() + FIRST_VERSION
    }

    fn end(&self) -> chrono::DateTime<chrono::Utc> {
        let class = &self.loaded.meeting.class;
        class.window().unwrap_or_else(|| class.day_span()).end
    }

    fn no_report(&self, nothing: &Nothing) -> Error {
        if self.too_early() {
            let next =
                rollbook_core::schedule::outlook(Source::CallRecords, self.end(), self.engine.now(), false).1;
            return Error::new(
                Code::ReportNotReady,
                format!("There is no attendance for this class yet: {}.", nothing.why),
                "Microsoft needs up to 2.5 hours after a class. Try again then.",
            )
            .retry_at(next);
        }
        Error::new(
            Code::ReportEmpty,
            format!("Microsoft has no attendance for this class: {}.", nothing.why),
            "The attendance file that the organizer downloads from Teams is the way that is left.",
        )
    }

    async fn store(&self, id: &MeetingId, mut gather: Gather, outcome: Outcome) -> Result<()> {
        let (source, explanation, incomplete) = match outcome {
            Outcome::Data { source, explanation, incomplete } => (source, explanation, incomplete),
            Outcome::Nothing(nothing) => return Err(self.no_report(&nothing)),
        };
        if incomplete {
            gather.warn(
                &self.progress,
                "The server's list went in a circle and was cut: it may lack something.".to_owned(),
            );
        }
        let inputs = RunInputs { incomplete, ..self.inputs.clone() };
        let run = NewRun {
            finished_at: self.engine.now(),
            source,
            calls_mode: self.options.calls,
            class_end: Some(
                gather
                    .last_end
                    .filter(|_| self.loaded.meeting.class.window().is_none())
                    .unwrap_or(self.end()),
            ),
            inputs: serde_json::to_value(&inputs).map_err(|_| Error::internal("run-inputs"))?,
            explanation,
        };
        if self.context.cancel.is_cancelled() {
            return Err(rollbook_transport::Error::Cancelled.into());
        }
        let id = id.clone();
        self.engine
            .db(move |store| syncs::commit(store, &id, &gather.answers, &run, &gather.log))
            .await
            .map(|_| ())
    }
}

/// No access to call records (contract, exit 4), with what IT must do.
fn not_configured(why: &str) -> Error {
    Error::new(
        Code::CallRecordsNotConfigured,
        format!(
            "There is no attendance report for this class ({why}), and no access to call records is set up."
        ),
        "IT can set it up: an app registration with the application permission CallRecords.Read.All and admin consent \
         (it can read every call of the institution), or the institution's relay; then set call_records.mode, its tenant, \
         client id and secret. Without that, the attendance file from Teams is the way.",
    )
}

impl Engine {
    /// Fetches the sessions of calls that were only listed so far, and keeps them.
    pub(crate) async fn fetch_sessions(
        &self,
        id: &MeetingId,
        calls: &[Call],
        context: &Context,
    ) -> Result<()> {
        if calls.is_empty() {
            return Ok(());
        }
        self.need_network()?;
        let accounts = self.accounts_for(&self.load(id).await?).await?;
        let account = accounts.first().ok_or_else(sign_in_needed)?;
        let graph = self.call_records_graph(account).await?;
        let mut gather = Gather::new(*self.clock());
        for call in calls {
            let found = sessions::list(&graph, call.id.as_str(), call.form, context).await?;
            gather.keep_list(AnswerKind::Sessions, call.id.as_str(), call.version, found.items);
        }
        let id = id.clone();
        self.db(move |store| answers::keep(store, &id, &gather.answers.answers)).await
    }
}
