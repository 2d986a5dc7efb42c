//! The pure heart of Rollbook: from what a source observed to what the LMS should hold.
//!
//! No I/O, no clock, no randomness, no async. Same input, same output, byte for byte. The one flow is
//! observations → participants → matches → statuses → difference, each arrow one function with a file of its own.

pub mod attendance;
pub mod calls;
pub mod class;
pub mod difference;
pub mod identity;
pub mod ids;
pub mod join_link;
pub mod matching;
pub mod names;
pub mod observation;
pub mod people;
pub mod presence;
pub mod preview;
pub mod reconcile;
mod repeats;
pub mod roster;
pub mod rounding;
pub mod rules;
pub mod schedule;
pub mod sessions;
pub mod status;
pub mod stay;
pub mod trail;
pub mod versions;
pub mod words;

pub use class::{Class, Span, When};
pub use ids::{CallId, CourseId, MeetingId, ParticipantId, StudentId, UploadId};
