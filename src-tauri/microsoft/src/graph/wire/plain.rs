//! Values without parts: text, numbers, true and false.

use super::field::Absent;
use crate::graph::time::Time;
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A plain value. An object or a list in its place could hold anything and is nothing.
#[derive(Clone, Default, PartialEq)]
pub(crate) enum Plain<'a> {
    /// Absent, null, or no plain value.
    #[default]
    Missing,
    Text(Cow<'a, str>),
    Whole(i64),
    /// Beyond the largest of the above.
    Large(u64),
    Fraction(f64),
    Truth(bool),
}

impl Plain<'_> {
    /// Text without NUL characters; `None` where there is none, or it is blank.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        let Self::Text(text) = self else { return None };
        let text = if text.as_bytes().contains(&0) {
            Cow::Owned(text.replace('\0', ""))
        } else {
            Cow::Borrowed(text.as_ref())
        };
        (!text.trim().is_empty()).then_some(text)
    }

    /// As [`Plain::text`], to be kept.
    pub fn owned(&self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// A whole number; fractions are cut off.
    pub fn whole(&self) -> Option<i64> {
        #[allow(clippy::cast_possible_truncation)] // `as` saturates, and no class lasts that long
        match self {
            Self::Whole(number) => Some(*number),
            Self::Large(_) => Some(i64::MAX),
            Self::Fraction(number) => Some(*number as i64),
            _ => None,
        }
    }

    /// A version: a whole number, or text that is one; else 0.
    pub fn version(&self) -> u64 {
        match self {
            Self::Whole(number) => u64::try_from(*number).unwrap_or(0),
            Self::Large(number) => *number,
            Self::Text(text) => text.trim().parse().unwrap_or(0),
            _ => 0,
        }
    }

    /// A time.
    pub fn time(&self) -> Time {
        match self {
            Self::Missing => Time::Missing,
            Self::Text(text) => Time::parse(text),
            _ => Time::Unreadable,
        }
    }
}

impl Absent for Plain<'_> {
    fn is_absent(&self) -> bool {
        *self == Self::Missing
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => to.serialize_unit(),
            Self::Text(text) => to.serialize_str(text),
            Self::Whole(number) => to.serialize_i64(*number),
            Self::Large(number) => to.serialize_u64(*number),
            Self::Fraction(number) => to.serialize_f64(*number),
            Self::Truth(truth) => to.serialize_bool(*truth),
        }
    }
}

impl<'de> Deserialize<'de> for Plain<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Read)
    }
}

struct Read;

impl<'de> Visitor<'de> for Read {
    type Value = Plain<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Plain<'de>, E> {
        Ok(Plain::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Plain<'de>, E> {
        Ok(Plain::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Plain<'de>, E> {
        Ok(Plain::Whole(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Plain<'de>, E> {
        Ok(i64::try_from(number).map_or(Plain::Large(number), Plain::Whole))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Plain<'de>, E> {
        Ok(Plain::Fraction(number))
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Plain<'de>, E> {
        Ok(Plain::Truth(truth))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Plain<'de>, E> {
        Ok(Plain::Missing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Plain<'de>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Plain::Missing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Plain::Missing)
    }
}
