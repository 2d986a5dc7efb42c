//! A class or a course to a file, or to standard output.

use super::{Result, class};
use crate::arguments::{Arguments, Export, Separator, word};
use crate::exit::Exit;
use crate::output::visible::visible;
use crate::output::{Output, text};
use clap::CommandFactory;
use clap::error::ErrorKind;
use rollbook_engine::Engine;
use rollbook_engine::export::{Format, What};
use rollbook_engine::view::{ExportRequest, LeftOutView};
use std::io::Write;
use std::path::Path;

pub async fn export(engine: &Engine, export: &Export, json: bool, output: &Output) -> Result {
    let request = request(export);
    let to_stdout = export.output == Path::new("-");
    if to_stdout {
        let text = Format::from_word(&request.format).is_some_and(Format::is_text);
        let reason = match (text, json) {
            (false, _) => Some("a workbook cannot be written to standard output; name a file"),
            (true, true) => Some("--json and the file cannot both stand on standard output; name a file"),
            (true, false) => None,
        };
        if let Some(reason) = reason {
            Arguments::command().error(ErrorKind::ArgumentConflict, reason).exit();
        }
    }
    let what = match (&export.meeting, &export.course) {
        (_, Some(course)) => What::Course(course.clone()),
        (meeting, None) => What::Class(class(engine, meeting.as_deref().unwrap_or_default()).await?),
    };
    if to_stdout {
        let made = engine.make_export(&what, &request).await?;
        // A reader that went away wants no more.
        let _ = std::io::stdout().lock().write_all(&made.bytes);
        aside(&made.left_out, &made.warnings);
    } else {
        let written = engine.export(&what, &request, export.output.clone(), export.force).await?;
        output.answer_or_quiet(&written, || text::exported(&written));
        if !json {
            aside(&written.left_out, &written.warnings);
        }
    }
    Ok(Exit::DONE)
}

/// Who is not in the file, and what else should be known: beside the answer, on standard error.
fn aside(left_out: &[LeftOutView], warnings: &[String]) {
    let mut errors = std::io::stderr().lock();
    for warning in warnings {
        let _ = writeln!(errors, "note: {}", visible(warning));
    }
    for left in left_out {
        let _ = writeln!(errors, "left out: {}: {}", visible(&left.name), visible(&left.reason));
    }
}

fn request(export: &Export) -> ExportRequest {
    let (table, lms) = (&export.table, &export.lms);
    ExportRequest {
        format: word(export.format),
        columns: table.columns.clone(),
        no_emails: export.no_emails,
        bom: (table.bom || table.no_bom).then_some(table.bom),
        separator: table.separator.map(word),
        locale: (table.separator == Some(Separator::Locale)).then(locale).flatten(),
        long: table.long,
        limit: table.limit,
        identify: lms.identify.map(word),
        status_map: lms.status_map.clone(),
        credit: lms.credit.clone(),
        points: lms.points,
        title: lms.title.clone(),
        assignment_id: lms.assignment_id.clone(),
    }
}

/// The locale of numbers: the environment's where it says one, else the system's.
fn locale() -> Option<String> {
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    ["LC_ALL", "LC_NUMERIC", "LANG"].into_iter().find_map(set).or_else(sys_locale::get_locale)
}
