//! The use cases of Rollbook: connect, sync, reconcile, upload. The only crate that knows all the others.
//!
//! Both fronts, the window and the command line, are thin translations of [`engine::Engine`]'s methods.

mod accounts;
mod backup;
mod calendar;
pub mod clock;
pub mod config;
pub mod decide;
mod doctor;
mod due;
pub mod engine;
pub mod error;
pub mod export;
mod grades;
mod history;
pub mod import;
pub mod library;
mod lms;
mod loaded;
mod looking;
mod matrix;
mod meeting;
#[doc(hidden)] // public for the benchmarks
pub mod observed;
mod people;
mod present;
pub mod progress;
mod purge;
mod roster_import;
mod rules;
pub mod settings;
pub mod sign_in;
mod sources;
mod status;
pub mod sync;
mod tokens;
pub mod upload;
pub mod view;
mod why;

pub use engine::{Access, Engine, Options};
pub use error::{Code, Error, Result};
pub use rollbook_core::MeetingId;
pub use rollbook_core::status::Status;
pub use rollbook_store::Key;
pub use rollbook_store::keystore;
pub use rollbook_transport::{CancelToken, Context};
