//! Links into Teams meetings as people have them: long, short, encoded once too often, wrapped by a mail filter, in the
//! middle of an invitation; and the two other names that a meeting has, its number and its id at Graph.
//!
//! "The format of the URL may change; users shouldn't rely on any information extracted from parsing the URL" (Microsoft
//! Graph, `onlineMeeting`): so a link is kept as it stands, one of an unknown form too, and what is read out of it serves
//! to compare and to ask once more where the link itself was not found.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Wrappers inside wrappers: a filter at the sender, one at the receiver, a launcher page.
const DEEPEST: usize = 4;
/// How often a link is taken to be encoded.
const ENCODED: usize = 3;
/// Digits of the number in an invitation ("Meeting ID: 123 456 789 012 3").
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
/// In running text a shorter number is the one for the telephone.
const DIGITS_IN_TEXT: std::ops::RangeInclusive<usize> = 11..=15;

const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The join link in a text: a link, an invitation around one, a meeting's number, or its id at Graph. The latter two come
/// back as the link that they belong to. `None` where none of them is in it.
#[must_use]
pub fn find(text: &str) -> Option<String> {
    let links: Vec<String> = links(text).map(|link| unwrapped(&link)).collect();
    if let Some(link) = links.iter().find(|link| is_teams(link)).or(links.first()) {
        return Some(link.clone());
    }
    of_id(text.trim()).or_else(|| number(text).map(|digits| of_number(&digits)))
}

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

/// The spellings under which Graph may know a link: as it stands, and encoded once where it was encoded more often.
#[must_use]
pub fn spellings(link: &str) -> Vec<String> {
    let mut all = vec![link.trim().to_owned()];
    let once = once_encoded(link.trim());
    if once.as_ref() != all.first() {
        all.extend(once);
    }
    all
}

/// The id that Graph gives the meeting of a long link: `base64("1*{organizer}*0**{thread}")`. Documented nowhere, seen in
/// Microsoft's own samples; only for asking once more.
#[must_use]
pub fn likely_id(link: &str) -> Option<String> {
    let decoded = decoded(link);
    let (_, path) = parts(&decoded)?;
    let thread = path.strip_prefix("l/meetup-join/")?.split('/').next()?;
    let context = decoded.split_once("context=")?.1;
    let context: &str = context.split('&').next()?;
    let from = context.find("\"Oid\"")?;
    let oid = context.get(from + 5..)?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let oid = oid.split('"').next()?;
    let plain = oid.len() == 36 && oid.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    (plain && thread.contains("@thread")).then(|| STANDARD.encode(format!("1*{oid}*0**{thread}")))
}

/// The comparable form of a join link: percent-encoding undone as often as it was done (links get encoded twice on
/// their way), host in lower case, query and fragment left out.
///
/// `None` for an empty link. Case of the path is kept: thread ids are case-sensitive.
#[must_use]
pub fn key(link: &str) -> Option<String> {
    let text = decoded(link.trim());
    let (scheme, rest) = text.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    // `/l/meetup-join/<thread>/<message>`: the message id is 0 or a root message of a channel meeting.
    let path = path.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    Some(format!("{}://{}/{}", scheme.to_lowercase(), host.to_lowercase(), path))
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

/// The number of an invitation: digits in groups, neither a telephone number nor the telephone's conference number.
fn number(text: &str) -> Option<String> {
    let whole: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if whole.chars().all(|c| c.is_ascii_digit()) && DIGITS.contains(&whole.len()) {
        return Some(whole);
    }
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let mut at = 0;
    while let Some(begin) = text.get(at..)?.find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let rest = text.get(begin..)?;
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let digits: String = rest.get(..length)?.chars().filter(char::is_ascii_digit).collect();
        let before = text.get(..begin)?.trim_end().chars().next_back();
        let after = rest.get(length..)?.chars().next();
        let telephone = matches!(before, Some('+' | ',' | '(')) || matches!(after, Some('#' | '-' | '('));
        if DIGITS_IN_TEXT.contains(&digits.len()) && !telephone {
            return Some(digits);
        }
        at = begin + length;
    }
    None
}

/// The links in a text, each without the punctuation that closes a sentence.
fn links(text: &str) -> impl Iterator<Item = String> + '_ {
    let starts =
        text.match_indices("http").map(|(at, _)| at).chain(text.match_indices("msteams:").map(|(at, _)| at));
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    starts.into_iter().filter_map(move |at| {
        let rest = text.get(at..)?;
        let end = rest.find(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\u{201c}' | '\u{201d}')
        });
        let link = rest.get(..end.unwrap_or(rest.len()))?;
        let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
        let link = link.replace("&amp;", "&");
        let web = ["https://", "http://"].iter().any(|scheme| {
            link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                && link.len() > scheme.len()
        });
        match link.strip_prefix("msteams:") {
            // The link of the installed program: the same path, without a host.
            Some(path) => Some(format!("https://teams.microsoft.com/{}", path.trim_start_matches('/'))),
            None => web.then_some(link),
        }
    })
}

/// The link inside the links of mail filters and launcher pages.
fn unwrapped(link: &str) -> String {
    let mut link = link.to_owned();
    for _ in 0..DEEPEST {
        match inner(&link) {
            Some(inside) if inside != link => link = inside,
            _ => break,
        }
    }
    link
}

fn inner(link: &str) -> Option<String> {
    let (host, path) = parts(link)?;
    let decode = |text: &str| percent_decode_str(text).decode_utf8().ok().map(String::from);
    // Microsoft Defender, "Safe Links".
    if host.ends_with(".safelinks.protection.outlook.com") || host == "statics.teams.cdn.office.net" {
        return decode(parameter(link, "url")?).filter(|inside| is_web(inside));
    }
    // The page that asks whether to open the program: the path of the meeting is in `url`.
    if path.starts_with("dl/launcher/") {
        let inside = decode(parameter(link, "url")?)?;
        let inside = inside.trim_start_matches("/_#").to_owned();
        return Some(if is_web(&inside) {
            inside
        } else {
            format!("https://{host}/{}", inside.trim_start_matches('/'))
        });
    }
    // Proofpoint, "URL Defense": version 3 carries the link between underscores, version 2 spells `%` as `-` and `/` as `_`.
    if host == "urldefense.com" || host == "urldefense.us" || host == "urldefense.proofpoint.com" {
        if let Some((_, rest)) = link.split_once("/v3/__") {
            return restored(rest).filter(|inside| is_web(inside));
        }
        let spelled = parameter(link, "u")?.replace('-', "%").replace('_', "/");
        return decode(&spelled).filter(|inside| is_web(inside));
    }
    None
}

/// Version 3 puts `*` for characters that it takes out, `**` and a letter for several (`A` is two), and lists them after
/// the link in base64.
fn restored(rest: &str) -> Option<String> {
    const LENGTHS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (spelled, after) = rest.split_once("__;")?;
    let taken = URL_SAFE_NO_PAD.decode(after.split("!!").next()?.trim_end_matches('=')).ok()?;
    let taken = String::from_utf8(taken).ok()?;
    let mut taken = taken.chars();
    let mut link = String::new();
    let mut letters = spelled.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '*' {
            link.push(letter);
        } else if letters.next_if_eq(&'*').is_some() {
            let count = LENGTHS.find(letters.next()?)? + 2;
            link.extend(taken.by_ref().take(count));
        } else {
            link.extend(taken.next());
        }
    }
    Some(link)
}

fn is_web(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

fn is_teams(link: &str) -> bool {
    let decoded = decoded(link);
    let Some((host, path)) = parts(&decoded) else { return false };
    let known = [
        "teams.microsoft.com",
        "teams.live.com",
        "teams.microsoft.us",
        "teams.cloud.microsoft",
        "teams.microsoftonline.cn",
    ];
    let known = known.iter().any(|name| host == *name || host.ends_with(&format!(".{name}")));
    known
        && (path.starts_with("l/meetup-join/") || path.starts_with("meet/") || path.starts_with("l/meeting/"))
}

/// Host in lower case, and what follows its slash.
fn parts(link: &str) -> Option<(String, &str)> {
    let (_, rest) = link.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let path = rest.get(end..)?.strip_prefix('/').unwrap_or_default();
    Some((rest.get(..end)?.to_lowercase(), path.split(['?', '#']).next()?))
}

fn parameter<'a>(link: &'a str, name: &str) -> Option<&'a str> {
    let query = link.split_once('?')?.1.split('#').next()?;
    query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
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
