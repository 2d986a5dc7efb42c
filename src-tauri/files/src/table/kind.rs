//! What a file is, by its first bytes: names of files lie.

use super::ReadError;
use super::compound::Compound;
use super::inflate;

/// The files that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Xlsx,
    Xls,
    Ods,
}

/// First bytes of files that are no tables. Only marks that no text begins with.
const MARKS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1A\n", "an image (PNG)"),
    (b"\xFF\xD8\xFF", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"II*\0", "an image (TIFF)"),
    (b"MM\0*", "an image (TIFF)"),
    (b"\x7FELF", "a program"),
    (b"\xCF\xFA\xED\xFE", "a program"),
    (b"\xCA\xFE\xBA\xBE", "a program"),
    (b"\x1F\x8B", "a compressed archive (gzip)"),
    (b"7z\xBC\xAF\x27\x1C", "a compressed archive (7-Zip)"),
    (b"Rar!\x1A\x07", "a compressed archive (RAR)"),
    (b"BZh91AY&SY", "a compressed archive (bzip2)"),
    (b"\xFD7zXZ\0", "a compressed archive (xz)"),
    (b"\x28\xB5\x2F\xFD", "a compressed archive (Zstandard)"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"\x1A\x45\xDF\xA3", "a video"),
    (b"OggS\0", "a sound or video file"),
    (b"ID3\x03\0", "a sound file (MP3)"),
    (b"ID3\x04\0", "a sound file (MP3)"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"%!PS-", "a PostScript document"),
];

/// Looks at the bytes; of a text file at nothing but its first ones.
pub(super) fn of_bytes(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return inflate::kind(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Compound::open(bytes)?.kind();
    }
    if let Some((_, name)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(ReadError::NotATable(name));
    }
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    let head = bytes.get(..64).unwrap_or(bytes);
    // Two letters begin many a text; these files have zeros near them.
    if at(0, b"MZ") && head.get(2..).is_some_and(|rest| memchr::memchr_iter(0, rest).count() > 16) {
        return Err(ReadError::NotATable("a program"));
    }
    if at(0, b"BM") && at(6, &[0, 0, 0, 0]) {
        return Err(ReadError::NotATable("an image (BMP)"));
    }
    if at(0, b"RIFF") && (at(8, b"WEBP") || at(8, b"WAVE") || at(8, b"AVI ")) {
        return Err(ReadError::NotATable("an image, sound or video file"));
    }
    if at(4, b"ftyp") && at(0, &[0, 0]) {
        return Err(ReadError::NotATable("a video or image"));
    }
    Ok(Kind::Text)
}

/// Looks at decoded text that is no table: pages, data and mail.
pub(super) fn of_text(text: &str) -> Result<(), ReadError> {
    let body = text.trim_start();
    if body.is_empty() {
        return Err(ReadError::Empty);
    }
    let refuse = |name| Err(ReadError::NotATable(name));
    let begins = |mark: &str| body.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    // Some learning platforms give a page with a table the name of a workbook.
    if ["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<meta"]
        .iter()
        .any(|mark| begins(mark))
    {
        return refuse("a web page (HTML)");
    }
    if begins("<?xml") || begins("<!--") {
        return refuse("an XML document");
    }
    if begins("{\\rtf") {
        return refuse("a rich text document (RTF)");
    }
    if begins("BEGIN:VCALENDAR") {
        return refuse("a calendar file (ICS)");
    }
    if begins("BEGIN:VCARD") {
        return refuse("a contact card (VCF)");
    }
    if begins("#!/") {
        return refuse("a script");
    }
    if is_json(body) {
        return refuse("JSON");
    }
    let sample: Vec<char> = body.chars().take(16_384).collect();
    let odd = sample.iter().filter(|c| (c.is_control() && !c.is_whitespace()) || **c == '\u{FFFD}').count();
    if odd * 10 > sample.len() {
        return refuse("no text");
    }
    Ok(())
}

/// An object or a list that ends with its line, or an object that breaks off. A name in brackets is neither.
fn is_json(body: &str) -> bool {
    if !body.starts_with(['{', '[']) {
        return false;
    }
    let inner = body.get(1..).unwrap_or_default().trim_start();
    if body.starts_with('{') && inner.starts_with('"') {
        return inner.split('"').nth(2).is_some_and(|rest| rest.trim_start().starts_with(':'));
    }
    let mut values = serde_json::Deserializer::from_str(body).into_iter::<serde::de::IgnoredAny>();
    if !matches!(values.next(), Some(Ok(_))) {
        return false;
    }
    let rest = body.get(values.byte_offset()..).unwrap_or_default().trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    #[test]
    fn other_files_are_refused_by_name() {
        let refused = |bytes: &[u8]| super::super::read(bytes).unwrap_err().to_string();
        assert_eq!(refused(b"%PDF-1.7\n%\xE2\xE3"), "this is a PDF, not a table");
        assert_eq!(refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "this is an image (PNG), not a table");
        assert_eq!(
            refused(b"\xEF\xBB\xBF\r\n <!DOCTYPE HTML><html>"),
            "this is a web page (HTML), not a table"
        );
        assert_eq!(refused(b"[{\"name\": 1}]\n"), "this is JSON, not a table");
        assert_eq!(refused(b"{\"name\": \"Zo"), "this is JSON, not a table");
        assert_eq!(refused(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0\xB8\0\0\0\0\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\0\0\0"), "this is a program, not a table");
        assert_eq!(refused(b"\x01\x02\x03\x04\x05\x06abc"), "this is no text, not a table");
        assert_eq!(refused(b""), "the file is empty");
        assert_eq!(refused(b"\xFF\xFE\r\0\n\0"), "the file is empty");
        assert_eq!(refused(b";;;\n;;;\n"), "the file is empty");
    }

    #[test]
    fn names_that_look_like_other_files_are_read() {
        for text in ["[Example] Sam;x\nA;b\n", "BMW;x\nA;b\n", "MZ;x\n", "[1];x\n", "{A} B;c\n", "GIF;x\n"] {
            assert!(super::super::read(text.as_bytes()).is_ok(), "{text}");
        }
    }
}
