//! Microsoft sign-in (one file per RFC) and Graph (one file per resource).
