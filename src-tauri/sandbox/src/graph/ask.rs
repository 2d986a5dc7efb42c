//! A request to Graph, taken apart.

use super::error;
use crate::login::Caller;
use crate::query::Query;
use crate::reply::Reply;
use crate::state::State;
use crate::world::Person;

/// What one handler needs to know.
pub(crate) struct Ask<'a> {
    pub state: &'a State,
    /// Below `/v1.0`, as sent, without the query.
    pub path: &'a str,
    /// The same in decoded parts.
    pub segments: Vec<String>,
    pub query: Query,
    pub prefer: Prefer,
    pub caller: Caller,
    /// Asked through the institution's relay.
    pub relay: bool,
}

/// The `Prefer` header.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prefer {
    pub max_page_size: Option<usize>,
    pub timezone: Option<String>,
}

impl Prefer {
    /// Unknown preferences are ignored (RFC 7240).
    pub(crate) fn parse(header: &str) -> Self {
        let mut out = Self::default();
        for (name, value) in header.split([',', ';']).filter_map(|part| part.trim().split_once('=')) {
            let value = value.trim().trim_matches('"');
            if name.trim().eq_ignore_ascii_case("odata.maxpagesize") {
                out.max_page_size = value.parse().ok().filter(|size| *size > 0);
            } else if name.trim().eq_ignore_ascii_case("outlook.timezone") {
                out.timezone = Some(value.to_owned());
            }
        }
        out
    }
}

impl Ask<'_> {
    /// An error in Graph's shape.
    pub(super) fn refuse(&self, status: u16, code: &str, message: &str) -> Reply {
        error::reply(self.state, status, code, message)
    }

    /// The refusal of a caller whose token has none of these delegated scopes.
    pub(super) fn needs(&self, scopes: &[&str]) -> Option<Reply> {
        let granted = self.caller.scopes.iter().any(|own| scopes.iter().any(|s| s.eq_ignore_ascii_case(own)));
        (!granted).then(|| {
            self.refuse(
                403,
                "Authorization_RequestDenied",
                "Insufficient privileges to complete the operation.",
            )
        })
    }

    /// Whoever is signed in.
    pub(super) fn user(&self) -> &Person {
        let known = self.caller.user.as_deref().and_then(|user| self.state.world.account(user));
        known.unwrap_or(&self.state.world.instructor)
    }

    /// The root of addresses in answers. A careless relay hands Graph's own on.
    pub(super) fn root(&self) -> &str {
        let info = &self.state.info;
        if self.relay && !self.state.switches.relay_raw_links { &info.relay_url } else { &info.graph_url }
    }

    /// An `@odata.context`.
    pub(super) fn context(&self, what: &str) -> String {
        format!("{}/v1.0/$metadata#{what}", self.root())
    }

    /// The context of something below the signed-in user.
    pub(super) fn user_context(&self, what: &str) -> String {
        self.context(&format!("users('{}')/{what}", self.user().key))
    }
}
