//! Characters that a format forbids or that would move or hide text, shown as what they are: `<U+202E>`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Longest text of a spreadsheet cell, in UTF-16 units (Excel specifications and limits).
pub const CELL_LIMIT: usize = 32_767;

/// What stands at the end of a text that was cut.
const CUT: &str = " […]";

fn replaced(text: &str, harmful: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if harmful(c) {
            // Writing to a text does not fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Text for a cell of an XLSX file: what XML 1.0 forbids is made visible, what is longer than a cell is cut with a mark.
#[must_use]
pub fn for_cell(text: &str) -> Cow<'_, str> {
    // Nearly every text is short and plain: one look at its bytes decides that.
    if text.len() <= CELL_LIMIT && text.bytes().all(|b| matches!(b, b' '..=0xee)) && !text.contains('\u{7f}')
    {
        return Cow::Borrowed(text);
    }
    let shown = replaced(text, |c| {
        (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    });
    if shown.len() <= CELL_LIMIT || shown.chars().map(char::len_utf16).sum::<usize>() <= CELL_LIMIT {
        return shown;
    }
    let mut units = CUT.chars().count();
    let end = shown.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_LIMIT
    });
    let end = end.map_or(shown.len(), |(index, _)| index);
    Cow::Owned(format!("{}{CUT}", &shown[..end]))
}

/// Text for a page: control characters, and those that turn the direction of what follows or hide in it, are made
/// visible. Marks and joiners that Arabic, Hebrew, Persian and Indic names are written with stay.
#[must_use]
pub fn for_page(text: &str) -> Cow<'_, str> {
    replaced(text, |c| {
        c.is_control()
            || matches!(u32::from(c),
                0x00ad | 0x061c | 0x180e | 0x200b | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb
                | 0xfffe | 0xffff | 0xe0000..=0xe007f)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_visible_in_a_cell() {
        assert_eq!(for_cell("a\0b\u{1b}[2J\u{7f}\r\n"), "a<U+0000>b<U+001B>[2J<U+007F><U+000D>\n");
        assert_eq!(for_cell("\u{ffff}"), "<U+FFFF>");
        for same in ["Zoë 王小明", "Two\nlines\tand a tab", "شيما\u{200f}", "ﬁne", ""] {
            assert_eq!(for_cell(same), same);
        }
    }

    #[test]
    fn long_texts_are_cut_with_a_mark() {
        let long = for_cell(&"ä𝄞".repeat(20_000)).into_owned();
        assert!(long.ends_with(" […]"));
        let units: usize = long.chars().map(char::len_utf16).sum();
        assert!((CELL_LIMIT - 1..=CELL_LIMIT).contains(&units), "{units}");
        let fits = "ä".repeat(CELL_LIMIT);
        assert_eq!(for_cell(&fits), fits);
    }

    #[test]
    fn a_page_shows_what_would_turn_or_hide_its_text() {
        assert_eq!(for_page("abc\u{202e}fdp.exe\u{200b}"), "abc<U+202E>fdp.exe<U+200B>");
        assert_eq!(for_page("می\u{200c}روم"), "می\u{200c}روم");
    }
}
