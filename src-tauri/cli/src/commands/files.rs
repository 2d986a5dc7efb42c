//! Files in: attendance files and class lists.

use super::{Result, class};
use crate::arguments::{DateOrder, Import, Reading};
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::import::{ImportItem, ImportOptions};
use rollbook_engine::view::FileOptions;
use rollbook_engine::{Engine, Error};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub async fn import(engine: &Engine, import: &Import, output: &Output) -> Result {
    let meeting = class(engine, &import.meeting).await?;
    let options = ImportOptions::of(&options(&import.reading)?)?;
    let item = |path: &PathBuf| ImportItem {
        meeting: meeting.clone(),
        path: path.clone(),
        options: options.clone(),
    };
    let answer = engine.import(import.files.iter().map(item).collect()).await?;
    output.answer(&answer, || text::synced(&answer));
    Ok(Exit::DONE)
}

pub async fn files(engine: &Engine, files: &[PathBuf], reading: &Reading, output: &Output) -> Result {
    let options = options(reading)?;
    let files = files.iter().map(|path| (path.clone(), options.clone())).collect();
    let view = engine.preview_files(files).await?;
    output.answer(&view, || text::files(&view, engine.config().timezone));
    Ok(Exit::DONE)
}

pub async fn roster(
    engine: &Engine,
    course: &str,
    file: &Path,
    columns: &[String],
    dry_run: bool,
    output: &Output,
) -> Result {
    let columns: BTreeMap<String, String> =
        columns.iter().map(|text| column(text)).collect::<std::result::Result<_, Error>>()?;
    let columns = (!columns.is_empty()).then_some(&columns);
    let view = if dry_run {
        engine.preview_roster(course, file, columns).await?
    } else {
        engine.import_roster(course, file, columns).await?
    };
    output.answer(&view, || text::roster_file(&view, dry_run));
    Ok(Exit::DONE)
}

fn options(reading: &Reading) -> std::result::Result<FileOptions, Error> {
    let mut columns: BTreeMap<String, String> = BTreeMap::new();
    for text in &reading.columns {
        columns.extend([column(text)?]);
    }
    for text in &reading.actions {
        let (word, meaning) = pair(text, "Write it like --action Beigetreten=join.")?;
        columns.insert(format!("action:{word}"), meaning.to_owned());
    }
    let order = reading.date_order.map(|order| match order {
        DateOrder::Dmy => "dmy",
        DateOrder::Mdy => "mdy",
        DateOrder::Ymd => "ymd",
    });
    Ok(FileOptions {
        date_order: order.map(str::to_owned),
        timezone: reading.timezone.clone(),
        columns: (!columns.is_empty()).then_some(columns),
    })
}

/// `2=email`, counted from 1, as the engine counts from 0.
fn column(text: &str) -> std::result::Result<(String, String), Error> {
    let hint = "Write it like --column 2=email; the first column is 1.";
    let (number, kind) = pair(text, hint)?;
    let number = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let number = number.ok_or_else(|| Error::bad_input(format!("{text:?} names no column."), hint))?;
    Ok((number.to_string(), kind.to_owned()))
}

fn pair<'t>(text: &'t str, hint: &str) -> std::result::Result<(&'t str, &'t str), Error> {
    text.rsplit_once('=')
        .map(|(key, value)| (key.trim(), value.trim()))
        .ok_or_else(|| Error::bad_input(format!("{text:?} has no equals sign."), hint))
}
