//! The attendance files that the organizer of a Teams meeting can download, of every generation and in any language.

pub mod reading;
