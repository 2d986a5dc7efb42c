//! What the page and the command line are shown: the JSON shapes of the contract, section 5.
//!
//! Both fronts print or pass these as they are. Times are RFC 3339 in UTC; seconds are integers, rounded half up
//! once from the exact sum. The TypeScript types of the page are generated from here.

mod attendance;
mod care;
mod course;
mod error;
mod export;
mod grades;
mod import;
mod library;
mod people;
mod progress;
mod reconcile;
mod roster_import;
mod rules;
mod status;
mod time;
mod upload;
mod why;

pub use attendance::*;
pub use care::*;
pub use course::*;
pub use error::*;
pub use export::*;
pub use grades::*;
pub use import::*;
pub use library::*;
pub use people::*;
pub use progress::*;
pub use reconcile::*;
pub use roster_import::*;
pub use rules::*;
pub use status::*;
pub use upload::*;
pub use why::*;
