//! Text as it was typed, made even: one Unicode form, one kind of space, apostrophe and hyphen, nothing invisible.
//!
//! What is undone here is how a name was written, never which letters it has: accents stay.

use unicode_normalization::UnicodeNormalization;

/// NFKC, lines and tabs as spaces, apostrophes as `'`, dashes as `-`, no direction marks or joiners.
pub(super) fn tidy(text: &str) -> String {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.replace('`', "'");
    }
    // Before NFKC, which takes the accent standing alone (´) apart into a space and a mark.
    let even = text.chars().filter(|c| !is_invisible(*c)).map(one_of_a_kind);
    even.nfkc().map(one_of_a_kind).filter(|c| !is_invisible(*c)).collect()
}

/// Lower case, composed; a final sigma is a sigma.
pub(super) fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).nfc().collect()
}

fn one_of_a_kind(c: char) -> char {
    match c {
        // Apostrophes, primes, modifier letters, and the ayin and hamza of transliterations.
        '\'' | '`' | '´' | '‘' | '’' | '‚' | '‛' | '′' | '‵' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ'
        | 'ˊ' | 'ˋ' | '՚' | '׳' | 'ꞌ' | '＇' => '\'',
        '-' | '‐'..='―' | '−' | '⁃' | '﹘' | '﹣' | '－' | '⸺' | '⸻' | '־' | '᠆' => '-',
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '״' => '"',
        '،' | '、' | '，' | '﹐' | '､' => ',',
        '·' | '・' | '･' | '‧' | '•' | '∙' | '⋅' => '·',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    }
}

/// Characters that show nothing: direction marks, joiners, soft hyphen, variation selectors, tags, fillers.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_text_meet() {
        assert_eq!(tidy("O’Brien"), "O'Brien");
        assert_eq!(tidy("O´Brien"), "O'Brien");
        assert_eq!(tidy("\u{202e}Emma\u{200b}\u{a0}Watson\u{feff}"), "Emma Watson");
        assert_eq!(tidy("Ｅｍｍａ　Watson"), "Emma Watson");
        assert_eq!(tidy("Jose\u{301} Garci\u{301}a‑Lo\u{301}pez"), "José García-López");
        assert_eq!(lower("ΑΛΈΞΗΣ"), "αλέξησ");
    }
}
