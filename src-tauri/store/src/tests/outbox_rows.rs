//! Uploads that wait, chosen statuses, and what a pull changed.

use super::{add_meeting, fresh, later, now};
use crate::lms_states::{self, LmsState};
use crate::{Error, courses, meetings, outbox, roster_changes, status_choices};
use rollbook_core::MeetingId;
use serde_json::json;
use std::collections::BTreeMap;

#[test]
fn classes_wait_once_each_and_in_the_order_they_were_queued() {
    let (_home, store) = fresh();
    let (first, second) = (add_meeting(&store, "Week 1"), add_meeting(&store, "Week 2"));
    let said = json!({"code": "offline"});
    let id = outbox::put(&store, &first, &said, None, now()).unwrap();
    outbox::put(&store, &second, &said, Some(later(60)), now()).unwrap();
    // Queued again it keeps its place, its id and its time, and is no longer held.
    outbox::tried(&store, &id, &json!({"code": "conflict"}), None, true).unwrap();
    let held = outbox::of(&store, &first).unwrap().unwrap();
    assert_eq!((held.held, held.attempts, held.said), (true, 1, json!({"code": "conflict"})));
    assert_eq!(outbox::put(&store, &first, &said, None, later(9)).unwrap(), id);
    let all = outbox::list(&store).unwrap();
    assert_eq!(all.iter().map(|one| &one.meeting_id).collect::<Vec<_>>(), [&first, &second]);
    assert_eq!((all[0].queued_at, all[0].held, all[1].next_at), (now(), false, Some(later(60))));
    assert!(outbox::remove(&store, &id).unwrap());
    assert!(!outbox::remove(&store, &id).unwrap());
    outbox::sent(&store, &second).unwrap();
    assert!(outbox::list(&store).unwrap().is_empty());
    let gone = MeetingId::new("gone");
    assert_eq!(outbox::put(&store, &gone, &said, None, now()).unwrap_err(), Error::NotFound);
}

#[test]
fn a_class_that_is_erased_waits_no_longer() {
    let (_home, store) = fresh();
    let class = add_meeting(&store, "Week 1");
    outbox::put(&store, &class, &json!({}), None, now()).unwrap();
    meetings::erase(&store, &class).unwrap();
    assert!(outbox::list(&store).unwrap().is_empty());
}

#[test]
fn choices_and_changes_are_kept_by_course() {
    let (_home, store) = fresh();
    let course = courses::add(&store, "Physics", None, now()).unwrap();
    assert!(status_choices::get(&store, &course).unwrap().is_empty());
    for word in ["LE", "L"] {
        let chosen = BTreeMap::from([("left-early".to_owned(), word.to_owned())]);
        status_choices::put(&store, &course, &chosen).unwrap();
        assert_eq!(status_choices::get(&store, &course).unwrap(), chosen);
    }
    assert_eq!(roster_changes::get(&store, &course).unwrap(), None);
    roster_changes::put(&store, &course, now(), &json!({"added": ["Zoe"]})).unwrap();
    roster_changes::put(&store, &course, later(5), &json!({"added": []})).unwrap();
    assert_eq!(roster_changes::get(&store, &course).unwrap(), Some((later(5), json!({"added": []}))));
}

#[test]
fn a_session_of_the_lms_is_set_and_taken_away() {
    let (_home, store) = fresh();
    let class = add_meeting(&store, "Week 1");
    let state = LmsState { fetched_at: now(), etag: None, body: json!({}) };
    lms_states::put(&store, &class, &state).unwrap();
    // The first session takes over what was seen; another one does not.
    for (lms_id, kept) in [(Some("77"), true), (Some("77"), true), (Some("78"), false), (None, false)] {
        meetings::set_lms_id(&store, &class, lms_id).unwrap();
        assert_eq!(lms_states::get(&store, &class).unwrap().is_some(), kept, "{lms_id:?}");
        assert_eq!(meetings::get(&store, &class).unwrap().class.lms_id.as_deref(), lms_id);
    }
    assert_eq!(meetings::set_lms_id(&store, &MeetingId::new("gone"), None).unwrap_err(), Error::NotFound);
}
