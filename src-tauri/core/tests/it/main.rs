//! The rules as a whole, from calls to statuses: vectors of other programs, and the mistakes that peers are known for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clocks;
mod merging;
mod peers_identity;
mod peers_meetings;
mod peers_time;
mod vectors;
mod world;
