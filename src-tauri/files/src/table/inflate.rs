//! Unpacks a workbook's parts once, into nothing, before anybody keeps what they hold.
//!
//! A directory of an archive may lie about sizes, parts may overlap, and a few kilobytes may unpack to terabytes; what
//! counts is what really comes out. Numbers in the parts that a reader would reserve memory for are looked at too.

use super::ReadError;
use super::kind::Kind;
use super::limits::{MAX_PARTS, MAX_SHARED_TEXTS, MAX_UNPACKED};
use memchr::memmem;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The archive of a workbook.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What an archive is, by the names of its parts.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    let archive = open(bytes)?;
    let has =
        |name: &str| archive.file_names().any(|part| part.is_ok_and(|part| part.eq_ignore_ascii_case(name)));
    if has("xl/workbook.xml") {
        return Ok(Kind::Xlsx);
    }
    let other = |name| Err(ReadError::NotATable(name));
    if has("xl/workbook.bin") {
        return other("a binary Excel workbook (XLSB)");
    }
    if has("word/document.xml") {
        return other("a Word document (DOCX)");
    }
    if has("ppt/presentation.xml") {
        return other("a presentation (PPTX)");
    }
    if has("Index/Document.iwa") || has("Index.zip") {
        return other("an Apple Numbers, Pages or Keynote document");
    }
    if has("content.xml") && has("mimetype") {
        let mut mime = String::new();
        let mut archive = archive;
        let part = archive.by_name("mimetype").map_err(|_| ReadError::Damaged)?;
        part.take(128).read_to_string(&mut mime).map_err(|_| ReadError::Damaged)?;
        return match mime.trim() {
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Kind::Ods),
            _ => other("an OpenDocument text or presentation"),
        };
    }
    if has("META-INF/MANIFEST.MF") {
        return other("a program");
    }
    other("a compressed archive (ZIP)")
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, ReadError> {
    // Every entry of the directory takes 46 bytes at least; the count is looked at before the list is made.
    let entries = memmem::find_iter(bytes, b"PK\x01\x02").take(MAX_PARTS + 1).count();
    if entries > MAX_PARTS {
        return Err(ReadError::Bomb);
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)
}

/// The archive, after every part was unpacked within the limits.
pub(super) fn checked(bytes: &[u8]) -> Result<Archive<'_>, ReadError> {
    let mut archive = open(bytes)?;
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| ReadError::Damaged)?;
        if part.encrypted() {
            return Err(ReadError::Locked);
        }
        stated = stated.saturating_add(part.size());
    }
    if archive.len() > MAX_PARTS || stated > MAX_UNPACKED {
        return Err(ReadError::Bomb);
    }
    let mut left = MAX_UNPACKED;
    let mut buffer = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| ReadError::Damaged)?;
        let mut watch = Watch::default();
        loop {
            let read = part.read(&mut buffer).map_err(|_| ReadError::Damaged)?;
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or(ReadError::Bomb)?;
            watch.look(buffer.get(..read).unwrap_or_default())?;
        }
        watch.end()?;
    }
    Ok(archive)
}

/// Looks for what would make a reader reserve or keep too much.
#[derive(Default)]
struct Watch {
    /// The end of what came before, so that nothing is missed between two pieces.
    tail: Vec<u8>,
    length: u64,
    texts: usize,
    promised: u64,
}

impl Watch {
    const OVERLAP: usize = 64;

    fn look(&mut self, piece: &[u8]) -> Result<(), ReadError> {
        self.length += piece.len() as u64;
        let mut window = std::mem::take(&mut self.tail);
        let old = window.len();
        // Without zeros UTF-16 reads like ASCII.
        window.extend(piece.iter().filter(|byte| **byte != 0));
        for at in memmem::find_iter(&window, b"uniqueCount") {
            let number = window.get(at + 11..window.len().min(at + 11 + 40)).unwrap_or_default();
            let digits =
                number.iter().skip_while(|b| b" \t\r\n=\"'+".contains(b)).take_while(|b| b.is_ascii_digit());
            let count = digits
                .fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
            self.promised = self.promised.max(count);
        }
        let fresh = |at: &usize| at + 4 > old;
        self.texts += memmem::find_iter(&window, b"<si>").filter(fresh).count();
        self.texts += memmem::find_iter(&window, b"<si/").filter(fresh).count();
        self.texts += memmem::find_iter(&window, b":si>").filter(fresh).count();
        self.tail = window.split_off(window.len().saturating_sub(Self::OVERLAP));
        if self.texts > MAX_SHARED_TEXTS { Err(ReadError::Bomb) } else { Ok(()) }
    }

    /// A part cannot hold more texts than it has room for.
    fn end(&self) -> Result<(), ReadError> {
        let room = (self.length / 4).min(MAX_SHARED_TEXTS as u64);
        if self.promised > room.max(16) { Err(ReadError::Bomb) } else { Ok(()) }
    }
}
