//! Names made comparable: what two spellings of one name have in common.
//!
//! Presence rules, sections 2 and 4: decorations are set aside for matching and kept for display.

use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name in the forms that the matching compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparableName {
    /// Lower-case words in order, with accents.
    pub words: Vec<String>,
    /// The same without accents.
    pub plain: Vec<String>,
}

impl ComparableName {
    /// Reads a display or roster name. "Last, First" is turned round; what stands in brackets is set aside.
    #[must_use]
    pub fn read(name: &str) -> Self {
        let bare = without_brackets(name);
        let turned = match bare.split_once(',') {
            Some((last, first)) if !first.trim().is_empty() => format!("{first} {last}"),
            _ => bare,
        };
        let words: Vec<String> = turned
            .nfkc()
            .flat_map(char::to_lowercase)
            .filter(|c| !is_invisible(*c) && !is_apostrophe(*c))
            .collect::<String>()
            .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
            .filter(|word| word.chars().any(char::is_alphabetic))
            .map(str::to_owned)
            .collect();
        let plain =
            words.iter().map(|word| word.nfkd().filter(|c| !is_combining_mark(*c)).collect()).collect();
        Self { words, plain }
    }

    /// The plain words as a set.
    #[must_use]
    pub fn plain_set(&self) -> BTreeSet<&str> {
        self.plain.iter().map(String::as_str).collect()
    }

    /// Whether nothing comparable is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '(' | '[' | '{' | '（' | '【' => depth += 1,
            ')' | ']' | '}' | '）' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    // A name that is nothing but a bracket is the name after all.
    if out.trim().is_empty() { name.to_owned() } else { out }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | 'ʹ')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(name: &str) -> Vec<String> {
        ComparableName::read(name).plain
    }

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(plain("García Simón, Pedro"), ["pedro", "garcia", "simon"]);
        assert_eq!(plain("Pedro  GARCÍA-SIMÓN (Guest)"), ["pedro", "garcia", "simon"]);
        assert_eq!(plain("O’Brien"), plain("O'Brien"));
        assert_eq!(plain("\u{202e}Emma\u{200b} Watson"), ["emma", "watson"]);
        assert_eq!(plain("[Org] 23-117 Emma Watson"), ["emma", "watson"]);
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(plain("王小明"), ["王小明"]);
        assert_eq!(ComparableName::read("Нина Ковалёва").words, ["нина", "ковалёва"]);
        assert!(ComparableName::read("(…)").is_empty());
    }
}
