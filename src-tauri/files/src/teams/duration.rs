//! Durations as Teams writes them: "1h 54m", "2 godz. 19 min 19 s", "1 時間 30 分 2 秒", "01:02:10".

use super::tokens::{Token, Tokens};
use super::words::{Unit, unit};

/// A duration and how exactly it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    /// Seconds.
    pub(super) seconds: i64,
    /// False where the seconds were left away (v2 drops them from one hour up).
    pub(super) to_the_second: bool,
}

/// Reads a duration; `None` for anything else, a bare number included.
pub(super) fn length(cell: &str) -> Option<Length> {
    if !cell.chars().any(|char| super::fold::digit(char).is_some()) {
        return None;
    }
    let tokens = Tokens::of(cell)?;
    match *tokens.as_slice() {
        [
            Token::Number(hours, _),
            Token::Sign(':'),
            Token::Number(minutes, 2),
            Token::Sign(':'),
            Token::Number(seconds, 2),
        ] if minutes < 60 && seconds < 60 => {
            let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60 + i64::from(seconds);
            Some(Length { seconds, to_the_second: true })
        }
        ref pieces => in_units(pieces),
    }
}

/// Numbers with units, each unit once, greater ones first. A few languages put the unit before its number.
fn in_units(pieces: &[Token<'_>]) -> Option<Length> {
    if pieces.len() < 2 || pieces.len() > 12 {
        return None;
    }
    let ahead = matches!(pieces.first()?, Token::Run(_));
    let mut sum = 0_i64;
    let mut last: Option<Unit> = None;
    let mut rest = pieces.iter().filter(|piece| !matches!(piece, Token::Sign(',' | '.')));
    while let Some(first) = rest.next() {
        let (Token::Number(value, digits), Token::Run(word)) = (if ahead {
            let second = *rest.next()?;
            (second, *first)
        } else {
            (*first, *rest.next()?)
        }) else {
            return None;
        };
        let unit = unit(word)?;
        if digits > 6 || last.is_some_and(|last| last >= unit) {
            return None;
        }
        sum += i64::from(value) * unit.seconds();
        last = Some(unit);
    }
    // Three hours sharp and "3h" for 3h 0m 20s look the same.
    Some(Length { seconds: sum, to_the_second: last? == Unit::Second })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_many_languages() {
        for (text, seconds) in [
            ("2 h 44 m", 9840),
            ("2\u{a0}h\u{202f}44\u{a0}m", 9840),
            ("1 tim 5 min", 3900),
            ("1 ч 5 мин", 3900),
            ("1小时5分钟", 3900),
            ("1시간 5분 3초", 3903),
            ("1 óra 5 perc", 3900),
            ("1 sa. 5 dk. 2 sn.", 3902),
            ("1 ώρα, 5 λεπτά", 3900),
            ("١ ساعة ٥ دقائق", 3900),
            ("1 giờ 5 phút 2 giây", 3902),
            ("1 घंटा 5 मिनट", 3900),
            ("1 ชม. 5 นาที", 3900),
            ("2 hours and 5 minutes", 7500),
            ("01:02:10", 3730),
        ] {
            assert_eq!(length(text).map(|length| length.seconds), Some(seconds), "{text}");
        }
    }

    #[test]
    fn not_durations() {
        for text in ["", "h", "3", "3h 12", "3s 2h", "n/a", "3:23:20?", "h 3 m 4 x", "-5m"] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
