//! Column labels and list words of many languages, looked up by their folded form.
//!
//! Words marked `seen` in [`super::label_words`] stood in files or in programs that read such files; the others are
//! translations that were not checked against a file. A label only proposes: the content of the column may overrule it.

use super::choice::{Action, Column};
use super::fold::folded;
use super::label_words::{ACTIONS, COLUMNS, SUMMARY};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A line of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SummaryKey {
    /// The meeting's title.
    Title,
    /// The number of participants.
    Count,
    /// The meeting's start.
    Start,
    /// The meeting's end.
    End,
    /// The meeting's id: read by nobody, but no title.
    Id,
}

fn index<T: Copy>(table: &[(T, &str)]) -> HashMap<String, T> {
    let mut map = HashMap::new();
    for (meaning, words) in table {
        for word in words.split('|') {
            map.entry(folded(word)).or_insert(*meaning);
        }
    }
    map.remove("");
    map
}

static COLUMN: LazyLock<HashMap<String, Column>> = LazyLock::new(|| index(COLUMNS));
static ACTION: LazyLock<HashMap<String, Action>> = LazyLock::new(|| index(ACTIONS));
static KEY: LazyLock<HashMap<String, SummaryKey>> = LazyLock::new(|| index(SUMMARY));

/// What a label says its column holds.
pub(super) fn column(label: &str) -> Option<Column> {
    let key = folded(label);
    COLUMN.get(&key).copied().or_else(|| {
        // Microsoft leaves these untranslated inside its labels.
        if key.contains("upn") {
            Some(Column::Upn)
        } else if key == "mail" || key.starts_with("email") || (key.ends_with("email") && key.len() < 14) {
            Some(Column::Email)
        } else {
            None
        }
    })
}

/// True for the label of an additional column of times in UTC ("First Join (UTC)").
pub(super) fn is_utc(label: &str) -> bool {
    folded(label).contains("utc")
}

/// What a word of the action column means.
pub(super) fn action(word: &str) -> Option<Action> {
    ACTION.get(&folded(word)).copied()
}

/// What a line of the summary is about.
pub(super) fn summary(label: &str) -> Option<SummaryKey> {
    KEY.get(&folded(label)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_any_case_and_width() {
        assert_eq!(column(" first  JOIN "), Some(Column::Join));
        assert_eq!(column("Ｅ－ｍａｉｌ"), Some(Column::Email));
        assert_eq!(column("Identificador XY (UPN)"), Some(Column::Upn));
        assert_eq!(column("Heure d’arrivée"), Some(Column::Join));
        assert_eq!(action("SE UNIÓ ANTES"), Some(Action::JoinedBefore));
        assert_eq!(summary("Godzina zakończenia"), Some(SummaryKey::End));
        assert_eq!(column("Engagement: Camera On"), None);
        assert_eq!(column("Registration Email"), None);
    }

    #[test]
    fn no_label_has_two_meanings() {
        let mut seen = HashMap::new();
        for (meaning, words) in COLUMNS {
            for word in words.split('|').map(folded).filter(|word| !word.is_empty()) {
                let before = seen.insert(word.clone(), *meaning);
                assert!(before.is_none() || before == Some(*meaning), "{word}: {before:?} and {meaning:?}");
            }
        }
    }
}
