//! Who is who: rows joined to people by e-mail and user principal name (presence rules, section 2).

use super::content::is_address;
use super::fold::folded;
use super::grid::Line;
use super::reading::Note;
use rollbook_core::identity::fold_address;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The addresses of a file, those of one person joined.
#[derive(Default)]
pub(super) struct Addresses<'t> {
    by_key: HashMap<Cow<'t, str>, u32>,
    /// Parent of each address; a root is its own.
    parent: Vec<u32>,
    /// The name beside the first sight of each address.
    first_name: Vec<&'t str>,
    placeholder: Vec<bool>,
}

impl<'t> Addresses<'t> {
    /// Reads all rows, numbers their addresses and joins those that stand on one row.
    pub(super) fn of(tables: [&mut [Line<'t>]; 2]) -> Self {
        let mut all = Self::default();
        // Names beside an address that was seen with another one.
        let mut more: HashSet<(u32, &str)> = HashSet::new();
        let mut tables = tables;
        for line in tables.iter_mut().flat_map(|lines| lines.iter_mut()) {
            line.email_id = mail(line.email).and_then(|text| all.intern(text, line.name));
            // Mostly the two are the same text.
            line.upn_id = if line.upn == line.email && line.email_id.is_some() {
                line.email_id
            } else {
                principal(line.upn).and_then(|text| all.intern(text, line.name))
            };
            for id in [line.email_id, line.upn_id].into_iter().flatten() {
                if all.first_name.get(id as usize) != Some(&line.name) {
                    more.insert((id, line.name));
                }
            }
        }
        all.placeholder = vec![false; all.parent.len()];
        all.doubt(&more, || {
            tables
                .iter()
                .flat_map(|lines| lines.iter())
                .filter(|line| line.email_id.or(line.upn_id).is_some())
                .map(|line| line.name)
        });
        for line in tables.iter_mut().flat_map(|lines| lines.iter_mut()) {
            line.email_id = line.email_id.filter(|id| !all.is_placeholder(*id));
            line.upn_id = line.upn_id.filter(|id| !all.is_placeholder(*id));
            if let (Some(a), Some(b)) = (line.email_id, line.upn_id) {
                all.join(a, b);
            }
        }
        all
    }

    /// Marks addresses that stand for three names and for nearly all names that have an address.
    fn doubt<'n, N: Iterator<Item = &'n str>>(&mut self, more: &HashSet<(u32, &str)>, names: impl Fn() -> N) {
        let mut count: HashMap<u32, usize> = HashMap::new();
        for (id, _) in more {
            *count.entry(*id).or_insert(1) += 1;
        }
        count.retain(|_, names| *names >= 3);
        if count.is_empty() {
            return;
        }
        let people = names().collect::<HashSet<_>>().len();
        for (id, shared) in count.into_iter().filter(|(_, shared)| shared * 10 >= people * 8) {
            let others = more.iter().filter(|(other, _)| *other == id).map(|(_, name)| folded(name));
            let first = self.first_name.get(id as usize).map(|name| folded(name));
            let different: HashSet<String> = others.chain(first).collect();
            if different.len() >= 3
                && shared >= 3
                && let Some(mark) = self.placeholder.get_mut(id as usize)
            {
                *mark = true;
            }
        }
    }

    fn intern(&mut self, text: &'t str, name: &'t str) -> Option<u32> {
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'#' && byte > b' ');
        let key = if plain { Cow::Borrowed(text) } else { Cow::Owned(fold_address(text)?) };
        let next = u32::try_from(self.parent.len()).ok()?;
        let id = *self.by_key.entry(key).or_insert(next);
        if id == next {
            self.parent.push(id);
            self.first_name.push(name);
        }
        Some(id)
    }

    /// How many addresses there are: every person's number is below it.
    pub(super) fn len(&self) -> usize {
        self.parent.len()
    }

    fn is_placeholder(&self, id: u32) -> bool {
        self.placeholder.get(id as usize).copied().unwrap_or(false)
    }

    fn root(&self, mut id: u32) -> u32 {
        while let Some(parent) = self.parent.get(id as usize).copied().filter(|parent| *parent != id) {
            id = parent;
        }
        id
    }

    /// The root, every second address on the way moved up to its grandparent.
    fn shortened(&mut self, mut id: u32) -> u32 {
        loop {
            let up = self.parent.get(id as usize).copied().unwrap_or(id);
            let above = self.parent.get(up as usize).copied().unwrap_or(up);
            if up == id {
                return id;
            }
            if let Some(parent) = self.parent.get_mut(id as usize) {
                *parent = above;
            }
            id = above;
        }
    }

    /// The lower number becomes the root.
    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.shortened(a), self.shortened(b));
        if let Some(parent) = self.parent.get_mut(a.max(b) as usize) {
            *parent = a.min(b);
        }
    }

    /// The person of a row; `None` for a name without address.
    pub(super) fn person(&self, line: &Line<'_>) -> Option<u32> {
        line.email_id.or(line.upn_id).map(|id| self.root(id))
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

fn mail(text: &str) -> Option<&str> {
    is_address(text).then_some(text)
}

fn principal(text: &str) -> Option<&str> {
    let plain =
        text.len() > 2 && !text.contains(char::is_whitespace) && text.chars().any(char::is_alphanumeric);
    plain.then_some(text)
}
