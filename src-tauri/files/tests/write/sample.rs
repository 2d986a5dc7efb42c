//! One class and one course of invented people, with every case that the writers tell apart.

use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::identity::Kind;
use rollbook_core::roster::Student;
use rollbook_core::rules::Rules;
use rollbook_core::status::Status;
use rollbook_core::stay::StayFlag;
use rollbook_core::{Span, StudentId};
use rollbook_files::write::class::{About, ClassSheet, PersonRow, StayRow, StudentRow};
use rollbook_files::write::matrix::{ClassColumn, CourseSheet, Held, MatrixCell, MatrixRow};

pub const BERLIN: chrono_tz::Tz = chrono_tz::Europe::Berlin;

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn span(from: &str, to: &str) -> Span {
    Span::new(utc(&format!("2025-11-26T{from}Z")), utc(&format!("2025-11-26T{to}Z"))).unwrap()
}

pub fn stay(from: &str, to: &str) -> StayRow {
    let span = span(from, to);
    StayRow { join: Some(span.start), leave: Some(span.end), span: Some(span), ..StayRow::default() }
}

pub fn about() -> About {
    About {
        title: "Databases, week 9".into(),
        course: Some("Databases 1".into()),
        day: "2025-11-26".parse().unwrap(),
        window: Some(span("09:00:00", "10:30:00")),
        zone: BERLIN,
        source: "Attendance report".into(),
        completeness: "final".into(),
        fetched_at: Some(utc("2025-11-26T11:05:00Z")),
        written_at: utc("2025-11-27T08:00:00Z"),
        rules: Rules::default(),
        rules_of_upload: false,
    }
}

/// A person with these stays; the measures are those of stays that do not overlap.
pub fn person(id: &str, name: &str, email: Option<&str>, stays: Vec<StayRow>) -> PersonRow {
    let cut = about().cut();
    let sum = |of: &dyn Fn(&StayRow) -> Option<TimeDelta>| {
        stays
            .iter()
            .filter_map(of)
            .fold(None, |sum, length| Some(sum.unwrap_or_else(TimeDelta::zero) + length))
    };
    PersonRow {
        id: Some(id.into()),
        name: Some(name.into()),
        email: email.map(str::to_owned),
        kind: Some(Kind::Member),
        role: Some("Attendee".into()),
        total: sum(&|stay| stay.span.map(|span| span.length())),
        in_class: sum(&|stay| stay.in_class(cut)),
        first_join: stays.iter().filter_map(|stay| stay.join).min(),
        last_leave: stays.iter().filter_map(|stay| stay.leave).max(),
        stays,
        ..PersonRow::default()
    }
}

pub fn student(id: &str, name: &str, email: Option<&str>) -> Student {
    Student {
        id: StudentId::from(id),
        lms_id: Some(format!("10{id}")),
        name: name.into(),
        emails: email.into_iter().map(str::to_owned).collect(),
        username: Some(format!("login{id}")),
        object_id: None,
        groups: vec![],
        active: true,
    }
}

pub fn student_row(
    id: &str,
    name: &str,
    email: Option<&str>,
    status: Status,
    minutes: Option<i64>,
) -> StudentRow {
    StudentRow {
        student: student(id, name, email),
        status,
        by_instructor: status == Status::Excused,
        present: minutes.map(TimeDelta::minutes),
        first_join: None,
        last_leave: None,
        counted: vec![],
        reasons: vec!["there for the class".into()],
        note: (status == Status::Excused).then(|| "doctor's note".to_owned()),
    }
}

/// Four people, one of them not on the roster, and six students.
pub fn class() -> ClassSheet {
    let mut students = vec![
        student_row("1", "Krishnan, Hari", Some("hari@nexsy.example"), Status::Present, Some(88)),
        student_row("2", "Zoë Müller", Some("zoe.mueller@example.edu"), Status::Late, Some(70)),
        student_row("3", "王小明", Some("WANG@example.edu"), Status::LeftEarly, Some(60)),
        student_row("4", "Ana O'Connor", None, Status::Absent, Some(0)),
        student_row("5", "Ana \"Nita\" Díaz", Some("ana@example.edu"), Status::Excused, Some(0)),
        student_row("6", "Lee", Some("lee@example.edu"), Status::Unknown, None),
    ];
    let mut hari = person(
        "p1",
        "Hari Krishnan",
        Some("hari@nexsy.example"),
        vec![stay("08:58:20.4", "09:30:00"), stay("09:32:00.5", "10:30:10")],
    );
    hari.stays[0].flags.insert(StayFlag::CutStart);
    hari.stays[1].flags.insert(StayFlag::CutEnd);
    let mut phone = person("p4", "iPhone", None, vec![]);
    phone.stays = vec![StayRow { join: Some(utc("2025-11-26T09:10:00Z")), ..StayRow::default() }];
    phone.first_join = phone.stays[0].join;
    phone.kind = Some(Kind::Anonymous);
    phone.flags = vec!["duration-unknown"];
    let mut people = vec![
        hari,
        phone,
        person("p3", "王小明", Some("WANG@example.edu"), vec![stay("09:00:00", "10:00:00")]),
        person(
            "p2",
            "Zoë Müller (she/her)",
            Some("zoe.mueller@example.edu"),
            vec![stay("09:20:00", "10:30:00")],
        ),
    ];
    for (person, student) in [(0, 0), (2, 2), (3, 1)] {
        people[person].student = Some(students[student].student.name.clone());
        people[person].lms_id.clone_from(&students[student].student.lms_id);
        people[person].status = Some(students[student].status);
        students[student].first_join = people[person].first_join;
        students[student].last_leave = people[person].last_leave;
        let cut = about().window.unwrap();
        let spans = people[person].stays.iter().filter_map(|stay| stay.span?.intersect(&cut));
        students[student].counted = spans.collect();
    }
    for row in &students[3..] {
        people.push(PersonRow {
            name: Some(row.student.name.clone()),
            email: row.student.emails.first().cloned(),
            student: Some(row.student.name.clone()),
            lms_id: row.student.lms_id.clone(),
            status: Some(row.status),
            ..PersonRow::default()
        });
    }
    ClassSheet { about: about(), people, students: Some(students) }
}

pub fn column(title: &str, day: u32, held: Held) -> ClassColumn {
    let start = utc(&format!("2025-11-{day:02}T09:00:00Z"));
    ClassColumn {
        title: title.into(),
        day: format!("2025-11-{day:02}").parse().unwrap(),
        window: Span::new(start, start + TimeDelta::minutes(90)),
        zone: BERLIN,
        held,
        source: if held == Held::Data { "Attendance report" } else { "nothing fetched" }.into(),
        completeness: "final".into(),
        people: 4,
        rules_of_upload: false,
    }
}

/// Four classes, one without data, and the students of [`class`].
pub fn course() -> CourseSheet {
    let words = ["PPP", "LLA", "lAP", "AAA", "EEE", "???"];
    let rows = class().students.unwrap().into_iter().zip(words).map(|(row, word)| {
        let mut cells: Vec<Option<MatrixCell>> = word.chars().map(|c| Some(cell(c))).collect();
        cells.insert(1, None);
        MatrixRow { student: row.student, cells }
    });
    CourseSheet {
        title: "Databases 1".into(),
        classes: vec![
            column("Databases, week 7", 12, Held::Data),
            column("Databases, week 8", 19, Held::NotFetched),
            column("Databases, week 9", 26, Held::Data),
            column("Exam", 28, Held::Data),
        ],
        students: rows.collect(),
        limit: Some(75.0),
        zone: BERLIN,
        rules: Rules::default(),
        written_at: utc("2025-11-29T08:00:00Z"),
    }
}

pub fn cell(letter: char) -> MatrixCell {
    let (status, minutes) = match letter {
        'P' => (Status::Present, Some(88)),
        'L' => (Status::Late, Some(70)),
        'l' => (Status::LeftEarly, Some(60)),
        'A' => (Status::Absent, Some(0)),
        'E' => (Status::Excused, Some(0)),
        _ => (Status::Unknown, None),
    };
    MatrixCell { status, present: minutes.map(TimeDelta::minutes) }
}
