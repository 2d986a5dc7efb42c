//! The number by which a meeting is joined without its link ("Meeting ID: 123 456 789 012 3"), in any language.

use super::DIGITS;

/// In running text a shorter number is the one for the telephone.
const DIGITS_IN_TEXT: std::ops::RangeInclusive<usize> = 11..=15;

/// The number of an invitation: digits in groups, neither a telephone number nor the telephone's conference number.
pub(super) fn of_text(text: &str) -> Option<String> {
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
        // Inside a link or a word a number is somebody else's.
        let inside = text
            .get(..begin)?
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || "/=?&_%".contains(c));
        if DIGITS_IN_TEXT.contains(&digits.len()) && !telephone && !inside {
            return Some(digits);
        }
        at = begin + length;
    }
    None
}
