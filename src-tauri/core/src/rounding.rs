//! From exact lengths to the numbers that are shown: rounded once, half up (contract, section 5).

use chrono::TimeDelta;

const NANOS_PER_SECOND: i128 = 1_000_000_000;

fn nanos(length: TimeDelta) -> i128 {
    i128::from(length.num_seconds()) * NANOS_PER_SECOND + i128::from(length.subsec_nanos())
}

/// Whole seconds, halves up.
#[must_use]
pub fn seconds(length: TimeDelta) -> i64 {
    // Of a negative length both parts are negative: half up is towards the future there too.
    let (whole, nanos) = (length.num_seconds(), i64::from(length.subsec_nanos()));
    match nanos {
        500_000_000.. => whole.saturating_add(1),
        -500_000_000..500_000_000 => whole,
        _ => whole.saturating_sub(1),
    }
}

/// Minutes with two decimals, halves up.
#[must_use]
#[allow(clippy::cast_precision_loss)] // hundredths of a minute stay far below 2^53
pub fn minutes(length: TimeDelta) -> f64 {
    let hundredth = 60 * NANOS_PER_SECOND / 100;
    let rounded = (nanos(length) * 2 + hundredth).div_euclid(2 * hundredth);
    rounded as f64 / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up_once() {
        assert_eq!(seconds(TimeDelta::milliseconds(1_499)), 1);
        assert_eq!(seconds(TimeDelta::milliseconds(1_500)), 2);
        assert_eq!(seconds(TimeDelta::milliseconds(408_600)), 409);
    }

    #[test]
    fn halves_before_the_start_go_up_too() {
        assert_eq!(seconds(TimeDelta::milliseconds(-499)), 0);
        assert_eq!(seconds(TimeDelta::milliseconds(-500)), 0);
        assert_eq!(seconds(TimeDelta::milliseconds(-501)), -1);
        assert_eq!(seconds(TimeDelta::milliseconds(-1_500)), -1);
        assert_eq!(seconds(TimeDelta::MAX), i64::MAX / 1000 + 1);
    }

    #[test]
    #[allow(clippy::float_cmp)]
    fn minutes_have_two_decimals() {
        assert_eq!(minutes(TimeDelta::milliseconds(278_400)), 4.64);
        assert_eq!(minutes(TimeDelta::milliseconds(408_600)), 6.81);
        assert_eq!(minutes(TimeDelta::milliseconds(300)), 0.01);
        assert_eq!(minutes(TimeDelta::milliseconds(299)), 0.0);
    }
}
