//! The ways to read a display name, the plainest first.

use super::address::words_of;
use super::aside::parts;
use super::lists::{DEGREES, DEVICES, MARKERS, OWNED, PRONOUNS, TITLES, listed};
use super::order::ordered;
use super::tidy::tidy;
use super::word::{Tokens, Word, split};

/// Where in a display name a reading comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The name, without what is set aside.
    Typed,
    /// One of several ways to take it: initials run together, words run together.
    Guessed,
    /// What stands before or behind a comma, alone.
    Part,
    /// The inside of a bracket.
    Bracket,
    /// The owner in the name of a device.
    Device,
    /// The local part of an e-mail address.
    Address,
}

/// One way to read a display name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// In reading order, given name first where a comma tells.
    pub words: Vec<Word>,
    /// Where it comes from.
    pub source: Source,
    /// Plain words set aside that are no known decoration: an organisation, a nickname, or another person.
    pub aside: Vec<String>,
}

/// All ways to read a display name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameReadings {
    /// The plainest first.
    pub readings: Vec<Reading>,
    /// Roll numbers and the like.
    pub numbers: Vec<String>,
    /// A small number stands behind the name: directories tell people of one name apart so.
    pub numbered: bool,
    /// Addresses that were typed as, or in, the name.
    pub addresses: Vec<String>,
}

/// Tokens beyond these are not compared: no name has as many.
const MOST_WORDS: usize = 10;

/// Reads what a meeting shows of somebody.
#[must_use]
pub fn read_display(text: &str) -> NameReadings {
    let text = tidy(text);
    let parts = parts(&text);
    let mut found = NameReadings::default();
    let mut aside: Vec<String> = Vec::new();
    for inner in &parts.inside {
        let inner = split(inner);
        found.numbered |= inner.words.is_empty() && inner.numbers.iter().any(|n| n.chars().count() == 1);
        found.numbers.extend(inner.numbers);
        aside.extend(unknown(&inner.words));
    }
    let segments: Vec<(Tokens, Vec<Tokens>)> = parts.outside.iter().map(|part| ordered(part)).collect();
    for (at, (words, alone)) in segments.iter().enumerate() {
        let others = segments.iter().enumerate().filter(|(other, _)| *other != at);
        let mut beside = aside.clone();
        beside.extend(others.flat_map(|(_, (words, _))| unknown(&words.words)));
        found.numbered |= words.numbered;
        found.numbers.extend(words.numbers.iter().cloned());
        // "mario.rossi" is a login more than a name: whoever typed it may have typed a colleague's.
        let source = if is_login(&parts.outside[at]) { Source::Address } else { Source::Typed };
        found.push(words.words.clone(), source, &beside);
        found.push_bare(&words.words, &beside, parts.outside[at].contains('/'));
        for before in alone {
            let mut beside = beside.clone();
            beside.extend(unknown(&words.words).filter(|w| before.words.iter().all(|b| b.plain != *w)));
            found.push(before.words.clone(), Source::Part, &beside);
        }
        if let Some(apart) = apart(&parts.outside[at]) {
            found.push(ordered(&apart).0.words, Source::Guessed, &beside);
        }
    }
    if segments.len() > 1 {
        let all = segments.iter().flat_map(|(words, _)| words.words.iter().cloned()).collect();
        found.push(all, Source::Guessed, &aside);
    }
    for inner in parts.inside.iter().map(|inner| ordered(inner).0.words) {
        if inner.len() > 1 || inner.iter().any(|w| w.script.is_spaceless()) {
            found.push(inner, Source::Bracket, &[]);
        }
    }
    for address in &parts.addresses {
        found.push(words_of(address), Source::Address, &[]);
    }
    found.addresses = parts.addresses;
    found
}

/// Reads the name of a student: one reading, for the roster is kept with care.
#[must_use]
pub fn read_roster(name: &str) -> Reading {
    let parts = parts(&tidy(name));
    let text = parts.outside.first().map_or("", String::as_str);
    let mut words = ordered(text).0.words;
    let titles = titles(&words);
    if words.len() > titles + 1 {
        words.drain(..titles);
    }
    for further in parts.outside.iter().skip(1) {
        words.extend(split(further).words);
    }
    words.truncate(MOST_WORDS);
    Word::settle(&mut words, true);
    Reading { words, source: Source::Typed, aside: Vec::new() }
}

/// How many words before the name are titles. The second half of "Sig.ra" and "Prof.ssa" is one only there.
fn titles(words: &[Word]) -> usize {
    let is_title =
        |at: usize, w: &Word| listed(TITLES, &w.plain) || at > 0 && matches!(&*w.plain, "ra" | "ssa");
    words.iter().enumerate().take_while(|(at, w)| is_title(*at, w)).count()
}

/// One run of letters with dots or underscores between them.
fn is_login(text: &str) -> bool {
    let text = text.trim();
    let joined = |(a, b): (char, char)| a.is_alphanumeric() && matches!(b, '.' | '_');
    !text.contains(char::is_whitespace)
        && text.chars().zip(text.chars().skip(1)).any(joined)
        && text.ends_with(char::is_alphanumeric)
}

/// Reads the local part of an e-mail address.
#[must_use]
pub fn read_address(address: &str) -> Reading {
    let mut words = words_of(&tidy(address));
    words.truncate(MOST_WORDS);
    Word::settle(&mut words, false);
    Reading { words, source: Source::Address, aside: Vec::new() }
}

fn unknown(words: &[Word]) -> impl Iterator<Item = String> + '_ {
    let known =
        |w: &Word| listed(MARKERS, &w.plain) || listed(PRONOUNS, &w.plain) || listed(DEGREES, &w.plain);
    words.iter().filter(move |w| !known(w)).map(|w| w.plain.clone())
}

impl NameReadings {
    fn push(&mut self, mut words: Vec<Word>, source: Source, aside: &[String]) {
        words.truncate(MOST_WORDS);
        Word::settle(&mut words, false);
        if !words.is_empty() && self.readings.iter().all(|known| known.words != words) {
            self.readings.push(Reading { words, source, aside: aside.to_vec() });
        }
    }

    /// The same without titles before and markers, pronouns and degrees behind, and the owner of a device.
    fn push_bare(&mut self, words: &[Word], aside: &[String], slashed: bool) {
        let titles = titles(words);
        let mut bare = &words[titles..];
        while let [rest @ .., last] = bare {
            let pronouns = slashed && rest.len() > 1 && listed(PRONOUNS, &last.plain);
            if !(pronouns || listed(MARKERS, &last.plain) || rest.len() > 1 && listed(DEGREES, &last.plain)) {
                break;
            }
            bare = rest;
        }
        if bare.len() < words.len() {
            self.push(bare.to_vec(), Source::Typed, aside);
        }
        if words.iter().any(|w| listed(DEVICES, &w.plain)) {
            let owner: Vec<Word> = words
                .iter()
                .filter(|w| !listed(DEVICES, &w.plain) && !listed(OWNED, &w.plain))
                .filter_map(|w| match w.exact.strip_suffix("'s").or_else(|| w.exact.strip_suffix('\'')) {
                    Some(owner) => Word::read(owner, w.hyphened),
                    None => Some(w.clone()),
                })
                .collect();
            // "iPad di Anna": one word tells nothing, and the device itself is nobody.
            if owner.len() > 1 {
                self.push(owner, Source::Device, aside);
            }
        }
    }
}

/// Tokens run together by their capitals, and initials without dots ("MA Rossi"), with spaces between; `None` where nothing runs together.
fn apart(text: &str) -> Option<String> {
    let inside = |(a, b): (char, char)| a.is_alphabetic() && b.is_uppercase();
    if !text.chars().zip(text.chars().skip(1)).any(inside) || !text.chars().any(char::is_lowercase) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 4);
    let upper_run = |at: usize| chars[at..].iter().take_while(|c| c.is_uppercase()).count();
    let starts_word = |at: usize| at == 0 || !chars[at - 1].is_alphanumeric();
    let mut at = 0;
    while at < chars.len() {
        let run = upper_run(at);
        let lone = (2..=3).contains(&run) && chars.get(at + run).is_none_or(|c| !c.is_alphanumeric());
        if lone && starts_word(at) {
            for c in &chars[at..at + run] {
                out.push(*c);
                out.push(' ');
            }
            at += run;
            continue;
        }
        // "iPad" is one word.
        let after_lower = at > 1
            && chars[at].is_uppercase()
            && chars[at - 1].is_lowercase()
            && chars[at - 2].is_alphabetic();
        let run_ends = at > 1
            && chars[at].is_uppercase()
            && chars[at - 1].is_uppercase()
            && chars[at - 2].is_uppercase()
            && chars.get(at + 1).is_some_and(|c| c.is_lowercase());
        if after_lower || run_ends {
            out.push(' ');
        }
        out.push(chars[at]);
        at += 1;
    }
    (out.trim_end() != text.trim_end()).then_some(out)
}

#[cfg(test)]
#[path = "readings_tests.rs"]
mod tests;
