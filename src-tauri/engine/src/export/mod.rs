//! A class or a course as a file: for people, for programs, for an LMS.

mod class;
mod course;
mod make;
mod options;
mod report;

pub use make::Made;
pub(crate) use report::report_value;

use crate::engine::{Engine, blocking};
use crate::error::{Code, Error, Result};
use crate::loaded::Loaded;
use crate::present;
use crate::view::{ExportPreviewView, ExportRequest, ExportedView};
use course::Making;
use options::Options;
use rollbook_core::MeetingId;
use rollbook_files::write::plain::clean_value;
use rollbook_files::{WriteError, export_file_name, write_whole};
use rollbook_store::courses::{self, Course};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// One class.
    Class(MeetingId),
    /// All classes of a course: by its id, the beginning of one, or its title.
    Course(String),
}

macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $extension:literal;)+) => {
        /// The formats (contract, section 4).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $($(#[$doc])* $name,)+ }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The contract's word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// Ending of the file name.
            #[must_use]
            pub fn extension(self) -> &'static str {
                match self { $(Self::$name => $extension,)+ }
            }
        }
    };
}

formats! {
    /// A table: one row a person; of a course, one row a student.
    Csv = "csv", "csv";
    /// A workbook.
    Xlsx = "xlsx", "xlsx";
    /// The report shape (contract, section 5).
    Json = "json", "json";
    /// A report to print.
    Html = "html", "html";
    /// For a session of Moodle's attendance activity.
    MoodleCsv = "moodle-csv", "csv";
    /// For Moodle's gradebook.
    MoodleGradesCsv = "moodle-grades-csv", "csv";
    /// For Canvas's gradebook.
    CanvasCsv = "canvas-csv", "csv";
}

impl Format {
    /// The format of a contract word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.word() == word)
    }

    /// Whether the file is text that can go to a terminal or a pipe.
    #[must_use]
    pub fn is_text(self) -> bool {
        self != Self::Xlsx
    }
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
                let reports = if reports { course_reports(store, &course, making)? } else { vec![] };
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

/// The reports of a course's classes that have data: a list of what each class is by itself, with the class in it.
fn course_reports(
    store: &rollbook_store::Store,
    course: &Course,
    making: Making,
) -> rollbook_store::Result<Vec<u8>> {
    let mut classes = course::classes(store, course)?;
    classes.retain(|meeting| meeting.dismissed_at.is_none());
    let reports = course::each(&classes, |meeting| {
        let loaded = Loaded::read(store, &meeting.class.id, making.settings)?;
        Ok(loaded.run.is_some().then(|| {
            let mut report = report_value(&loaded, &loaded.reconcile());
            report["rollbook"]["meeting"] = json!(present::meeting(&loaded.meeting.class));
            if !making.emails {
                clean_value(&mut report);
            }
            report
        }))
    })?;
    let all = Value::Array(reports.into_iter().flatten().collect());
    Ok(format!("{all:#}\n").into_bytes())
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
