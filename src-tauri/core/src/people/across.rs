//! Who is one person over several classes and courses: whoever has a key in common, also through a third entry.

use super::Sets;
use std::collections::HashMap;

/// Prefix of the key that an LMS's own id of a student makes.
pub const LMS_ID: &str = "0lms:";

/// Joins entries by their keys. Answers the indices of each person's entries in their order, persons by their first entry.
/// An entry without a key is a person of its own. The keys are compared as they are ([`super::identity_keys`] folds them).
#[must_use]
pub fn joined(entries: &[Vec<String>]) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(entries.len());
    let mut first_with: HashMap<&str, usize> = HashMap::new();
    for (index, keys) in entries.iter().enumerate() {
        for key in keys {
            sets.join(*first_with.entry(key).or_insert(index), index);
        }
    }
    let mut of_root: HashMap<usize, usize> = HashMap::new();
    let mut people: Vec<Vec<usize>> = Vec::new();
    for index in 0..entries.len() {
        let at = *of_root.entry(sets.root(index)).or_insert_with(|| {
            people.push(Vec::new());
            people.len() - 1
        });
        people[at].push(index);
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(of: &[&[&str]]) -> Vec<Vec<String>> {
        of.iter().map(|keys| keys.iter().map(|&key| key.to_owned()).collect()).collect()
    }

    #[test]
    fn a_third_entry_joins_two() {
        let entries = keys(&[&["mail:a"], &["mail:b"], &[], &["oid:1", "mail:b", "mail:a"], &["oid:2"], &[]]);
        assert_eq!(joined(&entries), [vec![0, 1, 3], vec![2], vec![4], vec![5]]);
    }

    proptest! {
        #[test]
        fn everybody_is_in_one_person_and_a_common_key_makes_one(
            of in prop::collection::vec(prop::collection::vec(0_u8..12, 0..3), 0..24),
        ) {
            let entries: Vec<Vec<String>> =
                of.iter().map(|keys| keys.iter().map(u8::to_string).collect()).collect();
            let people = joined(&entries);
            let mut all: Vec<usize> = people.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..of.len()).collect::<Vec<_>>());
            let person = |index: usize| people.iter().position(|one| one.contains(&index));
            for a in 0..of.len() {
                for b in 0..a {
                    if of[a].iter().any(|key| of[b].contains(key)) {
                        prop_assert_eq!(person(a), person(b));
                    }
                }
            }
        }
    }
}
