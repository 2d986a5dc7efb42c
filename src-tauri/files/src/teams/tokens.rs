//! A cell cut into numbers, runs of letters and signs, without copying a letter.

use super::fold::{digit, is_hidden};
use unicode_normalization::char::is_combining_mark;

/// Cells longer than this are neither dates nor durations.
const LONGEST: usize = 96;

/// A piece of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'c> {
    /// Decimal digits of any script: their value and how many they were.
    Number(u32, u8),
    /// Letters, and the dots, spaces and apostrophes between them.
    Run(&'c str),
    /// Any other sign, full width folded.
    Sign(char),
}

/// The pieces of a cell, at most 24.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'c> {
    list: [Token<'c>; 24],
    len: usize,
}

impl<'c> Tokens<'c> {
    /// The pieces; `None` for what is too long to be a date.
    pub(super) fn of(cell: &'c str) -> Option<Self> {
        if cell.len() > LONGEST {
            return None;
        }
        let mut tokens = Self { list: [Token::Sign(' '); 24], len: 0 };
        let mut run: Option<(usize, usize)> = None;
        for (at, char) in cell.char_indices() {
            if let Some(value) = digit(char) {
                tokens.close(cell, &mut run)?;
                match tokens.last_number() {
                    Some((number, digits)) if at > 0 && Self::touching(cell, at) => {
                        *number = number.saturating_mul(10).saturating_add(value);
                        *digits = digits.saturating_add(1);
                    }
                    _ => tokens.push(Token::Number(value, 1))?,
                }
            } else if char.is_alphabetic() || is_combining_mark(char) {
                let start = run.map_or(at, |(start, _)| start);
                run = Some((start, at + char.len_utf8()));
            } else if char.is_whitespace() || is_hidden(char) {
                // Between words of a run, or of no meaning.
            } else if matches!(char, '.' | '\'' | '’' | '״' | '׳' | '"') && run.is_some() {
                run = run.map(|(start, _)| (start, at + char.len_utf8()));
            } else {
                tokens.close(cell, &mut run)?;
                tokens.push(Token::Sign(plain(char)))?;
            }
        }
        tokens.close(cell, &mut run)?;
        Some(tokens)
    }

    fn push(&mut self, token: Token<'c>) -> Option<()> {
        *self.list.get_mut(self.len)? = token;
        self.len += 1;
        Some(())
    }

    fn close(&mut self, cell: &'c str, run: &mut Option<(usize, usize)>) -> Option<()> {
        match run.take() {
            Some((start, end)) => self.push(Token::Run(cell.get(start..end)?)),
            None => Some(()),
        }
    }

    fn last_number(&mut self) -> Option<(&mut u32, &mut u8)> {
        match self.list.get_mut(self.len.checked_sub(1)?)? {
            Token::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    /// True where the character before is a digit, so that "1 5" stays two numbers.
    fn touching(cell: &str, at: usize) -> bool {
        cell.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|char| digit(char).is_some())
    }

    /// The pieces in order.
    pub(super) fn as_slice(&self) -> &[Token<'c>] {
        self.list.get(..self.len).unwrap_or_default()
    }
}

/// ASCII for the full-width and typographic forms of the signs that dates are written with.
fn plain(char: char) -> char {
    match char {
        '：' | '﹕' | '∶' | '꞉' => ':',
        '／' | '⁄' | '∕' => '/',
        '－' | '‐' | '‑' | '‒' | '–' | '−' | '﹣' => '-',
        '．' | '。' | '․' => '.',
        '，' | '、' | '،' | '﹐' => ',',
        '＋' => '+',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_runs_and_signs() {
        let cut = |cell| Tokens::of(cell).unwrap().as_slice().to_vec();
        assert_eq!(
            cut("2/1/25, 9:04 p. m."),
            [
                Token::Number(2, 1),
                Token::Sign('/'),
                Token::Number(1, 1),
                Token::Sign('/'),
                Token::Number(25, 2),
                Token::Sign(','),
                Token::Number(9, 1),
                Token::Sign(':'),
                Token::Number(4, 2),
                Token::Run("p. m.")
            ]
        );
        assert_eq!(cut("２\u{a0}٣"), [Token::Number(2, 1), Token::Number(3, 1)]);
        assert!(Tokens::of(&"1/".repeat(40)).is_none());
    }
}
