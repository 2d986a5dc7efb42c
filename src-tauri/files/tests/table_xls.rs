//! Workbooks of Excel 97 to 2003, put together by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rollbook_files::table::{Form, ReadError, WorkbookKind, read};

const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let count = u16::try_from(units.len() / 2).unwrap();
    let head = [row.to_le_bytes(), column.to_le_bytes(), [0, 0], count.to_le_bytes()].concat();
    record(0x0204, &[&head[..], &[1], &units].concat())
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    record(
        0x0203,
        &[&[row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat()[..], &value.to_le_bytes()].concat(),
    )
}

fn begin(kind: u16) -> Vec<u8> {
    record(0x0809, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat())
}

/// A stream with one sheet of these records.
fn stream(sheet: &[Vec<u8>]) -> Vec<u8> {
    let page = record(0x0042, &1200_u16.to_le_bytes());
    let end = record(0x000A, &[]);
    // The place of the sheet, visible, a worksheet, and its name.
    let offset = begin(5).len() + page.len() + 4 + 4 + 2 + 2 + 1 + end.len();
    let bound =
        record(0x0085, &[&u32::try_from(offset).unwrap().to_le_bytes()[..], &[0, 0], &[1, 0], b"S"].concat());
    let mut all = [begin(5), page, bound, end.clone()].concat();
    assert_eq!(all.len(), offset);
    all.extend(begin(0x10));
    all.extend(sheet.concat());
    all.extend(end);
    all
}

/// A compound file with one stream. `tail` is what the table says of the stream's last sector.
fn compound(name: &str, stream: &[u8], tail: u32) -> Vec<u8> {
    let size = stream.len().max(4096);
    let sectors = size.div_ceil(512);
    let mut head = vec![0_u8; 512];
    head[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    head[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    for (at, word) in [(44, 1), (48, 1), (56, 4096), (60, END), (64, 0), (68, END), (72, 0)] {
        head[at..at + 4].copy_from_slice(&u32::to_le_bytes(word));
    }
    head[76..80].copy_from_slice(&0_u32.to_le_bytes());
    head[80..].fill(0xFF);
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((0..sectors).map(|n| if n + 1 == sectors { tail } else { u32::try_from(n + 3).unwrap() }));
    table.resize(128, FREE);
    let entry = |name: &str, kind: u8, start: u32, size: usize| {
        let mut entry = vec![0_u8; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = u8::try_from(units.len() + 2).unwrap();
        entry[66] = kind;
        entry[68..80].fill(0xFF);
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
        entry
    };
    let mut file = head;
    file.extend(table.iter().flat_map(|word| word.to_le_bytes()));
    file.extend([entry("Root Entry", 5, END, 0), entry(name, 2, 2, size)].concat());
    file.extend(vec![0; 256]);
    file.extend(stream);
    file.resize(512 * (3 + sectors), 0);
    file
}

#[test]
fn old_workbooks_are_read() {
    let sheet = [label(0, 0, "Name"), label(0, 1, "Nr"), label(2, 0, "Zoë"), number(2, 1, 7.0)];
    let file = read(&compound("Workbook", &stream(&sheet), END)).unwrap();
    assert!(
        matches!(&file.form, Form::Workbook { kind: WorkbookKind::Xls, sheet, .. } if sheet == "S"),
        "{:?}",
        file.form
    );
    let rows: Vec<(u32, Vec<&str>)> =
        file.table.rows().map(|row| (row.line(), row.cells().collect())).collect();
    assert_eq!(rows, [(1, vec!["Name", "Nr"]), (2, vec![]), (3, vec!["Zoë", "7"])]);
}

#[test]
fn far_corners_and_great_claims_are_refused() {
    let corners = [label(0, 0, "a"), label(65_535, 255, "z")];
    assert_eq!(read(&compound("Workbook", &stream(&corners), END)).unwrap_err(), ReadError::TooManyCells);
    let claim = [0_u32.to_le_bytes(), u32::MAX.to_le_bytes(), [0, 0, 0xFF, 0xFF], [0; 4]].concat();
    let claim = [record(0x0200, &claim[..14]), label(0, 0, "a")];
    assert_eq!(read(&compound("Workbook", &stream(&claim), END)).unwrap_err(), ReadError::Damaged);
}

#[test]
fn a_chain_that_bites_its_tail_ends() {
    let sheet = stream(&[label(0, 0, "a")]);
    assert_eq!(read(&compound("Workbook", &sheet, 2)).unwrap_err(), ReadError::Damaged);
    let mut folder = compound("Workbook", &sheet, END);
    folder[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(read(&folder).unwrap_err(), ReadError::Damaged);
}

#[test]
fn other_compound_files_are_named() {
    assert_eq!(
        read(&compound("WordDocument", b"x", END)).unwrap_err(),
        ReadError::NotATable("a Word document")
    );
    assert_eq!(read(&compound("EncryptedPackage", b"x", END)).unwrap_err(), ReadError::Locked);
}

#[test]
fn damage_never_crashes() {
    let whole = compound("Workbook", &stream(&[label(0, 0, "Name"), number(1, 0, 1.5)]), END);
    for at in 0..whole.len().min(2300) {
        for value in [0, 0x7F, 0xFF] {
            let mut broken = whole.clone();
            broken[at] = value;
            let _ = read(&broken);
        }
    }
    for cut in (8..whole.len()).step_by(61) {
        let _ = read(&whole[..cut]);
    }
}
