//! People over all courses and classes: one person is whoever has a key in common (LMS id, directory id, address, or a
//! typed name that nobody else in the class bore).

mod appear;

pub(crate) use appear::{Appeared, Directory, Person};

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::present::count;
use crate::view::{PeopleView, PersonClassView, PersonDetailView, PersonView};
use rollbook_core::identity::fold_address;
use std::collections::BTreeSet;

/// Statuses that count as having been there.
const ATTENDED: [&str; 3] = ["present", "late", "left-early"];
/// Statuses that count for nothing.
const ASIDE: [&str; 2] = ["excused", "unknown"];

impl Engine {
    /// Everybody on a roster, and every visitor of a class, by name.
    pub async fn people(&self) -> Result<PeopleView> {
        let rules = self.config().rules;
        self.db(move |store| {
            let directory = Directory::read(store, rules)?;
            let people = directory.people.iter().map(|person| view(&directory, person));
            let mut people: Vec<PersonView> = people.collect();
            people.sort_by_cached_key(|person| {
                (
                    person.name.is_none(),
                    person.name.as_ref().map(|name| name.to_lowercase()),
                    person.id.clone(),
                )
            });
            Ok(PeopleView { people })
        })
        .await
    }

    /// One person by an address, the id of a student or a participant, or an id's unique beginning.
    pub async fn person(&self, name: &str) -> Result<PersonDetailView> {
        let rules = self.config().rules;
        let directory = self.db(move |store| Directory::read(store, rules)).await?;
        let person = directory.find(name)?;
        let mut names = BTreeSet::new();
        let mut emails = BTreeSet::new();
        for student in directory.students_of(person) {
            names.insert(student.name.clone());
            emails.extend(student.emails.iter().filter_map(|email| fold_address(email)));
        }
        for one in directory.appearances_of(person) {
            names.extend(one.names.iter().cloned());
            emails.extend(one.email.as_deref().and_then(fold_address));
        }
        let mut classes: Vec<PersonClassView> =
            directory.appearances_of(person).map(|one| one.class.clone()).collect();
        classes.sort_by(|a, b| (b.start, &b.meeting_id).cmp(&(a.start, &a.meeting_id)));
        Ok(PersonDetailView {
            person: view(&directory, person),
            emails: emails.into_iter().collect(),
            names: names.into_iter().collect(),
            classes,
        })
    }
}

impl Directory {
    /// The one person that a text names.
    pub(crate) fn find(&self, text: &str) -> Result<&Person> {
        let text = text.trim();
        let address = fold_address(text).filter(|address| address.contains('@'));
        let mut exact = self.people.iter().filter(|person| {
            self.ids_of(person).any(|id| id == text)
                || address.as_ref().is_some_and(|address| self.addresses_of(person).contains(address))
        });
        if let Some(one) = exact.next() {
            return if exact.next().is_none() { Ok(one) } else { Err(several()) };
        }
        let mut begun = self
            .people
            .iter()
            .filter(|person| text.len() >= 6 && self.ids_of(person).any(|id| id.starts_with(text)));
        match (begun.next(), begun.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => Err(several()),
            _ => Err(Error::not_found("person")),
        }
    }
}

fn several() -> Error {
    Error::bad_input("This fits more than one person.", "Give the id of a student or participant.")
}

fn view(directory: &Directory, person: &Person) -> PersonView {
    let students: Vec<_> = directory.students_of(person).collect();
    let seen: Vec<&Appeared> = directory.appearances_of(person).collect();
    let newest = seen.iter().max_by_key(|one| one.class.start);
    let named = students.iter().find(|student| student.active).or(students.first());
    let is_student = !students.is_empty();
    let counts = |one: &&&Appeared| match one.class.status.as_deref() {
        Some(status) => !ASIDE.contains(&status),
        None => !is_student,
    };
    let was_there = |one: &&&Appeared| match one.class.status.as_deref() {
        Some(status) => ATTENDED.contains(&status),
        None => !is_student,
    };
    let mut courses: Vec<String> =
        students.iter().filter_map(|student| directory.course_of(&student.id)).collect();
    courses.extend(seen.iter().filter_map(|one| one.class.course.clone()));
    courses.sort_unstable();
    courses.dedup();
    PersonView {
        id: directory.id_of(person),
        student: is_student,
        name: named
            .map(|student| student.name.clone())
            .or_else(|| newest.and_then(|one| one.names.first().cloned())),
        email: named
            .and_then(|student| student.emails.first().cloned())
            .or_else(|| seen.iter().find_map(|one| one.email.clone())),
        kind: seen.iter().find_map(|one| one.kind).unwrap_or("member").to_owned(),
        courses,
        classes: count(seen.iter().filter(counts).count()),
        attended: count(seen.iter().filter(was_there).count()),
        seconds: seen.iter().filter_map(|one| one.class.present_seconds).sum(),
        last_seen: seen.iter().filter_map(|one| one.class.last_leave).max(),
        to_match: count(seen.iter().filter(|one| one.to_match).count()),
    }
}
