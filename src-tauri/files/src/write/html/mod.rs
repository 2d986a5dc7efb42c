//! Reports to print: one file with everything in it, which does nothing but show.
//!
//! No script, no remote content, no link; a content security policy in the file itself allows its one style sheet, by
//! hash, and nothing else. Everything that somebody typed is escaped, set apart from the direction of its surroundings
//! (`<bdi>`), and shows its control characters. A browser prints it to PDF; `@page` numbers the pages.

mod class;
mod matrix;
mod style;
mod table;
mod text;
mod timeline;

pub use class::class_html;
pub use matrix::course_html;

use super::legend::Block;
use base64::Engine as _;
use sha2::{Digest, Sha256};
use style::STYLE;
use text::Html;

/// The document around a report.
fn document(title: &str, body_class: &'static str, body: &Html) -> Vec<u8> {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let mut page = Html::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    page.text(&hash);
    page.raw("'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page.text(title);
    page.raw("</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body class=\"").raw(body_class).raw("\">\n");
    page.append(body);
    page.raw("</body>\n</html>\n");
    page.into_bytes()
}

/// The legend as lists of terms.
fn legend(page: &mut Html, blocks: &[Block]) {
    page.raw("<section class=\"legend\">\n<h2>Legend</h2>\n");
    for block in blocks {
        page.raw("<h3>").text(block.heading).raw("</h3>\n<dl>\n");
        for (what, of_it) in &block.lines {
            page.raw("<div><dt>").typed(what).raw("</dt><dd>").typed(of_it).raw("</dd></div>\n");
        }
        page.raw("</dl>\n");
    }
    page.raw("</section>\n");
}

/// The numbers at the head of a report.
fn tiles(page: &mut Html, tiles: &[(&'static str, String)]) {
    page.raw("<dl class=\"tiles\">\n");
    for (what, number) in tiles {
        page.raw("<div><dt>").raw(what).raw("</dt><dd>").text(number).raw("</dd></div>\n");
    }
    page.raw("</dl>\n");
}
