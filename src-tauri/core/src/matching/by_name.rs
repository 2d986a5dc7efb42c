//! What the names of a participant say: candidates, whether they are ambiguous, and whether one click may take them.

use super::differences::Difference;
use super::evidence::{Evidence, Fit, Tier};
use super::index::NameIndex;
use super::postings::key;
use super::search::{Found, search};
use super::{Candidate, MOST_CANDIDATES, Outcome, open};
use crate::attendance::Participant;
use crate::identity::{Kind, fold_address};
use crate::names::{NameReadings, Reading, Source, login, read_address, read_display};
use crate::roster::Student;
use std::collections::{BTreeMap, BTreeSet};

/// Shortest number that may be somebody's login.
const SHORTEST_NUMBER: usize = 4;

/// The names of all participants, with how many bear each.
pub(super) struct Typed {
    readings: Vec<NameReadings>,
    bearers: BTreeMap<u64, usize>,
}

impl Typed {
    pub(super) fn read(participants: &[Participant]) -> Self {
        let readings: Vec<NameReadings> =
            participants.iter().map(|p| p.name.as_deref().map(read_display).unwrap_or_default()).collect();
        let mut bearers: BTreeMap<u64, usize> = BTreeMap::new();
        for (_, names) in
            participants.iter().zip(&readings).filter(|(person, _)| person.kind != Kind::Application)
        {
            let own: BTreeSet<u64> = names.readings.iter().filter(|r| is_name(r)).map(sorted).collect();
            for name in own {
                *bearers.entry(name).or_default() += 1;
            }
        }
        Self { readings, bearers }
    }

    /// Whether another participant bears the name, in whatever order.
    fn has_namesake(&self, reading: &Reading) -> bool {
        self.bearers.get(&sorted(reading)).is_some_and(|count| *count > 1)
    }
}

fn is_name(reading: &Reading) -> bool {
    matches!(reading.source, Source::Typed | Source::Guessed)
}

/// Key of the words in any order; of the letters where spaces tell nothing.
fn sorted(reading: &Reading) -> u64 {
    let mut words: Vec<&str> = reading.words.iter().map(|w| w.plain.as_str()).collect();
    if reading.words.iter().all(|w| w.script.is_spaceless()) {
        return key(words.concat().as_str());
    }
    words.sort_unstable();
    key(&words)
}

/// Who fits by one way of knowing the participant: the typed name, an address, a device.
struct Group {
    found: Vec<Found>,
    tier: Tier,
    /// The reading of the typed name that fits best.
    reading: Option<usize>,
    /// Whether it comes from the newest name, as it was typed or in part.
    typed: bool,
    /// Whether it is the newest name as it was typed.
    newest: bool,
}

/// The open outcome of the participant at `at`.
pub(super) fn by_name(
    participant: &Participant,
    at: usize,
    typed: &Typed,
    index: &NameIndex<'_>,
    students: &[&Student],
) -> Outcome {
    let names = &typed.readings[at];
    let groups = groups(participant, names, index);
    let Some(tier) = groups.iter().map(|g| g.tier).min() else {
        return Outcome::Open { ambiguous: false, candidates: vec![] };
    };
    let mut fits: BTreeMap<u32, &Fit> = BTreeMap::new();
    for (student, fit) in groups.iter().filter(|g| g.tier == tier).flat_map(|g| &g.found) {
        let known = fits.entry(*student).or_insert(fit);
        if fit.score > known.score {
            *known = fit;
        }
    }
    let several = fits.len() > 1;
    // Another way of knowing the participant that says somebody else is no small matter.
    let elsewhere: Vec<&Found> = groups
        .iter()
        .filter(|g| {
            g.tier > tier && g.tier <= Tier::Partial && g.found.iter().all(|(s, _)| !fits.contains_key(s))
        })
        .flat_map(|g| &g.found)
        .collect();
    let contradicted = !elsewhere.is_empty();
    for (student, fit) in elsewhere {
        fits.entry(*student).or_insert(fit);
    }
    let weak = fits.values().all(|fit| fit.weak);
    let newest = groups.iter().find(|g| g.newest);
    // An address that fits where the typed name does not may be somebody else's.
    let by_address = groups.iter().filter(|g| g.tier == tier).all(|g| !g.typed);
    let unfitting_name = by_address && names.readings.first().is_some_and(|r| r.words.len() > 1);
    let reading = newest.filter(|g| g.tier == tier).and_then(|g| names.readings.get(g.reading?));
    let shared = names.readings.iter().filter(|r| is_name(r) && r.words.len() > 1);
    let namesake = tier <= Tier::Derived && shared.into_iter().any(|r| typed.has_namesake(r));
    let ambiguous = several || contradicted || weak || unfitting_name || namesake;
    let sure = !ambiguous
        && !names.numbered
        && newest.is_some_and(|g| g.tier == tier)
        && reading.is_some_and(|r| r.source == Source::Typed && sets_nobody_aside(r, index));
    let candidate = |(student, fit): (u32, &Fit)| Candidate {
        sure: sure && fit.whole,
        ..Candidate::new(students[student as usize], fit)
    };
    open(fits.into_iter().map(candidate).collect(), ambiguous)
}

/// Whether what was set aside holds no name of the roster but the reading's own: "Anna Bianchi (Marco)" may be two.
fn sets_nobody_aside(reading: &Reading, index: &NameIndex<'_>) -> bool {
    let own = |word: &String| reading.words.iter().any(|w| w.plain == *word);
    reading.aside.iter().all(|word| own(word) || index.word(word).is_none())
}

fn groups(participant: &Participant, names: &NameReadings, index: &NameIndex<'_>) -> Vec<Group> {
    let mut all = Vec::new();
    all.extend(group(names.readings.iter().enumerate().filter(|(_, r)| is_name(r)), index, true));
    for other in names.readings.iter().enumerate().filter(|(_, r)| !is_name(r)) {
        all.extend(group([other].into_iter(), index, false));
    }
    all.extend(accounts(names, index));
    for other in &participant.also_seen_as {
        let other = read_display(other);
        let found = group(other.readings.iter().enumerate(), index, false);
        all.extend(found.map(|mut group| {
            group.typed = false;
            for (_, fit) in &mut group.found {
                fit.whole = false;
                fit.differences.push(Difference::OtherName);
            }
            group
        }));
    }
    if let Some(address) = participant.email.as_deref().and_then(fold_address) {
        let found = group([(0, &read_address(&address))].into_iter(), index, false);
        all.extend(found.map(|group| Group { typed: false, ..group }));
    }
    all
}

/// The best of several readings of one name: those of the best tier, each student once.
fn group<'n>(
    readings: impl Iterator<Item = (usize, &'n Reading)>,
    index: &NameIndex<'_>,
    newest: bool,
) -> Option<Group> {
    let mut best: Option<Group> = None;
    for (at, reading) in readings {
        let mut found = search(index, reading);
        if reading.source == Source::Guessed {
            for (_, fit) in &mut found {
                fit.is_guessed();
            }
        }
        let Some(tier) = found.iter().map(|(_, fit)| fit.evidence.tier()).min() else { continue };
        match &mut best {
            Some(best) if best.tier < tier => {}
            Some(best) if best.tier == tier => {
                for (student, fit) in found {
                    match best.found.iter_mut().find(|(known, _)| *known == student) {
                        Some((_, known)) if known.score < fit.score => *known = fit,
                        Some(_) => {}
                        None => best.found.push((student, fit)),
                    }
                }
            }
            _ => best = Some(Group { found, tier, reading: Some(at), typed: true, newest }),
        }
    }
    best
}

/// Students whose address, login or number was typed as, or in, the name.
fn accounts(names: &NameReadings, index: &NameIndex<'_>) -> Option<Group> {
    let addresses = names.addresses.iter().filter_map(|a| fold_address(a)).map(|a| (a, Difference::Address));
    let logins = names.addresses.iter().map(|a| (login(a), Difference::Address));
    let words = names.readings.iter().filter(|r| r.words.len() == 1 && names.readings.len() == 1);
    let words = words.map(|r| {
        let number = names.numbers.first().map_or("", String::as_str);
        (format!("{}{number}", r.words[0].plain), Difference::Address)
    });
    let numbers = names.numbers.iter().filter(|n| n.len() >= SHORTEST_NUMBER);
    let numbers = numbers.map(|n| (n.clone(), Difference::RollNumber));
    let mut found: Vec<Found> = Vec::new();
    for (text, difference) in addresses.chain(logins).chain(words).chain(numbers) {
        for student in index.accounts().get(key(text.as_str()), MOST_CANDIDATES + 1) {
            if found.iter().all(|(known, _)| *known != student) {
                found.push((student, Fit::new(Evidence::TypedAddress, vec![difference.clone()], false)));
            }
        }
    }
    (!found.is_empty()).then_some(Group {
        found,
        tier: Tier::Derived,
        reading: None,
        typed: true,
        newest: false,
    })
}
