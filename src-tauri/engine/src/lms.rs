//! The connection to the LMS: tested at once, its lists cached.

use crate::config::LmsKind;
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::view::{AbilityView, LmsCheckView};
use rollbook_core::{Class, CourseId, Span, StudentId, When};
use rollbook_lms::{Ability, Deed, Lms, LmsAccount, connect, moodle};
use rollbook_store::roster::{RosterChange, RosterEntry};
use rollbook_store::{courses, meetings, roster, roster_changes};
use rollbook_transport::Context;
use secrecy::SecretString;
use serde_json::json;

pub(crate) fn kind_word(kind: LmsKind) -> &'static str {
    match kind {
        LmsKind::Moodle => "moodle",
        LmsKind::Canvas => "canvas",
        LmsKind::Http => "http",
        LmsKind::None => "none",
    }
}

fn check_view(found: LmsAccount) -> LmsCheckView {
    let ability = |one: Ability| AbilityView {
        deed: match one.deed {
            Deed::ReadRoster => "read-roster",
            Deed::ReadMarks => "read-marks",
            Deed::WriteMarks => "write-marks",
            Deed::Remarks => "remarks",
            Deed::CreateSessions => "create-sessions",
            Deed::WriteGrades => "write-grades",
        }
        .to_owned(),
        granted: one.granted,
        says: one.says,
    };
    LmsCheckView {
        who: found.name,
        courses: crate::present::count(found.courses),
        site: found.site,
        abilities: found.abilities.into_iter().map(ability).collect(),
    }
}

impl Engine {
    /// The configured LMS.
    pub(crate) async fn lms(&self) -> Result<Box<dyn Lms>> {
        let config = self.config();
        let set_up =
            "Connect the LMS in the settings: its kind, its address, and a token from your profile there.";
        let missing =
            |what: &str| Error::bad_input(format!("No LMS is connected ({what} is missing)."), set_up);
        if config.lms == LmsKind::None {
            return Err(missing("lms.kind"));
        }
        let url = config.lms_url.ok_or_else(|| missing("lms.url"))?;
        let token = self.secret("lms.token").await?.ok_or_else(|| missing("the secret lms.token"))?;
        self.lms_with(kind_word(config.lms), &url, token)
    }

    fn lms_with(&self, kind: &str, url: &str, token: SecretString) -> Result<Box<dyn Lms>> {
        let kind = rollbook_lms::LmsKind::from_word(kind).ok_or_else(|| {
            Error::bad_input("This kind of LMS is not known.", "Choose one of moodle, canvas, http.")
        })?;
        Ok(connect(kind, url, token, self.transport().clone())?)
    }

    /// Tests an LMS connection, and keeps it when it works.
    pub async fn check_lms(
        &self,
        kind: &str,
        url: &str,
        token: SecretString,
        ctx: &Context,
    ) -> Result<LmsCheckView> {
        self.need_network()?;
        let lms = self.lms_with(kind, url, token.clone())?;
        let found = lms.who(ctx).await?;
        self.set_secret("lms.token", token).await?;
        self.set_setting("lms.url", url)?;
        self.set_setting("lms.kind", kind)?;
        Ok(check_view(found))
    }

    /// Gets a token from a Moodle for a name and a password, and keeps it when the connection works. The password is kept
    /// nowhere.
    pub async fn sign_in_moodle(
        &self,
        url: &str,
        user: &str,
        password: &SecretString,
        ctx: &Context,
    ) -> Result<LmsCheckView> {
        self.need_network()?;
        let services = &moodle::SERVICES;
        let token = moodle::sign_in(url, user, password, services, self.transport(), ctx).await?;
        self.check_lms("moodle", url, token, ctx).await
    }

    /// Tests the connection that is set up.
    pub async fn test_lms(&self, ctx: &Context) -> Result<LmsCheckView> {
        self.need_network()?;
        Ok(check_view(self.lms().await?.who(ctx).await?))
    }

    /// Fetches the list of courses.
    pub(crate) async fn fetch_courses(&self, ctx: &Context) -> Result<()> {
        self.need_network()?;
        let kind = kind_word(self.config().lms);
        let listed = self.lms().await?.courses(ctx).await?;
        let list: Vec<courses::LmsCourse> =
            listed.items.into_iter().map(|c| courses::LmsCourse { lms_id: c.id, title: c.title }).collect();
        let now = self.now();
        self.db(move |store| courses::upsert_from_lms(store, kind, &list, now)).await.map(|_| ())
    }

    /// Fetches the roster of one course. A list that could not be read to its end changes nothing.
    pub(crate) async fn fetch_roster(&self, course: &courses::Course, ctx: &Context) -> Result<()> {
        self.need_network()?;
        let Some(lms_id) = &self.lms_id_of(course) else {
            return Err(Error::bad_input(
                "This course is not one of the LMS that is connected, so it has no roster there.",
                "Import its roster from a file, or choose a course of this LMS: `rollbook courses --refresh`.",
            ));
        };
        let listed = self.lms().await?.students(lms_id, ctx).await?;
        if listed.items.is_empty() && listed.skipped > 0 {
            return Err(Error::new(
                Code::ServerFault,
                "The LMS sent a roster that cannot be read; the cached one is as it was.",
                "Try again later, or tell the LMS's administrators.",
            ));
        }
        let entries: Vec<RosterEntry> = listed
            .items
            .into_iter()
            .filter(|student| student.active)
            .map(|s| RosterEntry {
                lms_id: Some(s.id),
                name: s.name,
                emails: s.emails,
                username: s.username,
                groups: s.groups,
            })
            .collect();
        let (id, now) = (course.id.clone(), self.now());
        self.db(move |store| {
            let before = roster::list(store, &id, true)?;
            let change = roster::replace(store, &id, &entries, now)?;
            if !before.is_empty() && change != RosterChange::default() {
                let now_there = roster::list(store, &id, true)?;
                let names = |ids: &[StudentId]| -> Vec<String> {
                    let named = ids.iter().filter_map(|id| now_there.iter().find(|s| s.id == *id));
                    named.map(|student| student.name.clone()).collect()
                };
                let body = json!({
                    "added": names(&change.added),
                    "changed": names(&change.changed),
                    "gone": names(&change.hidden),
                });
                roster_changes::put(store, &id, now, &body)?;
            }
            Ok(())
        })
        .await
    }

    /// Fetches the class meetings of one course.
    pub(crate) async fn fetch_lms_meetings(&self, id: &CourseId, lms_id: &str, ctx: &Context) -> Result<()> {
        let listed = self.lms().await?.meetings(lms_id, ctx).await?;
        let zone = self.config().timezone;
        let list: Vec<meetings::LmsMeeting> = listed
            .items
            .into_iter()
            .map(|m| {
                let timezone = m.timezone.unwrap_or(zone);
                let when = match m.end.and_then(|end| Span::new(m.start, end)) {
                    Some(span) => When::Window(span),
                    None => When::Day(m.start.with_timezone(&timezone).date_naive()),
                };
                meetings::LmsMeeting { lms_id: m.id, title: m.title, when, timezone, join_url: m.join_url }
            })
            .collect();
        let (course, now) = (id.clone(), self.now());
        self.db(move |store| meetings::upsert_from_lms(store, &course, &list, now)).await.map(|_| ())
    }
}

impl Engine {
    /// The LMS's id of a class's course, where it is one of the LMS's.
    pub(crate) async fn lms_course(&self, class: &Class) -> Result<Option<String>> {
        let Some(course) = class.course_id.clone() else { return Ok(None) };
        let course = self.db(move |store| courses::get(store, &course)).await?;
        Ok(self.lms_id_of(&course))
    }

    /// The id of a course in the LMS that is connected; none where another LMS named it.
    pub(crate) fn lms_id_of(&self, course: &courses::Course) -> Option<String> {
        let kind = kind_word(self.config().lms);
        let ours = course.lms_kind.as_deref().is_none_or(|known| known.is_empty() || known == kind);
        course.lms_id.clone().filter(|_| ours)
    }
}
