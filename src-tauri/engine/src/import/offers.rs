//! Files before they are imported: what they say, and which class each is of. Nothing is stored.

use super::options::ImportOptions;
use super::reading::{self, Opened, Read};
use super::refusals::{self, refused};
use super::{FileAnswer, fit, log};
use crate::engine::{Engine, blocking};
use crate::error::{Error, Result};
use crate::present;
use crate::view::{FileClassView, FileNoteView, FileOptions, FileReadingView, FileView, FilesView};
use chrono_tz::Tz;
use rollbook_core::class::local_instant;
use rollbook_core::people::fold_spaces;
use rollbook_core::{Class, CourseId, Span};
use rollbook_files::teams::reading::{Generation, OrderFrom, Reading};
use rollbook_files::teams::{DateReading, Refusal};
use rollbook_store::answers::{self, AnswerKind};
use rollbook_store::{Store, courses, meetings};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Classes that are offered for one file.
const MOST_CLASSES: usize = 12;

impl Engine {
    /// What files say, and which classes they fit. A file that is refused is an entry with its problem.
    pub async fn preview_files(&self, files: Vec<(PathBuf, FileOptions)>) -> Result<FilesView> {
        let zone = self.config().timezone;
        let store = self.unlock().await?;
        blocking(move || {
            let known = Shelf::of(&store)?;
            let mut all: Vec<FileView> = Vec::new();
            let mut first: BTreeMap<String, String> = BTreeMap::new();
            for (path, options) in &files {
                let (mut offer, hash) = known.offer(path, options, zone)?;
                if let Some(hash) = hash {
                    offer.same_as = first.get(&hash).cloned();
                    first.entry(hash).or_insert_with(|| offer.name.clone());
                }
                all.push(offer);
            }
            Ok(FilesView { files: all })
        })
        .await
    }
}

/// The classes that files are held against.
struct Shelf<'s> {
    store: &'s Store,
    classes: Vec<Class>,
    courses: BTreeMap<CourseId, String>,
}

impl<'s> Shelf<'s> {
    fn of(store: &'s Store) -> Result<Self> {
        let classes = meetings::list(store, None, None)?.into_iter().map(|meeting| meeting.class).collect();
        let courses = courses::list(store)?.into_iter().map(|course| (course.id, course.title)).collect();
        Ok(Self { store, classes, courses })
    }

    /// One file, with the hash of its content where it could be opened.
    fn offer(&self, path: &Path, options: &FileOptions, zone: Tz) -> Result<(FileView, Option<String>)> {
        let options = ImportOptions::of(options)?;
        let opened = match reading::open(path) {
            Ok(opened) => opened,
            Err(error) => return Ok((refusal(name_of(path), error), None)),
        };
        let zone = options.timezone.unwrap_or(zone);
        let hash = Some(opened.hash.clone());
        let view = match self.read(&opened, &options, zone)? {
            Ok(read) => self.fitted(&opened, &read)?,
            Err(problem) => {
                let classes = self.around(&problem, zone);
                let mut view = refusal(opened.name.clone(), refused(problem, &opened.name));
                view.classes = self.views(classes, &opened)?;
                view
            }
        };
        Ok((view, hash))
    }

    /// Reads the file; where only one order of day and month lies on the days of a known class, in that order.
    fn read(
        &self,
        opened: &Opened,
        options: &ImportOptions,
        zone: Tz,
    ) -> Result<std::result::Result<Read, Refusal>> {
        let read = reading::attendance(self.store, opened, None, options, zone)?;
        let Err(Refusal::AmbiguousDates { readings }) = &read else { return Ok(read) };
        let known: Vec<&DateReading> =
            readings.iter().filter(|reading| !self.fitting(span(reading, zone), None).0.is_empty()).collect();
        let [only] = known.as_slice() else { return Ok(read) };
        let options = ImportOptions { date_order: Some(only.order), ..options.clone() };
        let again = reading::attendance(self.store, opened, None, &options, zone)?;
        Ok(again.map(|mut read| {
            read.answer.reading.order_from = OrderFrom::Class;
            read
        }))
    }

    fn fitting(&self, span: Option<Span>, title: Option<&str>) -> (Vec<(&Class, fit::Fit)>, bool) {
        span.map_or_else(|| (vec![], false), |span| fit::fitting(&self.classes, span, title))
    }

    /// The classes of every reading of a file whose dates are open.
    fn around(&self, problem: &Refusal, zone: Tz) -> Vec<(&Class, fit::Fit)> {
        let Refusal::AmbiguousDates { readings } = problem else { return vec![] };
        readings.iter().flat_map(|reading| self.fitting(span(reading, zone), None).0).collect()
    }

    fn fitted(&self, opened: &Opened, read: &Read) -> Result<FileView> {
        let call = read.answer.call();
        let span = call.start.and_then(|start| Span::new(start, call.end.unwrap_or(start)));
        let (classes, sure) = self.fitting(span, read.answer.reading.title.as_deref());
        Ok(FileView {
            name: opened.name.clone(),
            reading: Some(said(&read.answer, span)),
            problem: None,
            classes: self.views(classes, opened)?,
            sure,
            same_as: None,
        })
    }

    fn views(&self, classes: Vec<(&Class, fit::Fit)>, opened: &Opened) -> Result<Vec<FileClassView>> {
        let one = |(class, fit): (&Class, fit::Fit)| {
            let kept = answers::latest(self.store, &class.id)?;
            Ok(FileClassView {
                meeting_id: class.id.to_string(),
                title: class.title.clone(),
                start: class.window().unwrap_or_else(|| class.day_span()).start,
                course_title: class.course_id.as_ref().and_then(|id| self.courses.get(id).cloned()),
                reason: fit.reason(class),
                imported: kept
                    .iter()
                    .any(|answer| answer.kind == AnswerKind::File && answer.object_id == opened.hash),
            })
        };
        classes.into_iter().take(MOST_CLASSES).map(one).collect()
    }
}

fn span(reading: &DateReading, zone: Tz) -> Option<Span> {
    Span::new(local_instant(reading.first, zone), local_instant(reading.last, zone))
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn refusal(name: String, error: Error) -> FileView {
    let error = refusals::only_looked_at(error, &name);
    FileView { name, reading: None, problem: Some(error.view()), classes: vec![], sure: false, same_as: None }
}

fn said(file: &FileAnswer, span: Option<Span>) -> FileReadingView {
    let reading = &file.reading;
    let stays = reading.records.iter().map(|record| record.stays.len()).sum();
    let note = |note: &rollbook_files::teams::reading::Note| FileNoteView {
        line: note.line,
        level: if note.warn { "warn" } else { "info" }.to_owned(),
        message: note.text.clone(),
    };
    FileReadingView {
        generation: match reading.generation {
            Generation::List => "list",
            Generation::Summary => "summary",
            Generation::Sections => "sections",
            Generation::LiveEvent => "live-event",
        }
        .to_owned(),
        description: log::kind(reading).to_owned(),
        title: reading.title.clone(),
        start: span.map(|span| span.start),
        end: span.map(|span| span.end),
        timezone: if reading.utc { "UTC" } else { file.timezone.name() }.to_owned(),
        date_order: refusals::order(reading.date_order).to_owned(),
        order_from: match reading.order_from {
            OrderFrom::File => "file",
            OrderFrom::Same => "same",
            OrderFrom::Class => "class",
            OrderFrom::Instructor => "instructor",
        }
        .to_owned(),
        people: present::count(people(reading)),
        stays: present::count(stays),
        notes: file.notes().iter().map(note).collect(),
    }
}

/// People by address, else by name: what a preview can say before the class tells homonyms apart.
fn people(reading: &Reading) -> usize {
    let who = |record: &rollbook_files::teams::reading::FileRecord| {
        let address = record.email.as_deref().or(record.upn.as_deref()).map(str::to_lowercase);
        address.unwrap_or_else(|| fold_spaces(record.name.as_deref().unwrap_or_default()))
    };
    reading.records.iter().map(who).collect::<BTreeSet<_>>().len()
}
