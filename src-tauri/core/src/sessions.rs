//! Which session of the LMS a class is: by its time, then by its title.
//!
//! Pure. A class is never connected by a guess: where two sessions fit equally well, the instructor says which.

use crate::class::{Class, When};
use chrono::{DateTime, TimeDelta, Utc};

/// A session as the LMS lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The LMS's id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Start.
    pub start: DateTime<Utc>,
    /// End, where it has one.
    pub end: Option<DateTime<Utc>>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit<'a> {
    /// This one.
    One(&'a Slot),
    /// None at the time of the class.
    None,
    /// Several that fit equally well, by start.
    Several(Vec<&'a Slot>),
}

/// A session that starts so much earlier or later than the class is another one, unless they overlap by half.
const NEAR: TimeDelta = TimeDelta::minutes(30);

/// Which of the sessions the class is. Those of other classes must not be among them.
#[must_use]
pub fn find<'a>(class: &Class, slots: &'a [Slot]) -> Fit<'a> {
    let mut near: Vec<&Slot> = slots.iter().filter(|slot| fits(class, slot)).collect();
    near.sort_by_key(|slot| (slot.start, &slot.id));
    // A title decides among several, and so does the exact start; both only where they leave one.
    let named = |slot: &&&Slot| folded(&slot.title) == folded(&class.title);
    let exact = |slot: &&&Slot| class.window().is_some_and(|window| window.start == slot.start);
    for decides in [&(|slot: &&&Slot| named(slot) && exact(slot)) as &dyn Fn(&&&Slot) -> bool, &exact, &named]
    {
        let mut fitting = near.iter().filter(decides);
        if let (Some(one), None) = (fitting.next(), fitting.next()) {
            return Fit::One(one);
        }
    }
    match near.as_slice() {
        [] => Fit::None,
        [one] => Fit::One(one),
        _ => Fit::Several(near),
    }
}

fn fits(class: &Class, slot: &Slot) -> bool {
    let window = match class.when {
        When::Window(window) => window,
        When::Day(_) => {
            let day = class.day_span();
            return day.start <= slot.start && slot.start < day.end;
        }
    };
    if (slot.start - window.start).abs() <= NEAR {
        return true;
    }
    let end = slot.end.unwrap_or(slot.start);
    let common = end.min(window.end) - slot.start.max(window.start);
    common * 2 >= window.end - window.start && common > TimeDelta::zero()
}

fn folded(title: &str) -> String {
    title.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::class::Span;
    use proptest::prelude::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_764_151_200, 0).unwrap() + TimeDelta::minutes(minutes)
    }

    fn class() -> Class {
        Class {
            id: "m".into(),
            title: "Week 3".to_owned(),
            when: When::Window(Span::new(at(0), at(90)).unwrap()),
            timezone: chrono_tz::Tz::UTC,
            join_url: None,
            course_id: None,
            lms_id: None,
        }
    }

    fn slot(id: &str, title: &str, start: i64, minutes: i64) -> Slot {
        let end = (minutes > 0).then(|| at(start + minutes));
        Slot { id: id.to_owned(), title: title.to_owned(), start: at(start), end }
    }

    fn found(slots: &[Slot]) -> String {
        match find(&class(), slots) {
            Fit::One(slot) => slot.id.clone(),
            Fit::None => String::new(),
            Fit::Several(all) => all.iter().map(|slot| slot.id.as_str()).collect::<Vec<_>>().join("|"),
        }
    }

    #[test]
    fn by_time_then_by_title() {
        assert_eq!(found(&[]), "");
        assert_eq!(found(&[slot("1", "x", 5, 90), slot("2", "Week 3", 1440, 90)]), "1");
        assert_eq!(found(&[slot("1", "x", 60, 20)]), "", "a short session later in the class is another one");
        assert_eq!(found(&[slot("1", "x", -60, 180)]), "1", "it covers the class");
        assert_eq!(found(&[slot("1", "x", 10, 90), slot("2", "y", 0, 90)]), "2", "the exact start");
        assert_eq!(found(&[slot("1", "week  3", 10, 90), slot("2", "y", 5, 90)]), "1", "the title");
        assert_eq!(found(&[slot("2", "Lab B", 0, 90), slot("1", "Lab A", 0, 90)]), "1|2");
        assert_eq!(found(&[slot("2", "Week 3", 0, 90), slot("1", "Lab A", 0, 90)]), "2");
    }

    #[test]
    fn a_class_with_a_day_only_takes_the_session_of_that_day() {
        let day = Class { when: When::Day(at(0).date_naive()), ..class() };
        let slots = [slot("1", "x", 60, 0), slot("2", "y", 1500, 0)];
        assert_eq!(find(&day, &slots), Fit::One(&slots[0]));
    }

    proptest! {
        #[test]
        fn the_order_of_the_list_changes_nothing(starts in proptest::collection::vec((-90i64..90, 0i64..120), 0..6)) {
            let slots: Vec<Slot> = starts
                .iter()
                .enumerate()
                .map(|(id, (start, minutes))| slot(&id.to_string(), "x", *start, *minutes))
                .collect();
            let mut turned = slots.clone();
            turned.reverse();
            prop_assert_eq!(found(&slots), found(&turned));
        }
    }
}
