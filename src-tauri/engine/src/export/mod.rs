//! A class or a course as a file: for people, for programs, for an LMS.

mod class;
mod course;
mod format;
mod make;
mod options;
mod report;

pub(crate) use course::{Making, classes as classes_of, each, sheet as course_sheet};
pub use format::Format;
pub use make::Made;
pub(crate) use report::report_value;

use crate::engine::{Engine, blocking};
use crate::error::{Code, Error, Result};
use crate::present;
use crate::view::{ExportPreviewView, ExportRequest, ExportedView};
use options::Options;
use rollbook_core::MeetingId;
use rollbook_files::{WriteError, export_file_name, write_whole};
use rollbook_store::courses::{self, Course};
use std::path::PathBuf;

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// One class.
    Class(MeetingId),
    /// All classes of a course: by its id, the beginning of one, or its title.
    Course(String),
}

impl Engine {
    /// Writes a class or a course to a file, whole or not at all. An existing file is kept unless `overwrite`.
    pub async fn export(
        &self,
        what: &What,
        request: &ExportRequest,
        path: PathBuf,
        overwrite: bool,
    ) -> Result<ExportedView> {
        let Made { bytes, rows, left_out, warnings, .. } = self.make_export(what, request).await?;
        let shown = path.display().to_string();
        blocking(move || write_whole(&path, &bytes, overwrite).map_err(refused)).await?;
        Ok(ExportedView { ok: true, path: shown, rows: present::count(rows), left_out, warnings })
    }

    /// What a file would hold; nothing is written.
    pub async fn export_preview(&self, what: &What, request: &ExportRequest) -> Result<ExportPreviewView> {
        let made = self.make_export(what, request).await?;
        let format = Format::from_word(&request.format).unwrap_or(Format::Csv);
        Ok(ExportPreviewView {
            file_name: self.export_name(what, format).await?,
            columns: made.columns,
            first_rows: made.first_rows,
            rows: present::count(made.rows),
            left_out: made.left_out,
            warnings: made.warnings,
        })
    }

    /// Makes a file in memory.
    pub async fn make_export(&self, what: &What, request: &ExportRequest) -> Result<Made> {
        let options = Options::of(request, matches!(what, What::Course(_)))?;
        match what {
            What::Class(id) => self.make_class(id, options).await,
            What::Course(course) => {
                let course = self.find_course(course).await?;
                self.make_course(course, options).await
            }
        }
    }

    async fn make_class(&self, id: &MeetingId, options: Options) -> Result<Made> {
        let (loaded, now) = (self.load(id).await?, self.now());
        let course = loaded.meeting.class.course_id.clone();
        let course = self.db(move |store| course.map(|id| courses::get(store, &id)).transpose()).await?;
        blocking(move || {
            let found = loaded.reconcile();
            let title = course.map(|course| course.title);
            let sheet = class::sheet(&loaded, &found, title, options.emails, now);
            let report = match options.format {
                Format::Json => report::report(&loaded, &found).to_bytes(options.emails),
                _ => vec![],
            };
            make::of_class(&sheet, &options, report)
        })
        .await
    }

    async fn make_course(&self, course: Course, options: Options) -> Result<Made> {
        let config = self.config();
        let making = Making {
            settings: config.rules,
            limit: options.limit,
            emails: options.emails,
            zone: config.timezone,
            now: self.now(),
        };
        let reports = options.format == Format::Json;
        let (sheet, reports) = self
            .db(move |store| {
                let sheet = course::sheet(store, &course, making)?;
                let reports = if reports { report::of_course(store, &course, making)? } else { vec![] };
                Ok((sheet, reports))
            })
            .await?;
        blocking(move || make::of_course(&sheet, &options, reports)).await
    }

    /// A safe name for the file of a class or a course.
    pub async fn export_name(&self, what: &What, format: Format) -> Result<String> {
        let title = match what {
            What::Class(id) => {
                let class = self.load(id).await?.meeting.class;
                format!("{} {}", class.title, class.local_day())
            }
            What::Course(course) => self.find_course(course).await?.title,
        };
        Ok(export_file_name(&title, format.extension()))
    }
}

fn refused(error: WriteError) -> Error {
    let code = match error {
        WriteError::DiskFull => Code::DiskFull,
        WriteError::Io(_) => Code::Internal,
        _ => Code::BadInput,
    };
    let hint = match error {
        WriteError::Exists => "Choose another name, or say that it may be overwritten (--force).",
        WriteError::DiskFull => "Free some space and try again.",
        _ => "Choose another folder.",
    };
    let text = error.to_string();
    let mut chars = text.chars();
    let first = chars.next().map_or_else(String::new, |c| c.to_uppercase().collect());
    Error::new(code, format!("{first}{}. No file was written.", chars.as_str().trim_end_matches('.')), hint)
}
