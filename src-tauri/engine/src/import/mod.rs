//! Importing attendance files that were downloaded from Teams: the way that needs no permission.
//!
//! All files of one call or none. A file becomes an answer of its class, as if it had been fetched; what is computed from
//! it is computed anew whenever the class is shown.

mod file_answer;
mod fit;
mod log;
mod offers;
mod options;
mod reading;
mod refusals;

pub(crate) use file_answer::FileAnswer;
pub use options::ImportOptions;
pub(crate) use refusals::{only_looked_at, unreadable};

use crate::engine::{Engine, blocking};
use crate::error::{Error, Result};
use crate::loaded::{Loaded, RunInputs, inputs};
use crate::view::{FileOptions, SyncAnswer};
use chrono::{DateTime, Utc};
use reading::Read;
use rollbook_core::MeetingId;
use rollbook_core::observation::Source;
use rollbook_core::rules::Rules;
use rollbook_store::syncs::{self, CallsMode, Finished, NewAnswers, NewRun};
use rollbook_store::{Store, meetings};
use std::path::PathBuf;

/// One file for one class.
#[derive(Clone, Debug)]
pub struct ImportItem {
    /// The class.
    pub meeting: MeetingId,
    /// The file.
    pub path: PathBuf,
    /// How to read it.
    pub options: ImportOptions,
}

impl Engine {
    /// Imports files for the classes that the page names: all of them or, where one is refused, none.
    pub async fn import_files(&self, files: Vec<(String, PathBuf, FileOptions)>) -> Result<SyncAnswer> {
        let mut items = Vec::with_capacity(files.len());
        for (meeting, path, options) in files {
            let meeting = self.find_meeting(&meeting).await?;
            items.push(ImportItem { meeting, path, options: ImportOptions::of(&options)? });
        }
        self.import(items).await
    }

    /// Imports files, each for its class: all of them or, where one is refused, none.
    pub async fn import(&self, items: Vec<ImportItem>) -> Result<SyncAnswer> {
        let (rules, now) = (self.config().rules, self.now());
        let store = self.unlock().await?;
        let classes = blocking(move || keep(&store, &items, rules, now)).await?;
        let mut answer = SyncAnswer { meetings: vec![] };
        for class in classes {
            answer.meetings.push(self.synced(&class, Ok(())).await?);
        }
        Ok(answer)
    }
}

/// Reads every file, then keeps them all in one transaction; the classes in the order in which they were named.
fn keep(store: &Store, items: &[ImportItem], rules: Rules, now: DateTime<Utc>) -> Result<Vec<MeetingId>> {
    let mut by_class: Vec<(MeetingId, Vec<Read>)> = Vec::new();
    for item in items {
        let class = meetings::get(store, &item.meeting)?.class;
        let read = reading::for_class(store, &item.path, &class, &item.options)?;
        match by_class.iter_mut().find(|(id, _)| *id == item.meeting) {
            Some((_, files)) => files.push(read),
            None => by_class.push((item.meeting.clone(), vec![read])),
        }
    }
    let finished = by_class.iter().map(|(class, files)| run(store, class, files, rules, now));
    syncs::commit_all(store, &finished.collect::<Result<Vec<_>>>()?)?;
    for read in by_class.iter().flat_map(|(_, files)| files) {
        reading::remember(store, read, now)?;
    }
    Ok(by_class.into_iter().map(|(class, _)| class).collect())
}

/// What one class keeps of its files.
fn run(
    store: &Store,
    meeting: &MeetingId,
    files: &[Read],
    rules: Rules,
    now: DateTime<Utc>,
) -> Result<Finished> {
    let before = Loaded::read(store, meeting, rules)?;
    let mut answers = NewAnswers::default();
    for read in files {
        answers.answers.push(read.answer.answer(now).map_err(|_| Error::internal("file-answer"))?);
    }
    // What an earlier sync knew of the institution still reads its answers.
    let inputs = RunInputs { asked_for_calls: false, ..inputs(before.run.as_ref()) };
    let class = &before.meeting.class;
    let run = NewRun {
        finished_at: now,
        source: Source::TeamsCsv,
        calls_mode: CallsMode::Suggested,
        class_end: class.window().map(|window| window.end),
        inputs: serde_json::to_value(&inputs).map_err(|_| Error::internal("run-inputs"))?,
        explanation: log::explanation(files),
    };
    let log = log::lines(class, files, now);
    Ok(Finished { meeting: meeting.clone(), new: answers, run, log })
}
