//! Classes typed in by hand.

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::view::NewMeeting;
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use rollbook_core::class::local_instant;
use rollbook_core::{Span, When};
use rollbook_store::meetings;

/// No class is longer than this; a longer one is a slip of the fingers.
const LONGEST: chrono::TimeDelta = chrono::TimeDelta::hours(24);

impl Engine {
    /// Adds a class: with start and end, or with a day only.
    pub async fn add_meeting(&self, new: &NewMeeting) -> Result<String> {
        let title = new.title.trim();
        if title.is_empty() {
            return Err(Error::bad_input("A class needs a title.", "Give one with --title."));
        }
        let timezone = match new.timezone.as_deref().map(str::trim).filter(|zone| !zone.is_empty()) {
            Some(zone) => zone.parse::<Tz>().map_err(|_| {
                Error::bad_input(
                    format!("There is no time zone {zone:?}."),
                    "Use an IANA name such as Europe/Berlin or Asia/Kolkata.",
                )
            })?,
            None => self.config().timezone,
        };
        let course_id = match &new.course {
            Some(course) => Some(self.find_course(course).await?.id),
            None => None,
        };
        let meeting = meetings::NewMeeting {
            title: title.to_owned(),
            when: when(new, timezone)?,
            timezone,
            join_url: new.join_url.as_deref().map(join_link).transpose()?,
            course_id,
            lms_id: new.lms_id.clone().filter(|id| !id.trim().is_empty()),
        };
        let now = self.now();
        Ok(self.db(move |store| meetings::add(store, &meeting, now)).await?.to_string())
    }
}

fn when(new: &NewMeeting, zone: Tz) -> Result<When> {
    match (&new.start, &new.end, &new.date) {
        (Some(start), Some(end), None) => {
            let (start, end) = (instant(start, zone)?, instant(end, zone)?);
            let span = Span::new(start, end).filter(|span| span.start < span.end).ok_or_else(|| {
                Error::bad_input("The class ends before it starts.", "Check --start and --end.")
            })?;
            if span.length() > LONGEST {
                return Err(Error::bad_input("The class is longer than a day.", "Check --start and --end."));
            }
            Ok(When::Window(span))
        }
        (None, None, Some(day)) => Ok(When::Day(day.trim().parse::<NaiveDate>().map_err(|_| {
            Error::bad_input(format!("{day:?} is not a date."), "Write it like 2025-11-26.")
        })?)),
        _ => Err(Error::bad_input(
            "A class needs either a start and an end, or a day.",
            "Give --start and --end, or --date.",
        )),
    }
}

/// A local time like `2025-11-26T10:00`, or one with its offset from UTC.
fn instant(text: &str, zone: Tz) -> Result<chrono::DateTime<chrono::Utc>> {
    let text = text.trim();
    if let Ok(exact) = chrono::DateTime::parse_from_rfc3339(text) {
        return Ok(exact.to_utc());
    }
    let local = text.replacen(' ', "T", 1);
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&local, form).ok())
        .map(|local| local_instant(local, zone))
        .ok_or_else(|| {
            Error::bad_input(format!("{text:?} is not a time."), "Write it like 2025-11-26T10:00.")
        })
}

/// The link in what was pasted.
fn join_link(text: &str) -> Result<String> {
    rollbook_core::join_link::find(text).ok_or_else(|| {
        Error::bad_input(
            "There is no join link in this text, and no meeting number.",
            "Paste the link, the whole invitation, or the number after \"Meeting ID\".",
        )
    })
}
