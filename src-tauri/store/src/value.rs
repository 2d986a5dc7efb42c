//! How Rust values stand in columns: times, JSON, words, and text without NUL.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde_json::Value;
use std::borrow::Cow;

/// A statement from `src/sql/`.
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/sql/", $name, ".sql"))
    };
}
pub(crate) use sql;

/// A time as RFC 3339 text in UTC with nine decimals: exact, readable, and in text order.
///
/// Years outside 0 to 9999, which RFC 3339 cannot write, become the nearest time that it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At(pub(crate) DateTime<Utc>);

impl At {
    pub(crate) fn text(self) -> String {
        let first = DateTime::from_timestamp(-62_167_219_200, 0).unwrap_or(DateTime::<Utc>::MIN_UTC);
        let last = DateTime::from_timestamp(253_402_300_799, 999_999_999).unwrap_or(DateTime::<Utc>::MAX_UTC);
        self.0.clamp(first, last).to_rfc3339_opts(SecondsFormat::Nanos, true)
    }
}

impl ToSql for At {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.text().into())
    }
}

impl FromSql for At {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let time = DateTime::parse_from_rfc3339(value.as_str()?).map_err(|_| FromSqlError::InvalidType)?;
        Ok(Self(time.with_timezone(&Utc)))
    }
}

/// JSON in a text column.
pub(crate) struct Json<'a>(pub(crate) Cow<'a, Value>);

impl<'a> From<&'a Value> for Json<'a> {
    fn from(value: &'a Value) -> Self {
        Self(Cow::Borrowed(value))
    }
}

impl ToSql for Json<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Json<'static> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        // The parser's error quotes what it read; it stays here.
        let value = serde_json::from_str(value.as_str()?).map_err(|_| FromSqlError::InvalidType)?;
        Ok(Self(Cow::Owned(value)))
    }
}

/// Text without U+0000: `SQLite`'s own functions stop there, so half a name would be compared.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) }
}

/// [`clean`] for optional text; what is empty then is none.
pub(crate) fn clean_some(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(clean).filter(|text| !text.is_empty())
}

/// A new random id (UUID version 4).
pub(crate) fn fresh_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// An enumeration whose variants stand in the database as fixed words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every variant.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its fixed word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The variant of a fixed word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl rusqlite::types::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.word().into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                Self::from_word(value.as_str()?).ok_or(rusqlite::types::FromSqlError::InvalidType)
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn times_come_back_exact_and_in_order(
            a in -62_167_219_200_i64..=253_402_300_799, b in -62_167_219_200_i64..=253_402_300_799,
            nanos in 0_u32..1_000_000_000,
        ) {
            let (a, b) = (DateTime::from_timestamp(a, nanos).unwrap(), DateTime::from_timestamp(b, 0).unwrap());
            let text = At(a).text();
            prop_assert_eq!(text.len(), 30);
            prop_assert_eq!(At::column_result(ValueRef::Text(text.as_bytes())).unwrap().0, a);
            prop_assert_eq!(text.cmp(&At(b).text()), a.cmp(&b));
        }
    }

    #[test]
    fn times_that_cannot_be_written_are_the_nearest_that_can() {
        assert_eq!(At(DateTime::<Utc>::MAX_UTC).text(), "9999-12-31T23:59:59.999999999Z");
        assert_eq!(At(DateTime::<Utc>::MIN_UTC).text(), "0000-01-01T00:00:00.000000000Z");
    }

    #[test]
    fn nul_is_dropped() {
        assert_eq!(clean("Em\0ma"), "Emma");
        assert_eq!(clean_some(Some("\0")), None);
    }
}
