//! Queries and forms, decoded, with the names kept as sent.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What RFC 3986 calls unreserved stays as it is.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Names and values in the order of the request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(pub Vec<(String, String)>);

impl Query {
    /// Reads `a=1&b=2`, also with `+` for spaces.
    pub(crate) fn parse(text: &str) -> Self {
        Self(url::form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// The first value of a name, in any case (`OData`'s option names are case-insensitive).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// A value, or the empty text.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Written again, with one value replaced or added and some names left out.
    pub(crate) fn replaced(&self, without: &[&str], name: &str, value: &str) -> String {
        self.0
            .iter()
            .filter(|(key, _)| key != name && !without.contains(&key.as_str()))
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .chain([(name, value)])
            .map(|(key, value)| format!("{}={}", key.replace(' ', "%20"), encode(value)))
            .collect::<Vec<_>>()
            .join("&")
    }
}

/// Percent-encodes a query value.
pub(crate) fn encode(value: &str) -> String {
    utf8_percent_encode(value, VALUE).to_string()
}

/// Percent-decodes once, leaving `+` alone.
pub(crate) fn decode(value: &str) -> String {
    percent_decode_str(value).decode_utf8_lossy().into_owned()
}
