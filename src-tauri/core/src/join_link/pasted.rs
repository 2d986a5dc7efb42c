//! Finding the meeting in what people paste: a link, an invitation around one, a number, an id.

use super::wrapped::{is_web, unwrapped};
use super::{decoded, number, of_id, of_number, once, organizer, parts};

/// Lines over which a mail program breaks one link.
const LINES: usize = 6;

/// The join link in a text: a link, an invitation around one, a meeting's number, or its id at Graph. The latter two come
/// back as the link that they belong to. `None` where none of them is in it.
///
/// A link of an unknown form counts where there is neither a Teams link nor a number; the links to help and telephone
/// pages that stand in every invitation never go before the number.
#[must_use]
pub fn find(text: &str) -> Option<String> {
    let text = without_folds(text);
    let links: Vec<String> = links(&text).map(|link| unwrapped(&link)).collect();
    if let Some(link) = links.iter().find(|link| is_teams(link)) {
        return Some(link.clone());
    }
    let other = links.iter().find(|link| !is_beside_the_point(link));
    let numbered = || number::of_text(&text).map(|digits| of_number(&digits));
    other.cloned().or_else(|| of_id(text.trim())).or_else(numbered).or_else(|| links.first().cloned())
}

/// Blanks inside a link between angle brackets are line breaks of a mail program (RFC 3986, appendix C); a link that was
/// encoded as a whole is decoded.
fn without_folds(text: &str) -> String {
    let trimmed = text.trim();
    if trimmed.len() > 8
        && trimmed.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https%3a"))
        && let Some(link) = once(trimmed)
    {
        return link;
    }
    let mut parts = text.split('<');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push('<');
        match part.split_once('>').filter(|(inside, _)| is_web(inside.trim_start())) {
            Some((inside, after)) => {
                whole.extend(inside.chars().filter(|c| !c.is_whitespace()));
                whole.push('>');
                whole.push_str(after);
            }
            None => whole.push_str(part),
        }
    }
    whole
}

/// The links in a text, each without the punctuation that closes a sentence.
fn links(text: &str) -> impl Iterator<Item = String> + '_ {
    // Lower case of ASCII alone, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    let mut starts: Vec<usize> = ["http", "msteams:"]
        .iter()
        .flat_map(|scheme| lower.match_indices(scheme).map(|(at, _)| at))
        .collect();
    starts.sort_unstable();
    starts.into_iter().filter_map(move |at| {
        let rest = text.get(at..)?;
        let link = over_lines(rest).unwrap_or_else(|| up_to_end(rest).to_owned());
        let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
        let link = link.replace("&amp;", "&");
        match link.get(..8).filter(|start| start.eq_ignore_ascii_case("msteams:")) {
            // The link of the installed program: the same path, without a host.
            Some(_) => {
                let path = link.get(8..)?.trim_start_matches('/');
                let path = path.strip_prefix("teams.microsoft.com/").unwrap_or(path);
                (!path.is_empty()).then(|| format!("https://teams.microsoft.com/{path}"))
            }
            None => is_web(&link).then_some(link),
        }
    })
}

fn up_to_end(rest: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\u{201c}' | '\u{201d}')
    };
    let plain = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or(rest);
    // A context that was decoded has quotation marks of its own.
    let inside = plain.ends_with("context={").then(|| rest.find('}')).flatten();
    inside
        .and_then(|end| rest.get(..=end))
        .filter(|link| !link.contains(char::is_whitespace))
        .unwrap_or(plain)
}

/// A long link that goes on in the next lines: taken for one where its parts are whole only together.
fn over_lines(rest: &str) -> Option<String> {
    let first = up_to_end(rest);
    if !first.contains("/meetup-join/") || organizer(first).is_some() {
        return None;
    }
    let mut lines = rest.lines();
    let mut link = lines.next()?.trim_end().to_owned();
    for line in lines.take(LINES - 1) {
        // Answers to mails put marks before what they cite.
        link.push_str(up_to_end(line.trim_start_matches(['>', ' ', '\t'])));
        if up_to_end(&link).len() == link.len() && is_whole(&link) {
            return Some(link);
        }
    }
    None
}

/// Whether the context of a long link is there to its closing brace.
fn is_whole(link: &str) -> bool {
    organizer(link).is_some() && decoded(link).contains('}')
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
    known && ["l/meetup-join/", "meet/", "l/meeting/", "event/"].iter().any(|start| path.starts_with(start))
}

/// Help, options and telephone pages of Microsoft's own, as an invitation carries them.
fn is_beside_the_point(link: &str) -> bool {
    let Some((host, path)) = parts(link) else { return true };
    host == "aka.ms"
        || host == "www.microsoft.com"
        || host == "support.microsoft.com"
        || host == "go.microsoft.com"
        || host.starts_with("dialin.")
        || path.to_ascii_lowercase().starts_with("meetingoptions")
}
