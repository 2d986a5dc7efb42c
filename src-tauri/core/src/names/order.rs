//! "Last, First" turned round, and the degrees and ranks that other commas set off.

use super::lists::{DEGREES, GENERATIONS, MARKERS, TITLES, listed};
use super::word::{Tokens, Word, split};

/// The words of a text in reading order, and, where a comma might set off something else than the given name, what
/// stands before and behind it, each alone.
pub(super) fn ordered(text: &str) -> (Tokens, Vec<Tokens>) {
    if !text.contains(',') {
        return (split(text), Vec::new());
    }
    let mut fields: Vec<Tokens> = Vec::new();
    let mut rank: Vec<Word> = Vec::new();
    for field in text.split(',').map(split) {
        if field.words.is_empty() && field.numbers.is_empty() {
            continue;
        }
        let beside = |w: &Word| {
            [DEGREES, MARKERS, TITLES].iter().any(|list| listed(list, &w.plain)) || w.plain.len() == 1
        };
        if !fields.is_empty()
            && field.words.iter().all(|w| listed(GENERATIONS, &w.plain))
            && !field.words.is_empty()
        {
            rank.extend(field.words);
        } else if fields.len() > 1 && field.words.iter().all(beside) {
            // "Rossi, Mario, Dr."
        } else if fields.len() == 1 && field.words.iter().all(|w| w.plain.len() > 1 && beside(w)) {
            // "Mario Rossi, PhD"
            if let Some(first) = fields.first_mut() {
                first.numbers.extend(field.numbers);
            }
        } else {
            fields.push(field);
        }
    }
    let mut fields = fields.into_iter();
    let last = fields.next().unwrap_or_default();
    let Some(first) = fields.next() else {
        return (with_rank(last, rank), Vec::new());
    };
    let mut alone = Vec::new();
    if last.words.len() > 1 {
        alone.push(last.clone());
        alone.extend((first.words.len() > 1).then(|| first.clone()));
    }
    let mut all = first;
    all.words.extend(last.words);
    all.numbers.extend(last.numbers);
    all.numbered |= last.numbered;
    for further in fields {
        all.words.extend(further.words);
        all.numbers.extend(further.numbers);
    }
    (with_rank(all, rank), alone)
}

fn with_rank(mut words: Tokens, rank: Vec<Word>) -> Tokens {
    words.words.extend(rank);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        ordered(text).0.words.into_iter().map(|w| w.plain).collect()
    }

    #[test]
    fn last_first_is_turned_round() {
        assert_eq!(plain("García Simón, Pedro"), ["pedro", "garcia", "simon"]);
        assert_eq!(plain("MUTTON, RADOVAN BRIANNA"), ["radovan", "brianna", "mutton"]);
        assert_eq!(plain("Rossi,Mario"), ["mario", "rossi"]);
        assert_eq!(plain("Rossi, Mario, Dr."), ["mario", "rossi"]);
        assert_eq!(plain("Rossi, Mario,"), ["mario", "rossi"]);
    }

    #[test]
    fn ranks_and_degrees_behind_a_comma_turn_nothing() {
        assert_eq!(plain("Martin Luther King, Jr."), ["martin", "luther", "king", "jr"]);
        assert_eq!(plain("King, Martin Luther, Jr."), ["martin", "luther", "king", "jr"]);
        assert_eq!(plain("Mario Rossi, PhD"), ["mario", "rossi"]);
        assert_eq!(plain("Rossi, M."), ["m", "rossi"]);
    }
}
