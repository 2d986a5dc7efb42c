//! The use cases: connect, sync, reconcile, upload. The only crate that knows all the others.
