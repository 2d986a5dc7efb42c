//! Two names compared: what is the same, what is left over, and what kind of evidence that is.

use super::differences::Difference;
use super::evidence::{Evidence, Fit};
use super::pairing::{Alike, Compared, Pair, pair};
use super::spaceless::without_spaces;
use crate::names::Script;

/// Consonants that a name without vowels must have in common with a student's to count for anything.
const FEWEST_CONSONANTS: usize = 4;
/// Letters that two words, both mistyped, must have.
const LETTERS_OF_TWO_TYPOS: usize = 12;

/// Compares a typed name with a student's. `None` where a word on each side fits nothing: another person.
pub(super) fn compare(typed: &[Compared], known: &[Compared]) -> Option<Fit> {
    if typed.is_empty() || known.is_empty() {
        return None;
    }
    if let Some(fit) = without_spaces(typed, known) {
        return Some(fit);
    }
    let found = Found::new(typed, known);
    if found.contradicts() {
        return None;
    }
    found.fit()
}

/// What the pairing found, counted.
struct Found<'a> {
    typed: &'a [Compared<'a>],
    known: &'a [Compared<'a>],
    pairs: Vec<Pair>,
    /// Words of either side in no pair.
    added: Vec<usize>,
    missing: Vec<usize>,
    /// Parts of the student's name (a double surname is one) that fit by a whole word.
    units: usize,
}

impl<'a> Found<'a> {
    fn new(typed: &'a [Compared<'a>], known: &'a [Compared<'a>]) -> Self {
        let pairs = pair(typed, known);
        let uncovered = |len: usize, range: fn(&Pair) -> (usize, usize)| -> Vec<usize> {
            let within = |at: usize, (start, len): (usize, usize)| at >= start && at < start + len;
            (0..len).filter(|at| !pairs.iter().any(|p| within(*at, range(p)))).collect()
        };
        let added = uncovered(typed.len(), |p| p.typed);
        let missing = uncovered(known.len(), |p| p.known);
        let of = units(known);
        let mut fitting: Vec<usize> = pairs
            .iter()
            .filter(|p| !matches!(p.alike, Alike::Initial | Alike::Short | Alike::Spelling | Alike::Typo))
            .flat_map(|p| p.known.0..p.known.0 + p.known.1)
            .filter(|k| !known[*k].word.particle && !known[*k].word.is_initial())
            .map(|k| of[k])
            .collect();
        fitting.sort_unstable();
        fitting.dedup();
        let units = fitting.len();
        Self { typed, known, pairs, added, missing, units }
    }

    fn has(&self, alike: Alike) -> bool {
        self.pairs.iter().any(|p| p.alike == alike)
    }

    fn extra(&self) -> impl Iterator<Item = &Compared<'a>> {
        self.added.iter().map(|at| &self.typed[*at]).filter(|w| !w.word.particle)
    }

    fn lacking(&self) -> impl Iterator<Item = &Compared<'a>> {
        self.missing.iter().map(|at| &self.known[*at]).filter(|w| !w.word.particle)
    }

    /// Whether each side has words of its own: "Mario Verdi" is not "Mario Rossi".
    fn contradicts(&self) -> bool {
        let names = |w: &&Compared<'_>| !w.word.is_generation();
        let two_people = self.extra().any(|w| names(&w)) && self.lacking().any(|w| names(&w));
        // "Jr" against "Sr".
        let ranked = self.extra().any(|w| !names(&w)) && self.lacking().any(|w| !names(&w));
        two_people || ranked
    }

    fn fit(&self) -> Option<Fit> {
        let whole = self.added.is_empty() && self.missing.is_empty();
        let rest = self.extra().next().is_none() && self.lacking().next().is_none();
        if self.has(Alike::Transliterated) && !self.enough_letters() {
            return None;
        }
        let similar = self.has(Alike::Typo) || self.has(Alike::Spelling);
        let evidence = if similar {
            self.similar(rest)?
        } else if self.has(Alike::Initial) || self.has(Alike::Short) {
            self.by_initials()?
        } else if self.units == 0 && !whole {
            return None;
        } else if self.units < 2 && !(whole && self.known.len() > 1) {
            Evidence::SingleWord
        } else if !rest {
            if self.lacks_surname() { Evidence::SingleWord } else { Evidence::LeftOut }
        } else if self.has(Alike::Lookalike) {
            Evidence::LookAlike
        } else if self.has(Alike::Transliterated) {
            Evidence::Transliterated
        } else if !whole {
            Evidence::LeftOut
        } else if self.has(Alike::Joined) {
            Evidence::Joined
        } else if self.has(Alike::SpelledOut) {
            Evidence::SpelledOut
        } else if !self.in_order() {
            Evidence::Order
        } else if self.marks().is_empty() {
            Evidence::Same
        } else {
            Evidence::Marks
        };
        if evidence == Evidence::SingleWord && (self.extra().next().is_some() && self.known.len() > 1) {
            return None;
        }
        let accepts = whole && evidence.may_be_accepted() && self.full_words() > 1;
        let fit = Fit::new(evidence, self.differences(evidence), accepts);
        let doubtful = !rest && (self.lacks_first_name() || similar);
        Some(if doubtful { fit.doubtful() } else { fit })
    }

    fn similar(&self, rest: bool) -> Option<Evidence> {
        let slips: Vec<&Pair> =
            self.pairs.iter().filter(|p| matches!(p.alike, Alike::Typo | Alike::Spelling)).collect();
        let letters: usize = slips.iter().map(|p| self.typed[p.typed.0].word.plain.chars().count()).sum();
        let anchored = self.units > 0 && (rest || self.units + slips.len() > 1);
        let two_slips = rest && slips.len() > 1 && letters >= LETTERS_OF_TWO_TYPOS;
        if !(anchored || two_slips) || self.has(Alike::Short) {
            return None;
        }
        let first_or_last = self.initial_at_an_end();
        if self.has(Alike::Initial) && first_or_last {
            return None;
        }
        Some(if self.has(Alike::Typo) { Evidence::Typo } else { Evidence::Spelling })
    }

    fn by_initials(&self) -> Option<Evidence> {
        if self.units == 0 {
            return None;
        }
        if self.units > 1 && !self.has(Alike::Short) && !self.initial_at_an_end() {
            return Some(Evidence::MiddleInitial);
        }
        Some(Evidence::Initials)
    }

    /// Whether an initial stands for the first or the last name.
    fn initial_at_an_end(&self) -> bool {
        let end = self.known.len() - 1;
        self.pairs.iter().any(|p| p.alike == Alike::Initial && (p.known.0 == 0 || p.known.0 == end))
    }

    /// Whether the first name of either side is what is left over: "Theodore Martin" may not be "Siobhan Theodore Martin".
    fn lacks_first_name(&self) -> bool {
        self.missing.contains(&0) || self.added.contains(&0)
    }

    /// Whether a surname that shows as such, by its particle, is what is left out.
    fn lacks_surname(&self) -> bool {
        self.missing.iter().any(|at| *at > 0 && self.known[*at].word.particle)
            && self.known.last().is_some_and(|_| self.missing.contains(&(self.known.len() - 1)))
    }

    fn full_words(&self) -> usize {
        self.known.iter().filter(|w| !w.word.is_initial()).count()
    }

    fn enough_letters(&self) -> bool {
        let vowelless =
            |w: &Compared| matches!(w.word.script, Script::Arabic | Script::Hebrew | Script::Southern);
        if !self.typed.iter().chain(self.known).any(vowelless) {
            return true;
        }
        let consonants = |k: usize| {
            let letters = self.known[k].keys().iter().map(|key| key.len() - 1).max();
            letters.unwrap_or(0)
        };
        let paired = self.pairs.iter().filter(|p| p.alike == Alike::Transliterated);
        paired.map(|p| consonants(p.known.0)).sum::<usize>() >= FEWEST_CONSONANTS
    }

    fn in_order(&self) -> bool {
        let mut by_typed: Vec<(usize, usize)> = self.pairs.iter().map(|p| (p.typed.0, p.known.0)).collect();
        by_typed.sort_unstable();
        by_typed.windows(2).all(|two| two[0].1 < two[1].1)
    }

    fn marks(&self) -> Vec<Difference> {
        let mut marks = Vec::new();
        for p in self.pairs.iter().filter(|p| p.alike <= Alike::SpelledOut) {
            let (a, b) = (&self.typed[p.typed.0].word, &self.known[p.known.0].word);
            let bare = |w: &str| w.replace('\'', "");
            if p.alike == Alike::SpelledOut {
                marks.push(Difference::SpelledOut);
            } else if a.exact != b.exact {
                let same_letters = bare(&a.exact) == bare(&b.exact);
                if a.exact.contains('\'') != b.exact.contains('\'') || same_letters {
                    marks.push(Difference::Apostrophes);
                }
                if !same_letters {
                    marks.push(Difference::Accents);
                }
            }
        }
        let hyphens = |words: &[Compared]| words.iter().filter(|w| w.word.hyphened).count();
        if hyphens(self.typed) != hyphens(self.known) && self.added.is_empty() && self.missing.is_empty() {
            marks.push(Difference::Hyphens);
        }
        marks
    }

    fn differences(&self, evidence: Evidence) -> Vec<Difference> {
        let mut all = self.marks();
        if !self.in_order() && self.pairs.len() > 1 {
            all.push(Difference::Order);
        }
        for p in &self.pairs {
            let (a, b) = (&self.typed[p.typed.0].word, &self.known[p.known.0].word);
            let both = || (a.exact.clone(), b.exact.clone());
            match p.alike {
                Alike::Joined => all.push(Difference::Together),
                Alike::Lookalike => all.push(Difference::LookAlike),
                Alike::Transliterated => {
                    let foreign = if a.script == Script::Latin { b.script } else { a.script };
                    all.push(Difference::From(foreign));
                }
                Alike::Initial => {
                    all.push(Difference::Initial(if a.is_initial() { &a.plain } else { &b.plain }.clone()));
                }
                Alike::Short => all.push(Difference::Short(both().0, both().1)),
                Alike::Spelling => all.push(Difference::Spelling(both().0, both().1)),
                Alike::Typo => all.push(Difference::Typo(both().0, both().1)),
                Alike::Same | Alike::Accents | Alike::SpelledOut => {}
            }
        }
        if evidence == Evidence::SingleWord {
            let words = self.pairs.iter().map(|p| self.typed[p.typed.0].word.exact.as_str());
            all.push(Difference::OnlyWord(words.collect::<Vec<_>>().join(" ")));
            return all;
        }
        all.extend(self.lacking().map(|w| Difference::LeftOut(w.word.exact.clone())));
        all.extend(self.extra().map(|w| Difference::Added(w.word.exact.clone())));
        let particle = |at: &usize, words: &[Compared]| words[*at].word.particle;
        if self.added.iter().any(|at| particle(at, self.typed))
            || self.missing.iter().any(|at| particle(at, self.known))
        {
            all.push(Difference::Particle);
        }
        all
    }
}

/// For every word the part of the name it belongs to: particles and hyphens tie words to one part.
fn units(words: &[Compared]) -> Vec<usize> {
    let mut unit = 0;
    let mut all = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let tied = at > 0 && (word.word.hyphened || words[at - 1].word.particle);
        if at > 0 && !tied {
            unit += 1;
        }
        all.push(unit);
    }
    all
}
