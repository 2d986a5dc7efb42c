//! Which records are one person (presence rules, section 2).
//!
//! Records with a common strong key (object id, e-mail, UPN) are one person, also through a third record that
//! carries both. Phone numbers and visitor ids are keys of their own. People who only typed a name are told apart
//! by time: who was there twice at once is two people.

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

/// As few people as cover the records of one name without overlap, in order of joining. A record without name and
/// key is a person of its own: blanks are never merged.
fn typed_names(appearances: &[Appearance<'_>], keys: &[Vec<String>]) -> Vec<Group> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, appearance) in appearances.iter().enumerate().filter(|(i, _)| keys[*i].is_empty()) {
        by_name.entry(typed_name(appearance.identity)).or_default().push(index);
    }
    let mut groups = Vec::new();
    for (name, mut members) in by_name {
        members.sort_by(|a, b| order_of_joining(&appearances[*a]).cmp(&order_of_joining(&appearances[*b])));
        let several = members.len() > 1;
        let mut people: Vec<Vec<usize>> = Vec::new();
        for index in members {
            let fits = |person: &&mut Vec<usize>| {
                !name.is_empty()
                    && person.iter().all(|other| !overlap(&appearances[*other], &appearances[index]))
            };
            match people.iter_mut().find(fits) {
                Some(person) => person.push(index),
                None => people.push(vec![index]),
            }
        }
        for (ordinal, mut members) in people.into_iter().enumerate() {
            members.sort_unstable();
            let keys = vec![format!("{TYPED}{name}#{}", ordinal + 1)];
            groups.push(Group { keys, members, same_name: several && !name.is_empty() });
        }
    }
    groups
}

fn order_of_joining<'a>(appearance: &'a Appearance<'_>) -> (Option<Span>, &'a [Span], String) {
    (appearance.spans.iter().min().copied(), &appearance.spans, format!("{:?}", appearance.identity))
}

fn overlap(a: &Appearance<'_>, b: &Appearance<'_>) -> bool {
    a.spans.iter().any(|x| b.spans.iter().any(|y| x.start < y.end && y.start < x.end))
}

/// Prefix of the key of somebody known by a typed name only.
pub const TYPED: &str = "4name:";

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
