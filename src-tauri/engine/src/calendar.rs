//! The instructor's own Teams meetings from the calendar.

use crate::engine::Engine;
use crate::error::Result;
use crate::library::Range;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_core::class::day_start;
use rollbook_core::{CourseId, Span, When, join_link};
use rollbook_microsoft::graph::calendar::{self, Event};
use rollbook_store::meetings::{self, CalendarMeeting, LmsMeeting, Meeting};
use rollbook_transport::Context;

/// How far back and ahead the calendar is read where no range is given: as far as call records reach, and two weeks.
const BACK: TimeDelta = TimeDelta::days(35);
const AHEAD: TimeDelta = TimeDelta::days(14);

impl Engine {
    /// Fetches the meetings that the instructor organizes; others' reports are not theirs to read.
    pub(crate) async fn fetch_calendar(&self, range: Range, ctx: &Context) -> Result<()> {
        let account = self.account().await?;
        let graph = self.graph(&account)?;
        let (now, zone) = (self.now(), self.config().timezone);
        let from = range.from.map_or(now - BACK, |day| day_start(day, zone));
        let to = range.to.and_then(|day| day.succ_opt()).map_or(now + AHEAD, |day| day_start(day, zone));
        let Some(span) = Span::new(from, to) else { return Ok(()) };
        let listed = calendar::list(&graph, span, ctx).await?;
        let own = |event: &Event| is_own(event, &account.details.object_id);
        let events: Vec<CalendarMeeting> =
            listed.items.into_iter().filter(own).map(|event| class_of(event, zone)).collect();
        // A list that is not whole says nothing of what it does not name; another account has a calendar of its own.
        let whole = !listed.incomplete && listed.skipped == 0 && self.accounts().await?.accounts.len() == 1;
        self.db(move |store| {
            meetings::follow_moved(store, Some(span).filter(|_| whole), &events)?;
            if whole {
                let named: Vec<String> = events.iter().map(|event| event.calendar_id.clone()).collect();
                meetings::forget_unnamed(store, span, &named)?;
            }
            for (course, class) in linked(&meetings::list(store, None, None)?, &events) {
                meetings::upsert_from_lms(store, &course, &[class], now)?;
            }
            meetings::upsert_from_calendar(store, &events, now)
        })
        .await
        .map(|_| ())
    }
}

/// Whether the attendance is for this user to read. The calendar names the team as the organizer of a meeting in one of
/// its channels; the link names who made it.
fn is_own(event: &Event, object_id: &str) -> bool {
    event.is_organizer
        || join_link::organizer(&event.join_url).is_some_and(|id| id.eq_ignore_ascii_case(object_id))
}

/// An event of whole days, or without an end, has no window by which anybody could be late.
fn class_of(event: Event, zone: Tz) -> CalendarMeeting {
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let when = match (event.days, Span::new(event.start, event.end)) {
        (Some((first, after)), _) if first.succ_opt() == Some(after) => When::Day(first),
        (Some((first, after)), _) => {
            When::Window(Span { start: day_start(first, zone), end: day_start(after, zone) })
        }
        (None, Some(span)) if span.start < span.end => When::Window(span),
        (None, _) => When::Day(local(event.start)),
    };
    CalendarMeeting {
        calendar_id: event.id,
        uid: event.uid,
        single: event.single,
        title: event.subject.unwrap_or_else(|| "(no title)".to_owned()),
        when,
        timezone: zone,
        join_url: Some(event.join_url),
    }
}

/// Classes that the LMS lists without a link, with the link of the one event of the same start and end: nobody gives
/// two classes at once. Without it such a class would be in the list twice. Where several fit, none is guessed.
fn linked(known: &[Meeting], events: &[CalendarMeeting]) -> Vec<(CourseId, LmsMeeting)> {
    let taken = |event: &CalendarMeeting| {
        known.iter().any(|m| {
            m.calendar_id.as_ref() == Some(&event.calendar_id)
                || m.class.join_url == event.join_url
                    && m.class.window().map(|w| w.start) == Some(event.span().start)
        })
    };
    let open = |m: &&Meeting| m.class.join_url.is_none() && m.calendar_id.is_none();
    let at = |when: When| known.iter().filter(open).filter(move |m| m.class.when == when);
    events
        .iter()
        .filter(|event| !taken(event))
        .filter(|event| events.iter().filter(|other| other.when == event.when).count() == 1)
        .filter_map(|event| {
            let mut fitting = at(event.when);
            let (Some(only), None) = (fitting.next(), fitting.next()) else { return None };
            let class = only.class.clone();
            let lms = LmsMeeting {
                lms_id: class.lms_id?,
                title: class.title,
                when: class.when,
                timezone: class.timezone,
                join_url: event.join_url.clone(),
            };
            Some((class.course_id?, lms))
        })
        .collect()
}
