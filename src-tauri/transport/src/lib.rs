//! One HTTP transport for every server that Rollbook talks to.
