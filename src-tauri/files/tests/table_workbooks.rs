//! Workbooks: values as text, sheets, and the files that are made to hurt a reader.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rollbook_files::table::{Form, ReadError, Table, WorkbookKind, read, read_sheet};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const DEFLATED: CompressionMethod = CompressionMethod::Deflated;

fn cells(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows().map(|row| (row.line(), row.cells().collect())).collect()
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(DEFLATED)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let roots = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let links = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    );
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", roots.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn ods(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn values_of_a_workbook_are_text() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Empty").unwrap();
    let sheet = book.add_worksheet().set_name("People").unwrap();
    for (column, label) in (0..).zip(["Name", "Nr", "Points", "Joined", "Day", "Long", "Here"]) {
        sheet.write(0, column, label).unwrap();
    }
    let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    sheet.write(3, 0, "Zoë & <Co>").unwrap();
    sheet.write(3, 1, 12_345_678).unwrap();
    sheet.write(3, 2, 0.1 + 0.2).unwrap();
    let date = ExcelDateTime::from_ymd(2026, 1, 15).unwrap().and_hms(19, 0, 59).unwrap();
    sheet.write_with_format(3, 3, &date, &instant).unwrap();
    sheet
        .write_with_format(
            3,
            4,
            ExcelDateTime::from_ymd(2026, 12, 31).unwrap(),
            &Format::new().set_num_format("dd/mm/yy"),
        )
        .unwrap();
    sheet.write_with_format(3, 5, 1.5, &Format::new().set_num_format("[h]:mm:ss")).unwrap();
    sheet.write(3, 6, true).unwrap();
    sheet.write(4, 6, "last").unwrap();
    book.add_worksheet().set_name("Other").unwrap().write(0, 0, "x").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let file = read(&bytes).unwrap();
    let Form::Workbook { kind: WorkbookKind::Xlsx, sheet, sheets } = &file.form else {
        panic!("{:?}", file.form)
    };
    assert_eq!((sheet.as_str(), sheets.len()), ("People", 3));
    let rows = cells(&file.table);
    assert_eq!(rows[1], (2, vec![]));
    assert_eq!(
        rows[2],
        (
            4,
            vec![
                "Zoë & <Co>",
                "12345678",
                "0.3",
                "2026-01-15 19:00:59",
                "2026-12-31 00:00:00",
                "36:00:00",
                "true"
            ]
        )
    );
    assert_eq!(rows[3], (5, vec!["", "", "", "", "", "", "last"]));
    assert_eq!(cells(&read_sheet(&bytes, Some("Other")).unwrap().table), [(1, vec!["x"])]);
    assert_eq!(read_sheet(&bytes, Some("None")).unwrap_err(), ReadError::NoSuchSheet);
    assert_eq!(read_sheet(&bytes, Some("Empty")).unwrap_err(), ReadError::Empty);
}

#[test]
fn the_same_cells_in_another_form_have_the_same_hash() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([["Name", "Nr"], ["Zoë", "7"]]) {
        sheet.write(row, 0, cells[0]).unwrap();
        sheet.write(row, 1, cells[1]).unwrap();
    }
    let text = read("Name ;Nr;;\r\n;;\r\nZoë;7\r\n".as_bytes()).unwrap();
    assert_eq!(read(&book.save_to_buffer().unwrap()).unwrap().content_hash(), text.content_hash());
    assert_ne!(read("Name;Nr\nZoë7\n".as_bytes()).unwrap().content_hash(), text.content_hash());
    assert_ne!(read("Name;Nr;Zoë;7\n".as_bytes()).unwrap().content_hash(), text.content_hash());
}

#[test]
fn opendocument_cells_and_repeats() {
    let file = read(&ods(
        r#"<table:table table:name="Empty"/><table:table table:name="A &amp; B"><table:table-column/><table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><text:p>Zoë<text:s text:c="2"/>M &amp; N</text:p><text:p>two</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>7,00</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell office:value-type="date" office:date-value="2026-01-15T19:00:00.5"><text:p>15.01.26</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT27H30M05S"/></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
    ))
    .unwrap();
    let Form::Workbook { kind: WorkbookKind::Ods, sheet, sheets } = &file.form else {
        panic!("{:?}", file.form)
    };
    assert_eq!((sheet.as_str(), sheets.len()), ("A & B", 2));
    let rows = cells(&file.table);
    assert_eq!(rows[0], (1, vec!["Zoë  M & N\ntwo", "7", "7"]));
    assert_eq!(rows[2], (5, vec!["", "2026-01-15 19:00:00", "27:30:05"]));
    assert_eq!((rows[3].0, rows.len()), (6, 4));
}

/// Runs out of patience, not of memory.
fn refused(bytes: &[u8]) -> ReadError {
    let start = Instant::now();
    let error = read(bytes).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    error
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![b' '; 210 << 20];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/big.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused(&bomb), ReadError::Bomb);
    // The directory says that the part is small.
    let mut lying = bomb.clone();
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    drop(zeros);
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&9_u32.to_le_bytes());
        }
    }
    assert!(lying != bomb);
    assert!(matches!(refused(&lying), ReadError::Bomb | ReadError::Damaged));
    // A table that asks for room for a billion texts.
    let promise = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="4000000000"><si><t>a</t></si></sst>"#;
    assert_eq!(refused(&xlsx(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#, promise)), ReadError::Bomb);
    // One long text in a hundred thousand cells.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells: Vec<String> =
        (1..100_000).map(|n| format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#)).collect();
    assert_eq!(refused(&xlsx(&cells.concat(), &long)), ReadError::TooManyCells);
    let repeated = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(refused(&ods(repeated)), ReadError::TooManyCells);
    let endless = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"/></table:table-row><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(refused(&ods(endless)), ReadError::TooManyCells);
    let many: Vec<String> = (0..5000).map(|n| format!("xl/{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused(&archive(&parts)), ReadError::Bomb);
}

#[test]
fn cells_in_far_corners_cost_two_cells() {
    let sheet = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c></row>"#;
    let file = read(&xlsx(sheet, "<sst/>")).unwrap();
    assert_eq!((file.table.len(), file.table.row(2).unwrap().line()), (3, 1_048_576));
    assert_eq!(file.table.row(2).unwrap().cell(16_383), "z");
}

#[test]
fn other_archives_are_named() {
    let name = |parts: &[(&str, &[u8])]| read(&archive(parts)).unwrap_err().to_string();
    assert!(name(&[("word/document.xml", b"<w/>")]).contains("Word document"));
    assert!(name(&[("ppt/presentation.xml", b"<p/>")]).contains("presentation"));
    assert!(name(&[("a.txt", b"a")]).contains("archive (ZIP)"));
    assert!(
        name(&[("content.xml", b""), ("mimetype", b"application/vnd.oasis.opendocument.text")])
            .contains("OpenDocument text")
    );
    let locked = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(read(&locked).unwrap_err(), ReadError::Locked);
}

#[test]
fn damaged_workbooks_are_said_to_be_so() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Name").unwrap();
    let whole = book.save_to_buffer().unwrap();
    for cut in (30..whole.len()).step_by(97) {
        assert!(matches!(read(&whole[..cut]), Err(ReadError::Damaged | ReadError::NotATable(_))), "{cut}");
    }
    // A flipped byte may hit a part that nobody reads; it never crashes and never makes a table up.
    for at in (0..whole.len()).step_by(11) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x55;
        if let Ok(file) = read(&flipped) {
            assert_eq!(cells(&file.table).len(), 1);
        }
    }
}
