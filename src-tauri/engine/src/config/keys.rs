//! The table of settings: name, what it takes, default (contract, section 3).

use chrono_tz::Tz;
use serde_json::{Value, json};
use std::net::IpAddr;
use url::{Host, Url};

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A server's address: https, or http to this machine only.
    Address,
    /// An IANA time zone.
    Zone,
    /// A number in this range, both ends included.
    Number {
        /// Smallest.
        min: f64,
        /// Largest.
        max: f64,
        /// True where fractions are refused.
        whole: bool,
    },
    /// true or false.
    Switch,
}

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its dotted name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Its default as text; empty for none.
    pub default: &'static str,
}

const fn key(name: &'static str, kind: Kind, default: &'static str) -> Key {
    Key { name, kind, default }
}

const fn number(min: f64, max: f64, whole: bool) -> Kind {
    Kind::Number { min, max, whole }
}

/// Every setting, in the order of the contract.
pub const KEYS: &[Key] = &[
    key("microsoft.tenant", Kind::Text, "organizations"),
    key("microsoft.client_id", Kind::Text, ""),
    key("microsoft.cloud", Kind::Choice(&["global", "us-gov", "us-gov-dod", "china"]), "global"),
    key("microsoft.login_url", Kind::Address, ""),
    key("microsoft.graph_url", Kind::Address, ""),
    key("microsoft.webinars", Kind::Switch, "false"),
    key("call_records.mode", Kind::Choice(&["off", "app", "relay"]), "off"),
    key("call_records.tenant", Kind::Text, ""),
    key("call_records.client_id", Kind::Text, ""),
    key("call_records.relay_url", Kind::Address, ""),
    key("lms.kind", Kind::Choice(&["moodle", "canvas", "http", "none"]), "none"),
    key("lms.url", Kind::Address, ""),
    key("timezone", Kind::Zone, ""),
    key("rules.min_present_percent", number(0.0, 100.0, false), "50"),
    key("rules.late_after_minutes", number(0.0, 1440.0, false), "10"),
    key("rules.left_early_minutes", number(0.0, 1440.0, false), "10"),
    key("rules.count_outside_window", Kind::Switch, "false"),
    key("privacy.keep_days", number(1.0, 36500.0, true), "400"),
    key("security.keystore", Kind::Choice(&["os", "passphrase"]), "os"),
];

impl Key {
    /// The setting of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The default as a value; null for none.
    #[must_use]
    pub fn default_value(&self) -> Value {
        if self.default.is_empty() { Value::Null } else { self.read(self.default).unwrap_or(Value::Null) }
    }

    /// Reads a typed-in text; the error says what the setting takes.
    pub fn read(&self, text: &str) -> Result<Value, String> {
        let text = text.trim();
        let value = match self.kind {
            Kind::Switch => match text {
                "true" => json!(true),
                "false" => json!(false),
                _ => json!(text),
            },
            Kind::Number { .. } => number_of(text).unwrap_or_else(|| json!(text)),
            _ => json!(text),
        };
        self.check(&value)?;
        Ok(value)
    }

    /// Checks a value; the error says what the setting takes.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        let text = value.as_str();
        match self.kind {
            Kind::Text => text
                .filter(|t| !t.trim().is_empty() && !t.chars().any(char::is_control))
                .map(|_| ())
                .ok_or_else(|| "it takes a text".into()),
            Kind::Choice(words) => text
                .filter(|t| words.contains(t))
                .map(|_| ())
                .ok_or_else(|| format!("it takes one of {}", words.join(", "))),
            Kind::Address => text.map_or_else(|| Err("it takes an address".into()), check_address),
            Kind::Zone => text
                .and_then(|t| t.parse::<Tz>().ok())
                .map(|_| ())
                .ok_or_else(|| "it takes an IANA time zone such as Europe/Berlin".into()),
            Kind::Number { min, max, whole } => value
                .as_f64()
                .filter(|n| (min..=max).contains(n) && (!whole || n.fract() == 0.0))
                .map(|_| ())
                .ok_or_else(|| {
                    format!("it takes a {}number from {min} to {max}", if whole { "whole " } else { "" })
                }),
            Kind::Switch => value.as_bool().map(|_| ()).ok_or_else(|| "it takes true or false".into()),
        }
    }
}

fn number_of(text: &str) -> Option<Value> {
    text.parse::<i64>().map(|n| json!(n)).ok().or_else(|| {
        let number = text.parse::<f64>().ok().filter(|n| n.is_finite())?;
        Some(json!(number))
    })
}

/// An address is https, or http to this machine; without user name, query or fragment.
fn check_address(text: &str) -> Result<(), String> {
    let url =
        Url::parse(text).map_err(|_| "it takes an address such as https://lms.example.edu".to_owned())?;
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err("the address must not hold a user name, a password, ? or #".into());
    }
    match url.scheme() {
        "https" if url.host().is_some() => Ok(()),
        "http" if is_loopback(&url) => Ok(()),
        "http" => Err("the address must begin with https:// (http:// is for this machine only)".into()),
        _ => Err("it takes an address that begins with https://".into()),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_own_key() {
        for key in KEYS.iter().filter(|key| !key.default.is_empty()) {
            assert!(key.read(key.default).is_ok(), "{}", key.name);
        }
    }

    #[test]
    fn http_is_for_this_machine_only() {
        let url = Key::named("lms.url").unwrap();
        for good in ["https://x.y/moodle", "http://127.0.0.1:8080/lms", "http://localhost", "http://[::1]:3/"]
        {
            assert!(url.read(good).is_ok(), "{good}");
        }
        for bad in [
            "http://x.y",
            "http://127.0.0.1.evil.example",
            "ftp://x.y",
            "file:///etc",
            "https://u:p@x.y",
            "x",
            "https://x.y/?a=b",
            "https://x.y#z",
        ] {
            assert!(url.read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_words_and_zones_are_checked() {
        let read = |name: &str, text: &str| Key::named(name).unwrap().read(text);
        assert_eq!(read("rules.min_present_percent", "66.5"), Ok(json!(66.5)));
        assert!(read("rules.min_present_percent", "101").is_err());
        assert!(read("rules.min_present_percent", "NaN").is_err());
        assert!(read("privacy.keep_days", "1.5").is_err());
        assert!(read("call_records.mode", "App").is_err());
        assert!(read("timezone", "Berlin").is_err());
        assert!(read("rules.count_outside_window", "yes").is_err());
        assert!(read("microsoft.tenant", " ").is_err());
    }
}
