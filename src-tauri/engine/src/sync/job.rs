//! One class being fetched: source by source, and what stands where none has anything.

use super::SourceChoice;
use super::SyncOptions;
use super::gather::Gather;
use super::series::Series;
use crate::config::CallRecordsMode;
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::loaded::{Loaded, RunInputs};
use crate::progress::Progress;
use chrono::TimeDelta;
use rollbook_core::MeetingId;
use rollbook_core::observation::{CallKind, Source};
use rollbook_core::schedule::FIRST_VERSION;
use rollbook_store::accounts::Account;
use rollbook_store::syncs::{self, NewRun};
use rollbook_transport::Context;

/// A meeting whose report has no end is taken to go on at least this long.
const STILL_ON: TimeDelta = TimeDelta::minutes(1);

/// What a source had.
pub(super) enum Outcome {
    /// Data; how it came about, in words.
    Data { source: Source, explanation: String, incomplete: bool },
    /// None, and why, in words that end a sentence.
    Nothing(Nothing),
}

/// Why there are no attendance reports.
pub(super) struct Nothing {
    pub(super) why: String,
    pub(super) prospect: Prospect,
}

/// What may still be hoped for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prospect {
    /// The meeting is known; its report, or the call's record, may still come.
    MayCome,
    /// Microsoft does not know the meeting.
    UnknownMeeting,
    /// The class is older than the reports that Microsoft lists: neither a later look nor call records would bring it.
    OutOfReach,
    /// Nothing.
    None,
}

/// A class being synced.
pub(super) struct Job<'a> {
    pub(super) engine: &'a Engine,
    pub(super) loaded: Loaded,
    pub(super) account: Account,
    pub(super) inputs: RunInputs,
    pub(super) options: SyncOptions,
    pub(super) progress: Progress,
    pub(super) series: &'a Series,
    pub(super) context: &'a Context,
}

impl Job<'_> {
    pub(super) async fn fetch(&mut self, gather: &mut Gather) -> Result<Outcome> {
        let nothing = match self.options.source {
            SourceChoice::CallRecords => {
                Nothing { why: "you asked for them".to_owned(), prospect: Prospect::None }
            }
            SourceChoice::Auto | SourceChoice::Reports => match self.reports(gather).await? {
                data @ Outcome::Data { .. } => return Ok(data),
                // What was fetched once stands, also when Microsoft does not know it any more.
                Outcome::Nothing(nothing) if self.has_report() => {
                    let why = nothing.why;
                    gather.warn(&self.progress, format!("Nothing new, because {why}."));
                    return Ok(Outcome::Data {
                        source: Source::AttendanceReports,
                        explanation: format!("The attendance report that was fetched before counts: {why}."),
                        incomplete: false,
                    });
                }
                Outcome::Nothing(nothing) => nothing,
            },
        };
        let found = match self.options.source {
            SourceChoice::Reports => Err(self.no_report(&nothing)),
            SourceChoice::Auto | SourceChoice::CallRecords => self.fall_back(&nothing, gather).await,
        };
        let in_vain = match &found {
            Ok(outcome) => matches!(outcome, Outcome::Nothing(_)),
            Err(error) => {
                matches!(error.code, Code::CallRecordsNotConfigured | Code::ReportEmpty | Code::TooOld)
            }
        };
        if in_vain
            && nothing.prospect == Prospect::UnknownMeeting
            && let Some(data) = self.of_expired(gather).await?
        {
            return Ok(data);
        }
        found
    }

    /// Call records, where they are to be had.
    async fn fall_back(&mut self, nothing: &Nothing, gather: &mut Gather) -> Result<Outcome> {
        if self.engine.config().call_records == CallRecordsMode::Off {
            return Err(match nothing.prospect {
                Prospect::OutOfReach => self.no_report(nothing),
                Prospect::MayCome if self.too_early() => self.no_report(nothing),
                _ => not_configured(&nothing.why),
            });
        }
        gather.info(&self.progress, format!("Call records are asked, because {}.", nothing.why));
        self.call_records(gather, &nothing.why).await
    }

    /// Whether an attendance report of the class is here already, and counts.
    fn has_report(&self) -> bool {
        let mut calls = self.loaded.attendance.calls.iter();
        self.loaded.source() == Source::AttendanceReports
            && calls.any(|judged| judged.verdict.included && judged.call.kind == CallKind::Report)
    }

    /// True while the first version of a report or record may still be on its way.
    pub(super) fn too_early(&self) -> bool {
        self.engine.now() < self.end() + FIRST_VERSION
    }

    pub(super) fn end(&self) -> chrono::DateTime<chrono::Utc> {
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

    pub(super) async fn store(&self, id: &MeetingId, mut gather: Gather, outcome: Outcome) -> Result<()> {
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
        let end =
            gather.last_end.filter(|_| self.loaded.meeting.class.window().is_none()).unwrap_or(self.end());
        // A meeting that is still on has not ended before now.
        let end = if gather.running { end.max(self.engine.now() + STILL_ON) } else { end };
        let run = NewRun {
            finished_at: self.engine.now(),
            source,
            calls_mode: self.options.calls,
            class_end: Some(end),
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
