//! Pages stand alone: no script, no address, a policy that allows their own style sheet and nothing else.

use crate::sample::{class, course};
use base64::Engine as _;
use rollbook_files::write::html::{class_html, course_html};
use sha2::{Digest, Sha256};

fn pages() -> [String; 2] {
    [class_html(&class(), true), course_html(&course(), true)].map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    for page in pages() {
        for forbidden in [
            "<script", "<img", "<link", "<iframe", "<a ", "url(", "http:", "https:", "@import", " style=",
            " onload",
        ] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn the_policy_allows_the_style_sheet_by_its_hash() {
    for page in pages() {
        let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
        let policy = format!("content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'");
        assert!(page.contains(&policy), "the hash of another text");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    }
}

#[test]
fn tables_say_what_their_headings_are_for() {
    for page in pages() {
        let body = page.split("</style>").nth(1).unwrap();
        let headings = body.matches("<th ").count();
        assert!(headings > 20 && !body.contains("<th>"));
        assert_eq!(body.matches("scope=\"col\"").count() + body.matches("scope=\"row\"").count(), headings);
        assert_eq!(body.matches("<thead>").count(), body.matches("<table").count());
        assert_eq!(
            body.matches(" aria-label=\"").count(),
            body.matches("<table").count() + body.matches("<svg").count()
        );
    }
    assert!(
        pages()[0].contains("aria-label=\"09:58:20 to 10:30:00, 10:32:01 to 11:30:10\""),
        "bars in words"
    );
}

#[test]
fn every_row_has_a_cell_under_each_heading() {
    let mut without = course();
    without.limit = None;
    let more = [class_html(&class(), false), course_html(&without, false)];
    let more = more.map(|bytes| String::from_utf8(bytes).unwrap());
    for page in pages().iter().chain(&more) {
        for table in page.split("<table").skip(1) {
            let table = table.split("</table>").next().unwrap();
            let mut rows = table
                .split("<tr>")
                .skip(1)
                .map(|row| row.matches("<t").count() - row.matches("<tbody").count());
            let headings = rows.next().unwrap();
            assert!(rows.all(|cells| cells == headings), "{headings} headings over {table}");
        }
    }
}
