//! The date inside a cell: which of its numbers are day, month and year, as far as the shape tells.

use super::clock::Clock;
use super::moment::{Day, Kind};
use super::reading::DateOrder;
use super::tokens::Token;
use super::words::month;

/// What was found beside the time.
pub(super) enum Found {
    /// No date.
    None,
    /// A year that is not of the Gregorian or Buddhist calendar.
    Calendar(u16),
    /// A date, and the index of the token after it: without a colon the time stands there.
    Day(Day, usize),
}

/// Numbers of a date with the tokens they stand at.
type Fields = [(u32, u8, usize); 3];

/// Finds the date; `None` where the numbers cannot be one.
pub(super) fn day(tokens: &[Token<'_>], clock: &Clock<'_>) -> Option<Found> {
    let mut fields: Fields = [(0, 0, 0); 3];
    let mut count = 0;
    let mut others = 0;
    for (at, token) in tokens.iter().enumerate().filter(|(at, _)| !clock.range.contains(at)) {
        match token {
            Token::Number(value, digits) => {
                if let Some(field) = fields.get_mut(count) {
                    *field = (*value, *digits, at);
                    count += 1;
                } else {
                    others += 1;
                }
            }
            Token::Run(_) | Token::Sign('/' | '-' | '.' | ',' | '(' | ')') => {}
            Token::Sign(_) => return None,
        }
    }
    let timed = !clock.range.is_empty();
    if count == 0 {
        return Some(Found::None);
    }
    if timed && others > 0 {
        return None;
    }
    if ((timed && count == 2) || (!timed && count >= 2))
        && let Some(found) = named(tokens, &fields, count, clock)
    {
        return Some(found);
    }
    match count {
        3 => numbers(tokens, fields),
        // Two numbers may still be a spreadsheet's serial.
        2 if !timed => Some(Found::None),
        _ => None,
    }
}

fn named(tokens: &[Token<'_>], fields: &Fields, count: usize, clock: &Clock<'_>) -> Option<Found> {
    let [first, second, _] = *fields;
    let words = tokens.iter().enumerate().take(second.2).filter(|(at, _)| !clock.range.contains(at));
    let (at, month) = words
        .filter_map(|(at, token)| match token {
            Token::Run(word) => month(word).map(|month| (at, month)),
            _ => None,
        })
        .next_back()?;
    // "2026 m. sausio 15": the year in front.
    let year_first = first.1 == 4;
    let (year, day) = if year_first { (first, second) } else { (second, first) };
    if count == 3 && year_first && month_is_number(tokens, fields) {
        return None;
    }
    let order = match (year_first, at < first.2) {
        (true, _) => DateOrder::Ymd,
        (false, true) => DateOrder::Mdy,
        (false, false) => DateOrder::Dmy,
    };
    if let Some(other) = other_calendar(year) {
        return Some(Found::Calendar(other));
    }
    let long = if year.1 <= 2 { year.0 + 2000 } else { year.0 };
    let fields = [u16::try_from(long).ok()?, month, u16::try_from(day.0).ok()?];
    let day = Day { kind: Kind::Fixed(order), fields, short_year: false, dotted: false, trailing: false };
    Some(Found::Day(day, second.2 + 1))
}

/// "2026年1月15日" has words too, and a month as a number.
fn month_is_number(tokens: &[Token<'_>], fields: &Fields) -> bool {
    matches!(tokens.get(fields[1].2 + 1), Some(Token::Run(word)) if word.starts_with(['月', '월']))
}

fn numbers(tokens: &[Token<'_>], fields: Fields) -> Option<Found> {
    let [a, b, c] = fields;
    let after = |at: usize| tokens.get(at + 1);
    let marked_year = matches!(after(a.2), Some(Token::Run(word)) if word.starts_with(['年', '년']));
    let era = a.2 > 0 && a.1 <= 2 && marked_year;
    if era {
        return Some(Found::Calendar(u16::try_from(a.0).ok()?));
    }
    if let Some(year) = other_calendar(a).or_else(|| other_calendar(c)) {
        return Some(Found::Calendar(year));
    }
    if b.1 > 2 || a.1 > 4 || c.1 > 4 || (a.1 > 2 && c.1 > 2) {
        return None;
    }
    let sign = |at: usize| match after(at) {
        Some(Token::Sign(sign)) => Some(*sign),
        _ => None,
    };
    let year_first = a.1 == 4 || marked_year;
    let long = if marked_year && a.1 <= 2 { a.0 + 2000 } else { a.0 };
    let day = Day {
        kind: if year_first { Kind::Fixed(DateOrder::Ymd) } else { Kind::Free },
        fields: [u16::try_from(long).ok()?, u16::try_from(b.0).ok()?, u16::try_from(c.0).ok()?],
        short_year: !year_first && c.1 <= 2,
        dotted: sign(a.2) == Some('.') && sign(b.2) == Some('.'),
        trailing: sign(c.2) == Some('.'),
    };
    Some(Found::Day(day, c.2 + 1))
}

/// Years that Persian, Islamic and Republic-of-China dates have today; no Gregorian date of a meeting has them.
fn other_calendar((value, digits, _): (u32, u8, usize)) -> Option<u16> {
    let other =
        (digits == 4 && (1380..1500).contains(&value)) || (digits == 3 && (100..200).contains(&value));
    other.then(|| u16::try_from(value).unwrap_or(u16::MAX))
}
