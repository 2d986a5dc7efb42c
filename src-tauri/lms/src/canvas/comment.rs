//! The comment beside a mark: minutes in class and the remark, in one line that can be read back.
//!
//! Canvas adds a comment each time one is sent, so a line that stands there already is not sent again.

use crate::marks::Mark;

/// Opens every comment of this program.
const WORD: &str = "Attendance:";
/// Between the minutes and the remark.
const DASH: &str = " \u{2013} ";

/// What a comment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub note: Option<String>,
    pub present_seconds: Option<i64>,
}

/// The comment for a mark; none where there is nothing to say.
pub(super) fn of(mark: &Mark) -> Option<String> {
    let said = mark.remark.as_deref().or(mark.note.as_deref());
    let note = said.map(one_line).filter(|note| !note.is_empty());
    let minutes = mark.present_seconds.filter(|seconds| *seconds >= 0).map(|seconds| {
        // Half a minute counts as one, as everywhere else in the program.
        let minutes = (seconds.saturating_add(30)) / 60;
        format!("{minutes} min in class")
    });
    match (minutes, note) {
        (Some(minutes), Some(note)) => Some(format!("{WORD} {minutes}{DASH}{note}")),
        (Some(minutes), None) => Some(format!("{WORD} {minutes}")),
        (None, Some(note)) => Some(format!("{WORD} {note}")),
        (None, None) => None,
    }
}

/// Reads a comment of this program; `None` for everybody else's.
pub(super) fn read(text: &str) -> Option<Said> {
    let rest = text.trim().strip_prefix(WORD)?.trim_start();
    let (head, note) = match rest.split_once(DASH) {
        Some((head, note)) => (head, Some(note)),
        None => (rest, None),
    };
    let minutes = head.strip_suffix(" min in class").and_then(|number| {
        // Only as this program writes it: what somebody typed with zeros before it stays a remark.
        number.parse::<i64>().ok().filter(|minutes| minutes.to_string() == number)
    });
    let said = |note: Option<&str>, present_seconds| Said {
        note: note.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
        present_seconds,
    };
    match minutes.filter(|minutes| *minutes >= 0).and_then(|minutes| minutes.checked_mul(60)) {
        Some(seconds) => Some(said(note, Some(seconds))),
        None => Some(said(Some(rest), None)),
    }
}

/// Canvas trims lines and turns line ends; what is compared must not depend on it.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::marks::HeldStatus;
    use proptest::prelude::*;

    fn mark(note: Option<&str>, present_seconds: Option<i64>) -> Mark {
        Mark {
            student_id: "1".into(),
            status: HeldStatus::from_word("late"),
            note: note.map(str::to_owned),
            remark: None,
            present_seconds,
        }
    }

    #[test]
    fn minutes_and_remark_stand_in_one_line() {
        assert_eq!(
            of(&mark(Some("late\n bus"), Some(3090))).unwrap(),
            "Attendance: 52 min in class \u{2013} late bus"
        );
        assert_eq!(of(&mark(None, Some(0))).unwrap(), "Attendance: 0 min in class");
        assert_eq!(of(&mark(Some("ill"), None)).unwrap(), "Attendance: ill");
        assert_eq!(of(&mark(Some("  "), None)), None);
        assert_eq!(read("Well done"), None);
    }

    proptest! {
        #[test]
        fn what_is_read_gives_the_same_comment_again(note in proptest::option::of(".{0,40}"), seconds in proptest::option::of(0i64..100_000)) {
            if let Some(text) = of(&mark(note.as_deref(), seconds)) {
                let said = read(&text).unwrap();
                prop_assert_eq!(of(&mark(said.note.as_deref(), said.present_seconds)), Some(text));
            }
        }

        #[test]
        fn no_comment_panics(text in "(Attendance: )?([0-9]{1,22} min in class)?.{0,30}") {
            let _ = read(&text);
        }
    }
}
