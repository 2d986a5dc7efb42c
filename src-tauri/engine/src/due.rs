//! Which classes to fetch: those of a course, and those that are due.

use crate::engine::Engine;
use crate::error::Result;
use crate::loaded::Loaded;
use rollbook_core::MeetingId;
use rollbook_store::meetings;

impl Engine {
    /// The classes of a course that have begun, oldest first.
    pub async fn meetings_of_course(&self, course: &str) -> Result<Vec<MeetingId>> {
        let (course, now) = (self.find_course(course).await?.id, self.now());
        self.db(move |store| {
            let all = meetings::list(store, None, Some(now))?;
            let of_course = all.into_iter().filter(|m| m.class.course_id.as_ref() == Some(&course));
            Ok(of_course.map(|m| m.class.id).collect())
        })
        .await
    }

    /// The classes that have ended and were never fetched, or whose next look is due. Dismissed ones are not.
    pub async fn due(&self) -> Result<Vec<MeetingId>> {
        let (now, rules) = (self.now(), self.config().rules);
        self.db(move |store| {
            let mut due = Vec::new();
            for meeting in meetings::list(store, None, Some(now))? {
                let ended = meeting.class.window().unwrap_or_else(|| meeting.class.day_span()).end <= now;
                if !ended || meeting.dismissed_at.is_some() {
                    continue;
                }
                let loaded = Loaded::read(store, &meeting.class.id, rules)?;
                let again = loaded.outlook().1.is_some_and(|at| at <= now);
                if loaded.run.is_none() || again {
                    due.push(meeting.class.id);
                }
            }
            Ok(due)
        })
        .await
    }
}
