//! The roster's names by words, pairs of words, initials, spellings and logins, so that nobody is compared with everybody.
//!
//! What few participants need (typos, other scripts, logins) is built when the first of them comes.

use super::pairing::Compared;
use super::postings::{Postings, both, key, with_letter};
use super::word_keys::{
    SHORTEST_LOGIN, beginning, deletions, joined_keys, latin_keys, logins, spelled, two_joined,
};
use crate::identity::fold_address;
use crate::names::{Script, login, read_roster};
use crate::roster::Student;
use std::cell::OnceCell;
use std::collections::HashMap;

/// The names of a roster, found by what they have in common with another name.
pub(super) struct NameIndex<'r> {
    students: &'r [&'r Student],
    pub names: Vec<Vec<Compared<'static>>>,
    /// Every plain spelling of every word, numbered in order of appearance.
    vocabulary: HashMap<String, u32>,
    /// Where a word of the vocabulary stands; `None` for two that are joined.
    first_use: Vec<Option<(u32, u32)>>,
    pub scripts: Vec<Script>,
    pub whole: Postings,
    pub pairs: Postings,
    pub joined: Postings,
    words: OnceCell<Postings>,
    initials: OnceCell<Postings>,
    beginnings: OnceCell<Postings>,
    deletions: OnceCell<Postings>,
    sounds: OnceCell<Postings>,
    keys: OnceCell<Postings>,
    logins: OnceCell<Postings>,
    accounts: OnceCell<Postings>,
    read_as: [OnceCell<Postings>; 3],
}

impl<'r> NameIndex<'r> {
    pub(super) fn new(students: &'r [&'r Student]) -> Self {
        let names: Vec<Vec<Compared<'static>>> =
            students.iter().map(|s| Compared::kept(read_roster(&s.name))).collect();
        let mut scripts: Vec<Script> = names.iter().flatten().map(|w| w.word.script).collect();
        scripts.sort_unstable();
        scripts.dedup();
        let mut index = Self {
            students,
            names: Vec::new(),
            vocabulary: HashMap::with_capacity(names.len()),
            first_use: Vec::new(),
            scripts,
            whole: Postings::default(),
            pairs: Postings::default(),
            joined: Postings::default(),
            words: OnceCell::new(),
            initials: OnceCell::new(),
            beginnings: OnceCell::new(),
            deletions: OnceCell::new(),
            sounds: OnceCell::new(),
            keys: OnceCell::new(),
            logins: OnceCell::new(),
            accounts: OnceCell::new(),
            read_as: [const { OnceCell::new() }; 3],
        };
        let (mut whole, mut pairs, mut joined) = (Vec::new(), Vec::new(), Vec::new());
        for (student, name) in (0u32..).zip(&names) {
            let ids = index.take_in(student, name);
            whole.extend(spelled(&ids).into_iter().map(|ids| (key(&ids), student)));
            let mut flat: Vec<u32> = ids.into_iter().flatten().collect();
            if name.len() > 2 {
                flat.extend(name.windows(2).map(|two| index.number(&two_joined(two), None)));
            }
            flat.sort_unstable();
            flat.dedup();
            for (at, a) in flat.iter().enumerate() {
                pairs.extend(flat[at + 1..].iter().map(|b| (both(*a, *b), student)));
            }
            joined.extend(joined_keys(name).map(|key| (key, student)));
        }
        index.whole = Postings::new(whole);
        index.pairs = Postings::new(pairs);
        index.joined = Postings::new(joined);
        index.names = names;
        index
    }

    /// Numbers the spellings of every word of a name.
    fn take_in(&mut self, student: u32, name: &[Compared<'static>]) -> Vec<Vec<u32>> {
        let word = |(at, w): (u32, &Compared<'static>)| {
            let others = w.word.passes_for.as_deref();
            let spellings = w.word.spellings().chain(others);
            spellings.map(|text| self.number(text, Some((student, at)))).collect()
        };
        (0u32..).zip(name).map(word).collect()
    }

    fn number(&mut self, text: &str, at: Option<(u32, u32)>) -> u32 {
        if let Some(known) = self.vocabulary.get(text) {
            let known = *known;
            let place = &mut self.first_use[known as usize];
            *place = place.or(at);
            return known;
        }
        let next = u32::try_from(self.first_use.len()).unwrap_or(u32::MAX);
        self.vocabulary.insert(text.to_owned(), next);
        self.first_use.push(at);
        next
    }

    /// The number of a plain word.
    pub(super) fn word(&self, plain: &str) -> Option<u32> {
        self.vocabulary.get(plain).copied()
    }

    /// The plain text of a word's number.
    pub(super) fn text(&self, number: u32) -> Option<&str> {
        let (student, word) = (*self.first_use.get(number as usize)?)?;
        Some(self.names[student as usize][word as usize].word.plain.as_str())
    }

    /// Students with Latin names by how a script without spaces would write them.
    pub(super) fn read_as(&self, script: Script) -> &Postings {
        let latin = |(_, name): &(u32, &Vec<Compared<'static>>)| {
            name.len() > 1 && name.iter().all(|w| w.word.script == Script::Latin)
        };
        let slot = match script {
            Script::Hangul => 0,
            Script::Kana => 1,
            _ => 2,
        };
        self.read_as[slot].get_or_init(|| {
            let each = |(student, name): (u32, &Vec<Compared<'static>>)| {
                latin_keys(name, script).map(move |key| (key, student)).collect::<Vec<_>>()
            };
            Postings::new((0u32..).zip(&self.names).filter(latin).flat_map(each).collect())
        })
    }

    fn used(&self) -> impl Iterator<Item = (u32, &Compared<'static>)> {
        let place = |(number, at): (u32, &Option<(u32, u32)>)| {
            at.map(|(student, word)| (number, &self.names[student as usize][word as usize]))
        };
        (0u32..).zip(&self.first_use).filter_map(place)
    }

    /// For every student the numbers of their words, with the words.
    fn numbered(&self) -> impl Iterator<Item = (u32, Vec<(u32, &Compared<'static>)>)> {
        (0u32..).zip(&self.names).map(|(student, name)| {
            (student, name.iter().filter_map(|w| Some((self.word(&w.word.plain)?, w))).collect())
        })
    }

    /// Students by one word.
    pub(super) fn words(&self) -> &Postings {
        self.words.get_or_init(|| {
            let each = |(student, words): (u32, Vec<(u32, &Compared<'static>)>)| {
                words.into_iter().map(move |(number, _)| (u64::from(number), student)).collect::<Vec<_>>()
            };
            Postings::new(self.numbered().flat_map(each).collect())
        })
    }

    /// Students by one word and the first letter of another.
    pub(super) fn initials(&self) -> &Postings {
        self.initials
            .get_or_init(|| self.two_words(|word, other| other.word.first().map(|c| with_letter(word, c))))
    }

    /// Students by one word and the first three letters of another.
    pub(super) fn beginnings(&self) -> &Postings {
        self.beginnings
            .get_or_init(|| self.two_words(|word, other| Some(key(&(word, beginning(&other.word.plain)?)))))
    }

    fn two_words(&self, key: impl Fn(u32, &Compared<'static>) -> Option<u64>) -> Postings {
        let mut all = Vec::new();
        for (student, words) in self.numbered() {
            for (at, (number, _)) in words.iter().enumerate() {
                let others = words.iter().enumerate().filter(|(other, _)| *other != at);
                all.extend(others.filter_map(|(_, (_, other))| Some((key(*number, other)?, student))));
            }
        }
        Postings::new(all)
    }

    /// Words by what is left of them without one letter, and by all their letters.
    pub(super) fn deletions(&self) -> &Postings {
        let one = |(number, w): (u32, &Compared<'static>)| {
            deletions(&w.word.plain).map(|text| (key(text.as_str()), number)).collect::<Vec<_>>()
        };
        self.deletions.get_or_init(|| Postings::new(self.used().flat_map(one).collect()))
    }

    /// Latin words by how they sound.
    pub(super) fn sounds(&self) -> &Postings {
        let latin = |(_, w): &(u32, &Compared<'static>)| w.word.script == Script::Latin;
        self.sounds.get_or_init(|| {
            Postings::new(self.used().filter(latin).map(|(n, w)| (key(w.sound()), n)).collect())
        })
    }

    /// Words by the keys under which scripts meet.
    pub(super) fn keys(&self) -> &Postings {
        let each = |(number, w): (u32, &Compared<'static>)| {
            w.keys().iter().map(|k| (key(k.as_str()), number)).collect::<Vec<_>>()
        };
        self.keys.get_or_init(|| Postings::new(self.used().flat_map(each).collect()))
    }

    /// Students by the logins that are made of names by initials: mrossi, rossim, marior.
    pub(super) fn logins(&self) -> &Postings {
        self.logins.get_or_init(|| {
            let each = |(student, name): (u32, &Vec<Compared<'static>>)| {
                logins(name).into_iter().map(move |l| (key(l.as_str()), student)).collect::<Vec<_>>()
            };
            Postings::new((0u32..).zip(&self.names).flat_map(each).collect())
        })
    }

    /// Students by the addresses, logins and numbers that the roster has of them. A login that is nothing but a name is none.
    pub(super) fn accounts(&self) -> &Postings {
        self.accounts.get_or_init(|| {
            let mut all = Vec::new();
            for (at, student) in (0u32..).zip(self.students) {
                let names = student.emails.iter().chain(&student.username).chain(&student.lms_id);
                for name in names {
                    all.extend(fold_address(name).map(|address| (key(address.as_str()), at)));
                    let login = login(name);
                    if login.len() >= SHORTEST_LOGIN && self.word(&login).is_none() {
                        all.push((key(login.as_str()), at));
                    }
                }
            }
            Postings::new(all)
        })
    }
}
