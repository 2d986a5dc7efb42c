//! Graph's call data as typed JSON that nothing can stop: a field of a wrong type is a field that is not there.
//!
//! The same types read what Graph sends, write what may be kept of it, and read what was kept: a field that no type
//! names is neither read nor stored. Text is borrowed from the input wherever it has no escapes.

mod field;
mod identity;
mod list;
mod plain;
mod records;

pub(crate) use field::{FromMap, Held};
pub(crate) use identity::{EndPoint, IdentitySet, Participant, Person};
pub(crate) use list::List;
pub(crate) use plain::Plain;
pub(crate) use records::{Attendee, CallRecord, Report, Session};

#[cfg(test)]
pub(crate) use identity::KINDS;
