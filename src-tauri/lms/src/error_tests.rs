#![allow(clippy::unwrap_used)]
use super::*;

fn all() -> Vec<LmsError> {
    let says = || ServerText::clean("Emma Watson is not enrolled", "");
    vec![
        LmsError::BadAddress(AddressFault::NotHttps),
        LmsError::BadAddress(AddressFault::Unreadable),
        LmsError::BadAddress(AddressFault::Userinfo),
        LmsError::BadAddress(AddressFault::Extra),
        LmsError::UnusableToken,
        LmsError::BadId,
        LmsError::BadToken,
        LmsError::NotPermitted(says()),
        LmsError::NotFound(says()),
        LmsError::Busy(says()),
        LmsError::Conflict,
        LmsError::NoVersion,
        LmsError::Unpublished,
        LmsError::Refused { status: 422, says: says() },
        LmsError::Throttled { retry_at: None },
        LmsError::Down { status: 502 },
        LmsError::Portal,
        LmsError::Nonsense(Nonsense::Loop),
        LmsError::UntrustedLink,
        LmsError::TooLarge,
        LmsError::Offline,
        LmsError::Unreachable,
        LmsError::Proxy,
        LmsError::Tls,
        LmsError::TimedOut,
        LmsError::Cancelled,
    ]
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    for error in all() {
        assert!(error.message().ends_with('.'), "{error:?}");
        assert!(error.hint().ends_with('.') && error.hint() != error.message(), "{error:?}");
        assert!(!error.code().contains(' '));
    }
}

#[test]
fn what_the_server_said_is_shown_but_never_printed() {
    for error in all() {
        let printed = format!("{error} {error:?} {} {}", error.message(), error.hint());
        assert!(!printed.contains("Emma"), "{printed}");
    }
    let refused = LmsError::NotFound(ServerText::clean("gone", ""));
    assert_eq!(refused.server_says(), Some("gone"));
}

#[test]
fn a_refusal_wrote_nothing_and_a_lost_answer_may_have() {
    assert!(!LmsError::Conflict.may_have_written());
    assert!(!LmsError::BadToken.may_have_written());
    assert!(!LmsError::Offline.may_have_written());
    assert!(LmsError::TimedOut.may_have_written());
    assert!(LmsError::Down { status: 500 }.may_have_written());
    assert!(LmsError::Nonsense(Nonsense::NotJson).may_have_written());
}
