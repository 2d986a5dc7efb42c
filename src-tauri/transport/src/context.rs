//! What surrounds one operation: its cancel, and who is told of waiting.

use crate::error::{Error, Unreachable};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// Cancels whatever was given a clone of it.
#[derive(Clone, Debug)]
pub struct CancelToken {
    sender: Arc<watch::Sender<bool>>,
}

impl Default for CancelToken {
    fn default() -> Self {
        Self { sender: Arc::new(watch::Sender::new(false)) }
    }
}

impl CancelToken {
    /// Cancels.
    pub fn cancel(&self) {
        self.sender.send_replace(true);
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.sender.borrow()
    }

    /// Ends when it is cancelled.
    pub async fn cancelled(&self) {
        let mut receiver = self.sender.subscribe();
        // The sender lives in self, so waiting can only end by a cancel.
        let _ = receiver.wait_for(|cancelled| *cancelled).await;
    }
}

type OnWait = Arc<dyn Fn(Duration) + Send + Sync>;

/// The surroundings of one operation; cheap to clone.
#[derive(Clone, Default)]
pub struct Context {
    /// Ends every request of the operation.
    pub cancel: CancelToken,
    on_wait: Option<OnWait>,
    deadline: Option<Instant>,
}

impl Context {
    /// Surroundings with this cancel.
    #[must_use]
    pub fn new(cancel: CancelToken) -> Self {
        Self { cancel, ..Self::default() }
    }

    /// Calls `tell` before every wait of a second or more that a server asked for.
    #[must_use]
    pub fn on_wait(self, tell: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self { on_wait: Some(Arc::new(tell)), ..self }
    }

    /// Ends every request at this time at the latest, as timed out. Of two deadlines the earlier one counts.
    #[must_use]
    pub fn until(self, deadline: Instant) -> Self {
        Self { deadline: Some(self.deadline.map_or(deadline, |own| own.min(deadline))), ..self }
    }

    /// Work of the operation that is no request: ended by its cancel and its deadline.
    pub async fn bounded<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        let late = async {
            match self.deadline {
                Some(deadline) => tokio::time::sleep_until(deadline).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(Error::Cancelled),
            done = work => Ok(done),
            () = late => Err(Error::Offline(Unreachable::TimedOut)),
        }
    }

    /// Waits so long; told like every other wait, and ended by the cancel and the deadline.
    pub async fn pause(&self, wait: Duration) -> Result<(), Error> {
        if wait.is_zero() {
            return Ok(());
        }
        self.waiting(wait);
        self.bounded(tokio::time::sleep(wait)).await
    }

    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Whether the deadline comes before a wait of this length is over.
    pub(crate) fn ends_within(&self, wait: Duration) -> bool {
        let end = Instant::now().checked_add(wait);
        self.deadline.is_some_and(|deadline| end.is_none_or(|end| end > deadline))
    }

    pub(crate) fn waiting(&self, time: Duration) {
        if let Some(tell) = self.on_wait.as_ref().filter(|_| time >= Duration::from_secs(1)) {
            tell(time);
        }
    }
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context")
    }
}
