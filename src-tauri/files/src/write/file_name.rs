//! A file name that every operating system takes, made from a meeting title that anybody may have typed.
//!
//! Rules of Microsoft's "Naming Files, Paths, and Namespaces", which are the strictest: no separators and no
//! `<>:"|?*`, no control characters, no device names, no dot or space at the end. Beyond them: no leading dot
//! (hidden) or hyphen (an option to a command line), and no invisible or direction-changing characters, which can
//! make `fdp.exe` look like `exe.pdf`.

/// Longest name without its ending, in bytes. File systems take 255; the rest is room for a long folder on Windows
/// (260 for the whole path) and for the ` (1)` of a browser.
const MAX_STEM: usize = 120;

/// The name for an export: the title made safe, a dot, the ending.
///
/// `extension` is ours (`csv`, `json`) and taken as it is, without its dot. A title of which nothing is left gives
/// `attendance`.
#[must_use]
pub fn export_file_name(title: &str, extension: &str) -> String {
    let mut stem = String::with_capacity(title.len().min(MAX_STEM));
    for c in title.chars().filter(|c| !is_invisible(*c)) {
        let c = if c.is_whitespace() {
            ' '
        } else if is_forbidden(c) {
            '-'
        } else {
            c
        };
        // Runs of blanks and of replaced characters say no more than one of them.
        if matches!(c, ' ' | '-') && stem.ends_with(c) {
            continue;
        }
        stem.push(c);
    }
    let mut stem = stem.trim_start_matches([' ', '.', '-', '~']);
    if stem.len() > MAX_STEM {
        stem = &stem[..stem.floor_char_boundary(MAX_STEM)];
    }
    let stem = stem.trim_end_matches([' ', '.', '-']);
    let (before, stem) = match stem {
        "" => ("", "attendance"),
        device if is_device(device) => ("_", device),
        fine => ("", fine),
    };
    format!("{before}{stem}.{extension}")
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

/// Zero-width, direction-changing and other format characters, and U+FFFE, U+FFFF.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FFFE}'
            | '\u{FFFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// A name that Windows gives to a device, whatever ending follows it.
fn is_device(stem: &str) -> bool {
    let base = stem.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    if matches!(base.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let digit = base.strip_prefix("COM").or_else(|| base.strip_prefix("LPT")).unwrap_or_default();
    let mut digits = digit.chars();
    matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_become_names() {
        for (title, want) in [
            ("Databases, week 9", "Databases, week 9.csv"),
            ("Übung / 数据库", "Übung - 数据库.csv"),
            ("../../etc/passwd", "etc-passwd.csv"),
            ("..\\..\\x", "x.csv"),
            ("C:\\Windows", "C-Windows.csv"),
            ("a\tb\r\nc", "a b c.csv"),
            ("What?!", "What-!.csv"),
            ("  . ", "attendance.csv"),
            ("", "attendance.csv"),
            ("\u{202E}fdp.exe", "fdp.exe.csv"),
            ("-rf", "rf.csv"),
            (".hidden", "hidden.csv"),
            ("end...", "end.csv"),
        ] {
            assert_eq!(export_file_name(title, "csv"), want, "{title:?}");
        }
    }

    #[test]
    fn device_names_are_not_used() {
        for title in ["con", "NUL", "aux.txt", "Com1", "LPT9.x", "com¹", "CONIN$", "nul .a"] {
            assert!(export_file_name(title, "csv").starts_with('_'), "{title}");
        }
        for title in ["Conference", "COM", "com10", "console"] {
            assert!(!export_file_name(title, "csv").starts_with('_'), "{title}");
        }
    }

    #[test]
    fn long_titles_are_cut_between_characters() {
        let name = export_file_name(&"ß".repeat(500), "json");
        assert!(name.len() <= MAX_STEM + 5 && name.ends_with("ß.json"));
    }

    proptest! {
        #[test]
        fn every_title_gives_one_plain_name(title in "[./\\\\:a \\-~con\u{202E}\0]{0,12}|.{0,300}") {
            let name = export_file_name(&title, "csv");
            prop_assert!(name.len() <= MAX_STEM + 5);
            prop_assert!(!name.contains(['/', '\\', ':', '<', '>', '"', '|', '?', '*']));
            prop_assert!(!name.chars().any(|c| c.is_control() || is_invisible(c)));
            prop_assert!(!name.starts_with(['.', ' ', '-']));
            let stem = name.strip_suffix(".csv").unwrap_or_default();
            prop_assert!(!stem.is_empty() && !stem.ends_with([' ', '.']));
            prop_assert!(!is_device(stem));
            let path = std::path::Path::new(&name);
            prop_assert_eq!(path.components().count(), 1);
        }
    }
}
