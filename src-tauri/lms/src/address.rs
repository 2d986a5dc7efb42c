//! The LMS's address: what may be configured, what is built from it, and which links of an answer may be followed.
//!
//! What is safe decides the transport's [`Base`]; here is what the `http` contract adds, and why an address was
//! refused in words.

use rollbook_transport::Base;
use url::Url;

/// The path of the `http` contract below the configured address.
const CONTRACT: &str = "rollbook/v1";

/// Why an address cannot be the LMS's. Shows nothing of the address: a pasted one may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// No web address at all.
    #[error("this is not a web address")]
    Unreadable,
    /// `http` to another machine.
    #[error("the address does not begin with https://")]
    NotHttps,
    /// Holds a user name or password.
    #[error("the address holds a user name or password")]
    Userinfo,
    /// Holds `?` or `#`.
    #[error("the address has a part after ? or #")]
    Extra,
}

/// The root of the `http` contract on one server. `Debug` shows scheme, host and port only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Base);

impl Address {
    /// Reads what the user typed. A trailing slash, and the contract's own path where it was pasted along, make no
    /// difference.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        Self::below(text, CONTRACT)
    }

    /// The same for an LMS whose calls lie below `path`.
    pub(crate) fn below(text: &str, path: &str) -> Result<Self, AddressFault> {
        let base = Base::parse(text).map_err(|_| fault(text))?;
        let root = base.as_str().trim_end_matches('/');
        let root = root.strip_suffix(&format!("/{path}")).unwrap_or(root);
        Base::parse(&format!("{root}/{path}/")).map(Self).map_err(|_| fault(text))
    }

    /// The root of the contract in its normal form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// A call of the contract. Each segment becomes exactly one segment of the path; `None` for those that cannot:
    /// empty ones, `.` and `..`, and what would climb on a server that decodes before it splits.
    #[must_use]
    pub fn call(&self, segments: &[&str]) -> Option<Url> {
        if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
            return None;
        }
        let mut url = Url::parse(self.0.as_str()).ok()?;
        url.path_segments_mut().ok()?.pop_if_empty().extend(segments);
        self.0.follow(url.as_str()).ok()
    }

    /// The link of an answer to a request of `from`, if it may be followed: the same scheme, host and port, no user,
    /// and a path of the contract below this address.
    #[must_use]
    pub fn follow(&self, from: &Url, link: &str) -> Option<Url> {
        // Relative links are relative to the request (RFC 8288, section 3.1), not to the root.
        let mut url = from.join(link).ok()?;
        url.set_fragment(None);
        self.0.follow(url.as_str()).ok()
    }
}

/// Why the transport refuses an address.
pub(crate) fn fault(text: &str) -> AddressFault {
    let Ok(url) = Url::parse(text.trim()) else { return AddressFault::Unreadable };
    match url.scheme() {
        "http" | "https" if !url.username().is_empty() || url.password().is_some() => AddressFault::Userinfo,
        "http" | "https" if url.query().is_some() || url.fragment().is_some() => AddressFault::Extra,
        "http" => AddressFault::NotHttps,
        _ => AddressFault::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_checked_and_made_normal() {
        for (typed, want) in [
            (" https://LMS.example ", Ok("https://lms.example/rollbook/v1/")),
            ("https://lms.example/school/", Ok("https://lms.example/school/rollbook/v1/")),
            ("https://lms.example/school/rollbook/v1", Ok("https://lms.example/school/rollbook/v1/")),
            ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080/rollbook/v1/")),
            ("http://localhost:8080/x", Ok("http://localhost:8080/x/rollbook/v1/")),
            ("http://[::1]:8080", Ok("http://[::1]:8080/rollbook/v1/")),
            ("http://lms.example", Err(AddressFault::NotHttps)),
            ("http://localhost.evil.example", Err(AddressFault::NotHttps)),
            ("http://192.168.0.1", Err(AddressFault::NotHttps)),
            ("https://a:b@lms.example", Err(AddressFault::Userinfo)),
            ("https://lms.example/?token=1", Err(AddressFault::Extra)),
            ("https://lms.example/#x", Err(AddressFault::Extra)),
            ("file:///etc/passwd", Err(AddressFault::Unreadable)),
            ("lms.example", Err(AddressFault::Unreadable)),
            ("", Err(AddressFault::Unreadable)),
        ] {
            let got = Address::parse(typed);
            assert_eq!(got.as_ref().map(Address::as_str).map_err(|e| *e), want, "{typed}");
        }
    }

    #[test]
    fn an_id_is_one_segment_whatever_it_holds() {
        let lms = Address::parse("https://lms.example/school").unwrap();
        let url = lms.call(&["courses", "a/b?c#d%2e é", "students"]).unwrap();
        assert_eq!(
            url.as_str(),
            "https://lms.example/school/rollbook/v1/courses/a%2Fb%3Fc%23d%252e%20%C3%A9/students"
        );
        for bad in ["", ".", ".."] {
            assert_eq!(lms.call(&["courses", bad, "students"]), None);
        }
    }

    #[test]
    fn only_links_of_the_same_contract_are_followed() {
        let lms = Address::parse("https://lms.example/school").unwrap();
        let from = lms.call(&["courses"]).unwrap();
        for good in ["?page=2", "courses?page=2", "https://LMS.example:443/school/rollbook/v1/courses?p=2#x"]
        {
            assert!(lms.follow(&from, good).is_some(), "{good}");
        }
        for bad in [
            "http://lms.example/school/rollbook/v1/courses",
            "https://lms.example:8443/school/rollbook/v1/courses",
            "https://lms.example.evil.example/school/rollbook/v1/courses",
            "https://lms.example@evil.example/school/rollbook/v1/courses",
            "https://u@lms.example/school/rollbook/v1/courses",
            "//evil.example/school/rollbook/v1/courses",
            "\\\\evil.example/school/rollbook/v1/courses",
            "https://lms.example/other",
            "../../../admin",
            "%2e%2e/%2e%2e/%2e%2e/admin",
            "javascript:alert(1)",
            "data:,x",
            "https://",
        ] {
            assert_eq!(lms.follow(&from, bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_link_leads_away(link in "[a-z:/@.?#\\\\%0-9]{0,40}") {
            let lms = Address::parse("https://lms.example/school").unwrap();
            let from = lms.call(&["courses"]).unwrap();
            if let Some(url) = lms.follow(&from, &link) {
                prop_assert!(url.as_str().starts_with("https://lms.example/school/rollbook/v1/"));
            }
        }

        #[test]
        fn every_id_makes_a_call_of_four_segments(id in ".{1,30}") {
            let lms = Address::parse("https://lms.example").unwrap();
            if let Some(url) = lms.call(&["courses", &id]) {
                prop_assert_eq!(url.path_segments().unwrap().count(), 4);
                prop_assert_eq!(url.query(), None);
            }
        }
    }
}
