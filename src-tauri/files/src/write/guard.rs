//! Keeps text in a spreadsheet file from being run as a formula when somebody opens it.
//!
//! OWASP ASVS 5.0, 1.2.10, and the OWASP page on CSV injection (with its additions CR, LF and the full-width
//! forms): a text that begins with a trigger gets a single quote in front. Quoting the cell alone does not stop
//! Excel, and a tab in front became a trigger itself.
//!
//! The guard is for files that people open. Files that an LMS reads back must not use it: to the LMS a guarded
//! address is another address.

use std::borrow::Cow;

/// Whether a cell that begins with this character may be taken for a formula.
#[must_use]
pub fn is_trigger(first: char) -> bool {
    matches!(
        first,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}'
    )
}

/// The text with a single quote in front where it needs one.
///
/// Text that already looks guarded (quotes, then a trigger) gets one more quote, so that [`unguard`] gives back
/// exactly what went in; a name such as `'t Hooft` stays as it is.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(is_trigger) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes the quote of [`guard`] away again.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(is_trigger) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_names_are_not() {
        for text in
            ["=1+1", "+49 30", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠a"]
        {
            assert_eq!(guard(text), format!("'{text}"));
        }
        for text in ["Emma", "", "'t Hooft", "O'Neil", " =1", "1-2"] {
            assert_eq!(guard(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_stays_a_formula(text in "['=+@\\-\t\r\n\0＝＋－＠a ]{0,6}|.{0,40}") {
            let cell = guard(&text);
            prop_assert_eq!(unguard(&cell), text.as_str());
            prop_assert!(!cell.starts_with(is_trigger));
        }
    }
}
