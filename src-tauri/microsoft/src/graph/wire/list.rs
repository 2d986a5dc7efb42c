//! Lists of objects: what is none is left out, and counted.

use super::field::{Absent, FromMap, Held, nothing_else};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// The objects of a list.
pub(crate) type Items<T> = Vec<T>;

/// A list of objects, if there is one.
#[derive(Clone, PartialEq)]
pub(crate) struct List<T>(pub Option<Items<T>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Absent for List<T> {
    fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: FromMap<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Read(PhantomData)).map(Self)
    }
}

struct Read<T>(PhantomData<T>);

impl<'de, T: FromMap<'de>> Visitor<'de> for Read<T> {
    type Value = Option<Items<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Held(item)) = items.next_element()? {
            all.extend(item);
        }
        Ok(Some(all))
    }

    nothing_else!(visit_map);
}
