//! Who a row of an LMS file is for: an identity of the LMS, byte for byte, or nobody.
//!
//! A row that the LMS would not find, or would give to somebody else, is worse than a missing one; so a student without
//! a usable identity is left out and named with the reason.

use super::guard::is_trigger;
use rollbook_core::StudentId;
use rollbook_core::roster::Student;
use std::collections::BTreeMap;

/// A student who is not in the file, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which student.
    pub student: StudentId,
    /// Name on the roster.
    pub name: String,
    /// Why, in words.
    pub reason: String,
}

impl LeftOut {
    /// A student left out for a reason.
    #[must_use]
    pub fn new(student: &Student, reason: impl Into<String>) -> Self {
        Self { student: student.id.clone(), name: student.name.clone(), reason: reason.into() }
    }
}

/// A file for an LMS, with what had to stay out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LmsFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// Headings and rows as they stand in the file, for a preview.
    pub table: Vec<Vec<String>>,
    /// Rows of students.
    pub rows: usize,
    /// Students who are not in it.
    pub left_out: Vec<LeftOut>,
    /// What the instructor should know, in words.
    pub warnings: Vec<String>,
}

/// What an LMS shall recognise students by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Identify {
    /// The main e-mail address.
    #[default]
    Email,
    /// The LMS's own id.
    Id,
    /// The login name.
    Username,
}

impl Identify {
    /// The choice of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "email" => Some(Self::Email),
            "id" => Some(Self::Id),
            "username" => Some(Self::Username),
            _ => None,
        }
    }

    fn of(self, student: &Student) -> Option<&str> {
        match self {
            Self::Email => student.emails.first().map(String::as_str),
            Self::Id => student.lms_id.as_deref(),
            Self::Username => student.username.as_deref(),
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::Id => "LMS id",
            Self::Username => "login name",
        }
    }
}

/// The identity of each student, or why there is none. Compared without case, as LMSs do.
#[must_use]
pub fn identities<'a>(students: &[&'a Student], by: Identify) -> Vec<Result<&'a str, String>> {
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for value in students.iter().filter_map(|student| by.of(student)) {
        *bearers.entry(value.to_lowercase()).or_default() += 1;
    }
    let one = |student: &&'a Student| {
        let words = by.words();
        let value = by.of(student).filter(|value| !value.trim().is_empty());
        let value = value.ok_or_else(|| format!("no {words} on the roster"))?;
        if bearers.get(&value.to_lowercase()).is_some_and(|bearers| *bearers > 1) {
            return Err(format!("another student has the same {words}"));
        }
        plain(value)
            .then_some(value)
            .ok_or_else(|| format!("the {words} could be taken for a formula or holds control characters"))
    };
    students.iter().map(one).collect()
}

/// Whether a value can stand in a file byte for byte and still do nothing where somebody opens it in a spreadsheet.
#[must_use]
pub fn plain(value: &str) -> bool {
    !value.starts_with(is_trigger) && !value.chars().any(char::is_control) && value.trim() == value
}
