//! One request: its path, query and body, and pages of lists.

use crate::query::{Query, decode};
use crate::reply::Reply;
use crate::scenario::NextLink;
use crate::state::State;
use axum::http::{HeaderMap, Method, Uri};
use serde_json::{Map, Value};

/// Entries on a page where the request says nothing, and most that it can have.
const PAGE: usize = 10;
const MOST: usize = 100;
/// Opens the page of a list that is read by a bookmark.
const BOOKMARK: &str = "bookmark:";

/// A request.
pub(super) struct Ask<'a> {
    pub state: &'a State,
    pub method: &'a str,
    /// Below `/canvas/api/v1`.
    pub path: Vec<String>,
    pub query: Query,
    pub body: Value,
    uri: &'a Uri,
}

impl<'a> Ask<'a> {
    pub(super) fn new(
        state: &'a State,
        method: &'a Method,
        uri: &'a Uri,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Self {
        let kind = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let body = if kind.starts_with("application/json") {
            serde_json::from_slice(body).unwrap_or_default()
        } else {
            nested(&Query::parse(&String::from_utf8_lossy(body)))
        };
        let path = uri.path().trim_start_matches("/canvas/api/v1/").split('/').map(decode).collect();
        let query = Query::parse(uri.query().unwrap_or_default());
        Self { state, method: method.as_str(), path, query, body, uri }
    }

    /// What a request costs: writing more than reading, long pages more than short ones.
    pub(super) fn cost(&self) -> f64 {
        let page = u32::try_from(self.page_size()).unwrap_or(100);
        if self.method == "GET" { 0.5 + f64::from(page) / 100.0 } else { 3.0 }
    }

    fn page_size(&self) -> usize {
        self.query.text("per_page").parse().unwrap_or(PAGE).clamp(1, MOST)
    }

    /// Whether an array of the query holds a value: `include[]=email`.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.query.0.iter().any(|(key, one)| key == name && one == value)
    }

    /// One page of a list by numbers, with all links.
    pub(super) fn paged(&self, all: &[Value]) -> Reply {
        let last = all.len().div_ceil(self.page_size()).max(1);
        let page = self.query.text("page").parse().unwrap_or(1);
        self.one_page(all, page, |page| page.to_string(), Some(last))
    }

    /// One page of a list by bookmarks: nothing to count with, and no last page.
    pub(super) fn bookmarked(&self, all: &[Value]) -> Reply {
        let text = self.query.text("page").strip_prefix(BOOKMARK).unwrap_or_default();
        let page = usize::from_str_radix(text.trim_start_matches('x'), 16).unwrap_or(1);
        self.one_page(all, page, |page| format!("{BOOKMARK}x{page:x}"), None)
    }

    fn one_page(
        &self,
        all: &[Value],
        page: usize,
        name: impl Fn(usize) -> String,
        last: Option<usize>,
    ) -> Reply {
        let (size, page) = (self.page_size(), page.max(1));
        let from = (page - 1).saturating_mul(size);
        let part: Vec<Value> = all.iter().skip(from).take(size).cloned().collect();
        let link = |host: &str, page: usize, rel: &str| {
            let query = self.query.replaced(&[], "page", &name(page));
            format!("<{host}{}?{query}>; rel=\"{rel}\"", self.uri.path())
        };
        let own = self.state.info.url.as_str();
        let mut links = vec![link(own, page, "current")];
        if from.saturating_add(size) < all.len() {
            links.push(match self.state.switches.next_link {
                NextLink::Honest => link(own, page + 1, "next"),
                NextLink::Foreign => link("https://canvas.attacker.example", page + 1, "next"),
                NextLink::Loop => link(own, page, "next"),
            });
        }
        if page > 1 {
            links.push(link(own, page - 1, "prev"));
        }
        links.push(link(own, 1, "first"));
        links.extend(last.map(|last| link(own, last, "last")));
        Reply::ok(Value::Array(part)).with("Link", links.join(","))
    }
}

/// `a[b][c]=d` as `{"a": {"b": {"c": "d"}}}`; `a[]=b` as a list.
fn nested(form: &Query) -> Value {
    let mut out = Value::Object(Map::new());
    for (key, value) in &form.0 {
        let parts: Vec<&str> = key.split('[').map(|part| part.trim_end_matches(']')).collect();
        put(&mut out, &parts, value);
    }
    out
}

fn put(into: &mut Value, parts: &[&str], value: &str) {
    match parts {
        [] => *into = Value::from(value),
        [""] => {
            if !into.is_array() {
                *into = Value::Array(Vec::new());
            }
            if let Some(list) = into.as_array_mut() {
                list.push(Value::from(value));
            }
        }
        [first, rest @ ..] => {
            if !into.is_object() {
                *into = Value::Object(Map::new());
            }
            if let Some(map) = into.as_object_mut() {
                put(map.entry((*first).to_owned()).or_insert(Value::Null), rest, value);
            }
        }
    }
}
