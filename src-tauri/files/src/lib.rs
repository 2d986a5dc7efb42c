//! Files in and out: exports as JSON and CSV, written whole or not at all.
