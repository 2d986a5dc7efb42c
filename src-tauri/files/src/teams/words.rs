//! What a word in a date or duration means, in any language of CLDR.

use super::cldr_words::{MONTHS, PERIODS, UNITS};
use super::fold::push_folded;

/// A part of the day beside a 12-hour time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// Around noon: eleven is before, the rest after ("中午").
    Midday,
    /// From evening to morning: six to eleven is evening, the rest morning.
    Night,
}

impl Half {
    /// The hour of the day; hours above twelve are told already.
    pub(super) fn hour(self, hour: u32) -> u32 {
        let noon = match self {
            Self::Am => false,
            Self::Pm => true,
            Self::Midday => hour != 11 && hour != 10,
            Self::Night => (6..12).contains(&hour),
        };
        match hour {
            12 => 12 * u32::from(noon),
            0..=11 => hour + 12 * u32::from(noon),
            _ => hour,
        }
    }
}

/// A unit of a duration, greater ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// One second.
    Second,
}

impl Unit {
    /// Its seconds.
    pub(super) fn seconds(self) -> i64 {
        match self {
            Self::Day => 86_400,
            Self::Hour => 3600,
            Self::Minute => 60,
            Self::Second => 1,
        }
    }
}

fn find<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.binary_search_by(|(known, _)| known.as_bytes().cmp(word.as_bytes())).ok().map(|at| table[at].1)
}

/// The part of the day that a whole run of letters names ("p. m.", "오후", "de la tarde").
pub(super) fn half(run: &str) -> Option<Half> {
    match run.as_bytes() {
        [b'a' | b'A', b'm' | b'M'] => return Some(Half::Am),
        [b'p' | b'P', b'm' | b'M'] => return Some(Half::Pm),
        // One Latin letter is a unit or a preposition in most languages.
        [letter] if !matches!(letter, b'a' | b'A' | b'p' | b'P') => return None,
        _ => {}
    }
    let mut word = String::new();
    // The sign for "day" ends the date that a period follows.
    push_folded(run.trim_start_matches(['日', '일', '号', '號']), &mut word);
    // "de" and "du" are Hungarian for before and after noon, and prepositions elsewhere: the dot tells.
    if matches!(word.as_str(), "de" | "du") && !run.contains('.') {
        return None;
    }
    // One Latin letter: "a." and "p." only, "à" and "o" stand before times in other languages.
    if word.len() == 1 && !(run.is_ascii() && matches!(word.as_str(), "a" | "p")) {
        return None;
    }
    find(PERIODS, &word)
}

/// The month that a run of letters names or holds as one of its words; none where languages disagree on it.
pub(super) fn month(run: &str) -> Option<u16> {
    let mut word = String::new();
    let mut look = |text: &str| {
        word.clear();
        push_folded(text, &mut word);
        find(MONTHS, &word).filter(|bits| bits.is_power_of_two())
    };
    let bits = look(run).or_else(|| {
        run.split(|char: char| !char.is_alphanumeric()).filter(|part| part.chars().count() > 2).find_map(look)
    })?;
    u16::try_from(bits.trailing_zeros()).ok()
}

/// The unit that a run of letters names, or that its first word names ("hour and").
pub(super) fn unit(run: &str) -> Option<Unit> {
    // Most files write English letters.
    match run {
        "h" => return Some(Unit::Hour),
        "m" => return Some(Unit::Minute),
        "s" => return Some(Unit::Second),
        _ => {}
    }
    let mut word = String::new();
    push_folded(run, &mut word);
    find(UNITS, &word).or_else(|| {
        let first = run.split_whitespace().next()?;
        word.clear();
        push_folded(first, &mut word);
        find(UNITS, &word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_the_search() {
        assert!(PERIODS.windows(2).all(|pair| pair[0].0.as_bytes() < pair[1].0.as_bytes()));
        assert!(MONTHS.windows(2).all(|pair| pair[0].0.as_bytes() < pair[1].0.as_bytes()));
        assert!(UNITS.windows(2).all(|pair| pair[0].0.as_bytes() < pair[1].0.as_bytes()));
    }

    #[test]
    fn halves_of_the_day_in_many_languages() {
        for word in
            ["a. m.", "上午", "오전", "ص", "fm", "ap", "ΠΜ", "SA", "ÖÖ", "de.", "dop.", "पूर्वाह्न", "ก่อนเที่ยง"]
        {
            assert_eq!(half(word), Some(Half::Am), "{word}");
        }
        for word in [
            "p.m.",
            "下午",
            "午後",
            "오후",
            "م",
            "em",
            "ip",
            "ΜΜ",
            "CH",
            "ÖS",
            "du.",
            "odp.",
            "אחה״צ",
            "หลังเที่ยง",
        ] {
            assert_eq!(half(word), Some(Half::Pm), "{word}");
        }
        for word in [
            "à", "às", "klo", "kl.", "h", "de", "um", "alle", "at", "u", "в", "o", "ob", "om", "a las",
            "lúc", "vid", "den",
        ] {
            assert_eq!(half(word), None, "{word}");
        }
    }

    #[test]
    fn months_and_units() {
        assert_eq!(
            (month("de enero de"), month("Sept"), month("января"), month("Σεπ")),
            (Some(1), Some(9), Some(1), Some(9))
        );
        assert_eq!(month("listopad"), None, "October in Croatian, November in Czech");
        for (word, meant) in [
            ("godz.", Unit::Hour),
            ("Std.", Unit::Hour),
            ("時間", Unit::Hour),
            ("tim", Unit::Hour),
            ("ч", Unit::Hour),
            ("小时", Unit::Hour),
            ("Min.", Unit::Minute),
            ("perc", Unit::Minute),
            ("мин", Unit::Minute),
            ("dk.", Unit::Minute),
            ("초", Unit::Second),
            ("hour and", Unit::Hour),
        ] {
            assert_eq!(unit(word), Some(meant), "{word}");
        }
    }
}
