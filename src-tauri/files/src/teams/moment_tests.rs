#![allow(clippy::unwrap_used)]
use super::moment::{Cell, cell};
use super::reading::DateOrder::{self, Dmy, Mdy, Ymd};

fn at(text: &str, order: DateOrder) -> Option<String> {
    cell(text).whole()?.instant(order).map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string())
}

#[test]
fn seven_in_the_evening_of_15_january_in_many_languages() {
    for (text, order) in [
        ("1/15/2026, 7:00:00 PM", Mdy),
        ("1/15/26, 7:00:00\u{202f}PM", Mdy),
        ("15/01/2026 à 19:00:00", Dmy),
        ("15.01.26, 19:00:00", Dmy),
        ("2026/1/15 19:00:00", Dmy),
        ("2026. 1. 15. 오후 7:00:00", Dmy),
        ("26. 1. 15. 오후 7:00:00", Ymd),
        ("2026/1/15 下午7:00:00", Dmy),
        ("2026年1月15日 19:00:00", Dmy),
        ("2026年1月15日 19時00分00秒", Dmy),
        ("2026년 1월 15일 오후 7시 0분 0초", Dmy),
        ("2026. 01. 15. 19:00:00", Dmy),
        ("2026. 01. 15. du. 7:00:00", Dmy),
        ("15. 1. 2026 19:00:00", Dmy),
        ("15.1.2026 klo 19.00.00", Dmy),
        ("15/01/26 19.00.00", Dmy),
        ("15-01-2026 19:00:00", Dmy),
        ("2026-01-15T19:00:00", Dmy),
        ("2026-01-15 19 h 00 min 00 s", Dmy),
        ("15.01.2026 г., 19:00:00 ч.", Dmy),
        ("15 Jan 2026 19:00:00", Mdy),
        ("Jan 15, 2026, 7:00:00 PM", Dmy),
        ("15 de enero de 2026, 7:00:00 p. m.", Mdy),
        ("15 января 2026 г., 19:00:00", Mdy),
        ("Thursday, 15 January 2026 at 19:00:00", Mdy),
        ("19:00:00 15/1/2026", Dmy),
        ("15/1/2569 19:00:00", Dmy),
        ("๑๕/๑/๒๕๖๙ ๑๙:๐๐:๐๐", Dmy),
        ("١٥‏/١‏/٢٠٢٦، ٧:٠٠:٠٠ م", Dmy),
        ("15/1/2026, 7:00:00 अपराह्न", Dmy),
        ("15.01.2026 ÖS 7:00:00", Dmy),
        ("15/1/2026, 7:00:00 μ.μ.", Dmy),
        ("2026-01-15 19:00:00.000", Dmy),
        ("46037.7916666667", Dmy),
        ("２０２６/１/１５ １９：００：００", Dmy),
        ("2026-01-15T19:00:00Z", Dmy),
        ("2026-01-15T20:00:00+01:00", Dmy),
        ("2026-01-15 14:00:00 -0500", Dmy),
    ] {
        assert_eq!(at(text, order).as_deref(), Some("2026-01-15T19:00:00"), "{text}");
    }
}

#[test]
fn midnight_and_noon() {
    assert_eq!(at("1/15/26, 12:00:00 AM", Mdy).as_deref(), Some("2026-01-15T00:00:00"));
    assert_eq!(at("1/15/26, 12:30 PM", Mdy).as_deref(), Some("2026-01-15T12:30:00"));
    assert_eq!(at("15.01.2026 24:00:00", Dmy).as_deref(), Some("2026-01-16T00:00:00"));
    assert_eq!(at("2026/1/15 凌晨12:05", Dmy).as_deref(), Some("2026-01-15T00:05:00"));
}

#[test]
fn what_is_not_sure_is_not_read() {
    for text in [
        "",
        "Anna",
        "3",
        "2026",
        "2h 5m",
        "15/1/2026",
        "ada@example.com",
        "+49 30 1234567",
        "15/1/2026 7:00:00 zz",
        "32/1/2026 10:00",
        "1.2.3",
        "Room 3.1, 10:00",
        "15/1/2026 25:00:00",
        "Team 5, 2/1",
    ] {
        assert_eq!(at(text, Dmy), None, "{text}");
    }
    assert_eq!(cell("۱۴۰۴/۱۰/۲۵ ۱۹:۰۰:۰۰"), Cell::Calendar(1404));
    assert_eq!(cell("١٤٤٧/٧/٢٦ ٧:٠٠ م"), Cell::Calendar(1447));
    assert_eq!(cell("115/1/15 19:00:00"), Cell::Calendar(115));
    assert_eq!(cell("令和8年1月15日 19:00:00"), Cell::Calendar(8));
}
