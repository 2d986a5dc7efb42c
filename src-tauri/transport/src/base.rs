//! The root of one configured server, and the rule that nothing goes anywhere else.

use crate::error::Error;
use std::fmt;
use url::{Host, Url};

/// A server's root: https, or http to this machine. Debug and Display show scheme, host and port only.
#[derive(Clone, PartialEq, Eq)]
pub struct Base {
    url: Url,
}

impl Base {
    /// Takes an address. [`Error::BadAddress`] for anything but https, and http to loopback; for user names, queries
    /// and fragments.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut url = Url::parse(text.trim()).map_err(|_| Error::BadAddress)?;
        let safe = match url.scheme() {
            "https" => url.host().is_some(),
            "http" => is_loopback(&url),
            _ => false,
        };
        let plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !safe || !plain {
            return Err(Error::BadAddress);
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self { url })
    }

    /// The address of `path` below this root. `path` is ours, without a leading slash; it may hold a query.
    pub fn join(&self, path: &str) -> Result<Url, Error> {
        self.follow(&format!("{}{}", self.url, path.trim_start_matches('/')))
    }

    /// The address that a link in an answer leads to, absolute or relative to this root.
    ///
    /// [`Error::UntrustedLink`] unless scheme, host and port are this server's and the path lies below this root.
    pub fn follow(&self, link: &str) -> Result<Url, Error> {
        let text = link.trim();
        // The URL standard reads a backslash as a slash and drops tabs: no honest server sends either.
        if text.is_empty() || text.chars().any(|c| c == '\\' || c.is_control() || c.is_whitespace()) {
            return Err(Error::UntrustedLink);
        }
        let url = self.url.join(text).map_err(|_| Error::UntrustedLink)?;
        let same = url.scheme() == self.url.scheme()
            && url.host() == self.url.host()
            && url.port_or_known_default() == self.url.port_or_known_default()
            && url.username().is_empty()
            && url.password().is_none();
        let path = url.path();
        let lower = path.to_ascii_lowercase();
        let climbs = lower.contains("%2e%2e") || lower.contains("%2f..") || lower.contains("..%2f");
        if same && path.starts_with(self.url.path()) && !climbs { Ok(url) } else { Err(Error::UntrustedLink) }
    }

    /// The root as text, with its closing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// Scheme, host and port: what a user may be shown of it.
    #[must_use]
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }
}

impl fmt::Debug for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base({})", self.origin())
    }
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_https_and_this_machine() {
        for good in [
            "https://graph.microsoft.com",
            "http://127.0.0.1:8000/graph",
            "http://localhost:1/",
            "http://[::1]:2/x",
        ] {
            assert!(Base::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://graph.microsoft.com",
            "http://127.0.0.1.evil.example",
            "ftp://x.y",
            "https://u@x.y",
            "https://x.y/?a",
            "https://x.y/#a",
            "x",
            "",
        ] {
            assert!(Base::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn links_stay_below_the_root() {
        let base = Base::parse("https://graph.microsoft.com/v1.0").unwrap();
        for good in [
            "https://graph.microsoft.com/v1.0/me?$skiptoken=a",
            "https://GRAPH.microsoft.com:443/v1.0/x",
            "me/events",
            "./me",
        ] {
            assert!(base.follow(good).is_ok(), "{good}");
        }
        for bad in [
            "https://evil.example/v1.0/me",
            "http://graph.microsoft.com/v1.0/me",
            "https://graph.microsoft.com:444/v1.0/me",
            "https://graph.microsoft.com.evil.example/v1.0/",
            "https://graph.microsoft.com@evil.example/v1.0/",
            "https://graph.microsoft.com./v1.0/me",
            "//evil.example/v1.0/me",
            "\\\\evil.example\\v1.0",
            "https://graph.microsoft.com/v1.0/../beta/me",
            "https://graph.microsoft.com/v1.0/%2e%2e/beta",
            "https://graph.microsoft.com/v1.0/..%2fbeta",
            "../beta",
            "/beta",
            "https://graph.microsoft.com/v1.0evil/me",
            "file:///etc/passwd",
            "https:/\t/evil.example",
            "",
        ] {
            assert_eq!(base.follow(bad), Err(Error::UntrustedLink), "{bad}");
        }
    }
}
