//! Korean syllables: initial, vowel and final by arithmetic (Unicode, section 3.12), in the official romanisation of 2000.

const INITIALS: [&str; 19] =
    ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
];

/// One syllable; `None` for anything else.
pub(super) fn syllable(c: char) -> Option<String> {
    let index = usize::try_from(u32::from(c).checked_sub(0xac00)?).ok()?;
    let initial = INITIALS.get(index / 588)?;
    Some(format!("{initial}{}{}", VOWELS[index % 588 / 28], FINALS[index % 28]))
}
