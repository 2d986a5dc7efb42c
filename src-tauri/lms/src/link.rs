//! The `Link` header (RFC 8288), as far as paging needs it: the target of `rel="next"`.

/// The target of the first link with relation `next`, as it stands there, over all `Link` headers of an answer.
///
/// Never fails: what cannot be read is no link. The caller decides whether the target may be followed.
#[must_use]
pub fn next<'a>(headers: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    headers.into_iter().find_map(next_in)
}

fn next_in(header: &str) -> Option<&str> {
    let mut rest = header;
    while let Some(open) = rest.find('<') {
        let close = open + rest[open..].find('>')?;
        let target = rest[open + 1..close].trim();
        let (parameters, after) = split_at_comma(&rest[close + 1..]);
        if is_next(parameters) {
            return Some(target);
        }
        rest = after;
    }
    None
}

/// The parameters of one link and what follows its comma; a comma in quotes does not end a link.
fn split_at_comma(text: &str) -> (&str, &str) {
    match unquoted(text, b',').next() {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    }
}

fn is_next(parameters: &str) -> bool {
    let mut from = 0;
    let mut ends: Vec<usize> = unquoted(parameters, b';').collect();
    ends.push(parameters.len());
    for end in ends {
        let part = parameters[from..end].trim();
        from = end + 1;
        let Some((name, value)) = part.split_once('=') else { continue };
        // Only the first `rel` of a link counts (RFC 8288, section 3.3); it may list several relations.
        if name.trim().eq_ignore_ascii_case("rel") {
            let value = value.trim().trim_matches('"');
            return value.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"));
        }
    }
    false
}

/// Byte positions of a mark outside quoted strings.
fn unquoted(text: &str, mark: u8) -> impl Iterator<Item = usize> + '_ {
    let (mut quoted, mut escaped) = (false, false);
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        if escaped {
            escaped = false;
        } else if byte == b'"' {
            quoted = !quoted;
        } else if byte == b'\\' {
            escaped = quoted;
        } else if byte == mark && !quoted {
            return Some(at);
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_the_next_page() {
        for (headers, want) in [
            (vec![r#"<https://a/x?p=2>; rel="next""#], Some("https://a/x?p=2")),
            (vec![r#"<x?p=0>; rel="prev", <x?p=2>; rel=next"#], Some("x?p=2")),
            (vec![r#"<x>; title="a, <b>; rel=next"; rel="last", <y>; Rel="first NEXT""#], Some("y")),
            (vec![r#"<x>; rel="prev""#, r#"<y>;rel="next";x=y"#], Some("y")),
            (vec![r#"<a,b>; rel="next""#], Some("a,b")),
            (vec![r#"<x>; rel="last"; rel="next""#], None),
            (vec![r#"<x; rel="next""#], None),
            (vec!["next"], None),
            (vec![""], None),
            (vec![], None),
        ] {
            assert_eq!(next(headers.clone()), want, "{headers:?}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(header in "[<>;,=\"\\\\ relnxt\u{e9}]{0,40}|.{0,60}") {
            if let Some(target) = next([header.as_str()]) {
                prop_assert!(header.contains(target));
            }
        }
    }
}
