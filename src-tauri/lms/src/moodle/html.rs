//! HTML as far as the adapter meets it: descriptions made plain, and the tags of the phone form.
//!
//! Tolerant and bounded: whatever comes, it is read in one pass and never fails.

/// A tag with its attributes, or a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `<name …>`, name in the letters of the page, without its attributes' quotes.
    Open(&'a str, Vec<(&'a str, &'a str)>),
    /// `</name>`.
    Close(&'a str),
    /// What stands between tags, entities not resolved.
    Text(&'a str),
}

/// The pieces of a page in their order; comments left out.
pub(super) fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = page;
    while !rest.is_empty() {
        let Some(open) = rest.find('<') else {
            out.push(Piece::Text(rest));
            break;
        };
        if open > 0 {
            out.push(Piece::Text(&rest[..open]));
        }
        rest = &rest[open..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let begins_a_tag =
            rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !begins_a_tag {
            out.push(Piece::Text(&rest[..1]));
            rest = &rest[1..];
            continue;
        }
        let end = end_of_tag(rest);
        out.extend(tag(rest[1..end].trim_end_matches('/')));
        rest = rest.get(end + 1..).unwrap_or("");
    }
    out
}

/// Where the tag that begins the text ends: at the first `>` outside quotes, else at the end of the text.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn tag(inside: &str) -> Option<Piece<'_>> {
    if let Some(name) = inside.strip_prefix('/') {
        return Some(Piece::Close(name.trim()));
    }
    let name_end = inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(name_end);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let Some(value) = after.strip_prefix('=') else {
            if key.is_empty() {
                break;
            }
            attributes.push((key, ""));
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => match value[1..].find(quote) {
                Some(end) => (&value[1..=end], &value[end + 2..]),
                None => (&value[1..], ""),
            },
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        attributes.push((key, value));
        rest = after;
    }
    Some(Piece::Open(name, attributes))
}

/// The text of a page without markup: entities resolved, white space folded. What a script or a style holds is no text.
pub(super) fn plain(page: &str) -> String {
    let mut out = String::new();
    let mut hidden = false;
    for piece in pieces(page) {
        match piece {
            Piece::Text(text) if !hidden => out.push_str(&unescaped(text)),
            Piece::Text(_) => {}
            Piece::Open(name, _) => {
                hidden |= is_hidden(name);
                out.push_str(gap(name));
            }
            Piece::Close(name) => {
                hidden &= !is_hidden(name);
                out.push_str(gap(name));
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_hidden(name: &str) -> bool {
    name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style")
}

/// Only what breaks a line separates words: `te<b>x</b>t` is one.
fn gap(name: &str) -> &'static str {
    const BREAKS: [&str; 10] = ["p", "br", "div", "li", "ul", "ol", "tr", "td", "h2", "h3"];
    if BREAKS.iter().any(|known| name.eq_ignore_ascii_case(known)) { " " } else { "" }
}

/// Resolves the entities that Moodle writes, and numbers; others stay as they are.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        if let Some((c, end)) = end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            out.push(c);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

/// Text as HTML that shows it.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn descriptions_become_plain() {
        for (page, want) in [
            ("<p>Teams lecture <b>today</b> é</p>", "Teams lecture today é"),
            ("a &amp; b&nbsp;&lt;c&gt; &#233;&#x41; &nope; &", "a & b <c> éA &nope; &"),
            ("<p>one</p><p>two</p><!-- > three --><br/>te<i>x</i>t", "one two text"),
            ("<script>alert('<p>')</script>x<style>p{}</style>", "x"),
            ("1 < 2 > 0", "1 < 2 > 0"),
            ("<p title='a>b'>x</p", "x"),
        ] {
            assert_eq!(plain(page), want, "{page}");
        }
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let page = r#"<ion-radio  value="5" [args]='{a: "b"}' checked x=y>P</ion-radio>"#;
        let attributes = vec![("value", "5"), ("[args]", "{a: \"b\"}"), ("checked", ""), ("x", "y")];
        assert_eq!(
            pieces(page),
            [Piece::Open("ion-radio", attributes), Piece::Text("P"), Piece::Close("ion-radio")]
        );
    }

    proptest! {
        #[test]
        fn any_page_is_read(page in "[<>/!\"'=& a-z0-9;#é\\-]{0,80}|.{0,80}") {
            let _ = plain(&page);
            let _ = unescaped(&page);
        }

        #[test]
        fn what_was_escaped_is_shown_as_it_was(text in "[<>&;a-z#0-9]{0,40}") {
            prop_assert_eq!(plain(&escaped(&text)), text);
        }
    }
}
