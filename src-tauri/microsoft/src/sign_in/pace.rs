//! How often to poll with a device code (RFC 8628, section 3.5).

use super::device_code::{DeviceCode, Poll};
use super::errors::SignInError;
use super::tokens::TokenSet;
use chrono::Utc;
use rollbook_transport::{Context, Error, Unreachable};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// What every `slow_down` adds.
const SLOWER: Duration = Duration::from_secs(5);
/// The longest interval that time-outs lead to.
const SLOWEST: Duration = Duration::from_mins(1);

/// The interval between polls, and when they end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    interval: Duration,
    deadline: Instant,
}

impl Pace {
    /// The pace that a code asks for.
    pub(super) fn of(code: &DeviceCode) -> Self {
        Self { interval: code.interval, deadline: code.issued + code.expires_in }
    }

    /// Polls until it is done, with an interval before each poll.
    pub(super) async fn until_done<F>(
        mut self,
        context: &Context,
        mut poll: impl FnMut() -> F,
    ) -> Result<TokenSet, SignInError>
    where
        F: Future<Output = Result<Poll, SignInError>>,
    {
        let mut wait = self.interval;
        loop {
            let next = Instant::now() + wait;
            tokio::select! {
                biased;
                () = context.cancel.cancelled() => return Err(Error::Cancelled.into()),
                () = sleep_until(next.min(self.deadline)) => {}
            }
            if next > self.deadline {
                return Err(SignInError::Expired);
            }
            wait = match poll().await {
                Ok(Poll::Done(tokens)) => return Ok(tokens),
                other => self.after(other)?,
            };
        }
    }

    /// The wait after a poll that was not the last.
    fn after(&mut self, result: Result<Poll, SignInError>) -> Result<Duration, SignInError> {
        match result {
            Ok(Poll::SlowDown) => self.interval += SLOWER,
            Err(SignInError::Transport(Error::Offline(Unreachable::TimedOut))) => {
                // "Clients MUST unilaterally reduce their polling frequency", best by doubling the interval.
                self.interval = self.interval.max((self.interval * 2).min(SLOWEST));
            }
            Err(SignInError::Transport(Error::Throttled { retry_at: Some(at) })) => {
                return Ok(self.interval.max((at - Utc::now()).to_std().unwrap_or_default()));
            }
            Err(error) if !error.is_passing() => return Err(error),
            _ => {}
        }
        Ok(self.interval)
    }
}

#[cfg(test)]
#[path = "pace_tests.rs"]
mod tests;
