//! Who is who: rows joined to people by e-mail and user principal name (presence rules, section 2).

use super::columns::is_address;
use super::fold::{folded, tidy};
use super::grid::Line;
use super::reading::Note;
use rollbook_core::identity::fold_address;
use std::collections::{HashMap, HashSet};

/// The addresses of a file, those of one person joined.
#[derive(Default)]
pub(super) struct Addresses<'t> {
    by_text: HashMap<&'t str, Option<usize>>,
    by_key: HashMap<String, usize>,
    /// Parent of each address; a root is its own.
    parent: Vec<usize>,
    /// Names that stand beside each address, as they stand.
    names: Vec<HashSet<&'t str>>,
    placeholder: Vec<bool>,
}

impl<'t> Addresses<'t> {
    /// Reads all rows and joins the addresses that stand on one row.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line<'t>> + Clone) -> Self
    where
        't: 'l,
    {
        let mut all = Self::default();
        let mut people: HashSet<&str> = HashSet::new();
        for line in lines.clone() {
            for text in [mail(line.email), principal(line.upn)].into_iter().flatten() {
                people.insert(line.name);
                if let Some(id) = all.intern(text)
                    && let Some(names) = all.names.get_mut(id)
                {
                    names.insert(line.name);
                }
            }
        }
        all.placeholder = all.names.iter().map(|names| is_shared(names, people.len())).collect();
        for line in lines {
            if let (Some(a), Some(b)) = (all.id(mail(line.email)), all.id(principal(line.upn))) {
                all.join(a, b);
            }
        }
        all
    }

    fn intern(&mut self, text: &'t str) -> Option<usize> {
        if let Some(known) = self.by_text.get(text) {
            return *known;
        }
        let id = fold_address(text).map(|key| {
            let next = self.parent.len();
            let id = *self.by_key.entry(key).or_insert(next);
            if id == next {
                self.parent.push(id);
                self.names.push(HashSet::new());
            }
            id
        });
        self.by_text.insert(text, id);
        id
    }

    fn id(&self, text: Option<&str>) -> Option<usize> {
        let id = self.by_text.get(text?).copied().flatten()?;
        (!self.placeholder.get(id).copied().unwrap_or(false)).then_some(id)
    }

    fn root(&self, mut id: usize) -> usize {
        while let Some(parent) = self.parent.get(id).copied().filter(|parent| *parent != id) {
            id = parent;
        }
        id
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(parent) = self.parent.get_mut(high) {
            *parent = low;
        }
    }

    /// The person of a row; `None` for a name without address.
    pub(super) fn person(&self, line: &Line<'_>) -> Option<usize> {
        self.id(mail(line.email)).or_else(|| self.id(principal(line.upn))).map(|id| self.root(id))
    }

    /// The row's e-mail as it stands, where it is one that says who this is.
    pub(super) fn email(&self, line: &Line<'_>) -> Option<String> {
        mail(line.email).filter(|text| self.id(Some(text)).is_some()).map(tidy)
    }

    /// The row's user principal name as it stands.
    pub(super) fn upn(&self, line: &Line<'_>) -> Option<String> {
        principal(line.upn).filter(|text| self.id(Some(text)).is_some()).map(tidy)
    }

    /// A note where an address stands for nearly everybody.
    pub(super) fn note(&self) -> Option<Note> {
        self.placeholder.contains(&true).then(|| Note {
            line: None,
            warn: true,
            text: "One address stands beside nearly every name: it was blanked or is shared, so people are told apart by name."
                .into(),
        })
    }
}

/// Three names, and nearly all names that have an address, under one.
fn is_shared(names: &HashSet<&str>, people: usize) -> bool {
    names.len() >= 3
        && names.len() * 10 >= people * 8
        && names.iter().map(|name| folded(name)).collect::<HashSet<_>>().len() >= 3
}

fn mail(text: &str) -> Option<&str> {
    is_address(text).then_some(text)
}

fn principal(text: &str) -> Option<&str> {
    let plain =
        text.len() > 2 && !text.contains(char::is_whitespace) && text.chars().any(char::is_alphanumeric);
    plain.then_some(text)
}
