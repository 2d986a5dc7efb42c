//! Microsoft Graph v1.0: one file per resource. Fetching gives pruned JSON to keep; interpreting it is pure.

mod time;
