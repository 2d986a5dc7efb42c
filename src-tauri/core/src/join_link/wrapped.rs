//! The link inside the links that mail filters and launcher pages make of it.

use super::parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::percent_decode_str;

/// Wrappers inside wrappers: a filter at the sender, one at the receiver, a launcher page.
const DEEPEST: usize = 4;

/// The link inside the links of mail filters and launcher pages.
pub(super) fn unwrapped(link: &str) -> String {
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

pub(super) fn is_web(link: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        link.len() > scheme.len()
            && link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

fn parameter<'a>(link: &'a str, name: &str) -> Option<&'a str> {
    let query = link.split_once('?')?.1.split('#').next()?;
    query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}
