//! Why a file was refused, in the contract's codes: what it is, what that means, what to do.

use crate::error::{Code, Error};
use rollbook_files::table::ReadError;
use rollbook_files::teams::reading::DateOrder;
use rollbook_files::teams::{Action, Column, DateReading, Refusal};
use serde_json::{Value, json};

const NOTHING: &str = "Nothing was imported.";

/// The same for a list of files that were only looked at: each stands under its name, and nothing was to be imported.
pub(crate) fn only_looked_at(mut error: Error, name: &str) -> Error {
    let text = error.message.strip_prefix(&format!("{name}: ")).unwrap_or(&error.message);
    let text = text.strip_suffix(NOTHING).unwrap_or(text).trim_end();
    let mut letters = text.chars();
    error.message =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    error
}

/// A file that is no table.
pub(crate) fn unreadable(error: ReadError, name: &str) -> Error {
    let (code, hint) = match error {
        ReadError::TooLarge | ReadError::Bomb | ReadError::TooManyCells => (
            Code::TooLarge,
            "An attendance file of a thousand people has less than 1 MB. Check that it is the right file.",
        ),
        ReadError::NotFound => (Code::NotFound, "Check the name and the folder."),
        ReadError::NoPermission | ReadError::Io(_) => {
            (Code::BadInput, "Check that you may read it, and that no other program holds it open.")
        }
        ReadError::Locked => (Code::BadInput, "Save it without a password and try again."),
        ReadError::NotAFile | ReadError::NoSuchSheet => (Code::BadInput, "Choose another."),
        ReadError::Empty | ReadError::NotATable(_) | ReadError::Damaged => {
            (Code::UnknownFormat, "Choose a CSV file or a workbook (XLSX, XLS, ODS).")
        }
    };
    let text = error.to_string();
    Error::new(code, format!("{name}: {text}. {NOTHING}"), hint).with("file", name)
}

/// A table that is no attendance file, or whose dates or columns nobody can tell.
pub(crate) fn refused(refusal: Refusal, name: &str) -> Error {
    let message = format!("{name}: {refusal}. {NOTHING}");
    let error = |code, hint: &str| Error::new(code, message.clone(), hint).with("file", name);
    match refusal {
        Refusal::NotAttendance { header, rows } => error(
            Code::UnknownFormat,
            "It should be the attendance report or list that the organizer downloads in Teams, as it is.",
        )
        .with("header", header)
        .with("rows", rows),
        Refusal::AmbiguousDates { readings } => {
            error(Code::AmbiguousDates, &format!("Say which order is right: {}.", orders(&readings)))
                .with("readings", read(&readings))
        }
        Refusal::ImpossibleOrder { readings, .. } => {
            error(Code::AmbiguousDates, "Leave the order away, or choose the other one.")
                .with("readings", read(&readings))
        }
        Refusal::OtherCalendar { year } => error(
            Code::UnknownFormat,
            "Set the calendar of your system to the Gregorian one, and download the file again.",
        )
        .with("year", year),
        Refusal::ColumnsUnknown { header, samples, guessed, actions, .. } => error(
            Code::UnknownFormat,
            "Say once what its columns are: --column 1=name --column 2=join … (for words of a list: --action Beigetreten=join). It is remembered.",
        )
        .with("columns", columns(&header, &samples, &guessed, &actions)),
        Refusal::TooManyRows => error(Code::TooLarge, "Check that it is the right file."),
        Refusal::NoRows => error(Code::BadInput, "Download it again when the meeting has had people in it."),
    }
}

fn read(readings: &[DateReading]) -> Value {
    let one = |reading: &DateReading| json!({ "order": order(reading.order), "first": reading.first, "last": reading.last });
    readings.iter().map(one).collect()
}

/// "--date-order dmy (day first) or mdy (month first)"
fn orders(readings: &[DateReading]) -> String {
    let one = |reading: &DateReading| {
        let first = match reading.order {
            DateOrder::Dmy => "day first",
            DateOrder::Mdy => "month first",
            DateOrder::Ymd => "year first",
        };
        format!("{} ({first})", order(reading.order))
    };
    format!("--date-order {}", readings.iter().map(one).collect::<Vec<_>>().join(" or "))
}

/// The word of the contract.
pub(crate) fn order(order: DateOrder) -> &'static str {
    match order {
        DateOrder::Dmy => "dmy",
        DateOrder::Mdy => "mdy",
        DateOrder::Ymd => "ymd",
    }
}

fn columns(
    header: &[String],
    samples: &[Vec<String>],
    guessed: &[Column],
    actions: &[(String, Option<Action>)],
) -> Value {
    let actions: Vec<Value> = actions.iter().map(|(word, meaning)| json!([word, meaning])).collect();
    json!({
        "header": header,
        "samples": samples,
        "guessed": guessed,
        "roles": ["name", "join", "leave", "duration", "email", "upn", "role", "action", "time", "other"],
        "actions": actions,
    })
}
