//! Sentences that a server wrote, made fit to be shown.
//!
//! They may hold anything: markup, control characters, a student's name, the token echoed back. They are shown to
//! the instructor, cut and cleaned; they are never logged and never part of an error's `Display` or `Debug`.

use std::fmt;

/// Longest text that is shown, in characters.
const MAX_CHARS: usize = 200;

/// A cleaned sentence of a server. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerText(String);

impl ServerText {
    /// Cleans a sentence: control, invisible and direction-changing characters gone, white space folded, links and
    /// addresses masked, at most 200 characters. `None` when nothing is left, and when it holds the `secret`.
    #[must_use]
    pub fn clean(raw: &str, secret: &str) -> Option<Self> {
        if !secret.is_empty() && raw.contains(secret) {
            return None;
        }
        let plain: String =
            raw.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_invisible(*c)).collect();
        let mut text = String::new();
        for word in plain.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(masked(word));
        }
        if text.chars().count() > MAX_CHARS {
            text = text.chars().take(MAX_CHARS - 1).chain(['…']).collect();
        }
        (!text.is_empty()).then_some(Self(text))
    }

    /// The text, to be shown as text only.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerText(…)")
    }
}

/// A link may carry a token in its query and an address names a person; a sentence is as clear without them.
fn masked(word: &str) -> &str {
    if word.contains("://") {
        "[link]"
    } else if word.contains('@') {
        "[address]"
    } else {
        word
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn clean(raw: &str) -> String {
        ServerText::clean(raw, "s3cret").unwrap().as_str().to_owned()
    }

    #[test]
    fn what_a_server_says_is_cut_and_cleaned() {
        assert_eq!(clean(" The\tsession\r\n is \u{1b}[31mclosed\u{202E} "), "The session is [31mclosed");
        assert_eq!(
            clean("see https://lms.example/x?token=1 or ask a@b.example"),
            "see [link] or ask [address]"
        );
        assert_eq!(clean(&"ß".repeat(500)).chars().count(), MAX_CHARS);
        assert_eq!(ServerText::clean("\0 \u{200B}", "x"), None);
    }

    #[test]
    fn a_text_with_the_token_in_it_is_not_shown_at_all() {
        assert_eq!(ServerText::clean("bad token s3cret", "s3cret"), None);
    }

    #[test]
    fn debug_does_not_show_it() {
        assert_eq!(format!("{:?}", ServerText::clean("Emma Watson is unknown", "")), "Some(ServerText(…))");
    }

    proptest! {
        #[test]
        fn nothing_that_moves_the_cursor_stays(raw in "(?s).{0,300}") {
            if let Some(text) = ServerText::clean(&raw, "") {
                prop_assert!(text.as_str().chars().count() <= MAX_CHARS);
                prop_assert!(!text.as_str().chars().any(|c| c.is_control() || is_invisible(c)));
            }
        }
    }
}
