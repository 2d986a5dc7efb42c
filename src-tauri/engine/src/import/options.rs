//! How files are to be read, as the fronts say it.

use crate::error::{Error, Result};
use crate::view::FileOptions;
use chrono_tz::Tz;
use rollbook_files::teams::reading::DateOrder;
use rollbook_files::teams::{Action, Column, ColumnChoice};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// Before a word of a list's action column, in [`FileOptions::columns`].
const ACTION: &str = "action:";

/// How a file is to be read, where neither the file nor the class tells.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Order of day and month.
    pub date_order: Option<DateOrder>,
    /// The zone of its times; default: the class's.
    pub timezone: Option<Tz>,
    /// What columns are, by their number from 0.
    pub columns: BTreeMap<usize, Column>,
    /// What the words of a list's action column mean.
    pub actions: BTreeMap<String, Action>,
}

impl ImportOptions {
    /// The options of their words: columns by number, actions by their words.
    pub fn of(view: &FileOptions) -> Result<Self> {
        let mut options = Self::default();
        if let Some(order) = &view.date_order {
            let hint = "Use dmy, mdy or ymd.";
            options.date_order =
                Some(word(order).ok_or_else(|| Error::bad_input(unknown("order of dates", order), hint))?);
        }
        if let Some(zone) = view.timezone.as_deref().filter(|zone| !zone.is_empty()) {
            options.timezone = Some(zone.parse().map_err(|_| {
                Error::bad_input(
                    unknown("time zone", zone),
                    "Use an IANA name such as Europe/Berlin or Asia/Kolkata.",
                )
            })?);
        }
        for (key, what) in view.columns.iter().flatten() {
            if let Some(action) = key.strip_prefix(ACTION) {
                let hint = "An action is one of: join, joined-before, leave.";
                let meaning = word(what).ok_or_else(|| Error::bad_input(unknown("action", what), hint))?;
                options.actions.insert(action.to_owned(), meaning);
                continue;
            }
            let index = key.parse().map_err(|_| {
                Error::bad_input(unknown("column", key), "Columns are named by their number.")
            })?;
            let hint =
                "A column is one of: name, join, leave, duration, email, upn, role, action, time, other.";
            let column = word(what).ok_or_else(|| Error::bad_input(unknown("kind of column", what), hint))?;
            options.columns.insert(index, column);
        }
        Ok(options)
    }

    /// The columns of a file whose headings are not known: what the instructor said, over what the reader guessed. `None`
    /// where nothing was said.
    pub(super) fn columns_for(&self, guessed: &[Column], signature: &str) -> Option<ColumnChoice> {
        if self.columns.is_empty() && self.actions.is_empty() {
            return None;
        }
        let said = |(index, guess): (usize, &Column)| self.columns.get(&index).copied().unwrap_or(*guess);
        Some(ColumnChoice {
            signature: signature.to_owned(),
            columns: guessed.iter().enumerate().map(said).collect(),
            actions: self.actions.clone(),
        })
    }
}

fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(Value::String(text.trim().to_lowercase())).ok()
}

fn unknown(what: &str, text: &str) -> String {
    format!("There is no {what} {text:?}.")
}
