//! The comparable keys of one identity: what makes two records one person.

use crate::identity::{Identity, fold_address};
use std::borrow::Cow;

/// Kinds of keys, strongest first; the leading digit keeps that order when keys are sorted.
const OBJECT_ID: &str = "1oid:";
const ADDRESS: &str = "2mail:";
const EXTERNAL: &str = "3ext:";

/// One comparable key. Its text is borrowed from the record where folding changes nothing, because there are millions of
/// records and few people.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key<'a> {
    kind: &'static str,
    text: Cow<'a, str>,
}

impl Key<'_> {
    /// The key as it is stored and shown to the rest of the program.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.kind, self.text)
    }
}

/// The keys of an identity, strongest first.
pub(super) fn keys(identity: &Identity) -> impl Iterator<Item = Key<'_>> {
    let Identity { object_id, email, upn, external_id, .. } = identity;
    let object_id = filled(object_id.as_ref()).map(|text| Key { kind: OBJECT_ID, text: lower(text) });
    let addresses = [email, upn].into_iter().filter_map(|text| address(text.as_ref()));
    let external = filled(external_id.as_ref()).map(|text| Key { kind: EXTERNAL, text: lower(text) });
    object_id.into_iter().chain(addresses).chain(external)
}

fn filled(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn address(text: Option<&String>) -> Option<Key<'_>> {
    let text = filled(text)?;
    // `#EXT#` marks a guest's address, which has to be turned back.
    let text = if is_lower(text) && !text.contains('#') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold_address(text)?)
    };
    Some(Key { kind: ADDRESS, text })
}

fn lower(text: &str) -> Cow<'_, str> {
    if is_lower(text) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

fn is_lower(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Whether an identity has a key at all; without one only a typed name and the time tell people apart.
#[must_use]
pub fn has_key(identity: &Identity) -> bool {
    keys(identity).next().is_some()
}

/// The comparable keys of one identity, strongest first: directory object id, addresses, phone or visitor id. Empty for
/// somebody who only typed a name.
#[must_use]
pub fn identity_keys(identity: &Identity) -> Vec<String> {
    let mut all: Vec<String> = keys(identity).map(|key| key.text()).collect();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_come_strongest_first_and_once() {
        let who = Identity {
            object_id: Some(" AB-1 ".into()),
            email: Some("Ann@X.example".into()),
            upn: Some("ann@x.example".into()),
            external_id: Some("teamsvisitor:9".into()),
            ..Identity::default()
        };
        assert_eq!(identity_keys(&who), ["1oid:ab-1", "2mail:ann@x.example", "3ext:teamsvisitor:9"]);
        assert!(!has_key(&Identity {
            email: Some("  ".into()),
            name: Some("Ann".into()),
            ..Identity::default()
        }));
    }

    proptest! {
        #[test]
        fn borrowed_or_not_a_key_is_the_folded_text(text in "\\PC{0,12}(#ext#)?\\PC{0,5}") {
            let who = Identity { email: Some(text.clone()), ..Identity::default() };
            let expected: Vec<String> = fold_address(&text).map(|folded| format!("2mail:{folded}")).into_iter().collect();
            prop_assert_eq!(identity_keys(&who), expected);
        }
    }
}
