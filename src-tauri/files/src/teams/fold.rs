//! One comparable form for words of every script: decomposed, without accents, lower case, letters and digits only.
//!
//! `scripts/cldr-words.mjs` folds in the same way, so that generated words can be looked up.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// First code points of the decimal digits that dates are written with beside ASCII.
const ZEROS: [u32; 20] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
];

/// The value of a decimal digit of any script in [`ZEROS`].
pub(super) fn digit(char: char) -> Option<u32> {
    if char.is_ascii() {
        return char.to_digit(10);
    }
    let code = u32::from(char);
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero)
}

/// True for marks that order text or hide in it: bidi marks, zero-width spaces and joiners, byte-order marks.
pub(super) fn is_hidden(char: char) -> bool {
    matches!(char, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}' | '\u{AD}')
}

/// Adds the folded form of a text.
pub(super) fn push_folded(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_lowercase()));
        return;
    }
    for char in text.nfkd().filter(|char| !is_combining_mark(*char)) {
        for low in char.to_lowercase().filter(|low| !is_combining_mark(*low) && low.is_alphanumeric()) {
            out.push(if low == 'ς' { 'σ' } else { low });
        }
    }
}

/// The folded form of a text.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(text, &mut out);
    out
}

/// Text as it is shown: hidden marks dropped, white space of every kind folded to single spaces, ends trimmed.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim();
    let clean = |bytes: &[u8]| bytes.iter().all(|byte| (0x20..0x7F).contains(byte));
    if clean(text.as_bytes()) && !text.contains("  ") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for char in text.chars().filter(|char| !matches!(char, '\u{FEFF}' | '\u{200B}')) {
        if char.is_whitespace() || char.is_control() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_blind_to_case_accents_width_and_punctuation() {
        assert_eq!(folded("Durée (réunion)"), "dureereunion");
        assert_eq!(folded("ＵＰＮ１"), "upn1");
        assert_eq!(folded("İlk Katılma"), "ilkkatılma");
        assert_eq!(folded("Όνομα ΧΡΗΣΤΗΣ"), "ονομαχρηστησ");
        assert_eq!(tidy("\u{FEFF} Ada \u{a0}\u{202f}Lovelace\t"), "Ada Lovelace");
        assert_eq!((digit('٣'), digit('९'), digit('７'), digit('x')), (Some(3), Some(9), Some(7), None));
    }
}
