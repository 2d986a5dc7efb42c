//! Links into Teams meetings as people have them: long, short, encoded once too often, wrapped by a mail filter, in the
//! middle of an invitation; and the two other names that a meeting has, its number and its id at Graph.
//!
//! "The format of the URL may change; users shouldn't rely on any information extracted from parsing the URL" (Microsoft
//! Graph, `onlineMeeting`): so a link is kept as it stands, one of an unknown form too, and what is read out of it serves
//! to compare and to ask once more where the link itself was not found.

mod number;
mod pasted;
mod wrapped;

pub use pasted::find;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// How often a link is taken to be encoded.
const ENCODED: usize = 3;
/// Digits of the number in an invitation ("Meeting ID: 123 456 789 012 3").
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;

const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The number that a short link names (`https://teams.microsoft.com/meet/<number>?p=…`).
#[must_use]
pub fn number_of(link: &str) -> Option<String> {
    let (_, path) = parts(link)?;
    let digits = path.strip_prefix("meet/")?.split('/').next()?;
    (DIGITS.contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())).then(|| digits.to_owned())
}

/// Whether a link was made of a number, so that there is no link to ask for.
#[must_use]
pub fn is_number_only(link: &str) -> bool {
    number_of(link).is_some_and(|digits| link == of_number(&digits))
}

/// The spellings under which Graph may know a link, the likeliest first: as it stands, encoded once where it was encoded
/// more often, and the way in which Teams writes it where a program between spelt it differently.
#[must_use]
pub fn spellings(link: &str) -> Vec<String> {
    let mut all = vec![link.trim().to_owned()];
    for other in [once_encoded(link.trim()), as_teams_writes(link)].into_iter().flatten() {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    all
}

/// The organizer whom a long link names, by object id. In a channel that is who made the meeting, though the calendar
/// names the team.
#[must_use]
pub fn organizer(link: &str) -> Option<String> {
    Some(Long::of(&decoded(link))?.organizer()?.to_owned())
}

/// The id that Graph gives the meeting of a long link: `base64("1*{organizer}*0**{thread}")`. Documented nowhere, seen in
/// Microsoft's own samples; only for asking once more.
#[must_use]
pub fn likely_id(link: &str) -> Option<String> {
    let decoded = decoded(link);
    let long = Long::of(&decoded)?;
    let organizer = long.organizer()?;
    long.thread.contains("@thread").then(|| STANDARD.encode(format!("1*{organizer}*0**{}", long.thread)))
}

/// The id of a webinar or town hall that a link to its own page names
/// (`https://events.teams.microsoft.com/event/<id>@<tenant>`).
#[must_use]
pub fn event_of(link: &str) -> Option<String> {
    let decoded = decoded(link);
    let (host, path) = parts(&decoded)?;
    let id = path.strip_prefix("event/")?.split('/').next()?;
    let plain = id.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '-' | '@'));
    (host.starts_with("events.teams.") && plain && id.len() == 73 && id.as_bytes().get(36) == Some(&b'@'))
        .then(|| id.to_owned())
}

/// Whether two links lead to one meeting. `None` where they do not tell: one is short and the other long, and both may
/// stand for the same meeting.
#[must_use]
pub fn same(a: &str, b: &str) -> Option<bool> {
    let (one, other) = (key(a)?, key(b)?);
    let short = |link: &str| number_of(&decoded(link)).is_some();
    if one != other && (short(a) != short(b) || event_of(a).is_some() != event_of(b).is_some()) {
        return None;
    }
    Some(one == other)
}

/// The comparable form of a join link: percent-encoding undone as often as it was done (links get encoded twice on
/// their way), host in lower case and one for the two that Teams has, query and fragment left out.
///
/// `None` for an empty link. Case of the path is kept: thread ids are case-sensitive.
#[must_use]
pub fn key(link: &str) -> Option<String> {
    let text = decoded(link.trim());
    let (scheme, rest) = text.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    // `/l/meetup-join/<thread>/<message>`: the message id is 0 or a root message of a channel meeting.
    let path = path.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let host = match host.to_lowercase() {
        host if host == "teams.cloud.microsoft" => "teams.microsoft.com".to_owned(),
        host => host,
    };
    Some(format!("{}://{host}/{path}", scheme.to_lowercase()))
}

/// The parts of a long link, decoded.
struct Long<'a> {
    host: String,
    thread: &'a str,
    message: &'a str,
    /// JSON: tenant (`Tid`) and organizer (`Oid`), and in a channel at times more.
    context: Option<&'a str>,
}

impl<'a> Long<'a> {
    fn of(decoded: &'a str) -> Option<Self> {
        let (host, path) = parts(decoded)?;
        let mut names = path.strip_prefix("l/meetup-join/")?.split('/');
        let thread = names.next().filter(|thread| !thread.is_empty())?;
        let message = names.next().unwrap_or("0");
        let context = decoded.split_once("context=").and_then(|(_, rest)| {
            let rest = rest.split('&').next()?;
            rest.get(..=rest.find('}')?)
        });
        Some(Self { host, thread, message, context })
    }

    fn organizer(&self) -> Option<&'a str> {
        let after = self.context?.split_once("\"Oid\"")?.1;
        let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let id = value.split('"').next()?;
        (id.len() == 36 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-')).then_some(id)
    }
}

/// A long link spelt as in Graph's examples: encoded once, the hexadecimal digits in lower case, nothing but the context
/// in the query.
fn as_teams_writes(link: &str) -> Option<String> {
    let decoded = decoded(link.trim());
    let long = Long::of(&decoded)?;
    long.organizer()?;
    let encode = |text: &str| {
        let encoded = utf8_percent_encode(text, COMPONENT).to_string();
        let mut parts = encoded.split('%');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| {
            let (digits, rest) = part.split_at(part.len().min(2));
            all + "%" + &digits.to_lowercase() + rest
        })
    };
    let (thread, context) = (encode(long.thread), encode(long.context?));
    Some(format!("https://{}/l/meetup-join/{thread}/{}?context={context}", long.host, encode(long.message)))
}

fn of_number(digits: &str) -> String {
    format!("https://teams.microsoft.com/meet/{digits}")
}

/// The link of a meeting whose id at Graph is given.
fn of_id(id: &str) -> Option<String> {
    let plain = String::from_utf8(STANDARD.decode(id).ok()?).ok()?;
    let rest = plain.strip_prefix("1*")?;
    let (oid, thread) = rest.split_once("*0**")?;
    let encode = |text: &str| utf8_percent_encode(text, COMPONENT).to_string();
    let context = encode(&format!("{{\"Oid\":\"{oid}\"}}"));
    thread
        .contains("@thread")
        .then(|| format!("https://teams.microsoft.com/l/meetup-join/{}/0?context={context}", encode(thread)))
}

/// Host in lower case, and what follows its slash.
fn parts(link: &str) -> Option<(String, &str)> {
    let (_, rest) = link.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let path = rest.get(end..)?.strip_prefix('/').unwrap_or_default();
    Some((rest.get(..end)?.to_lowercase(), path.split(['?', '#']).next()?))
}

fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..ENCODED {
        match once(&text) {
            Some(decoded) if decoded != text => text = decoded,
            _ => break,
        }
    }
    text
}

fn once(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(String::from)
}

/// The link encoded once, where it was encoded more often: an encoded percent sign is what tells.
fn once_encoded(link: &str) -> Option<String> {
    let mut link = link.to_owned();
    for _ in 0..ENCODED {
        // A whole link that was encoded has no slashes of its own.
        let whole = !link.contains("://") && link.to_lowercase().starts_with("http");
        if !whole && !link.contains("%25") {
            break;
        }
        link = once(&link)?;
    }
    Some(link)
}

#[cfg(test)]
#[path = "join_link_tests.rs"]
mod tests;
