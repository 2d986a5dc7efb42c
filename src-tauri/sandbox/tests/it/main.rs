//! The sandbox over real HTTP, as a client sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod canvas;
mod case;
mod client;
mod contract;
mod faults;
mod graph;
mod lms;
mod login;
mod moodle;
mod moodle_replay;
mod schema;
mod worlds;
