//! Where a test lets the program die: before or after the so-manieth write that is committed.
//!
//! `ROLLBOOK_DIE=after:3` in the environment ends a debug build with `abort` right after its third commit, as a power cut
//! would. Release builds have none of this.

#[cfg(debug_assertions)]
pub(crate) fn point(moment: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static AT: OnceLock<Option<(String, u32)>> = OnceLock::new();
    static COUNT: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

    let at = AT.get_or_init(|| {
        let text = std::env::var("ROLLBOOK_DIE").ok()?;
        let (moment, number) = text.split_once(':')?;
        Some((moment.to_owned(), number.parse().ok()?))
    });
    let Some((wanted, number)) = at else { return };
    let count = COUNT[usize::from(moment == "after")].fetch_add(1, Ordering::SeqCst) + 1;
    if wanted == moment && count == *number {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
pub(crate) fn point(_: &str) {}
