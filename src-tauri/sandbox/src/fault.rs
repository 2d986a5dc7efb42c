//! Faults: what may go wrong between a client and the institution, on which requests and how often.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Which of the pretend servers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Server {
    /// Every one.
    #[default]
    Any,
    /// Microsoft's identity platform, `/login`.
    Login,
    /// Microsoft Graph, `/graph`, and the relay to it, `/relay`.
    Graph,
    /// The `http` LMS, `/lms`.
    Lms,
    /// Moodle, `/moodle`.
    Moodle,
    /// Canvas, `/canvas`.
    Canvas,
}

impl Server {
    /// The server that a path belongs to; none for the control paths.
    pub(crate) fn of(path: &str) -> Option<Self> {
        match path.trim_start_matches('/').split('/').next() {
            Some("login") => Some(Self::Login),
            Some("graph" | "relay") => Some(Self::Graph),
            Some("lms") => Some(Self::Lms),
            Some("moodle") => Some(Self::Moodle),
            Some("canvas") => Some(Self::Canvas),
            _ => None,
        }
    }
}

/// How often a fault happens: `3` or `"forever"` in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TimesText", into = "TimesText")]
pub enum Times {
    /// That many requests.
    Count(u32),
    /// Every request until the faults are cleared.
    Forever,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum TimesText {
    Number(u32),
    Word(String),
}

impl TryFrom<TimesText> for Times {
    type Error = &'static str;

    fn try_from(text: TimesText) -> Result<Self, Self::Error> {
        match text {
            TimesText::Number(count) => Ok(Self::Count(count)),
            TimesText::Word(word) if word == "forever" => Ok(Self::Forever),
            TimesText::Word(_) => Err("a number or \"forever\""),
        }
    }
}

impl From<Times> for TimesText {
    fn from(times: Times) -> Self {
        match times {
            Times::Count(count) => Self::Number(count),
            Times::Forever => Self::Word("forever".to_owned()),
        }
    }
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// An answer of the fault's own; the request is not carried out.
    Status {
        /// The HTTP status.
        code: u16,
        /// Further headers. `Content-Type` is JSON unless named here.
        #[serde(default)]
        headers: BTreeMap<String, String>,
        /// The body. Empty on a Graph path: Graph's error body for that status.
        #[serde(default)]
        body: String,
    },
    /// So many milliseconds more, then the usual answer.
    Delay(u64),
    /// A portal's sign-in page, status 200; the request is not carried out.
    Html,
    /// The usual answer, but only so many bytes of it, although the whole length was announced.
    CutAfter(usize),
    /// The connection is closed without an answer; the request is not carried out.
    Reset,
    /// The same, but the request was carried out.
    ResetAfterWork,
    /// The request is carried out or not, and never answered: for whoever wants to be hit at this very moment.
    /// `Sandbox::holding` counts them.
    Hold {
        /// Whether it is carried out first.
        after_work: bool,
    },
    /// So many MiB of blanks, announced as JSON; the request is not carried out.
    Huge(u32),
    /// The same blanks under gzip, a thousandth of them on the wire.
    Bomb(u32),
    /// Bytes that are no JSON, announced as JSON; the request is not carried out.
    Garbage,
}

/// A fault and the requests that it strikes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Fault {
    /// Only this server.
    #[serde(default)]
    pub server: Server,
    /// Only this method.
    #[serde(default)]
    pub method: Option<String>,
    /// Only where the decoded path with its query contains this.
    #[serde(default, alias = "path_contains")]
    pub path_contains: Option<String>,
    /// So many matching requests pass before it.
    #[serde(default)]
    pub skip: u32,
    /// How many requests it then strikes.
    #[serde(default = "forever")]
    pub times: Times,
    /// `skip` and `times` count for each path by itself.
    #[serde(default, alias = "each_path")]
    pub each_path: bool,
    /// What happens.
    pub action: Action,
}

fn forever() -> Times {
    Times::Forever
}

impl Fault {
    /// Strikes every request to a server.
    #[must_use]
    pub fn always(server: Server, action: Action) -> Self {
        Self {
            server,
            method: None,
            path_contains: None,
            skip: 0,
            times: Times::Forever,
            each_path: false,
            action,
        }
    }

    /// The same only where the path contains `part`.
    #[must_use]
    pub fn at(mut self, part: &str) -> Self {
        self.path_contains = Some(part.to_owned());
        self
    }

    /// The same only `count` times.
    #[must_use]
    pub fn times(mut self, count: u32) -> Self {
        self.times = Times::Count(count);
        self
    }

    /// The same after `count` matching requests went well.
    #[must_use]
    pub fn after(mut self, count: u32) -> Self {
        self.skip = count;
        self
    }

    /// Counted for each path by itself.
    #[must_use]
    pub fn on_each_path(mut self) -> Self {
        self.each_path = true;
        self
    }

    fn matches(&self, server: Server, method: &str, target: &str) -> bool {
        (self.server == Server::Any || self.server == server)
            && self.method.as_ref().is_none_or(|m| m.eq_ignore_ascii_case(method))
            && self.path_contains.as_ref().is_none_or(|part| target.contains(part.as_str()))
    }
}

/// The faults in force with what they have counted.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(Fault, HashMap<String, u32>)>);

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push((fault, HashMap::new()));
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The first fault that strikes this request; all that match count it.
    pub(crate) fn strike(
        &mut self,
        server: Server,
        method: &str,
        path: &str,
        target: &str,
    ) -> Option<Action> {
        let mut struck = None;
        for (fault, counts) in &mut self.0 {
            if !fault.matches(server, method, target) {
                continue;
            }
            let count =
                counts.entry(if fault.each_path { path.to_owned() } else { String::new() }).or_insert(0);
            let place = *count;
            *count = count.saturating_add(1);
            let due = place >= fault.skip
                && match fault.times {
                    Times::Forever => true,
                    Times::Count(times) => place - fault.skip < times,
                };
            if due && struck.is_none() {
                struck = Some(fault.action.clone());
            }
        }
        struck
    }
}
