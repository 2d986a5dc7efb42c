//! What was asked for, as types. A word that means nothing, or nothing for this format, is refused before anything is
//! computed.

use super::Format;
use crate::error::{Error, Result};
use crate::view::ExportRequest;
use rollbook_core::status::Status;
use rollbook_files::write::columns::Column;
use rollbook_files::write::dialect::Dialect;
use rollbook_files::write::grade::Credit;
use rollbook_files::write::identify::Identify;
use rollbook_files::write::moodle::StatusMap;

/// The options of one export.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub format: Format,
    pub columns: Option<Vec<Column>>,
    pub emails: bool,
    pub dialect: Dialect,
    pub long: bool,
    pub limit: Option<f64>,
    pub identify: Identify,
    pub status_map: StatusMap,
    pub credit: Credit,
    pub points: f64,
    pub title: Option<String>,
    pub assignment_id: Option<u64>,
}

impl Options {
    /// Reads a request for a class, or for a course.
    pub fn of(request: &ExportRequest, course: bool) -> Result<Self> {
        let format = Format::from_word(&request.format).ok_or_else(|| {
            let words: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
            Error::bad_input(
                format!("There is no format {:?}.", request.format),
                format!("The formats are {}.", words.join(", ")),
            )
        })?;
        fits(request, format, course)?;
        Ok(Self {
            format,
            columns: columns(&request.columns)?,
            emails: !request.no_emails,
            dialect: dialect(request)?,
            long: request.long,
            limit: in_range(request.limit, "limit", 0.0, 100.0)?,
            identify: identify(request.identify.as_deref())?,
            status_map: status_map(&request.status_map)?,
            credit: credit(&request.credit)?,
            points: in_range(request.points, "points", 0.01, 1_000_000.0)?.unwrap_or(100.0),
            title: request.title.clone().filter(|title| !title.trim().is_empty()),
            assignment_id: request.assignment_id.as_deref().map(assignment).transpose()?,
        })
    }
}

/// Refuses an option that the format would silently ignore.
fn fits(request: &ExportRequest, format: Format, course: bool) -> Result<()> {
    use Format::{CanvasCsv, Csv, Html, Json, MoodleCsv, MoodleGradesCsv, Xlsx};
    let grades = [MoodleGradesCsv, CanvasCsv];
    let given: [(bool, &str, &[Format], Option<bool>); 13] = [
        (!request.columns.is_empty(), "--columns", &[Csv, Xlsx], Some(false)),
        (request.no_emails, "--no-emails", &[Csv, Xlsx, Json, Html], None),
        (request.bom.is_some(), "--bom and --no-bom", &[Csv], None),
        (request.separator.is_some(), "--separator", &[Csv], None),
        (request.long, "--long", &[Csv], Some(true)),
        (request.limit.is_some(), "--limit", &[Csv, Xlsx, Html], Some(true)),
        (request.identify.is_some(), "--identify", &[MoodleCsv, MoodleGradesCsv], None),
        (!request.status_map.is_empty(), "--status-map", &[MoodleCsv], None),
        (!request.credit.is_empty(), "--credit", &grades, None),
        (request.points.is_some(), "--points", &grades, None),
        (request.title.is_some(), "--title", &grades, None),
        (request.assignment_id.is_some(), "--assignment-id", &[CanvasCsv], None),
        (request.long && request.limit.is_some(), "--limit with --long", &[], None),
    ];
    for (_, name, formats, of_course) in given.into_iter().filter(|(given, ..)| *given) {
        if !formats.contains(&format) {
            return Err(Error::bad_input(
                format!("{name} means nothing for the format {}.", format.word()),
                "Leave it out, or choose another format.",
            ));
        }
        if let Some(of_course) = of_course.filter(|of_course| *of_course != course) {
            let what = if of_course { "a course" } else { "a class" };
            return Err(Error::bad_input(format!("{name} is for {what} only."), "Leave it out."));
        }
    }
    if course && format == MoodleCsv {
        return Err(Error::bad_input(
            "A file for a session of Moodle's attendance activity is of one class.",
            "Export each class by itself, or the course as moodle-grades-csv.",
        ));
    }
    Ok(())
}

fn columns(words: &[String]) -> Result<Option<Vec<Column>>> {
    let all: Vec<Column> = words
        .iter()
        .map(|word| {
            Column::from_word(word.trim()).ok_or_else(|| {
                let known: Vec<&str> = Column::ALL.iter().map(|column| column.word()).collect();
                Error::bad_input(
                    format!("There is no column {word:?}."),
                    format!("The columns are {}.", known.join(", ")),
                )
            })
        })
        .collect::<Result<_>>()?;
    Ok((!all.is_empty()).then_some(all))
}

fn dialect(request: &ExportRequest) -> Result<Dialect> {
    let plain = |separator| Dialect { separator, ..Dialect::default() };
    let mut dialect = match request.separator.as_deref() {
        None | Some("comma") => plain(b','),
        Some("semicolon") => plain(b';'),
        Some("tab") => plain(b'\t'),
        Some("locale") => Dialect::of_locale(request.locale.as_deref().unwrap_or_default()),
        Some(other) => {
            return Err(Error::bad_input(
                format!("There is no separator {other:?}."),
                "The separators are comma, semicolon, tab and locale.",
            ));
        }
    };
    dialect.bom = request.bom.unwrap_or(true);
    Ok(dialect)
}

fn identify(word: Option<&str>) -> Result<Identify> {
    let Some(word) = word else { return Ok(Identify::default()) };
    Identify::from_word(word).ok_or_else(|| {
        Error::bad_input(
            format!("Students cannot be identified by {word:?}."),
            "They can be identified by email, id or username.",
        )
    })
}

/// `late=L` as a status and what it shall be.
fn pair(text: &str) -> Option<(Status, &str)> {
    let (word, value) = text.split_once('=')?;
    Some((Status::from_word(word.trim())?, value.trim()))
}

fn status_map(pairs: &[String]) -> Result<StatusMap> {
    let mut map = StatusMap::default();
    for text in pairs {
        if !pair(text).is_some_and(|(status, acronym)| map.set(status, acronym)) {
            return Err(Error::bad_input(
                format!("{text:?} gives no status an acronym."),
                "Write it like present=P,late=L,left-early=LE,absent=A,excused=E; unknown has none.",
            ));
        }
    }
    Ok(map)
}

fn credit(pairs: &[String]) -> Result<Credit> {
    let mut credit = Credit::default();
    for text in pairs {
        let set = |(status, percent): (Status, &str)| {
            percent.trim_end_matches('%').parse().is_ok_and(|percent| credit.set(status, percent))
        };
        if !pair(text).is_some_and(set) {
            return Err(Error::bad_input(
                format!("{text:?} says not what a status is worth."),
                "Write it like present=100,late=50,left-early=50,absent=0, in percent; excused and unknown have no grade.",
            ));
        }
    }
    Ok(credit)
}

fn in_range(number: Option<f64>, name: &str, least: f64, most: f64) -> Result<Option<f64>> {
    match number {
        Some(number) if !(least..=most).contains(&number) => Err(Error::bad_input(
            format!("{number} cannot be the {name}."),
            format!("It lies between {least} and {most}."),
        )),
        other => Ok(other),
    }
}

fn assignment(text: &str) -> Result<u64> {
    text.trim().parse().map_err(|_| {
        Error::bad_input(
            format!("{text:?} is no id of an assignment."),
            "It is the number at the end of the assignment's address in Canvas.",
        )
    })
}
