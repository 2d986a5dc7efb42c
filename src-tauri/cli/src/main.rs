//! The `rollbook` command line.
fn main() {}
