//! E-mail addresses left out on request: also where somebody's name, id or login is one.

use super::class::{PersonRow, StudentRow};
use rollbook_core::roster::Student;
use serde_json::Value;
use std::borrow::Cow;

/// Whether a word is an e-mail address or a user principal name.
#[must_use]
pub fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.') && !domain.ends_with('.'))
}

/// The text with `@…` in place of the domain of every address in it.
#[must_use]
pub fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.split_whitespace().any(is_address) {
        return Cow::Borrowed(text);
    }
    let words = text.split_inclusive(char::is_whitespace).map(|word| match word.split_once('@') {
        Some((local, _)) if is_address(word) => {
            let blank = &word[word.trim_end().len()..];
            format!("{local}@…{blank}")
        }
        _ => word.to_owned(),
    });
    Cow::Owned(words.collect())
}

fn no_address(text: &mut Option<String>) {
    if text.as_deref().is_some_and(|text| text.contains('@')) {
        *text = None;
    }
}

/// Takes the addresses out of a person's row.
pub fn clean_person(row: &mut PersonRow) {
    row.email = None;
    no_address(&mut row.lms_id);
    for name in [&mut row.name, &mut row.student].into_iter().flatten() {
        *name = without_addresses(name).into_owned();
    }
}

/// Takes the addresses out of a roster student.
pub fn clean_student(student: &mut Student) {
    student.emails.clear();
    no_address(&mut student.lms_id);
    no_address(&mut student.username);
    student.name = without_addresses(&student.name).into_owned();
}

/// Takes the addresses out of a student's row.
pub fn clean_row(row: &mut StudentRow) {
    clean_student(&mut row.student);
    row.note = row.note.as_deref().map(|note| without_addresses(note).into_owned());
    for reason in &mut row.reasons {
        *reason = without_addresses(reason).into_owned();
    }
}

/// Takes the addresses out of a JSON document: out of its fields for them, its ids, and every other text.
pub fn clean_value(value: &mut Value) {
    match value {
        Value::String(text) => *text = without_addresses(text).into_owned(),
        Value::Array(all) => all.iter_mut().for_each(clean_value),
        Value::Object(fields) => {
            for (name, field) in fields {
                let name = name.to_lowercase();
                let is_address = field.as_str().is_some_and(|text| text.contains('@'));
                if name.contains("email") || (name.ends_with("id") && is_address) {
                    *field = if field.is_array() { Value::Array(vec![]) } else { Value::Null };
                } else {
                    clean_value(field);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_names() {
        for (text, want) in [
            ("hari@nexsy.io", "hari@…"),
            ("Hari (hari@nexsy.io) K", "Hari (hari@… K"),
            ("a@b", "a@b"),
            ("@handle", "@handle"),
            ("meet @ 10.30", "meet @ 10.30"),
            ("Zoë", "Zoë"),
        ] {
            assert_eq!(without_addresses(text), want, "{text}");
        }
    }
}
