//! A call of a function as it comes in, and the exceptions that it may end in.

use super::site::{MoodleSite, Service};
use crate::query::Query;
use crate::state::State;
use serde_json::{Value, json};

/// Class (without the namespace of 4.5), code and text of an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault(pub &'static str, pub &'static str, pub String);
pub(super) type Answer = Result<Value, Fault>;

impl Fault {
    pub(super) fn new(class: &'static str, code: &'static str, text: &str) -> Self {
        Self(class, code, text.to_owned())
    }

    pub(super) fn parameter() -> Self {
        Self::new("invalid_parameter_exception", "invalidparameter", "Invalid parameter value detected")
    }

    pub(super) fn access() -> Self {
        Self::new("webservice_access_exception", "accessexception", "Access control exception")
    }

    pub(super) fn capability(name: &str) -> Self {
        let text = format!("Sorry, but you do not currently have permissions to do that ({name}).");
        Self("required_capability_exception", "nopermissions", text)
    }

    pub(super) fn record(table: &str) -> Self {
        let text = format!("Can't find data record in database table {table}.");
        Self("dml_missing_record_exception", "invalidrecord", text)
    }

    pub(super) fn user() -> Self {
        Self::new("dml_missing_record_exception", "invaliduser", "Invalid user")
    }

    pub(super) fn outside() -> Self {
        Self::new("require_login_exception", "requireloginerror", "Course or activity not accessible.")
    }

    /// The class as this Moodle names it: 4.5 moved those of its own into a namespace.
    pub(super) fn class(&self, site: MoodleSite) -> String {
        let own = !site.old_classes && !self.0.starts_with("dml_") && !self.0.starts_with("webservice_");
        if own { format!("core\\exception\\{}", self.0) } else { self.0.to_owned() }
    }

    pub(super) fn json(&self, site: MoodleSite) -> Value {
        json!({"exception": self.class(site), "errorcode": self.1, "message": self.2})
    }
}

/// A call: who asks, for which service, and what.
pub(super) struct Asked<'a> {
    pub state: &'a State,
    pub user: i64,
    pub service: Service,
    pub form: &'a Query,
}

impl Asked<'_> {
    /// A number that must be there.
    pub(super) fn number(&self, name: &str) -> Result<i64, Fault> {
        self.form.get(name).and_then(|text| text.parse().ok()).ok_or_else(Fault::parameter)
    }

    /// A number that may be left out.
    pub(super) fn number_or(&self, name: &str, usual: i64) -> Result<i64, Fault> {
        if self.form.get(name).is_some() { self.number(name) } else { Ok(usual) }
    }

    /// Refuses parameters that the function does not have.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Fault> {
        let usual = ["wstoken", "wsfunction", "moodlewsrestformat"];
        let stray =
            self.form.0.iter().map(|(name, _)| name.split('[').next().unwrap_or_default()).any(|name| {
                !usual.contains(&name) && !known.contains(&name) && !name.starts_with("moodlewssetting")
            });
        if stray { Err(Fault::parameter()) } else { Ok(()) }
    }

    pub(super) fn now(&self) -> i64 {
        self.state.clock.now().timestamp()
    }

    pub(super) fn site(&self) -> MoodleSite {
        self.state.switches.moodle
    }
}

/// The value of `options[n]` with this name.
pub(super) fn option<'a>(form: &'a Query, name: &str) -> Option<&'a str> {
    form.0
        .iter()
        .find(|(key, value)| key.starts_with("options[") && key.ends_with("[name]") && value == name)
        .and_then(|(key, _)| form.get(&key.replace("[name]", "[value]")))
}
