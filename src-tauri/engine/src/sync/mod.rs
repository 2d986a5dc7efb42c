//! Fetching a class: attendance reports first, call records where there is none (presence rules, section 1).
//!
//! Everything of one sync is gathered first and stored in one transaction at its end, so that a failed or killed sync
//! leaves the class as it was.

mod call_records;
mod gather;
mod job;
mod records;
mod refusals;
mod reports;
mod series;

use crate::engine::Engine;
use crate::error::from_graph::sign_in_needed;
use crate::error::{Code, Result};
use crate::loaded::RunInputs;
use crate::present;
use crate::progress::Progress;
use crate::view::{SyncAnswer, SyncCounts, SyncedView};
use futures::StreamExt;
use gather::Gather;
pub(crate) use gather::counted;
use job::Job;
use rollbook_core::MeetingId;
use rollbook_core::observation::Call;
use rollbook_microsoft::graph::sessions;
use rollbook_store::accounts::Account;
use rollbook_store::answers::{self, AnswerKind};
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
