//! The description of an assignment that stands for a class: what students read, and the line by which the program
//! finds it again.
//!
//! Canvas cleans the HTML of descriptions (comments and unknown attributes go), and `integration_data` needs a right that
//! teachers do not have. So the line is plain text: a fixed word, the class's start and end, and the marker.

use chrono::{DateTime, SecondsFormat, Utc};

/// Opens the line.
const WORD: &str = "rollbook-session";

/// What the line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub marker: String,
}

/// Whether a marker can be written and found again: one word that HTML leaves alone.
pub(super) fn is_word(marker: &str) -> bool {
    (1..=128).contains(&marker.len())
        && marker
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':'))
}

/// The description, as HTML.
pub(super) fn description(line: &Line) -> String {
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "<p>Attendance of this class. There is nothing to hand in.</p><p>{WORD} {} {} {}</p>",
        time(line.start),
        time(line.end),
        line.marker
    )
}

/// The line of a description, whatever an editor has put around it.
pub(super) fn find(description: &str) -> Option<Line> {
    let text = plain(description);
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word != WORD {
            continue;
        }
        let mut rest = words.clone();
        if let Some(line) = line(&mut rest) {
            return Some(line);
        }
    }
    None
}

fn line<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Line> {
    let mut time = || DateTime::parse_from_rfc3339(words.next()?).ok().map(|at| at.with_timezone(&Utc));
    let (start, end) = (time()?, time()?);
    let marker = words.next().filter(|word| is_word(word))?.to_owned();
    (start <= end).then_some(Line { start, end, marker })
}

/// HTML without its tags; hard spaces become spaces.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => {
                in_tag = true;
                out.push(' ');
            }
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            c => out.push(c),
        }
    }
    out.replace("&nbsp;", " ").replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Line {
        Line {
            start: "2025-11-26T09:00:00Z".parse().unwrap(),
            end: "2025-11-26T10:30:00Z".parse().unwrap(),
            marker: "m-1".into(),
        }
    }

    #[test]
    fn what_was_written_is_found_again_also_after_an_editor() {
        let html = description(&sample());
        assert_eq!(find(&html), Some(sample()));
        let edited =
            html.replace(' ', "&nbsp;").replace("<p>", "<div class=\"x\"><span>") + "<p>Bring a pen</p>";
        assert_eq!(find(&edited), Some(sample()));
    }

    #[test]
    fn other_descriptions_have_no_line() {
        for text in [
            "",
            "rollbook-session",
            "rollbook-session tomorrow later m",
            "rollbook-session 2025-11-26T10:00:00Z 2025-11-26T09:00:00Z m",
            "xrollbook-session 2025-11-26T09:00:00Z 2025-11-26T10:00:00Z m",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
        assert!(!is_word("a b") && !is_word("<x>") && !is_word("") && is_word("9e0c-4"));
    }

    proptest! {
        #[test]
        fn never_panics(html in "(rollbook-session|[<>& 0-9TZ:-]|2025-11-26T09:00:00Z|.){0,20}") {
            if let Some(line) = find(&html) {
                prop_assert!(line.start <= line.end && is_word(&line.marker));
            }
        }
    }
}
