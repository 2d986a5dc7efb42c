//! The name in an e-mail address or login: "mario.rossi2", "m.rossi", "mrossi".

use super::tidy::lower;
use super::word::{Word, split};

/// The words of a local part: cut at dots, underscores, hyphens and a `+tag`; digits fall away.
pub(super) fn words_of(address: &str) -> Vec<Word> {
    let local = local_part(address);
    let mut words = Vec::new();
    for piece in local.split(|c: char| !c.is_alphabetic() && c != '\'') {
        words.extend(split(piece).words);
    }
    words
}

/// What stands before the `@` and before a `+tag`; a text without `@` is its own local part.
#[must_use]
pub fn local_part(address: &str) -> &str {
    let local = address.split('@').next().unwrap_or(address);
    local.split('+').next().unwrap_or(local)
}

/// A login in comparable form: letters and digits of the local part only.
#[must_use]
pub fn login(address: &str) -> String {
    lower(local_part(address)).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_part_is_read_as_words() {
        let plain = |a: &str| words_of(a).into_iter().map(|w| w.plain).collect::<Vec<_>>();
        assert_eq!(plain("mario.rossi2@x.it"), ["mario", "rossi"]);
        assert_eq!(plain("mario_rossi+teams@x.it"), ["mario", "rossi"]);
        assert_eq!(plain("m.rossi@x.it"), ["m", "rossi"]);
        assert!(plain("20231234@x.it").is_empty());
        assert_eq!(login("M.Rossi2@x.it"), "mrossi2");
    }
}
