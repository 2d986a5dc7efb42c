//! The encrypted SQLite cache, its key, and who may hold it.
