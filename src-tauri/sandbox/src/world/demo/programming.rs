//! "Introduction to Programming", 300 students: every class is a meeting of its own, and the odd ones are here.

use super::super::people::Enrolled;
use super::super::stays::Sitting;
use super::super::{Course, LmsMeeting, Meeting, Person, join_url, meeting_id};
use super::databases::{digits, meeting};
use super::{Ground, Part};
use crate::dice::Dice;
use chrono::Weekday;
use std::sync::Arc;

const TITLE: &str = "Introduction to Programming";
/// The class that a colleague gave and organised.
const COLLEAGUES: usize = 3;
/// The class whose meeting never wrote a report: only its call record tells who was there.
const UNREPORTED: usize = 5;

/// Mondays and Wednesdays 14:00 to 15:30.
pub(super) fn build(ground: &Ground, list: &[Enrolled]) -> Part {
    let people: Vec<Arc<Person>> = list.iter().map(|one| one.account.clone()).collect();
    let mut part = Part {
        course: Course {
            number: 3,
            id: "prog".to_owned(),
            short: "PROG".to_owned(),
            title: TITLE.to_owned(),
            students: list.iter().map(|one| one.student.clone()).collect(),
            meetings: Vec::new(),
        },
        meetings: Vec::new(),
        events: Vec::new(),
        calls: Vec::new(),
    };
    let mut slots = ground.past([Weekday::Mon, Weekday::Wed], (14, 0), 90);
    let held = slots.len();
    slots.push(ground.next(Weekday::Wed, (14, 0), 90));
    for (place, slot) in slots.into_iter().enumerate() {
        let (label, title) = (format!("programming {place}"), format!("{TITLE}, lecture {}", place + 1));
        let organizer = if place == COLLEAGUES { &ground.colleague } else { &ground.instructor };
        let url = join_url(&ground.tenant, organizer, &label);
        let mut reports = Vec::new();
        if place < held {
            let mut dice = Dice::new(ground.seed, &label);
            let sitting = Sitting::drawn(&mut dice, &label, slot.0, slot.1, organizer, &people)
                .with_strangers(&mut dice, &ground.tenant, place + 1);
            part.calls.push(sitting.call(ground.seed, organizer, Some(&url)));
            if place != UNREPORTED {
                reports.push(sitting.report(ground.seed));
            }
        }
        part.meetings.push(if place == COLLEAGUES {
            Meeting {
                id: meeting_id(organizer, &label),
                code: digits(ground.seed, &label),
                organizer: organizer.clone(),
                ..meeting(ground, &label, &title, &url, slot, reports)
            }
        } else {
            meeting(ground, &label, &title, &url, slot, reports)
        });
        part.events.push(ground.event(&label, &title, organizer, slot, Some(&url)));
        part.course.meetings.push(LmsMeeting {
            id: format!("prog-{:02}", place + 1),
            title,
            start: slot.0,
            end: slot.1,
            join_url: (place % 2 == 0 || place == COLLEAGUES).then_some(url),
        });
    }
    part
}
