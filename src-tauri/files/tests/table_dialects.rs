//! A table written in any dialect reads back to the same cells, and to the same content hash.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use encoding_rs::Encoding;
use proptest::prelude::*;
use rollbook_files::table::{Form, read};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Coding {
    Utf8,
    Utf8Mark,
    Utf16Little { mark: bool },
    Utf16Big { mark: bool },
    Utf32Little,
    Page(&'static Encoding),
}

#[derive(Clone, Copy, Debug)]
struct Dialect {
    coding: Coding,
    separator: char,
    line_end: &'static str,
    always_quoted: bool,
    padding: usize,
    last_line_ends: bool,
    declared: bool,
}

fn codings() -> impl Strategy<Value = Coding> {
    prop_oneof![
        Just(Coding::Utf8),
        Just(Coding::Utf8Mark),
        any::<bool>().prop_map(|mark| Coding::Utf16Little { mark }),
        any::<bool>().prop_map(|mark| Coding::Utf16Big { mark }),
        Just(Coding::Utf32Little),
        Just(Coding::Page(encoding_rs::WINDOWS_1252)),
    ]
}

fn dialects() -> impl Strategy<Value = Dialect> {
    (
        codings(),
        prop::sample::select(vec!['\t', ',', ';', '|']),
        prop::sample::select(vec!["\n", "\r\n", "\r"]),
        any::<bool>(),
        0_usize..4,
        any::<bool>(),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(coding, separator, line_end, always_quoted, padding, last_line_ends, declared)| {
            Dialect { coding, separator, line_end, always_quoted, padding, last_line_ends, declared }
        })
}

/// Names, instants, addresses; some rows have separators and quotes in their cells, others line breaks.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let plain = "[A-Z][a-zéöüñ]{1,8}( [A-Z][a-zçß]{1,8})?|[0-9]{1,5}|[a-z]{2,6}@example\\.org|";
    let marked = "[A-Z][a-z]{2,6}[,;|\t\"][a-z]{2,6}|4/13/2022, 7:56:32 AM|\"[A-Z][a-z]{2,5}\" [a-z]{2,6}";
    let broken = "[A-Z][a-z]{2,6}\n[a-z]{2,6}(\n[a-z]{1,4})?";
    (2_usize..7).prop_flat_map(move |width| {
        let row = prop_oneof![
            6 => prop::collection::vec(plain, width),
            2 => prop::collection::vec(prop_oneof![plain, marked], width),
            1 => prop::collection::vec(prop_oneof![plain, broken], width),
        ];
        (prop::collection::vec("[A-Z][a-zé]{2,9}", width), prop::collection::vec(row, 3..20)).prop_map(
            |(heading, mut rows)| {
                rows.insert(0, heading);
                // A first cell keeps every row from being blank.
                for row in rows.iter_mut().filter(|row| row[0].is_empty()) {
                    "Nobody".clone_into(&mut row[0]);
                }
                rows
            },
        )
    })
}

fn write(rows: &[Vec<String>], dialect: &Dialect) -> Vec<u8> {
    let mut text = String::new();
    if dialect.declared {
        text.extend(["sep=", &dialect.separator.to_string(), dialect.line_end]);
    }
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            text.push_str(dialect.line_end);
        }
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let needs = cell.contains([dialect.separator, '"', '\n', '\r']);
                if needs || dialect.always_quoted {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text.push_str(&cells.join(&dialect.separator.to_string()));
        text.extend(std::iter::repeat_n(dialect.separator, dialect.padding));
    }
    if dialect.last_line_ends {
        text.push_str(dialect.line_end);
    }
    encode(&text, dialect.coding)
}

fn encode(text: &str, coding: Coding) -> Vec<u8> {
    let marked = |mark: bool| if mark { format!("\u{FEFF}{text}") } else { text.to_owned() };
    match coding {
        Coding::Utf8 => text.into(),
        Coding::Utf8Mark => marked(true).into(),
        Coding::Utf16Little { mark } => marked(mark).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Coding::Utf16Big { mark } => marked(mark).encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Coding::Utf32Little => marked(true).chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        Coding::Page(page) => page.encode(text).0.into_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_dialect_reads_back(rows in rows(), dialect in dialects()) {
        let file = read(&write(&rows, &dialect)).unwrap();
        let found: Vec<Vec<&str>> = file.table.rows().map(|row| row.cells().collect()).collect();
        let wanted: Vec<Vec<&str>> = rows.iter().map(|row| {
            let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            row[..filled].iter().map(String::as_str).collect()
        }).collect();
        // A code page of letters that several pages share may be called by a neighbour's name.
        if matches!(dialect.coding, Coding::Page(_)) {
            prop_assert_eq!(found.len(), wanted.len());
        } else {
            prop_assert_eq!(found, wanted);
            let plain = Dialect { coding: Coding::Utf8, separator: ',', line_end: "\n", always_quoted: true, padding: 0, last_line_ends: true, declared: false };
            prop_assert_eq!(file.content_hash(), read(&write(&rows, &plain)).unwrap().content_hash());
        }
        let is_right = matches!(file.form, Form::Text { separator, unreadable: false, .. } if separator == dialect.separator);
        prop_assert!(is_right, "{:?}", file.form);
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        smoke(&bytes);
    }

    #[test]
    fn no_text_is_too_odd(text in "([\"\t,;|\r\n\0a-c@.\u{FEFF}\u{FFFD}]|\"\"|\r\n|sep=|PK\u{3}\u{4}|Name|Email|7|.){0,120}", coding in codings()) {
        smoke(text.as_bytes());
        smoke(&encode(&text, coding));
    }
}

fn smoke(bytes: &[u8]) {
    if let Ok(file) = read(bytes) {
        assert!(file.table.rows().any(|row| !row.is_blank()));
        let lines: Vec<u32> = file.table.rows().map(rollbook_files::table::Row::line).collect();
        assert!(lines.windows(2).all(|two| two[0] < two[1]));
        if let Ok(reading) = rollbook_files::roster::read(&file.table, None) {
            assert!(reading.entries.iter().all(|entry| !entry.name.is_empty() || !entry.emails.is_empty()));
        }
        let _ = rollbook_files::roster::heading_signature(&file.table);
    }
}
