//! One word of a name in the forms that the matching compares, and how a text falls apart into words.

use super::lists::{GENERATIONS, PARTICLES, listed};
use super::plain::{plain, spelled_out};
use super::script::{Script, passes_for};
use super::tidy::lower;
use unicode_normalization::char::is_combining_mark;

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case with accents and apostrophes.
    pub exact: String,
    /// Without accents and apostrophes.
    pub plain: String,
    /// Other plain spellings (`ü` as ue).
    pub spelled_out: Vec<String>,
    /// What a word mixed from several scripts passes for.
    pub passes_for: Option<String>,
    /// Script of its letters.
    pub script: Script,
    /// Whether a hyphen ties it to the word before.
    pub hyphened: bool,
    /// "van", "de", "al": belongs to the word after it.
    pub particle: bool,
}

impl Word {
    /// Reads one word; `None` where it has no letter.
    #[must_use]
    pub fn read(text: &str, hyphened: bool) -> Option<Self> {
        let text = text.trim_matches('\'');
        if !text.chars().any(char::is_alphabetic) {
            return None;
        }
        let exact = lower(text);
        let (script, mixed) = if exact.is_ascii() { (Script::Latin, false) } else { Script::of_word(&exact) };
        let plain = plain(&exact, script);
        let spelled_out = if script == Script::Latin { spelled_out(&exact) } else { Vec::new() };
        let foreign = mixed || exact.chars().any(|c| matches!(u32::from(c), 0x250..=0x2af));
        let passes_for = foreign.then(|| plain.chars().map(|c| passes_for(c).unwrap_or(c)).collect());
        // "Lê" is a surname, "le" an article.
        let particle = plain.len() <= 5 && exact == plain && listed(PARTICLES, &plain);
        (!plain.is_empty()).then_some(Self {
            exact,
            plain,
            spelled_out,
            passes_for,
            script,
            hyphened,
            particle,
        })
    }

    /// Takes the last word of a name, and the first of a roster's name, for no particle: "Emma Le", "Ben Smith".
    pub(super) fn settle(words: &mut [Self], first_too: bool) {
        if let Some(last) = words.last_mut() {
            last.particle = false;
        }
        if let Some(first) = words.first_mut().filter(|_| first_too) {
            first.particle = false;
        }
    }

    /// A single letter: an initial. Characters that are words of their own are none.
    #[must_use]
    pub fn is_initial(&self) -> bool {
        let mut letters = self.plain.chars();
        letters.next().is_some() && letters.next().is_none() && !self.script.is_spaceless()
    }

    /// "Jr", "III": tells generations apart.
    #[must_use]
    pub fn is_generation(&self) -> bool {
        listed(GENERATIONS, &self.plain)
    }

    /// All plain spellings, the usual one first.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.plain.as_str()).chain(self.spelled_out.iter().map(String::as_str))
    }

    /// First letter of the plain form.
    #[must_use]
    pub fn first(&self) -> Option<char> {
        self.plain.chars().next()
    }
}

/// What a text without brackets holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tokens {
    pub words: Vec<Word>,
    /// Tokens made of digits, or of digits and few letters: roll numbers, class names.
    pub numbers: Vec<String>,
    /// Whether a single small digit stands behind a word: how directories tell people of one name apart.
    pub numbered: bool,
}

/// Takes a tidy text apart: at spaces, dots, underscores and hyphens, but not at apostrophes.
pub(super) fn split(text: &str) -> Tokens {
    let mut found = Tokens::default();
    let mut hyphened = false;
    let mut start = None;
    let end = std::iter::once((text.len(), ' '));
    for (at, c) in text.char_indices().chain(end) {
        if c.is_alphanumeric() || c == '\'' || is_combining_mark(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            found.take(&text[from..at], hyphened);
        }
        hyphened = c == '-';
    }
    found
}

impl Tokens {
    fn take(&mut self, token: &str, hyphened: bool) {
        if !token.bytes().any(|b| b.is_ascii_digit()) && !token.chars().any(char::is_numeric) {
            self.words.extend(Word::read(token, hyphened));
            return;
        }
        // "Watson2" is Watson; "R12" and "3B" are numbers, as is whatever mixes them otherwise.
        let letters = token.trim_matches(char::is_numeric);
        let digits = token.chars().filter(|c| c.is_numeric()).count();
        let tail = token.ends_with(char::is_numeric);
        let is_word = letters.chars().count() >= 3 && letters.chars().all(|c| !c.is_numeric());
        if is_word {
            self.words.extend(Word::read(letters, hyphened));
        }
        self.numbered |= digits == 1 && tail && !self.words.is_empty() && (is_word || token.len() == 1);
        self.numbers.push(if is_word { token.replace(letters, "") } else { token.to_lowercase() });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        split(text).words.into_iter().map(|w| w.plain).collect()
    }

    #[test]
    fn words_end_at_everything_but_apostrophes() {
        assert_eq!(plain("mario_rossi"), ["mario", "rossi"]);
        assert_eq!(plain("M.A. De Sanctis"), ["m", "a", "de", "sanctis"]);
        assert_eq!(plain("Zoë O'Connor-Müller"), ["zoe", "oconnor", "muller"]);
        assert!(split("Zoë O'Connor-Müller").words[2].hyphened);
    }

    #[test]
    fn numbers_are_set_aside() {
        assert_eq!(plain("R12_Emma"), ["emma"]);
        assert_eq!(plain("23-117 Emma Watson 20231234"), ["emma", "watson"]);
        assert!(!split("Emma Watson 20231234").numbered);
        assert!(split("Emma Watson 2").numbered && split("Emma Watson2").numbered);
        assert!(plain("+39 555 0100").is_empty());
    }

    #[test]
    fn a_word_of_two_scripts_tells_what_it_passes_for() {
        let word = Word::read("Mаrio", false).unwrap();
        assert_eq!((word.plain == "mario", word.passes_for.as_deref()), (false, Some("mario")));
        assert_eq!(Word::read("Mario", false).unwrap().passes_for, None);
    }
}
