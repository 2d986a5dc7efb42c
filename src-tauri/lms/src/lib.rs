//! Learning management systems behind one trait: rosters in, attendance out.
