//! What the benchmarks share: runs side by side, their medians, numbers that come out the same every time.

use std::time::{Duration, Instant};

/// True where cargo runs a benchmark; `cargo test --benches` only sees that it builds.
pub fn asked_for() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// Runs every piece of work in turn, `runs` times round, and gives the median of each: what slows the machine for a
/// while slows all of them.
pub fn medians(runs: usize, work: &mut [(&str, &mut dyn FnMut() -> Duration)]) -> Vec<Duration> {
    let mut times: Vec<Vec<Duration>> = vec![vec![]; work.len()];
    for _ in 0..runs {
        for (times, (_, run)) in times.iter_mut().zip(work.iter_mut()) {
            times.push(run());
        }
    }
    times.into_iter().map(median).collect()
}

/// The middle one.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// How long a piece of work takes. What it makes is dropped after the clock has stopped.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let made = std::hint::black_box(work());
    (began.elapsed(), made)
}

/// `a` in multiples of `b`.
pub fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

/// Milliseconds, for a table.
pub fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// The same numbers in every run (`SplitMix64`, <https://prng.di.unimi.it/splitmix64.c>, public domain).
pub struct Numbers(pub u64);

impl Numbers {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}
