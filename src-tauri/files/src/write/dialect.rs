//! The dialect of a table in text: separator, decimal mark, byte order mark.

use super::MakeError;
use super::guard::guard;
use super::local::local;
use super::value::{Value, minutes_text, percent_text};
use chrono_tz::Tz;
use std::borrow::Cow;

/// The byte order mark in UTF-8, by which Excel sees that a file is UTF-8.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How a table for people is written. RFC 4180 apart from the separator: CRLF, quotes doubled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells.
    pub separator: u8,
    /// A decimal comma instead of a point.
    pub decimal_comma: bool,
    /// Begin with [`BOM`].
    pub bom: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { separator: b',', decimal_comma: false, bom: true }
    }
}

/// Languages that write a decimal comma (CLDR, `decimal` of the default numbering system).
const COMMA_LANGUAGES: &str = "af az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk ky lb lt lv mk \
    mn nb nl nn no pl pt ro ru sk sl sq sr sv tg tk tr tt uk uz vi";
/// Regions in which such a language writes a point all the same.
const POINT_REGIONS: [(&str, &str); 4] =
    [("de", "CH LI"), ("it", "CH"), ("es", "MX US DO GT HN NI PA PE PR SV 419 CU BZ"), ("pt", "MO")];

impl Dialect {
    /// What spreadsheets of a locale (`de-DE`, `pt_BR.UTF-8`) take: semicolons where it writes a decimal comma.
    #[must_use]
    pub fn of_locale(tag: &str) -> Self {
        let tag = tag.split(['.', '@']).next().unwrap_or_default();
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_lowercase();
        let writes_comma = COMMA_LANGUAGES.split_whitespace().any(|known| known == language);
        let regions = POINT_REGIONS.iter().find(|(of, _)| *of == language).map_or("", |(_, regions)| regions);
        let by_region = parts.any(|part| regions.split(' ').any(|region| region.eq_ignore_ascii_case(part)));
        let decimal_comma = writes_comma && !by_region;
        Self { separator: if decimal_comma { b';' } else { b',' }, decimal_comma, bom: true }
    }

    /// A cell as text, guarded where somebody typed it.
    #[must_use]
    pub fn cell<'a>(&self, value: &'a Value<'_>, zone: Tz) -> Cow<'a, str> {
        match value {
            Value::Text(text) => guard(text),
            other => self.shown(other, zone),
        }
    }

    /// A cell as it is shown, without guard.
    #[must_use]
    pub fn shown<'a>(&self, value: &'a Value<'_>, zone: Tz) -> Cow<'a, str> {
        match value {
            Value::Empty => Cow::Borrowed(""),
            Value::Text(text) => Cow::Borrowed(text),
            Value::Word(word) => Cow::Borrowed(word),
            Value::Status(status) => Cow::Borrowed(status.word()),
            Value::Minutes(length) => self.number(minutes_text(*length)),
            Value::Percent(share) => self.number(percent_text(*share)),
            Value::Count(count) => Cow::Owned(count.to_string()),
            Value::Time(at) => Cow::Owned(local(*at, zone)),
            Value::TimeIn(at, zone) => Cow::Owned(local(*at, *zone)),
            Value::Day(day) => Cow::Owned(day.to_string()),
        }
    }

    fn number(self, text: String) -> Cow<'static, str> {
        Cow::Owned(if self.decimal_comma { text.replace('.', ",") } else { text })
    }

    /// The table as the bytes of a file.
    pub fn table<'a, R, C>(&self, headings: &[String], rows: R, zone: Tz) -> Result<Vec<u8>, MakeError>
    where
        R: Iterator<Item = C>,
        C: Iterator<Item = Value<'a>>,
    {
        let start = if self.bom { BOM.to_vec() } else { Vec::new() };
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .delimiter(self.separator)
            .from_writer(start);
        let failed = |_| MakeError("table");
        writer.write_record(headings.iter().map(|heading| guard(heading).into_owned())).map_err(failed)?;
        for row in rows {
            for value in row {
                writer.write_field(self.cell(&value, zone).as_bytes()).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
        writer.into_inner().map_err(|_| MakeError("table"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_decides_separator_and_decimal_mark_together() {
        for (tag, comma) in [
            ("de-DE", true),
            ("de_AT.UTF-8", true),
            ("de-CH", false),
            ("fr-CH", true),
            ("es-ES", true),
            ("es-MX", false),
            ("pt_BR", true),
            ("pl", true),
            ("en-GB", false),
            ("C.UTF-8", false),
            ("zh-Hans-CN", false),
            ("sr-Latn-RS", true),
            ("", false),
        ] {
            let dialect = Dialect::of_locale(tag);
            assert_eq!((dialect.decimal_comma, dialect.separator == b';'), (comma, comma), "{tag}");
        }
    }
}
