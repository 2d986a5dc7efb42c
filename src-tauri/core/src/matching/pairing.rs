//! The words of two names, paired: each word with the one it is most alike.

use super::typo::is_typo;
use crate::names::{Keys, Reading, Script, Word, keys, sound};
use std::borrow::Cow;
use std::cell::OnceCell;

/// How two words are alike, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alike {
    Same,
    Accents,
    SpelledOut,
    Joined,
    Lookalike,
    Transliterated,
    Initial,
    Short,
    Spelling,
    Typo,
}

/// Two runs of words that are alike: `len` words each from `typed` and `known`; only joined ones have several.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub alike: Alike,
    pub typed: (usize, usize),
    pub known: (usize, usize),
}

/// A word with what is computed of it only when it is asked for.
#[derive(Debug)]
pub(super) struct Compared<'w> {
    pub word: Cow<'w, Word>,
    keys: OnceCell<Keys>,
    sound: OnceCell<String>,
}

impl<'w> Compared<'w> {
    fn new(word: Cow<'w, Word>) -> Self {
        Self { word, keys: OnceCell::new(), sound: OnceCell::new() }
    }

    /// The words of a reading that is kept elsewhere.
    pub(super) fn of(reading: &'w Reading) -> Vec<Self> {
        reading.words.iter().map(|word| Self::new(Cow::Borrowed(word))).collect()
    }

    /// The words of a reading, kept.
    pub(super) fn kept(reading: Reading) -> Vec<Self> {
        reading.words.into_iter().map(|word| Self::new(Cow::Owned(word))).collect()
    }

    pub(super) fn sound(&self) -> &str {
        self.sound.get_or_init(|| sound(&self.word.plain))
    }

    /// Keys under which words of two scripts meet.
    pub(super) fn keys(&self) -> &Keys {
        const ALL: [Script; 7] = [
            Script::Cyrillic,
            Script::Greek,
            Script::Kana,
            Script::Other,
            Script::Arabic,
            Script::Southern,
            Script::Hebrew,
        ];
        self.keys.get_or_init(|| keys(&self.word, &ALL))
    }
}

/// Pairs the words, the strongest likeness first and each word once.
pub(super) fn pair(typed: &[Compared], known: &[Compared]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::with_capacity(typed.len());
    let (mut left, mut right) = (vec![true; typed.len()], vec![true; known.len()]);
    for alike in [Alike::Same, Alike::Accents, Alike::SpelledOut] {
        singles(typed, known, &mut left, &mut right, &mut pairs, alike);
    }
    if left.contains(&true) && right.contains(&true) {
        joined(typed, known, &mut left, &mut right, &mut pairs);
        for alike in [
            Alike::Lookalike,
            Alike::Transliterated,
            Alike::Initial,
            Alike::Spelling,
            Alike::Typo,
            Alike::Short,
        ] {
            singles(typed, known, &mut left, &mut right, &mut pairs, alike);
        }
    }
    pairs
}

fn singles(
    typed: &[Compared],
    known: &[Compared],
    left: &mut [bool],
    right: &mut [bool],
    pairs: &mut Vec<Pair>,
    alike: Alike,
) {
    for (t, a) in typed.iter().enumerate() {
        if !left[t] {
            continue;
        }
        // An initial stands for a name rather than for a particle.
        let free = |particles: bool| {
            let fits = |k: &usize| {
                right[*k] && known[*k].word.particle == particles && is_alike(a, &known[*k], alike)
            };
            (0..known.len()).find(fits)
        };
        if let Some(k) = free(false).or_else(|| free(true)) {
            (left[t], right[k]) = (false, false);
            pairs.push(Pair { alike, typed: (t, 1), known: (k, 1) });
        }
    }
}

fn is_alike(a: &Compared, b: &Compared, alike: Alike) -> bool {
    let (typed, known) = (&a.word, &b.word);
    match alike {
        Alike::Same => typed.exact == known.exact,
        Alike::Accents => typed.plain == known.plain,
        Alike::SpelledOut => {
            (!typed.spelled_out.is_empty() || !known.spelled_out.is_empty())
                && typed.spellings().any(|one| known.spellings().any(|other| one == other))
        }
        Alike::Lookalike => match (&typed.passes_for, &known.passes_for) {
            (None, None) => false,
            (a, b) => a.as_ref().unwrap_or(&typed.plain) == b.as_ref().unwrap_or(&known.plain),
        },
        Alike::Transliterated => {
            typed.script != known.script && a.keys().iter().any(|key| b.keys().contains(key))
        }
        Alike::Initial => {
            typed.is_initial() != known.is_initial()
                && (typed.first() == known.first() || sounds_alike_at_first(typed, known))
        }
        Alike::Short => is_short(&typed.plain, &known.plain) || is_short(&known.plain, &typed.plain),
        Alike::Spelling => {
            let both = |script| typed.script == script && known.script == script;
            typed.plain.len() > 3 && known.plain.len() > 3 && both(Script::Latin) && a.sound() == b.sound()
        }
        Alike::Typo => is_typo(&typed.plain, &known.plain),
        Alike::Joined => false,
    }
}

/// "И." for Ivan: the first letter in the other script.
fn sounds_alike_at_first(a: &Word, b: &Word) -> bool {
    let (initial, name) = if a.is_initial() { (a, b) } else { (b, a) };
    a.script != b.script
        && keys(initial, &[name.script])
            .iter()
            .filter(|key| key.len() > 1)
            .any(|key| keys(name, &[initial.script]).iter().any(|whole| whole.starts_with(key.as_str())))
}

/// "Alex" for "Alexander". One letter more is another name: Paul and Paula.
fn is_short(short: &str, long: &str) -> bool {
    short.len() >= 3 && long.len() > short.len() + 1 && long.starts_with(short)
}

/// Runs of words that are one word on the other side: "De Sanctis" and "Desanctis", "Xiao Ming" and "Xiaoming".
fn joined(
    typed: &[Compared],
    known: &[Compared],
    left: &mut [bool],
    right: &mut [bool],
    pairs: &mut Vec<Pair>,
) {
    for (one_of, run_of, flip) in [(typed, known, false), (known, typed, true)] {
        for (at, single) in one_of.iter().enumerate() {
            for len in (2..=4.min(run_of.len())).rev() {
                for start in 0..=run_of.len() - len {
                    let (ones, runs): (&mut [bool], &mut [bool]) =
                        if flip { (&mut *right, &mut *left) } else { (&mut *left, &mut *right) };
                    let free = ones[at] && runs[start..start + len].iter().all(|free| *free);
                    if !free || !is_run(&single.word.plain, &run_of[start..start + len]) {
                        continue;
                    }
                    ones[at] = false;
                    runs[start..start + len].fill(false);
                    let (one, run) = ((at, 1), (start, len));
                    let (typed, known) = if flip { (run, one) } else { (one, run) };
                    pairs.push(Pair { alike: Alike::Joined, typed, known });
                }
            }
        }
    }
}

fn is_run(single: &str, run: &[Compared]) -> bool {
    let mut rest = single;
    run.iter().all(|word| match rest.strip_prefix(word.word.plain.as_str()) {
        Some(after) => {
            rest = after;
            true
        }
        None => false,
    }) && rest.is_empty()
}
