//! The instructor's own Teams meetings from the calendar.

use crate::engine::Engine;
use crate::error::Result;
use crate::library::Range;
use chrono::TimeDelta;
use rollbook_core::Span;
use rollbook_core::class::day_start;
use rollbook_microsoft::graph::calendar;
use rollbook_store::meetings::{self, CalendarMeeting};
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
        self.db(move |store| meetings::upsert_from_calendar(store, &events, now)).await.map(|_| ())
    }
}
