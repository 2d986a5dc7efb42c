//! Which records are one person (presence rules, section 2).
//!
//! Records with a common strong key (object id, e-mail, UPN) are one person, also through a third record that
//! carries both. Phone numbers and visitor ids are keys of their own. People who only typed a name are told apart
//! by time: who was there twice at once is two people.

mod across;
mod keys;
mod same_name;

pub use across::{LMS_ID, joined};
pub use keys::{has_key, identity_keys};

use crate::class::Span;
use crate::identity::Identity;
use keys::{Key, keys};
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;

/// One record as it comes to the grouping: who, and when.
#[derive(Clone, Debug)]
pub struct Appearance<'a> {
    /// Who.
    pub identity: &'a Identity,
    /// The spans of its stays.
    pub spans: Vec<Span>,
}

/// The records of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Comparable keys, strongest first; never empty.
    pub keys: Vec<String>,
    /// Indices into the appearances, in their order.
    pub members: Vec<usize>,
    /// True where only a typed name holds several records together or apart.
    pub same_name: bool,
}

/// Groups appearances to people. The result does not depend on the order of the input beyond its indices.
#[must_use]
pub fn group(appearances: &[Appearance<'_>]) -> Vec<Group> {
    let mut sets = Sets::new(appearances.len());
    let mut first_with: HashMap<Key<'_>, usize> = HashMap::new();
    let mut keyless = Vec::new();
    for (index, appearance) in appearances.iter().enumerate() {
        let mut own = keys(appearance.identity).peekable();
        if own.peek().is_none() {
            keyless.push(index);
        }
        for key in own {
            sets.join(*first_with.entry(key).or_insert(index), index);
        }
    }
    let mut groups = keyed_groups(&first_with, &mut sets);
    groups.extend(typed_names(appearances, keyless));
    groups.sort_unstable_by(|a, b| a.keys.cmp(&b.keys));
    groups
}

/// One group a set that has a key, with the members in order.
fn keyed_groups(first_with: &HashMap<Key<'_>, usize>, sets: &mut Sets) -> Vec<Group> {
    let mut of_root: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (key, index) in first_with {
        let at = *of_root.entry(sets.root(*index)).or_insert_with(|| {
            groups.push(Group { keys: vec![], members: vec![], same_name: false });
            groups.len() - 1
        });
        groups[at].keys.push(key.text());
    }
    for index in 0..sets.len() {
        if let Some(at) = of_root.get(&sets.root(index)) {
            groups[*at].members.push(index);
        }
    }
    for group in &mut groups {
        group.keys.sort_unstable();
    }
    groups
}

/// The records that bear no key, by name. A record without name and key is a person of its own: blanks are never merged.
fn typed_names(appearances: &[Appearance<'_>], keyless: Vec<usize>) -> Vec<Group> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in keyless {
        by_name.entry(typed_name(appearances[index].identity)).or_default().push(index);
    }
    let mut groups = Vec::new();
    for (name, mut members) in by_name {
        let several = members.len() > 1 && !name.is_empty();
        let people = if name.is_empty() {
            same_name::in_order(&mut members, appearances);
            members.into_iter().map(|index| vec![index]).collect()
        } else {
            same_name::part(members, appearances)
        };
        let alone = people.len() == 1;
        for mut members in people {
            members.sort_unstable();
            let known_by_name = (alone && !name.is_empty()).then(|| format!("{TYPED}{name}"));
            let keys = known_by_name.into_iter().chain([seen_key(&name, &members, appearances)]).collect();
            groups.push(Group { keys, members, same_name: several });
        }
    }
    number_twins(&mut groups);
    groups
}

/// Name and first join: it holds where several bear the name, also when a later sync finds more of them.
fn seen_key(name: &str, members: &[usize], appearances: &[Appearance<'_>]) -> String {
    let first = members.iter().flat_map(|at| &appearances[*at].spans).map(|span| span.start).min();
    let first = first.map_or_else(|| "-".to_owned(), |at| at.timestamp_micros().to_string());
    format!("{SEEN}{name}@{first}")
}

/// Two of one name who joined at the same instant still need two keys.
fn number_twins(groups: &mut [Group]) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups {
        let Some(key) = group.keys.last_mut() else { continue };
        let count = known.entry(key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            key.push('#');
            key.push_str(&count.to_string());
        }
    }
}

/// Prefix of the key of somebody known by a typed name that nobody else in the class bears. Only such a name can be
/// remembered from class to class.
pub const TYPED: &str = "4name:";

/// Prefix of the key of somebody known by a typed name and the time of joining.
const SEEN: &str = "5seen:";

/// The comparable form of a typed name: NFC, trimmed, inner white space folded; letter case is kept.
#[must_use]
pub fn typed_name(identity: &Identity) -> String {
    fold_spaces(identity.name.as_deref().unwrap_or(""))
}

/// NFC with white space trimmed and folded to single spaces.
#[must_use]
pub fn fold_spaces(text: &str) -> String {
    if text.is_ascii()
        && !text.contains("  ")
        && text.trim() == text
        && !text.contains(|c: char| c.is_ascii_control())
    {
        return text.to_owned();
    }
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Disjoint sets with path halving.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
