//! A word without its accents, and how else the same word is spelled out in plain letters.

use super::script::Script;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The word without accents and apostrophes. Letters that do not come apart become their base: `ø` o, `ł` l, `ß` ss.
pub(super) fn plain(exact: &str, script: Script) -> String {
    if exact.is_ascii() {
        return exact.replace('\'', "");
    }
    let letters = exact.chars().filter(|c| *c != '\'');
    match script {
        // Marks are vowels there, and syllables would fall apart.
        Script::Southern | Script::Hangul | Script::Kana | Script::Han => letters.collect(),
        _ => letters.nfkd().filter(|c| !is_combining_mark(*c)).fold(String::new(), |mut out, c| {
            match base(c) {
                Some(text) => out.push_str(text),
                None => out.push(c),
            }
            out
        }),
    }
}

fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ə' => "e",
        // Arabic: yeh and kaf of Persian, alef maksura, teh marbuta.
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        _ => return None,
    })
}

/// Other plain spellings of a word with special letters: `ü` as ue, `å` as aa, `ø` as oe, `đ` as dj.
pub(super) fn spelled_out(exact: &str) -> Vec<String> {
    if exact.is_ascii() {
        return Vec::new();
    }
    let spell = |table: fn(char) -> Option<&'static str>| -> Option<String> {
        exact.chars().any(|c| table(c).is_some()).then(|| {
            let mut out = String::with_capacity(exact.len() + 2);
            for c in exact.chars() {
                match table(c) {
                    Some(text) => out.push_str(text),
                    None => out.push(c),
                }
            }
            plain(&out, Script::Latin)
        })
    };
    let mut all: Vec<String> = [spell(northern), spell(southern)].into_iter().flatten().collect();
    all.dedup();
    all
}

fn northern(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'å' => "aa",
        'đ' | 'ð' => "dj",
        'þ' => "th",
        'ñ' => "ny",
        _ => return None,
    })
}

/// The other habit for the same letters: one letter instead of two, or another two.
fn southern(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "a",
        'œ' => "o",
        'ß' => "s",
        'č' | 'ć' | 'ç' => "ch",
        'š' | 'ş' => "sh",
        'ž' => "zh",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_latin_letter_has_a_plain_form() {
        for (word, expected) in [
            ("garcía", "garcia"),
            ("łukasz", "lukasz"),
            ("søren", "soren"),
            ("đorđević", "dordevic"),
            ("þórður", "thordur"),
            ("weiß", "weiss"),
            ("ægir", "aegir"),
            ("ışık", "isik"),
            ("nguyễn", "nguyen"),
            ("o'connor", "oconnor"),
        ] {
            assert_eq!(plain(word, Script::Latin), expected);
        }
        assert_eq!(plain("ковалёва", Script::Cyrillic), "ковалева");
        assert_eq!(plain("مُحَمَّد", Script::Arabic), "محمد");
        assert_eq!(plain("김민준", Script::Hangul), "김민준");
    }

    #[test]
    fn umlauts_are_also_spelled_out() {
        assert_eq!(spelled_out("müller"), ["mueller"]);
        assert_eq!(spelled_out("håkon"), ["haakon"]);
        assert_eq!(spelled_out("bjørk"), ["bjoerk"]);
        assert!(spelled_out("muller").is_empty());
    }
}
