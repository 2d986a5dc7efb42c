//! JSON read without the parts that nobody wants.
//!
//! The list of an activity's sessions repeats the whole roster and the whole log with each session: half a megabyte for 23
//! sessions of 300 students. Those parts are skipped while reading, not read and thrown away.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// The fields that a list of sessions is read without.
const LEFT_OUT: [&str; 3] = ["users", "attendance_log", "statuses"];

/// A value without the fields of [`LEFT_OUT`], at any depth.
pub(super) struct Sparse(pub Value);

impl<'de> serde::Deserialize<'de> for Sparse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Part.deserialize(deserializer).map(Self)
    }
}

struct Part;

impl<'de> DeserializeSeed<'de> for Part {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = list.next_element_seed(Part)? {
            out.push(value);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if LEFT_OUT.contains(&name.as_str()) {
                map.next_value::<IgnoredAny>()?;
            } else {
                out.insert(name, map.next_value_seed(Part)?);
            }
        }
        Ok(Value::Object(out))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_roster_is_left_out_and_the_rest_stays() {
        let text = r#"[{"id":1,"users":[{"id":2,"x":[{}]}],"lasttaken":null,"d":"é","f":1.5,"n":-3,"ok":true},{"users":{}},[7]]"#;
        let Sparse(value) = serde_json::from_str(text).unwrap();
        assert_eq!(
            value,
            json!([{"id": 1, "lasttaken": null, "d": "é", "f": 1.5, "n": -3, "ok": true}, {}, [7]])
        );
    }

    proptest! {
        #[test]
        fn it_fails_exactly_where_json_fails(text in "[\\[\\]{}\",:0-9a-u.\\-]{0,40}") {
            let whole = serde_json::from_str::<Value>(&text).is_ok();
            prop_assert_eq!(serde_json::from_str::<Sparse>(&text).is_ok(), whole);
        }
    }
}
