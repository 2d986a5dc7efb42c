//! Which session of the LMS a class is uploaded to: the one that it is connected to, the one at its time, or one that is
//! made for it.

use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use rollbook_core::sessions::{Fit, Slot, find};
use rollbook_core::{Class, MeetingId};
use rollbook_lms::{Lms, LmsMeeting, NewSession, Place};
use rollbook_store::meetings;
use rollbook_transport::Context;
use serde_json::json;
use std::collections::BTreeSet;

/// Where an upload goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Session {
    /// Here.
    Known(Place),
    /// Nowhere yet: it is made in this course when the upload is sent.
    ToMake {
        /// The LMS's course id.
        course: String,
    },
}

impl Session {
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Known(place) => Some(place),
            Self::ToMake { .. } => None,
        }
    }

    pub fn course(&self) -> Option<&str> {
        match self {
            Self::Known(place) => place.course.as_deref(),
            Self::ToMake { course } => Some(course),
        }
    }
}

impl Engine {
    /// The session of a class. One that is found in the LMS is remembered.
    pub(super) async fn session(&self, class: &Class, lms: &dyn Lms, ctx: &Context) -> Result<Session> {
        let course = self.lms_course(class).await?;
        if let Some(session) = class.lms_id.clone() {
            return Ok(Session::Known(Place { course, session }));
        }
        let course = course.ok_or_else(|| {
            Error::bad_input(
                "This class belongs to no course of the LMS, so there is nowhere to send it.",
                "Put it into one of the LMS's courses, or give the session's LMS id (`rollbook meeting link`).",
            )
        })?;
        let taken = self.sessions_of_others(class).await?;
        let listed = lms.meetings(&course, ctx).await?.items;
        let slots: Vec<Slot> = listed.into_iter().filter(|one| !taken.contains(&one.id)).map(slot).collect();
        match find(class, &slots) {
            Fit::One(one) => {
                self.connect_class(&class.id, Some(&one.id)).await?;
                Ok(Session::Known(Place { course: Some(course), session: one.id.clone() }))
            }
            Fit::None if !lms.creates_sessions() => Err(Error::bad_input(
                "The LMS has no session at the time of this class, and this LMS lets no program make one.",
                "Make the session in the LMS, then upload again.",
            )),
            Fit::None => Ok(Session::ToMake { course }),
            Fit::Several(all) => Err(several(&all)),
        }
    }

    /// Makes the session of a class and remembers it.
    pub(super) async fn make_session(
        &self,
        class: &Class,
        course: &str,
        lms: &dyn Lms,
        ctx: &Context,
    ) -> Result<Place> {
        let window = class.window().ok_or_else(|| {
            Error::bad_input(
                "The LMS has no session for this class, and one cannot be made without start and end times.",
                "Make the session in the LMS, then upload again.",
            )
        })?;
        let new = NewSession {
            course: course.to_owned(),
            activity: None,
            title: class.title.clone(),
            start: window.start,
            end: window.end,
            marker: marker(&class.id),
        };
        let made = lms.create_session(&new, ctx).await?;
        self.connect_class(&class.id, Some(&made.id)).await?;
        Ok(Place { course: Some(course.to_owned()), session: made.id })
    }

    async fn connect_class(&self, id: &MeetingId, session: Option<&str>) -> Result<()> {
        let (id, session) = (id.clone(), session.map(str::to_owned));
        self.db(move |store| meetings::set_lms_id(store, &id, session.as_deref())).await
    }

    /// Connects a class with a session of the LMS by hand, or takes the connection away.
    pub async fn link_meeting(&self, id: &MeetingId, session: Option<&str>) -> Result<()> {
        let session = session.map(str::trim).filter(|session| !session.is_empty());
        self.connect_class(id, session).await
    }

    /// The sessions that other classes of the course are connected to.
    async fn sessions_of_others(&self, class: &Class) -> Result<BTreeSet<String>> {
        let (id, course) = (class.id.clone(), class.course_id.clone());
        self.db(move |store| {
            let others = meetings::list(store, None, None)?.into_iter().map(|meeting| meeting.class);
            let others = others.filter(|other| other.id != id && other.course_id == course);
            Ok(others.filter_map(|other| other.lms_id).collect())
        })
        .await
    }
}

/// The same class makes the same session, however often it is tried; the id of a class says nothing about it.
fn marker(id: &MeetingId) -> String {
    format!("rollbook:{id}")
}

fn slot(meeting: LmsMeeting) -> Slot {
    let group = meeting.group.map(|group| format!(" ({group})")).unwrap_or_default();
    Slot {
        id: meeting.id,
        title: format!("{}{group}", meeting.title),
        start: meeting.start,
        end: meeting.end,
    }
}

fn several(all: &[&Slot]) -> Error {
    let sessions: Vec<_> =
        all.iter().map(|one| json!({"id": one.id, "title": one.title, "start": one.start})).collect();
    Error::new(
        Code::BadInput,
        format!("{} sessions of the LMS are at the time of this class; nothing was sent.", all.len()),
        "Say which one it is: `rollbook meeting link MEETING SESSION`.",
    )
    .with("sessions", sessions)
}
