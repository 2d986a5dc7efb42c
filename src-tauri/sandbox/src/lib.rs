//! A pretend institution: Microsoft sign-in, Graph and LMS servers with seeded people, on 127.0.0.1.
//!
//! The demonstration, development and all tests use it over real HTTP. Every person, address and credential in it
//! is invented. What goes wrong is chosen by a scenario ([`scenario_names`]) or by faults ([`Fault`]).

mod canvas;
mod clock;
mod control;
mod dice;
mod fault;
mod front;
mod graph;
mod info;
mod lms;
mod login;
mod moodle;
mod query;
mod reply;
mod sandbox;
mod scenario;
mod state;
mod wire;
mod world;

pub use canvas::{CanvasAssignment, CanvasComment, CanvasGrade};
pub use fault::{Action, Fault, Server, Times};
pub use info::{Account, CallRecords, Info};
pub use lms::{Attendance, Record};
pub use sandbox::{Options, Sandbox, SandboxError, scenario_names};
pub use state::Seen;
