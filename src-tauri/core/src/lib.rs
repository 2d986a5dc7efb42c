//! The pure heart of Rollbook: from what a source observed to what the LMS should hold.
//!
//! No I/O, no clock, no randomness, no async. Same input, same output, byte for byte. The one flow is
//! observations → participants → matches → statuses → difference, each arrow one function with a file of its own.

pub mod class;
pub mod identity;
pub mod ids;
pub mod observation;
pub mod roster;
pub mod status;

pub use class::{Class, Span, When};
pub use ids::{CallId, CourseId, MeetingId, ParticipantId, StudentId, UploadId};
