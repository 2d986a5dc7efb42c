//! What the words of a list file's action column mean: by known words, else by how they follow one another.
//!
//! A person's first event is a coming, and after a going only a coming can follow. So the word that never comes first, or
//! that alternates with one that does, is the going; the word that is always first, at one and the same time for all (the
//! downloader's own), is "Joined before".

use super::choice::{Action, ColumnChoice};
use super::fold::folded;
use super::labels;
use std::collections::HashMap;

/// The events of one person, as indices into the words, in the order of time.
pub(super) type Chain = Vec<usize>;

/// The words in the order of their first rows.
#[derive(Default)]
pub(super) struct Words {
    index: HashMap<String, usize>,
    pub(super) list: Vec<String>,
}

impl Words {
    /// The number of a word, blind to case and accents.
    pub(super) fn number(&mut self, word: &str) -> usize {
        // The few words of a list repeat on every row.
        if let Some(at) = self.list.iter().position(|known| known == word) {
            return at;
        }
        let next = self.list.len();
        let at = *self.index.entry(folded(word)).or_insert(next);
        if at == next {
            self.list.push(word.to_owned());
        }
        at
    }

    /// What is known of each word without looking at how they follow one another.
    pub(super) fn known(&self, chosen: Option<&ColumnChoice>) -> Vec<Option<Action>> {
        let by_hand = |word: &String| {
            let actions = &chosen?.actions;
            actions
                .get(word)
                .or_else(|| {
                    actions.iter().find(|(key, _)| folded(key) == folded(word)).map(|(_, action)| action)
                })
                .copied()
        };
        self.list.iter().map(|word| by_hand(word).or_else(|| labels::action(word))).collect()
    }
}

/// Decides what every word means; `None` where it stays open.
pub(super) fn decide(
    known: &[Option<Action>],
    chains: &[Chain],
    single_first_time: &[bool],
) -> Option<Vec<Action>> {
    let by_label: Option<Vec<Action>> = known.iter().copied().collect();
    if let Some(actions) = &by_label
        && !contradicted(actions, chains)
    {
        return by_label;
    }
    let words = known.len();
    let mut first = vec![0_usize; words];
    let mut follows = vec![vec![0_usize; words]; words];
    for chain in chains {
        if let Some(count) = chain.first().and_then(|word| first.get_mut(*word)) {
            *count += 1;
        }
        for pair in chain.windows(2) {
            if let [before, after] = pair
                && let Some(count) = follows.get_mut(*before).and_then(|row| row.get_mut(*after))
            {
                *count += 1;
            }
        }
    }
    let kept = |word: usize| by_label.is_none().then(|| known.get(word).copied().flatten()).flatten();
    let never_first: Vec<usize> = (0..words).filter(|word| first.get(*word) == Some(&0)).collect();
    let told = (0..words).find(|word| kept(*word) == Some(Action::Leave));
    let leave = if told.is_some() {
        told
    } else {
        match never_first.as_slice() {
            _ if words == 1 => None,
            // "Joined before, Joined" looks like "Joined, Left" but for the one time of the first.
            [only]
                if words == 2 && single_first_time.get(1 - only) == Some(&true) && kept(*only).is_none() =>
            {
                return None;
            }
            [only] if kept(*only).is_none() => Some(*only),
            // "Joined before, Joined, Left": the going is not followed by itself and ends more chains.
            [_, _] => never_first
                .iter()
                .copied()
                .max_by_key(|word| chains.iter().filter(|chain| chain.last() == Some(word)).count()),
            [] => rarely_first(&first, &follows),
            _ => return by_label,
        }
    };
    // Several words, none of them a going: all say "here", if one of them is at one time for all.
    if leave.is_none() && words > 1 && !single_first_time.contains(&true) && known.iter().all(Option::is_none)
    {
        return None;
    }
    if words > 3 {
        return by_label;
    }
    let before: Vec<usize> = (0..words)
        .filter(|word| Some(*word) != leave && words > 1)
        .filter(|word| {
            if let Some(action) = kept(*word) {
                return action == Action::JoinedBefore;
            }
            let later: usize = follows.iter().filter_map(|row| row.get(*word)).sum();
            later == 0 && single_first_time.get(*word) == Some(&true)
        })
        .collect();
    let comings = words - usize::from(leave.is_some());
    Some(
        (0..words)
            .map(|word| {
                if Some(word) == leave {
                    Action::Leave
                } else if comings > 1 && before.first() == Some(&word) {
                    Action::JoinedBefore
                } else {
                    Action::Join
                }
            })
            .collect(),
    )
}

/// A going that begins more than half of the chains is none.
fn contradicted(actions: &[Action], chains: &[Chain]) -> bool {
    let of = |word: Option<&usize>| word.and_then(|word| actions.get(*word));
    let begins = chains.iter().filter(|chain| of(chain.first()) == Some(&Action::Leave)).count();
    let goes = chains.iter().flatten().any(|word| of(Some(word)) == Some(&Action::Join));
    goes && chains.len() > 2 && begins * 2 > chains.len()
}

/// Two words that both come first somewhere: the one that is first far less often and always changes with the other.
fn rarely_first(first: &[usize], follows: &[Vec<usize>]) -> Option<usize> {
    let repeats = |word: usize| follows.get(word).and_then(|row| row.get(word)).copied().unwrap_or(0);
    let (word, count) = first.iter().copied().enumerate().min_by_key(|(_, count)| *count)?;
    let total: usize = first.iter().sum();
    let used: usize = follows.iter().filter_map(|row| row.get(word)).sum();
    (count * 5 <= total && repeats(word) == 0 && used > 0).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Action::{Join, JoinedBefore, Leave};

    #[test]
    fn the_order_of_events_tells_the_words() {
        let chains = [vec![0, 1, 0], vec![0], vec![2, 1], vec![2]];
        assert_eq!(decide(&[None; 3], &chains, &[false, false, true]), Some(vec![Join, Leave, JoinedBefore]));
        assert_eq!(decide(&[None; 2], &[vec![0, 1], vec![0]], &[false, false]), Some(vec![Join, Leave]));
        assert_eq!(decide(&[None], &[vec![0], vec![0]], &[false]), Some(vec![Join]));
    }

    #[test]
    fn what_stays_open_is_asked() {
        assert_eq!(decide(&[None; 2], &[vec![0], vec![1]], &[false, false]), None);
    }

    #[test]
    fn known_words_that_cannot_be_true_are_overruled() {
        let chains = [vec![0, 1], vec![0, 1], vec![0, 1, 0]];
        assert_eq!(decide(&[Some(Leave), Some(Join)], &chains, &[false; 2]), Some(vec![Join, Leave]));
    }
}
