//! The same piece of work on many answers, on as many cores as there are: packing and reading a class of a hundred
//! reports is all arithmetic.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More than this many help little, and the window needs one too.
const MOST: usize = 8;

/// What `work` makes of every item, in their order. `size` is what an item weighs in bytes: little work is not worth a
/// thread.
pub fn map<T: Sync, R: Send + Sync>(
    items: &[T],
    size: impl Fn(&T) -> usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    const WORTH_A_THREAD: usize = 128 * 1024;
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(MOST);
    let worth = items.iter().map(size).sum::<usize>() / WORTH_A_THREAD;
    let threads = cores.min(items.len()).min(worth);
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let made: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let one_after_another = || {
        while let Some((item, place)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).zip(made.get(at))
        } {
            // Each index is taken once, so the place is free.
            let _ = place.set(work(item));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(one_after_another);
        }
        one_after_another();
    });
    made.into_iter().filter_map(OnceLock::into_inner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once_and_in_order() {
        for (count, weight) in [(0, 1), (1, 1 << 30), (1_000, 0), (1_000, 1 << 20)] {
            let items: Vec<usize> = (0..count).collect();
            let doubled = map(&items, |_| weight, |item| item * 2);
            assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
