//! From exact lengths to the numbers that are shown: rounded once, half up (contract, section 5).

use chrono::TimeDelta;

const NANOS_PER_SECOND: i128 = 1_000_000_000;

fn nanos(length: TimeDelta) -> i128 {
    i128::from(length.num_seconds()) * NANOS_PER_SECOND + i128::from(length.subsec_nanos())
}

/// Whole seconds, halves up.
#[must_use]
pub fn seconds(length: TimeDelta) -> i64 {
    let rounded = (nanos(length) * 2 + NANOS_PER_SECOND).div_euclid(2 * NANOS_PER_SECOND);
    i64::try_from(rounded).unwrap_or(i64::MAX)
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
    #[allow(clippy::float_cmp)]
    fn minutes_have_two_decimals() {
        assert_eq!(minutes(TimeDelta::milliseconds(278_400)), 4.64);
        assert_eq!(minutes(TimeDelta::milliseconds(408_600)), 6.81);
        assert_eq!(minutes(TimeDelta::milliseconds(300)), 0.01);
        assert_eq!(minutes(TimeDelta::milliseconds(299)), 0.0);
    }
}
