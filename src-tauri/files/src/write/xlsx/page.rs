//! One sheet: values into typed cells, and tables with a frozen, filtered header.

use super::super::MakeError;
use super::super::local::{comes_twice, local, on_the_clock, serial};
use super::super::value::{Value, percent};
use super::super::visible::for_cell;
use super::formats::Formats;
use chrono_tz::Tz;
use rollbook_core::rounding;
use rust_xlsxwriter::{IgnoreError, Worksheet};

/// Widths of columns, in characters.
const NARROWEST: usize = 9;
const WIDEST: usize = 48;

/// One sheet with the formats of its workbook.
pub struct Page<'a> {
    /// The sheet.
    pub sheet: &'a mut Worksheet,
    /// The formats.
    pub formats: &'a Formats,
}

impl Page<'_> {
    /// A heading.
    pub fn heading(&mut self, row: u32, column: u16, text: &str) -> Result<(), MakeError> {
        self.sheet.write_string_with_format(row, column, for_cell(text), &self.formats.heading)?;
        Ok(())
    }

    /// A wrapped text.
    pub fn label(&mut self, row: u32, column: u16, text: &str) -> Result<(), MakeError> {
        if !text.is_empty() {
            self.sheet.write_string_with_format(row, column, for_cell(text), &self.formats.wrapped)?;
        }
        Ok(())
    }

    /// A typed cell; its width in characters.
    pub fn put(&mut self, row: u32, column: u16, value: &Value<'_>, zone: Tz) -> Result<usize, MakeError> {
        let (sheet, formats) = (&mut *self.sheet, self.formats);
        let width = match value {
            Value::Empty => 0,
            Value::Text(text) => {
                sheet.write_string_with_format(row, column, for_cell(text), &formats.text)?;
                text.len()
            }
            Value::Word(word) => {
                sheet.write_string(row, column, for_cell(word))?;
                word.len()
            }
            Value::Status(status) => {
                sheet.write_string_with_format(row, column, status.word(), formats.status(*status))?;
                NARROWEST
            }
            Value::Minutes(length) => {
                sheet.write_number_with_format(row, column, rounding::minutes(*length), &formats.minutes)?;
                NARROWEST
            }
            Value::Percent(share) => {
                sheet.write_number_with_format(row, column, percent(*share), &formats.percent)?;
                NARROWEST
            }
            Value::Count(count) => {
                let count = u32::try_from(*count).unwrap_or(u32::MAX);
                sheet.write_number_with_format(row, column, count, &formats.count)?;
                NARROWEST
            }
            Value::TimeIn(at, zone) => return self.put(row, column, &Value::Time(*at), *zone),
            Value::Day(day) => {
                match serial(day.and_time(chrono::NaiveTime::MIN)) {
                    Some(serial) => sheet.write_number_with_format(row, column, serial, &formats.day)?,
                    None => sheet.write_string(row, column, day.to_string())?,
                };
                NARROWEST + 2
            }
            Value::Time(at) => {
                let there = on_the_clock(*at, zone);
                match serial(there.naive_local()).filter(|_| !comes_twice(there)) {
                    Some(serial) => sheet.write_number_with_format(row, column, serial, &formats.time)?,
                    // A date cell has no offset, and the year 1900 none before March.
                    None => sheet.write_string_with_format(row, column, local(*at, zone), &formats.text)?,
                };
                20
            }
        };
        Ok(width)
    }

    /// A table from the first row on: header frozen and filtered, columns as wide as what is in them.
    pub fn table<'v, R, C>(&mut self, headings: &[&str], rows: R, zone: Tz) -> Result<(), MakeError>
    where
        R: Iterator<Item = C>,
        C: Iterator<Item = Value<'v>>,
    {
        let mut widths = vec![NARROWEST; headings.len()];
        for (column, heading) in (0u16..).zip(headings) {
            self.heading(0, column, heading)?;
            widths[usize::from(column)] = (heading.len() + 3).clamp(NARROWEST, 22);
        }
        let mut last = 0;
        for (row, values) in (1u32..).zip(rows) {
            for (column, value) in (0u16..).zip(values) {
                let width = self.put(row, column, &value, zone)?;
                if let Some(widest) = widths.get_mut(usize::from(column)) {
                    *widest = (*widest).max(width.min(WIDEST));
                }
            }
            last = row;
        }
        for (column, width) in (0u16..).zip(widths) {
            self.sheet.set_column_width(column, u32::try_from(width + 1).unwrap_or_default())?;
        }
        self.sheet.set_freeze_panes(1, 1)?;
        self.sheet.set_repeat_rows(0, 0)?;
        self.sheet.set_landscape();
        let columns = u16::try_from(headings.len()).unwrap_or(u16::MAX);
        if columns > 0 {
            self.sheet.autofilter(0, 0, last, columns - 1)?;
            // Ids are text on purpose; without this Excel puts a green mark on each.
            self.sheet.ignore_error_range(0, 0, last, columns - 1, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }
}
