//! Courses, rosters and the list of classes.

use crate::config::CallRecordsMode;
use crate::due;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::lms::kind_word;
use crate::loaded::Loaded;
use crate::present;
use crate::upload::words_of;
use crate::view::{
    CourseView, CoursesView, LookView, MeetingRowView, MeetingsView, RosterChangeView, RosterStudentView,
    RosterView, StatusCounts,
};
use chrono::{DateTime, NaiveDate, Utc};
use rollbook_core::class::day_start;
use rollbook_core::difference::{Action, Held, There, difference};
use rollbook_core::rules::Rules;
use rollbook_core::schedule::Completeness;
use rollbook_core::{CourseId, MeetingId};
use rollbook_store::courses::{self, Course};
use rollbook_store::looks;
use rollbook_store::meetings::{self, Meeting};
use rollbook_store::uploads::{self, RowState};
use rollbook_store::{Store, roster, roster_changes};
use rollbook_transport::Context;

/// Which classes to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Range {
    /// First local day.
    pub from: Option<NaiveDate>,
    /// Last local day.
    pub to: Option<NaiveDate>,
}

impl Engine {
    /// The cached courses, fetched first where asked.
    pub async fn courses(&self, refresh: bool, ctx: &Context) -> Result<CoursesView> {
        if refresh {
            self.fetch_courses(ctx).await?;
        }
        let courses = self.db(|store| {
            let all = courses::list(store)?;
            all.iter().map(|course| course_view(store, course)).collect()
        });
        Ok(CoursesView { courses: courses.await? })
    }

    /// Adds a course by hand; with the LMS's id it can be pulled from there.
    pub async fn add_course(&self, title: &str, lms_id: Option<&str>) -> Result<String> {
        if title.trim().is_empty() {
            return Err(Error::bad_input("A course needs a title.", "Give one with --title."));
        }
        let (title, lms_id, now) = (title.trim().to_owned(), lms_id.map(str::to_owned), self.now());
        let id = self.db(move |store| courses::add(store, &title, lms_id.as_deref(), now)).await?;
        Ok(id.to_string())
    }

    /// A roster, fetched first where asked.
    pub async fn roster(&self, course: &str, pull: bool, ctx: &Context) -> Result<RosterView> {
        let course = self.find_course(course).await?;
        if pull {
            self.fetch_roster(&course, ctx).await?;
        }
        self.db(move |store| {
            let students = roster::list(store, &course.id, false)?;
            Ok(RosterView {
                course: course_view(store, &course)?,
                students: students
                    .into_iter()
                    .map(|s| RosterStudentView {
                        student_id: s.id.to_string(),
                        lms_id: s.lms_id,
                        name: s.name,
                        emails: s.emails,
                        groups: s.groups,
                        active: s.active,
                    })
                    .collect(),
                changes: roster_changes::get(store, &course.id)?.and_then(|(at, body)| {
                    let change: RosterChangeView = serde_json::from_value(body).ok()?;
                    Some(RosterChangeView { at: Some(at), ..change })
                }),
            })
        })
        .await
    }

    pub(crate) async fn find_course(&self, text: &str) -> Result<Course> {
        let text = text.to_owned();
        self.db(move |store| courses::find(store, &text)).await.map_err(|error| named(error, "course"))
    }

    /// The meeting of an id, the beginning of one, or an exact title.
    pub async fn find_meeting(&self, text: &str) -> Result<MeetingId> {
        let text = text.to_owned();
        let found = self.db(move |store| meetings::find(store, &text)).await;
        found.map(|meeting| meeting.class.id).map_err(|error| named(error, "meeting"))
    }

    /// The cached classes, newest first; fetched first from calendar and LMS where asked.
    pub async fn meetings(&self, refresh: bool, range: Range, ctx: &Context) -> Result<MeetingsView> {
        if refresh {
            self.fetch_meetings(range, ctx).await?;
        }
        let (config, now) = (self.config(), self.now());
        let (rules, zone) = (config.rules, config.timezone);
        let call_records = config.call_records != CallRecordsMode::Off;
        let from = range.from.map(|day| day_start(day, zone));
        let to = range.to.and_then(|day| day.succ_opt()).map(|day| day_start(day, zone));
        let rows = self.db(move |store| {
            let mut rows = Vec::new();
            for meeting in meetings::list(store, from, to)? {
                let mut row = row(store, &meeting, rules, now)?;
                row.look = looks::get(store, &meeting.class.id)?.map(|look| LookView {
                    at: look.at,
                    error: due::said(&look),
                    next_attempt_at: due::next_look(&meeting, &look, call_records),
                });
                rows.push(row);
            }
            rows.reverse();
            Ok(rows)
        });
        Ok(MeetingsView { meetings: rows.await? })
    }

    async fn fetch_meetings(&self, range: Range, ctx: &Context) -> Result<()> {
        self.need_network()?;
        let has_lms = kind_word(self.config().lms) != "none" && self.secret("lms.token").await?.is_some();
        if has_lms {
            self.fetch_courses(ctx).await?;
            for course in self.db(courses::list).await? {
                if let Some(lms_id) = self.lms_id_of(&course) {
                    self.fetch_lms_meetings(&course.id, &lms_id, ctx).await?;
                    let empty = course.id.clone();
                    if self.db(move |store| roster::list(store, &empty, true)).await?.is_empty() {
                        self.fetch_roster(&course, ctx).await?;
                    }
                }
            }
        }
        self.fetch_calendar(range, ctx).await
    }
}

/// "Not found" and "ambiguous" with the word for what was looked for.
fn named(error: Error, what: &str) -> Error {
    match error.code {
        crate::error::Code::NotFound => Error::not_found(what),
        crate::error::Code::BadInput => Error::bad_input(
            format!("This fits more than one {what}."),
            "Give the id, or more characters of it.",
        ),
        _ => error,
    }
}

pub(crate) fn course_view(store: &Store, course: &Course) -> rollbook_store::Result<CourseView> {
    let students = roster::list(store, &course.id, false)?.len();
    Ok(CourseView {
        id: course.id.to_string(),
        title: course.title.clone(),
        lms_id: course.lms_id.clone(),
        students: present::count(students),
    })
}

fn course_title(store: &Store, id: Option<&CourseId>) -> rollbook_store::Result<Option<String>> {
    id.map(|id| courses::get(store, id).map(|course| course.title)).transpose()
}

fn row(
    store: &Store,
    meeting: &Meeting,
    rules: Rules,
    now: DateTime<Utc>,
) -> rollbook_store::Result<MeetingRowView> {
    let class = &meeting.class;
    let loaded = Loaded::read(store, &class.id, rules)?;
    let course_title = course_title(store, class.course_id.as_ref())?;
    let mut row = MeetingRowView {
        meeting: present::meeting(class),
        course_title,
        state: if class.reach().start > now { "upcoming" } else { "not-fetched" }.to_owned(),
        sync: None,
        look: None,
        participants: None,
        summary: None,
    };
    if loaded.run.is_some() {
        let found = loaded.reconcile();
        row.sync = Some(present::sync(&loaded));
        row.participants = Some(present::count(loaded.attendance.participants.len()));
        row.summary = (!loaded.roster.is_empty()).then(|| present::counts(&found));
        row.state = state(store, &loaded, row.summary.as_ref())?.to_owned();
    }
    Ok(row)
}

fn state(
    store: &Store,
    loaded: &Loaded,
    summary: Option<&StatusCounts>,
) -> rollbook_store::Result<&'static str> {
    let sent = uploads::list(store, Some(&loaded.meeting.class.id))?;
    let mut held = Held::new();
    let rows = sent.iter().flat_map(|upload| &upload.rows);
    for row in rows.map(|row| &row.row).filter(|row| row.state == RowState::Confirmed) {
        match (row.lms_student_id.clone(), row.after.clone()) {
            (Some(student), Some(after)) => drop(held.insert(student, after)),
            // Taken back.
            (Some(student), None) => drop(held.remove(&student)),
            (None, _) => {}
        }
    }
    if summary.is_some()
        && let Some(last) = sent.last().filter(|_| !held.is_empty())
    {
        let words = words_of(&last.target);
        let there = There { now: &held, base: None, students: None };
        let changes = difference(&loaded.reconcile().students, &words, there);
        let same = changes.iter().all(|change| matches!(change.action, Action::None | Action::Skip));
        return Ok(if same { "uploaded" } else { "changed" });
    }
    Ok(if loaded.outlook().0 == Completeness::Provisional { "provisional" } else { "ready" })
}
