//! E-mail addresses left out on request: also where somebody's name, id or login is one.

use super::class::{ClassSheet, PersonRow, StudentRow};
use super::matrix::CourseSheet;
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

/// Takes the addresses out of a class.
pub fn clean_class(sheet: &mut ClassSheet) {
    clean_text(&mut sheet.about.title);
    sheet.about.course.iter_mut().for_each(clean_text);
    sheet.people.iter_mut().for_each(clean_person);
    sheet.students.iter_mut().flatten().for_each(clean_row);
}

/// Takes the addresses out of a course.
pub fn clean_course(sheet: &mut CourseSheet) {
    clean_text(&mut sheet.title);
    sheet.classes.iter_mut().for_each(|class| clean_text(&mut class.title));
    sheet.students.iter_mut().for_each(|row| clean_student(&mut row.student));
}

fn clean_text(text: &mut String) {
    if let Cow::Owned(clean) = without_addresses(text) {
        *text = clean;
    }
}

fn no_address(text: &mut Option<String>) {
    if text.as_deref().is_some_and(|text| text.contains('@')) {
        *text = None;
    }
}

fn clean_person(row: &mut PersonRow) {
    row.email = None;
    no_address(&mut row.lms_id);
    [&mut row.name, &mut row.student].into_iter().flatten().for_each(clean_text);
}

fn clean_student(student: &mut Student) {
    student.emails.clear();
    no_address(&mut student.lms_id);
    no_address(&mut student.username);
    clean_text(&mut student.name);
}

fn clean_row(row: &mut StudentRow) {
    clean_student(&mut row.student);
    row.note.iter_mut().chain(&mut row.reasons).for_each(clean_text);
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
