//! Names in scripts that write no spaces: Chinese, Japanese and Korean names are compared and read as a whole.

use super::differences::Difference;
use super::evidence::{Evidence, Fit};
use super::pairing::Compared;
use crate::names::{Script, han_latin, hangul_latin, kana_latin, korean};

/// Names of scripts without spaces: whole names are compared, for spaces tell nothing there.
pub(super) fn without_spaces(typed: &[Compared], known: &[Compared]) -> Option<Fit> {
    let script =
        |words: &[Compared]| words.iter().all(|w| w.word.script.is_spaceless()).then(|| words[0].word.script);
    let text = |words: &[Compared]| words.iter().map(|w| w.word.plain.as_str()).collect::<String>();
    match (script(typed), script(known)) {
        (Some(_), Some(_)) => {
            let (a, b) = (text(typed), text(known));
            let long = a.chars().count() > 1;
            if a == b && long {
                return Some(Fit::new(Evidence::Same, vec![], true));
            }
            (long && typed.len() > 1 && rotations(known).any(|r| text_of(&r) == a))
                .then(|| Fit::new(Evidence::Order, vec![Difference::Order], true))
        }
        (Some(script), None) => read_whole(&text(typed), script, known),
        (None, Some(script)) => read_whole(&text(known), script, typed),
        (None, None) => None,
    }
}

fn read_whole(native: &str, script: Script, latin: &[Compared]) -> Option<Fit> {
    if latin.iter().any(|w| w.word.script != Script::Latin) || native.chars().count() < 2 || latin.len() < 2 {
        return None;
    }
    let readings = whole_readings(native, script);
    let fits = rotations(latin).any(|words| {
        let whole = whole_latin(words.iter().map(|w| w.word.plain.as_str()), script);
        readings.contains(&whole)
    });
    fits.then(|| Fit::new(Evidence::Transliterated, vec![Difference::From(script)], false))
}

/// How a whole name of a script without spaces reads in Latin letters, as [`whole_latin`] writes it.
pub(super) fn whole_readings(native: &str, script: Script) -> Vec<String> {
    match script {
        Script::Han => han_latin(native).unwrap_or_default(),
        Script::Hangul => hangul_latin(native)
            .map(|syllables| vec![whole_latin(syllables.iter().map(String::as_str), script)])
            .unwrap_or_default(),
        Script::Kana => {
            kana_latin(native).iter().map(|latin| whole_latin([latin.as_str()].into_iter(), script)).collect()
        }
        _ => Vec::new(),
    }
}

/// Latin words as one, in the form that names of a script without spaces are compared in.
pub(super) fn whole_latin<'w>(words: impl Iterator<Item = &'w str>, script: Script) -> String {
    match script {
        Script::Hangul => {
            let mut whole = String::new();
            for c in words.flat_map(|word| korean(word).chars().collect::<Vec<_>>()) {
                if !whole.ends_with(c) {
                    whole.push(c);
                }
            }
            whole
        }
        Script::Kana => words
            .collect::<String>()
            .replace("ou", "o")
            .replace("oo", "o")
            .replace("uu", "u")
            .replace("oh", "o"),
        _ => words.collect(),
    }
}

/// The words begun at each of them in turn: given name first, surname first.
pub(super) fn rotations<'a, 'w>(words: &'a [Compared<'w>]) -> impl Iterator<Item = Vec<&'a Compared<'w>>> {
    (0..words.len()).map(move |start| words[start..].iter().chain(&words[..start]).collect())
}

fn text_of(words: &[&Compared<'_>]) -> String {
    words.iter().map(|w| w.word.plain.as_str()).collect()
}
