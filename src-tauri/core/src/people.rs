//! Which records are one person (presence rules, section 2).
//!
//! Records with a common strong key (object id, e-mail, UPN) are one person, also through a third record that
//! carries both. Phone numbers and visitor ids are keys of their own. People who only typed a name are told apart
//! by time: who was there twice at once is two people.

mod same_name;

use crate::class::Span;
use crate::identity::{Identity, fold_address};
use std::collections::BTreeMap;
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
    let keys: Vec<Vec<String>> = appearances.iter().map(|a| identity_keys(a.identity)).collect();
    let mut sets = Sets::new(appearances.len());
    let mut first_with: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, own) in keys.iter().enumerate() {
        for key in own {
            match first_with.get(key.as_str()) {
                Some(first) => sets.join(*first, index),
                None => {
                    first_with.insert(key, index);
                }
            }
        }
    }
    let mut groups = keyed_groups(&keys, &mut sets);
    groups.extend(typed_names(appearances, &keys));
    groups.sort_by(|a, b| a.keys.cmp(&b.keys));
    groups
}

fn keyed_groups(keys: &[Vec<String>], sets: &mut Sets) -> Vec<Group> {
    let mut by_root: BTreeMap<usize, Group> = BTreeMap::new();
    for (index, own) in keys.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let group = by_root.entry(sets.root(index)).or_insert_with(|| Group {
            keys: vec![],
            members: vec![],
            same_name: false,
        });
        group.members.push(index);
        group.keys.extend(own.iter().cloned());
    }
    by_root
        .into_values()
        .map(|mut group| {
            group.keys.sort_unstable();
            group.keys.dedup();
            group
        })
        .collect()
}

/// The records that bear no key, by name. A record without name and key is a person of its own: blanks are never merged.
fn typed_names(appearances: &[Appearance<'_>], keys: &[Vec<String>]) -> Vec<Group> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, appearance) in appearances.iter().enumerate().filter(|(i, _)| keys[*i].is_empty()) {
        by_name.entry(typed_name(appearance.identity)).or_default().push(index);
    }
    let mut groups = Vec::new();
    for (name, members) in by_name {
        let several = members.len() > 1 && !name.is_empty();
        let people = if name.is_empty() {
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

/// The comparable keys of one identity, strongest first: directory object id, addresses, phone or visitor id.
/// Empty for somebody who only typed a name. The leading digit keeps the order of strength when sorted.
#[must_use]
pub fn identity_keys(identity: &Identity) -> Vec<String> {
    let clean = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_lowercase)
    };
    let mut keys: Vec<String> =
        clean(&identity.object_id).into_iter().map(|id| format!("1oid:{id}")).collect();
    let addresses = [&identity.email, &identity.upn].into_iter().flatten().filter_map(|a| fold_address(a));
    keys.extend(addresses.map(|address| format!("2mail:{address}")));
    keys.extend(clean(&identity.external_id).into_iter().map(|id| format!("3ext:{id}")));
    keys.dedup();
    keys
}

/// The comparable form of a typed name: NFC, trimmed, inner white space folded; letter case is kept.
#[must_use]
pub fn typed_name(identity: &Identity) -> String {
    fold_spaces(identity.name.as_deref().unwrap_or(""))
}

/// NFC with white space trimmed and folded to single spaces.
#[must_use]
pub fn fold_spaces(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Disjoint sets with path halving.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
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
