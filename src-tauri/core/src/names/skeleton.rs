//! Words as their consonants, for scripts that write no short vowels.

use super::sound::without_doubles;

/// Consonants only, in classes wide enough for scripts that write no short vowels.
#[must_use]
pub(super) fn consonants(plain: &str) -> String {
    skeleton(
        plain,
        &[
            ("sch", "s"),
            ("sh", "s"),
            ("ch", "j"),
            ("kh", "k"),
            ("gh", "g"),
            ("th", "t"),
            ("dh", "d"),
            ("ph", "f"),
            ("bh", "b"),
            ("jh", "j"),
            ("zh", "j"),
            ("ck", "k"),
            ("q", "k"),
            ("c", "k"),
            ("x", "ks"),
            ("w", "v"),
        ],
    )
}

/// The same for Hebrew, where b and v, p and f, kh and h are one letter or as good as one.
#[must_use]
pub(super) fn consonants_hebrew(plain: &str) -> String {
    skeleton(
        plain,
        &[
            ("tz", "c"),
            ("ts", "c"),
            ("sh", "s"),
            ("ch", "k"),
            ("kh", "k"),
            ("ck", "k"),
            ("th", "t"),
            ("ph", "p"),
            ("q", "k"),
            ("c", "k"),
            ("x", "ks"),
            ("w", "b"),
            ("v", "b"),
            ("f", "p"),
            ("h", "k"),
        ],
    )
}

fn skeleton(plain: &str, classes: &[(&str, &str)]) -> String {
    let silent_end = plain.ends_with('h')
        && plain.len() > 2
        && !plain.ends_with("kh")
        && !plain.ends_with("sh")
        && !plain.ends_with("ch")
        && !plain.ends_with("th");
    let mut rest = if silent_end { &plain[..plain.len() - 1] } else { plain };
    let mut out = String::with_capacity(plain.len());
    while let Some(c) = rest.chars().next() {
        if let Some((from, to)) = classes.iter().find(|(from, _)| rest.starts_with(from)) {
            out.push_str(to);
            rest = &rest[from.len()..];
            continue;
        }
        if !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | '\'') {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    without_doubles(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowels_are_left_out_where_none_are_written() {
        assert_eq!(consonants("mohammed"), consonants("muhammad"));
        assert_eq!(consonants("sharma"), "srm");
        assert_eq!(consonants_hebrew("chaim"), consonants_hebrew("haim"));
    }
}
