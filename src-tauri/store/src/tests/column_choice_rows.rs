//! What the instructor said of a file's columns is found again, and the later word counts.

use super::{fresh, later, now};
use crate::column_choices::{forget, get, put};
use serde_json::json;

#[test]
fn a_choice_is_found_by_its_signature_and_the_later_one_counts() {
    let (_home, store) = fresh();
    assert_eq!(get(&store, "a").unwrap(), None);
    put(&store, "a", &json!({"0": "name"}), now()).unwrap();
    put(&store, "b", &json!({"0": "email"}), now()).unwrap();
    put(&store, "a", &json!({"1": "name"}), later(1)).unwrap();
    assert_eq!(get(&store, "a").unwrap(), Some(json!({"1": "name"})));
    assert_eq!(get(&store, "b").unwrap(), Some(json!({"0": "email"})));
    forget(&store, "a").unwrap();
    assert_eq!((get(&store, "a").unwrap(), get(&store, "b").unwrap().is_some()), (None, true));
}
