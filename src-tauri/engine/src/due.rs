//! Which classes to fetch: those of a course, and those that are due.

use crate::config::CallRecordsMode;
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::loaded::Loaded;
use chrono::{DateTime, Utc};
use rollbook_core::MeetingId;
use rollbook_core::observation::Source;
use rollbook_core::rules::Rules;
use rollbook_core::schedule::outlook;
use rollbook_store::looks::{self, Look};
use rollbook_store::meetings::{self, Meeting};
use rollbook_store::{Store, syncs};
use serde_json::Value;

/// Refusals that say something of the class itself: it has been looked for, and there is nothing yet. Any other failure
/// was none of the class's, and the next try is as due as this one was.
pub(crate) const FOUND_NOTHING: [Code; 6] = [
    Code::ReportNotReady,
    Code::ReportEmpty,
    Code::TooOld,
    Code::NotOrganizer,
    Code::CallRecordsNotConfigured,
    Code::NotFound,
];

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

    /// The classes that have ended and were never asked for, or whose next look is due. Dismissed ones are not.
    pub async fn due(&self) -> Result<Vec<MeetingId>> {
        self.due_where(true).await
    }

    /// Of these, the ones that were asked for before: data of students is fetched for the first time only when the
    /// instructor says so.
    pub(crate) async fn due_again(&self) -> Result<Vec<MeetingId>> {
        self.due_where(false).await
    }

    async fn due_where(&self, never_asked: bool) -> Result<Vec<MeetingId>> {
        let (now, config) = (self.now(), self.config());
        let asking = Asking { never_asked, call_records: config.call_records != CallRecordsMode::Off };
        self.db(move |store| {
            let mut due = Vec::new();
            for meeting in meetings::list(store, None, Some(now))? {
                if end(&meeting) <= now
                    && meeting.dismissed_at.is_none()
                    && is_due(store, &meeting, asking, config.rules, now)?
                {
                    due.push(meeting.class.id);
                }
            }
            Ok(due)
        })
        .await
    }

    /// Writes down that a class was looked for in vain. A failure to do so is no failure of the sync.
    pub(crate) async fn looked<T>(&self, id: &MeetingId, result: &Result<T>) {
        let Err(error) = result else { return };
        if !FOUND_NOTHING.contains(&error.code) {
            return;
        }
        let Ok(said) = serde_json::to_value(error.view()) else { return };
        let (id, at) = (id.clone(), self.now());
        if self.db(move |store| looks::put(store, &id, at, &said)).await.is_err() {
            tracing::warn!("a look that found nothing could not be written down");
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy)]
struct Asking {
    /// Classes that were never asked for, too.
    never_asked: bool,
    /// Call records can be asked.
    call_records: bool,
}

fn end(meeting: &Meeting) -> DateTime<Utc> {
    meeting.class.window().unwrap_or_else(|| meeting.class.day_span()).end
}

/// What is cheap to read is asked first: computing a class anew is only for those that may be due.
fn is_due(
    store: &Store,
    meeting: &Meeting,
    asking: Asking,
    rules: Rules,
    now: DateTime<Utc>,
) -> rollbook_store::Result<bool> {
    let id = &meeting.class.id;
    let look = looks::get(store, id)?;
    if look.as_ref().is_some_and(|look| is_worth_asking(look, asking.call_records)) {
        return Ok(true);
    }
    let passed = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
    let Some(run) = syncs::last(store, id)? else {
        return Ok(match &look {
            Some(look) => passed(next_look(meeting, look, asking.call_records)),
            None => asking.never_asked,
        });
    };
    // The source that counts may be another one than that of the last sync, but none is looked for more often.
    let looked_at = look.map(|look| look.at).filter(|at| *at > run.run.finished_at);
    let class_end = run.run.class_end.unwrap_or_else(|| meeting.class.day_span().end);
    let at = looked_at.unwrap_or(run.run.finished_at);
    if !passed(outlook(run.run.source, class_end, at, false).1) {
        return Ok(false);
    }
    let source = Loaded::read(store, id, rules)?.source();
    Ok(passed(outlook(source, class_end, at, false).1))
}

/// Somebody else may see more now, or the call records that were missing can be asked.
fn is_worth_asking(look: &Look, call_records: bool) -> bool {
    let code = look.said.get("code").and_then(Value::as_str);
    look.anew || call_records && code == Some(Code::CallRecordsNotConfigured.word())
}

/// When to look again for a class that was looked for in vain; a time that has passed means at once.
pub(crate) fn next_look(meeting: &Meeting, look: &Look, call_records: bool) -> Option<DateTime<Utc>> {
    if is_worth_asking(look, call_records) {
        return Some(look.at);
    }
    outlook(Source::None, end(meeting), look.at, false).1
}

/// What was said of a look, as it was said.
pub(crate) fn said(look: &Look) -> crate::view::ErrorView {
    serde_json::from_value(look.said.clone()).unwrap_or_else(|_| Error::internal("look").view())
}
