//! What stands beside a name: brackets, quoted nicknames, addresses, and parts behind a bar or a dash.

/// A text with what was set aside from it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Outside of all brackets, cut at bars and spaced dashes, in order.
    pub outside: Vec<String>,
    /// Inside of brackets and quotes.
    pub inside: Vec<String>,
    /// E-mail addresses.
    pub addresses: Vec<String>,
}

/// Takes a tidy text apart.
pub(super) fn parts(text: &str) -> Parts {
    let mut found = Parts::default();
    let text = without_addresses(text, &mut found.addresses);
    let outside = without_brackets(&text, &mut found.inside);
    found.outside = segments(&outside);
    if found.outside.is_empty() {
        // A name that is nothing but a bracket is the name after all.
        found.outside = found.inside.iter().flat_map(|inner| segments(inner)).collect();
        found.inside.clear();
    }
    found
}

fn without_addresses(text: &str, addresses: &mut Vec<String>) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let is_edge = |c: char| matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '"');
    let mut rest = Vec::new();
    for token in text.split(' ') {
        let bare = token.trim_matches(is_edge).trim_start_matches("mailto:");
        match bare.split_once('@') {
            Some((local, domain)) if !local.is_empty() && !domain.is_empty() => {
                addresses.push(bare.to_owned());
            }
            _ => rest.push(token),
        }
    }
    rest.join(" ")
}

fn without_brackets(text: &str, inside: &mut Vec<String>) -> String {
    if !text.contains(['(', '[', '{', '<', '"', '【', '「', '〔', '《', '〈', '『']) {
        return text.to_owned();
    }
    let mut outside = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut inner = String::new();
    let mut quoted = false;
    let mut keep = |inner: &mut String| {
        if !inner.trim().is_empty() {
            inside.push(inner.trim().to_owned());
        }
        inner.clear();
    };
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '<' | '【' | '「' | '〔' | '《' | '〈' | '『' => {
                depth += 1;
                inner.push(' ');
            }
            ')' | ']' | '}' | '>' | '】' | '」' | '〕' | '》' | '〉' | '』' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    keep(&mut inner);
                    outside.push(' ');
                }
            }
            '"' if depth == 0 => {
                quoted = !quoted;
                if !quoted {
                    keep(&mut inner);
                }
                outside.push(' ');
            }
            _ if depth > 0 || quoted => inner.push(c),
            _ => outside.push(c),
        }
    }
    // A quote or bracket that never ends sets nothing aside but a closing word such as "(Guest".
    keep(&mut inner);
    outside
}

/// Cuts at bars, slashes with spaces, spaced dashes and the like. Hyphens inside a name never cut.
fn segments(text: &str) -> Vec<String> {
    if !text.contains(['|', '¦', '｜', ';', '\\', '-', '/', '@', '·', '~', ':', '>']) {
        return if text.chars().any(char::is_alphanumeric) { vec![text.to_owned()] } else { Vec::new() };
    }
    let mut all = vec![String::new()];
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let spaced = at > 0 && chars[at - 1] == ' ' && chars.get(at + 1).is_none_or(|next| *next == ' ');
        let cuts = matches!(c, '|' | '¦' | '｜' | ';' | '\\')
            || (*c == ':' && chars.get(at + 1) == Some(&' '))
            || (spaced && matches!(c, '-' | '/' | '@' | '·' | '~' | ':' | '>'));
        match all.last_mut() {
            Some(last) if !cuts => last.push(*c),
            _ => all.push(String::new()),
        }
    }
    all.retain(|part| part.chars().any(char::is_alphanumeric));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_quotes_and_bars_are_cut_off() {
        let found = parts("[Org] Alexander \"Sasha\" Petrov (Guest) | Acme");
        assert_eq!(found.outside.len(), 2);
        assert_eq!(found.inside, ["Org", "Sasha", "Guest"]);
        assert_eq!(parts("(Guest)").outside, ["Guest"]);
        assert_eq!(parts("Zoe O'Connor-Muller - Acme").outside, ["Zoe O'Connor-Muller ", " Acme"]);
    }

    #[test]
    fn an_unclosed_bracket_swallows_only_what_follows() {
        assert_eq!(parts("Jane Doe (Guest").outside, ["Jane Doe "]);
        assert_eq!(parts("Jane Doe) x").outside.len(), 1);
    }

    #[test]
    fn addresses_are_told_from_names() {
        let found = parts("Mario Rossi <m.rossi@x.it>");
        assert_eq!((found.outside.len(), found.addresses), (1, vec!["m.rossi@x.it".to_owned()]));
    }
}
