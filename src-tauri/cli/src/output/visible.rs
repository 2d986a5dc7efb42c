//! Strangers' names on a terminal: control, direction and invisible characters are shown as what they are.

use std::fmt::Write as _;

/// The text with every character that could move, hide or restyle something replaced by its visible form.
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if is_harmful(c) {
            // Writing to a text does not fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
        out
    })
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(
            u32::from(c),
            0x00ad | 0x061c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe007f
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        assert_eq!(visible("\u{1b}[2J\u{7}a\r\nb"), "<U+001B>[2J<U+0007>a<U+000D><U+000A>b");
        assert_eq!(visible("abc\u{202e}txt.exe"), "abc<U+202E>txt.exe");
        assert_eq!(visible("José 王小明"), "José 王小明");
    }
}
