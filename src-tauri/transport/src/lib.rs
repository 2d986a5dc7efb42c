//! One HTTP transport for every server that Rollbook talks to: Microsoft sign-in, Graph and the LMS.
//!
//! It alone retries, obeys `Retry-After`, keeps deadlines, answers a cancel, caps sizes, hands redirects back unfollowed, and knows
//! "offline". What a status or a body means is the caller's business.

mod answer;
mod base;
mod context;
mod error;
mod exchange;
pub mod json;
mod limits;
mod pace;
mod request;
mod retry;
mod send;

pub use answer::Answer;
pub use base::Base;
pub use context::{CancelToken, Context};
pub use error::{Error, Unreachable};
pub use limits::{Limits, TransportOptions};
pub use request::{Body, Lane, Method, Quota, Rate, Request};
pub use retry::retry_after;
pub use send::Transport;

#[cfg(test)]
mod fault_tests;
