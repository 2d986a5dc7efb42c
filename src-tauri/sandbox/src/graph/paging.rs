//! Collections in pages, with `@odata.nextLink` as an absolute address below the Graph root.

use super::Ask;
use crate::reply::Reply;
use crate::scenario::NextLink;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

/// Where a page begins and how many entries it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub from: usize,
    pub size: usize,
}

impl Page {
    /// Of the request: the link's `$skiptoken` remembers both, else the preference may make pages smaller.
    pub(super) fn of(ask: &Ask<'_>, largest: usize) -> Result<Self, Box<Reply>> {
        let size = ask.prefer.max_page_size.unwrap_or(largest).min(largest);
        let Some(token) = ask.query.get("$skiptoken") else { return Ok(Self { from: 0, size }) };
        let read = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let numbers = read.as_deref().and_then(|text| text.split_once('.'));
        match numbers.map(|(from, size)| (from.parse(), size.parse())) {
            Some((Ok(from), Ok(size))) if size > 0 => Ok(Self { from, size }),
            _ => Err(Box::new(ask.refuse(400, "BadRequest", "Skip token is invalid."))),
        }
    }

    fn token(self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}.{}", self.from, self.size))
    }
}

/// The link to what follows, or what the scenario makes of it.
pub(super) fn next_link(ask: &Ask<'_>, path: &str, page: Page, total: usize) -> Option<String> {
    let root = ask.root();
    let next = Page { from: page.from + page.size, ..page };
    let query = |page: Page| ask.query.replaced(&["$skip", "$expand"], "$skiptoken", &page.token());
    match ask.state.switches.next_link {
        NextLink::Honest => (next.from < total).then(|| format!("{root}/v1.0{path}?{}", query(next))),
        NextLink::Foreign => Some(format!("http://graph.elsewhere.example/v1.0{path}?{}", query(next))),
        NextLink::Loop => Some(format!("{root}/v1.0{path}?{}", query(page))),
    }
}

/// Answers one page; only its entries are rendered.
pub(super) fn collection(
    ask: &Ask<'_>,
    context: &str,
    page: Page,
    total: usize,
    render: impl Fn(usize) -> Value,
) -> Reply {
    let value: Vec<Value> = (page.from..total).take(page.size).map(render).collect();
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), json!(context));
    if let Some(link) = next_link(ask, ask.path, page, total) {
        body.insert("@odata.nextLink".to_owned(), json!(link));
    }
    body.insert("value".to_owned(), Value::Array(value));
    Reply::ok(Value::Object(body))
}

/// Adds an expanded collection with its annotation, `sessions@odata.nextLink`, where it goes on.
pub(super) fn expand(
    ask: &Ask<'_>,
    body: &mut Map<String, Value>,
    name: &str,
    page: Page,
    total: usize,
    render: impl Fn(usize) -> Value,
) {
    if let Some(link) = next_link(ask, &format!("{}/{name}", ask.path), page, total) {
        body.insert(format!("{name}@odata.nextLink"), json!(link));
    }
    let value = (page.from..total).take(page.size).map(render).collect();
    body.insert(name.to_owned(), Value::Array(value));
}
