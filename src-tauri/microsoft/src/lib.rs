//! Microsoft: sign-in (one file per RFC) and Graph v1.0 (one file per resource).
//!
//! Wire types never leave this crate: sign-in gives tokens, Graph gives pruned JSON to keep and core observations.
//! Time, tokens and the network are arguments.

pub mod graph;
pub mod sign_in;
