//! How long a request may take, how much it may bring, and how a transport is made.

use std::time::Duration;

/// How long and how much.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To open a connection.
    pub connect: Duration,
    /// For one try, from sending to the last byte.
    pub request: Duration,
    /// For all waiting between the tries of one request.
    pub waiting: Duration,
    /// Bytes of a body after decompression.
    pub body: usize,
    /// Tries of one request, the first included.
    pub tries: u32,
    /// Whether requests keep to the quotas of their lanes: not needed where a server is known to have none.
    pub paced: bool,
}

impl Default for Limits {
    /// The contract's figures: 30 s a request, 5 tries, 64 MiB.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(30),
            waiting: Duration::from_secs(90),
            body: 64 << 20,
            tries: 5,
            paced: true,
        }
    }
}

/// How to make a [`Transport`].
#[derive(Clone, Debug, Default)]
pub struct TransportOptions {
    /// `User-Agent`.
    pub user_agent: String,
    /// Touch no network.
    pub offline: bool,
    /// Limits.
    pub limits: Limits,
}
