//! The use cases of Rollbook: connect, sync, reconcile, upload. The only crate that knows all the others.

pub mod view;
