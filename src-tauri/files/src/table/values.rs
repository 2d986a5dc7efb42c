//! The values of a workbook's cells as text, and its cells as rows.

use super::builder::Builder;
use super::limits::{MAX_COLUMNS, MAX_ROWS};
use super::{ReadError, Table};
use calamine::{DataRef, ExcelDateTime};

/// Rows of a sheet whose cells come in their order, with gaps.
pub(super) struct Rows {
    builder: Builder,
    /// The row at hand and the column that comes next.
    at: Option<(u32, u32)>,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self { builder: Builder::over(0), at: None }
    }

    /// Adds a cell; both numbers count from 0. A cell out of order is left out.
    pub(super) fn put(&mut self, row: u32, column: u32, value: &DataRef<'_>) -> Result<(), ReadError> {
        let text = match value {
            DataRef::Empty => return Ok(()),
            DataRef::SharedString(text) => return self.text(row, column, text),
            DataRef::String(text) => return self.text(row, column, text),
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number_text(*number),
            DataRef::Bool(truth) => truth.to_string(),
            DataRef::DateTime(date) => date_text(*date),
            DataRef::DateTimeIso(text) => iso_text(text),
            DataRef::DurationIso(text) => duration_text(text),
            DataRef::Error(error) => error.to_string(),
        };
        self.text(row, column, &text)
    }

    /// Adds a cell of text.
    pub(super) fn text(&mut self, row: u32, column: u32, text: &str) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        if row as usize >= MAX_ROWS || column as usize >= MAX_COLUMNS {
            return Err(ReadError::TooManyCells);
        }
        if self.at.is_none_or(|(last, _)| last < row) {
            if let Some((last, _)) = self.at {
                self.builder.end_row(last + 1)?;
                // Blank rows part the sections of a file; one says as much as many.
                if row > last + 1 {
                    self.builder.end_row(last + 2)?;
                }
            }
            self.at = Some((row, 0));
        }
        let Some((last, next)) = self.at.filter(|(last, next)| *last == row && column >= *next) else {
            return Ok(());
        };
        for _ in next..column {
            self.builder.cell("")?;
        }
        self.at = Some((last, column + 1));
        self.builder.cell(text)
    }

    pub(super) fn finish(mut self) -> Result<Table, ReadError> {
        if let Some((last, _)) = self.at {
            self.builder.end_row(last + 1)?;
        }
        Ok(self.builder.finish(String::new()))
    }
}

/// A number as one would type it: `12`, `0.5`.
pub(super) fn number_text(number: f64) -> String {
    // Excel keeps 15 digits; what lies beyond is noise of the binary fraction.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        // Adding zero takes the sign from a negative one.
        return format!("{:.0}", number + 0.0);
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// `2026-01-15 19:00:00`, `19:00:00` for a time of day, `27:30:00` for a length.
fn date_text(date: ExcelDateTime) -> String {
    let days = date.as_f64();
    if !days.is_finite() || days.abs() > 3_000_000.0 {
        return number_text(days);
    }
    if date.is_duration() || (0.0..1.0).contains(&days) {
        #[allow(clippy::cast_possible_truncation)] // within three million days
        return clock((days * 86_400.0).round() as i64);
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let second = chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|d| d.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()))
        .and_then(|d| d.checked_add_signed(chrono::TimeDelta::milliseconds(500)));
    // Half a second up, then cut: the binary fraction falls just short of most seconds.
    second.map_or_else(|| number_text(days), |d| d.format("%Y-%m-%d %H:%M:%S").to_string())
}

fn clock(seconds: i64) -> String {
    let (sign, all) = if seconds < 0 { ("-", -seconds) } else { ("", seconds) };
    format!("{sign}{:02}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60)
}

/// `2026-01-15T19:00:00.000` as `2026-01-15 19:00:00`, a day alone at midnight.
pub(super) fn iso_text(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else { return format!("{text} 00:00:00") };
    let time = time.split(['.', ',', 'Z']).next().unwrap_or(time);
    if time.len() == 5 { format!("{day} {time}:00") } else { format!("{day} {time}") }
}

/// `PT19H30M05S` as `19:30:05`.
pub(super) fn duration_text(text: &str) -> String {
    let mut seconds = 0.0;
    let mut number = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' | '.' | ',' => number.push(if c == ',' { '.' } else { c }),
            'H' | 'M' | 'S' => {
                let unit = if c == 'H' {
                    3600.0
                } else if c == 'M' {
                    60.0
                } else {
                    1.0
                };
                seconds += number.parse::<f64>().unwrap_or(0.0) * unit;
                number.clear();
            }
            _ => number.clear(),
        }
    }
    #[allow(clippy::cast_possible_truncation)] // saturates
    clock(seconds.clamp(0.0, 1e12).round() as i64)
}
