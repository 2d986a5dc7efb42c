//! t
mod cldr_words;
mod fold;
mod words;
mod tokens;
mod duration;
mod moment;
mod moment_day;
#[cfg(test)]
mod moment_tests;
pub mod reading;
