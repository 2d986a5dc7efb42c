//! The time inside a cell: hours and minutes, the part of the day in any language, an offset from UTC.

use super::tokens::Token;
use super::words::{half, unit};

/// The time in a cell.
pub(super) struct Clock<'c> {
    /// Tokens that the time takes; empty where no colon was found.
    pub(super) range: std::ops::Range<usize>,
    fields: [u32; 3],
    before: Option<&'c str>,
    after: Option<&'c str>,
    /// Offset from UTC in seconds.
    pub(super) offset: Option<i32>,
}

impl<'c> Clock<'c> {
    /// Finds a time with colons, its period and offset; `None` where the numbers cannot be one.
    pub(super) fn find(tokens: &[Token<'c>]) -> Option<Self> {
        let mut clock = Self { range: 0..0, fields: [0; 3], before: None, after: None, offset: None };
        let Some(start) = tokens
            .windows(3)
            .position(|w| matches!(w, [Token::Number(..), Token::Sign(':'), Token::Number(..)]))
        else {
            clock.after = tokens.last().and_then(run);
            return Some(clock);
        };
        let mut end = start;
        for field in &mut clock.fields {
            let Some(Token::Number(value, digits)) = tokens.get(end) else { return None };
            if *digits > 2 {
                return None;
            }
            *field = *value;
            end += 1;
            match tokens.get(end) {
                Some(Token::Sign(':')) => end += 1,
                _ => break,
            }
        }
        // A fraction of a second: it is dropped.
        if let Some([Token::Sign('.' | ','), Token::Number(_, digits)]) = tokens.get(end..end + 2)
            && *digits >= 3
            && !matches!(tokens.get(end + 2), Some(Token::Sign('-' | '/' | '.')))
        {
            end += 2;
        }
        clock.before = start.checked_sub(1).and_then(|at| tokens.get(at)).and_then(run);
        clock.after = tokens.get(end).and_then(run);
        if let Some(name) = clock.after
            && ["z", "utc", "gmt"].iter().any(|zone| name.eq_ignore_ascii_case(zone))
        {
            clock.offset = Some(0);
            clock.after = None;
            end += 1;
        }
        // A sign after the time is an offset where the date stood before it.
        if start > 0
            && let Some([Token::Sign(sign @ ('+' | '-')), Token::Number(value, digits)]) =
                tokens.get(end..end + 2)
        {
            let (hours, minutes, used) = match (digits, tokens.get(end + 2..end + 4)) {
                (1 | 2, Some([Token::Sign(':'), Token::Number(minutes, 2)])) => (*value, *minutes, 4),
                (1 | 2, _) => (*value, 0, 2),
                (4, _) => (value / 100, value % 100, 2),
                _ => return None,
            };
            let ahead =
                i32::try_from(hours * 3600 + minutes * 60).ok().filter(|ahead| *ahead <= 15 * 3600)?;
            clock.offset = Some(if *sign == '-' { -ahead } else { ahead });
            end += used;
        }
        clock.range = start..end;
        Some(clock)
    }

    /// Seconds since midnight; `None` where an unknown word could be the afternoon.
    pub(super) fn seconds(&self) -> Option<u32> {
        let [hour, minute, second] = self.fields;
        let period = self.after.and_then(half).or_else(|| self.before.and_then(half));
        let hour = match (period, self.after) {
            (Some(period), _) => period.hour(hour),
            // "19:00 Uhr" and "7:00 ч." say nothing new; another word could be the afternoon.
            (None, Some(word)) if (1..=12).contains(&hour) && unit(word).is_none() && !is_oclock(word) => {
                return None;
            }
            (None, _) => hour,
        };
        let whole = hour < 24 || (hour == 24 && minute == 0 && second == 0);
        (whole && minute < 60 && second < 61).then(|| hour * 3600 + minute * 60 + second.min(59))
    }
}

/// Words for "o'clock" that CLDR has no unit for.
fn is_oclock(word: &str) -> bool {
    ["uhr", "น.", "น", "часов", "horas", "hrs"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn run<'c>(token: &Token<'c>) -> Option<&'c str> {
    match token {
        Token::Run(word) => Some(word),
        _ => None,
    }
}

/// A time without colons, from the numbers after the date ("19.00.00", "19 h 00 min 00 s"). `Some(None)`: only a date.
#[allow(clippy::option_option)]
pub(super) fn seconds_of(clock: &Clock<'_>, tokens: &[Token<'_>]) -> Option<Option<u32>> {
    let mut fields = [0_u32; 3];
    let mut count = 0;
    let mut before = None;
    let mut after = None;
    for token in tokens {
        match token {
            Token::Number(value, digits) if *digits <= 2 && count < 3 => {
                *fields.get_mut(count)? = *value;
                count += 1;
                after = None;
            }
            Token::Run(word) if count == 0 => before = Some(*word),
            Token::Run(word) => after = Some(*word),
            Token::Sign('.' | ',' | '-') => {}
            Token::Number(..) | Token::Sign(_) => return None,
        }
    }
    match count {
        0 => Some(None),
        1 if after.and_then(half).or(before.and_then(half)).is_none() => None,
        _ => Clock { range: 0..0, fields, before, after, offset: clock.offset }.seconds().map(Some),
    }
}
