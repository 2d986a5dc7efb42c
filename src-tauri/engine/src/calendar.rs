//! The instructor's own Teams meetings from the calendar.

use crate::engine::Engine;
use crate::error::Result;
use crate::library::Range;
use chrono::TimeDelta;
use rollbook_core::class::day_start;
use rollbook_core::{CourseId, Span};
use rollbook_microsoft::graph::calendar;
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
        let events: Vec<CalendarMeeting> = listed
            .items
            .into_iter()
            .filter(|event| event.is_organizer)
            .filter_map(|event| {
                Some(CalendarMeeting {
                    calendar_id: event.id,
                    title: event
                        .subject
                        .filter(|s| !s.trim().is_empty())
                        .unwrap_or_else(|| "(no title)".to_owned()),
                    span: Span::new(event.start, event.end)?,
                    timezone: zone,
                    join_url: Some(event.join_url),
                })
            })
            .collect();
        // A list that is not whole says nothing of what it does not name; another account has a calendar of its own.
        let whole = !listed.incomplete && listed.skipped == 0 && self.accounts().await?.accounts.len() == 1;
        self.db(move |store| {
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

/// Classes that the LMS lists without a link, with the link of the one event of the same start and end: nobody gives
/// two classes at once. Without it such a class would be in the list twice. Where several fit, none is guessed.
fn linked(known: &[Meeting], events: &[CalendarMeeting]) -> Vec<(CourseId, LmsMeeting)> {
    let taken = |event: &CalendarMeeting| {
        known.iter().any(|m| {
            m.calendar_id.as_ref() == Some(&event.calendar_id)
                || m.class.join_url == event.join_url
                    && m.class.window().map(|w| w.start) == Some(event.span.start)
        })
    };
    let open = |m: &&Meeting| m.class.join_url.is_none() && m.calendar_id.is_none();
    let at = |span: Span| known.iter().filter(open).filter(move |m| m.class.window() == Some(span));
    events
        .iter()
        .filter(|event| !taken(event))
        .filter(|event| events.iter().filter(|other| other.span == event.span).count() == 1)
        .filter_map(|event| {
            let mut fitting = at(event.span);
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
