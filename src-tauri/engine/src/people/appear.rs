//! The directory: rosters and classes read once, and joined to people.

use crate::export::each;
use crate::loaded::Loaded;
use crate::present::kind_word;
use crate::view::PersonClassView;
use rollbook_core::attendance::Participant;
use rollbook_core::identity::{Identity, Kind, fold_address};
use rollbook_core::people::{LMS_ID, TYPED, identity_keys, joined};
use rollbook_core::reconcile::StudentResult;
use rollbook_core::roster::Student;
use rollbook_core::rounding::seconds;
use rollbook_core::rules::Rules;
use rollbook_core::{MeetingId, ParticipantId, StudentId};
use rollbook_store::meetings::{self, Meeting};
use rollbook_store::{Result, Store, courses, roster};
use std::collections::{BTreeMap, BTreeSet};

/// Everybody, from the rosters and the classes.
pub(crate) struct Directory {
    students: Vec<(Student, String)>,
    appearances: Vec<Appeared>,
    /// Indices into the students and, after those, the appearances.
    pub people: Vec<Person>,
}

/// The entries of one person.
pub(crate) type Person = Vec<usize>;

/// Somebody in one class: a student with a status, or a visitor.
pub(crate) struct Appeared {
    pub meeting: MeetingId,
    /// Whom the student was in the class, or the visitor.
    pub participants: Vec<ParticipantId>,
    keys: Vec<String>,
    pub names: Vec<String>,
    pub email: Option<String>,
    pub kind: Option<&'static str>,
    pub to_match: bool,
    pub class: PersonClassView,
}

impl Directory {
    /// Reads all rosters and all classes that have data.
    pub fn read(store: &Store, rules: Rules) -> Result<Self> {
        let mut students = Vec::new();
        let mut entries = Vec::new();
        let mut titles = BTreeMap::new();
        for course in courses::list(store)? {
            for student in roster::list(store, &course.id, true)? {
                entries.push(keys(&student, course.lms_kind.as_deref()));
                students.push((student, course.title.clone()));
            }
            titles.insert(course.id, course.title);
        }
        let all = meetings::list(store, None, None)?;
        let appearances = each(&all, |meeting| {
            let title = meeting.class.course_id.as_ref().and_then(|id| titles.get(id)).cloned();
            appeared(store, meeting, title, rules)
        })?;
        let appearances: Vec<Appeared> = appearances.into_iter().flatten().collect();
        entries.extend(appearances.iter().map(|one| one.keys.clone()));
        // A student's own entry and the classes of that student have the student's id in common.
        for (entry, (student, _)) in entries.iter_mut().zip(&students) {
            entry.push(student_key(&student.id));
        }
        Ok(Self { people: joined(&entries), students, appearances })
    }

    pub fn students_of<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a Student> {
        person.iter().filter_map(|at| self.students.get(*at)).map(|(student, _)| student)
    }

    pub fn appearances_of<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a Appeared> {
        let first = self.students.len();
        person.iter().filter_map(move |at| self.appearances.get(at.checked_sub(first)?))
    }

    /// Title of the course whose roster has this student.
    pub fn course_of(&self, id: &StudentId) -> Option<String> {
        self.students.iter().find(|(student, _)| student.id == *id).map(|(_, course)| course.clone())
    }

    /// What the person is called by programs: a student's id, else a participant's.
    pub fn id_of(&self, person: &Person) -> String {
        self.ids_of(person).next().unwrap_or_default().to_owned()
    }

    /// Every id that names this person.
    pub fn ids_of<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a str> {
        let students = self.students_of(person).map(|student| student.id.as_str());
        let participants = self.appearances_of(person).flat_map(|one| &one.participants);
        students.chain(participants.map(ParticipantId::as_str))
    }

    /// Every address of this person, folded.
    pub fn addresses_of(&self, person: &Person) -> BTreeSet<String> {
        let students = self.students_of(person).flat_map(|student| &student.emails);
        let seen = self.appearances_of(person).filter_map(|one| one.email.as_ref());
        students.chain(seen).filter_map(|text| fold_address(text)).collect()
    }
}

fn keys(student: &Student, lms: Option<&str>) -> Vec<String> {
    let mut keys: Vec<String> =
        student.lms_id.iter().map(|id| format!("{LMS_ID}{}:{id}", lms.unwrap_or_default())).collect();
    for email in student.emails.iter().map(Some).chain(student.emails.is_empty().then_some(None)) {
        let identity =
            Identity { object_id: student.object_id.clone(), email: email.cloned(), ..Identity::default() };
        keys.extend(identity_keys(&identity));
    }
    keys
}

fn student_key(id: &StudentId) -> String {
    format!("student:{id}")
}

/// Everybody in one class; nobody where it was never fetched.
fn appeared(store: &Store, meeting: &Meeting, course: Option<String>, rules: Rules) -> Result<Vec<Appeared>> {
    let loaded = Loaded::read(store, &meeting.class.id, rules)?;
    if loaded.run.is_none() {
        return Ok(vec![]);
    }
    let found = loaded.reconcile();
    let people: BTreeMap<&ParticipantId, &Participant> =
        loaded.attendance.participants.iter().map(|person| (&person.id, person)).collect();
    let class = class(meeting, course);
    let mut known: BTreeSet<&ParticipantId> = BTreeSet::new();
    let mut all = Vec::new();
    for result in &found.students {
        known.extend(&result.participants);
        all.push(as_student(meeting, &class, result, &people));
    }
    let open: BTreeSet<&ParticipantId> = found.unmatched.iter().map(|one| &one.participant).collect();
    let visitors = loaded.attendance.participants.iter();
    let visitors = visitors.filter(|person| person.kind != Kind::Application && !known.contains(&person.id));
    all.extend(visitors.map(|person| as_visitor(meeting, &class, person, open.contains(&person.id))));
    Ok(all)
}

fn class(meeting: &Meeting, course: Option<String>) -> PersonClassView {
    let when = meeting.class.window().unwrap_or_else(|| meeting.class.day_span());
    PersonClassView {
        meeting_id: meeting.class.id.to_string(),
        title: meeting.class.title.clone(),
        start: when.start,
        end: when.end,
        timezone: meeting.class.timezone.name().to_owned(),
        course,
        status: None,
        decided_by: None,
        present_seconds: None,
        first_join: None,
        last_leave: None,
        how: None,
        note: None,
    }
}

fn as_student(
    meeting: &Meeting,
    class: &PersonClassView,
    result: &StudentResult,
    people: &BTreeMap<&ParticipantId, &Participant>,
) -> Appeared {
    let was: Vec<&&Participant> = result.participants.iter().filter_map(|id| people.get(id)).collect();
    let by_instructor = result.mark.as_ref().is_some_and(|mark| mark.status.is_some());
    Appeared {
        meeting: meeting.class.id.clone(),
        participants: result.participants.clone(),
        keys: vec![student_key(&result.student.id)],
        names: was.iter().flat_map(|person| names(person)).collect(),
        email: was.iter().find_map(|person| person.email.clone()),
        kind: was.first().map(|person| kind_word(person.kind)),
        to_match: false,
        class: PersonClassView {
            status: Some(result.status.word().to_owned()),
            decided_by: Some(if by_instructor { "instructor" } else { "rule" }.to_owned()),
            present_seconds: result.presence.as_ref().map(|presence| seconds(presence.present)),
            first_join: was.iter().flat_map(|p| &p.stays).filter_map(|stay| stay.join).min(),
            last_leave: was.iter().filter_map(|p| p.presence.as_ref()?.last_leave).max(),
            how: result.how.map(|how| how.word().to_owned()),
            note: result.mark.as_ref().and_then(|mark| mark.note.clone()),
            ..class.clone()
        },
    }
}

fn as_visitor(meeting: &Meeting, class: &PersonClassView, person: &Participant, to_match: bool) -> Appeared {
    // Of those who only typed a name, one that nobody else in the class bears is taken for the same visitor again.
    let typed = person.keys.first().is_some_and(|key| key.starts_with(TYPED));
    let keys = if typed { person.keys[..1].to_vec() } else { person.keys.clone() };
    Appeared {
        meeting: meeting.class.id.clone(),
        participants: vec![person.id.clone()],
        keys,
        names: names(person).collect(),
        email: person.email.clone(),
        kind: Some(kind_word(person.kind)),
        to_match,
        class: PersonClassView {
            present_seconds: person.presence.as_ref().map(|presence| seconds(presence.present)),
            first_join: person.stays.iter().filter_map(|stay| stay.join).min(),
            last_leave: person.presence.as_ref().and_then(|presence| presence.last_leave),
            ..class.clone()
        },
    }
}

fn names(person: &Participant) -> impl Iterator<Item = String> {
    person.name.iter().chain(&person.also_seen_as).cloned()
}
