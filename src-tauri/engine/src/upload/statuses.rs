//! Which of the LMS's own statuses each status becomes: shown, and changed by the instructor.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::view::{OwnStatusView, StatusMapView, StatusTargetView};
use rollbook_core::MeetingId;
use rollbook_core::status::Status;
use rollbook_lms::statuses::{BOTH, Chosen, words};
use rollbook_store::status_choices;
use rollbook_transport::Context;

impl Engine {
    /// The LMS's own statuses for a class and what each status becomes there, as last read or, online, as it is now.
    pub async fn status_map(&self, id: &MeetingId, ctx: &Context) -> Result<StatusMapView> {
        if !self.is_offline() && self.last_seen(id).await?.is_none() {
            self.plan_upload(id, ctx).await?;
        }
        let own = self.last_seen(id).await?.map(|(seen, _)| seen.statuses()).unwrap_or_default();
        let chosen = self.chosen(id).await?;
        let words = words(&own, &chosen);
        let short = |word: &str| own.iter().find(|one| one.id == word).map(|one| one.acronym.clone());
        let line = |status: &str, word: Option<&str>| StatusTargetView {
            status: status.to_owned(),
            becomes: word.and_then(short),
            chosen: chosen.contains_key(status),
        };
        let known = Status::ALL.into_iter().filter(|status| *status != Status::Unknown);
        let mut targets: Vec<_> =
            known.map(|status| line(status.word(), words.target(status, false))).collect();
        targets.push(line(BOTH, words.both()));
        let own = own.into_iter();
        Ok(StatusMapView {
            own: own
                .map(|one| OwnStatusView { short: one.acronym, title: one.title, points: one.points })
                .collect(),
            targets,
        })
    }

    /// Chooses one of the LMS's statuses, by its short form, for a status; `None` takes the choice back. It stands for
    /// all classes of the course.
    pub async fn choose_status(&self, id: &MeetingId, status: &str, short: Option<&str>) -> Result<()> {
        let known = Status::from_word(status).is_some_and(|status| status != Status::Unknown);
        if !known && status != BOTH {
            return Err(Error::bad_input(
                "This is no status.",
                "Choose one of present, late, left-early, absent, excused, late+left-early.",
            ));
        }
        let own = self.last_seen(id).await?.map(|(seen, _)| seen.statuses()).unwrap_or_default();
        if let Some(short) = short
            && !own.is_empty()
            && !own.iter().any(|one| one.acronym.eq_ignore_ascii_case(short))
        {
            return Err(Error::bad_input(
                "The LMS has no status with this short form for this class.",
                "`rollbook statuses MEETING` lists them.",
            ));
        }
        let course = self.load(id).await?.meeting.class.course_id.ok_or_else(|| {
            Error::bad_input(
                "This class belongs to no course.",
                "Put it into one of the LMS's courses first.",
            )
        })?;
        let mut chosen = self.chosen(id).await?;
        match short {
            Some(short) => chosen.insert(status.to_owned(), short.to_owned()),
            None => chosen.remove(status),
        };
        self.db(move |store| status_choices::put(store, &course, &chosen)).await
    }

    async fn chosen(&self, id: &MeetingId) -> Result<Chosen> {
        match self.load(id).await?.meeting.class.course_id {
            Some(course) => self.db(move |store| status_choices::get(store, &course)).await,
            None => Ok(Chosen::new()),
        }
    }
}
