//! A course as students × classes, each class computed from its own answers and decisions.
//!
//! Classes are independent of each other, so all cores work on them; only one cell a student stays of each, and nothing
//! of a class is held when the next one is read.

use super::class::{completeness_in_words, source_in_words};
use crate::loaded::Loaded;
use crate::rules::RulesFrom;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rollbook_core::StudentId;
use rollbook_core::rules::Rules;
use rollbook_files::write::class::time_in_class;
use rollbook_files::write::matrix::{ClassColumn, CourseSheet, Held, MatrixCell, MatrixRow};
use rollbook_files::write::plain::clean_course;
use rollbook_store::courses::Course;
use rollbook_store::meetings::{self, Meeting};
use rollbook_store::{Result, Store, roster};
use std::collections::BTreeMap;
use std::thread;

/// What the matrix is made with.
#[derive(Clone, Copy)]
pub(crate) struct Making {
    pub settings: Rules,
    pub limit: Option<f64>,
    pub emails: bool,
    pub zone: Tz,
    pub now: DateTime<Utc>,
}

/// One class and what each student was in it.
struct Computed {
    column: ClassColumn,
    cells: BTreeMap<StudentId, MatrixCell>,
}

/// The matrix of a course: its active students in roster order, its classes in order of time.
pub(crate) fn sheet(store: &Store, course: &Course, making: Making) -> Result<CourseSheet> {
    let computed = each(&classes(store, course)?, |meeting| compute(store, meeting, making))?;
    let students = roster::list(store, &course.id, false)?.into_iter().filter(|student| student.active);
    let rows = students.map(|student| MatrixRow {
        cells: computed.iter().map(|class| class.cells.get(&student.id).copied()).collect(),
        student,
    });
    let mut sheet = CourseSheet {
        title: course.title.clone(),
        students: rows.collect(),
        classes: computed.into_iter().map(|class| class.column).collect(),
        limit: making.limit,
        zone: making.zone,
        rules: making.settings,
        written_at: making.now,
    };
    if !making.emails {
        clean_course(&mut sheet);
    }
    Ok(sheet)
}

/// The classes of a course in order of time.
pub(crate) fn classes(store: &Store, course: &Course) -> Result<Vec<Meeting>> {
    let mut all = meetings::list(store, None, None)?;
    all.retain(|meeting| meeting.class.course_id.as_ref() == Some(&course.id));
    Ok(all)
}

/// Does the work for each class, on all cores, in the order of the classes.
pub(crate) fn each<T: Send>(
    classes: &[Meeting],
    work: impl Fn(&Meeting) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let hands = thread::available_parallelism().map_or(1, usize::from).min(classes.len()).max(1);
    // Every so-manieth class each: neighbours are of one size, so no hand gets all the large ones.
    let share =
        |hand: usize| -> Result<Vec<T>> { classes.iter().skip(hand).step_by(hands).map(&work).collect() };
    let shares: Vec<Result<Vec<T>>> = thread::scope(|scope| {
        let others: Vec<_> = (1..hands).map(|hand| scope.spawn(move || share(hand))).collect();
        let own = share(0);
        std::iter::once(own)
            .chain(
                others
                    .into_iter()
                    .map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
            )
            .collect()
    });
    let mut shares: Vec<_> =
        shares.into_iter().map(|share| share.map(Vec::into_iter)).collect::<Result<_>>()?;
    Ok((0..classes.len()).filter_map(|index| shares[index % hands].next()).collect())
}

fn compute(store: &Store, meeting: &Meeting, making: Making) -> Result<Computed> {
    let loaded = Loaded::read(store, &meeting.class.id, making.settings)?;
    let class = &loaded.meeting.class;
    let held = match (meeting.dismissed_at, &loaded.run) {
        (Some(_), _) => Held::Dismissed,
        (None, Some(_)) => Held::Data,
        (None, None) if class.reach().start > making.now => Held::Upcoming,
        (None, None) => Held::NotFetched,
    };
    let mut cells = BTreeMap::new();
    if held == Held::Data {
        for result in loaded.reconcile().students {
            let cell = MatrixCell { status: result.status, present: time_in_class(&result) };
            cells.insert(result.student.id, cell);
        }
    }
    Ok(Computed {
        column: ClassColumn {
            title: class.title.clone(),
            day: class.local_day(),
            window: class.window(),
            zone: class.timezone,
            held,
            source: source_in_words(loaded.source()).to_owned(),
            completeness: completeness_in_words(loaded.outlook().0).to_owned(),
            people: loaded.attendance.participants.len(),
            rules_of_upload: loaded.rules_from == RulesFrom::Upload,
        },
        cells,
    })
}
