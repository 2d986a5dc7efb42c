//! `OpenDocument` spreadsheets, read as a stream of XML.
//!
//! One cell may say that it stands for a million of its like, in a row that does so too; a reader that lays them out
//! runs out of memory. Here repeated blanks cost nothing and repeated texts count against the limits.

use super::values::{Rows, duration_text, iso_text, number_text};
use super::{Form, ReadError, Table, WorkbookKind, inflate};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Read};

pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<(Table, Form), ReadError> {
    let mut archive = inflate::checked(bytes)?;
    if let Ok(part) = archive.by_name("META-INF/manifest.xml") {
        let mut manifest = Vec::new();
        part.take(4 << 20).read_to_end(&mut manifest).map_err(|_| ReadError::Damaged)?;
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(ReadError::Locked);
        }
    }
    let part = archive.by_name("content.xml").map_err(|_| ReadError::Damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let mut document = Document { reader, buffer: Vec::new() };
    let mut sheets = Vec::new();
    let mut found = None;
    while let Some(name) = document.next_table()? {
        let is_wanted = wanted.is_none_or(|wanted| wanted == name) && found.is_none();
        let table = document.table()?;
        if is_wanted && (wanted.is_some() || !table.rows().all(super::Row::is_blank)) {
            found = Some((name.clone(), table));
        }
        sheets.push(name);
    }
    let missing = if wanted.is_some() { ReadError::NoSuchSheet } else { ReadError::Empty };
    let (sheet, table) = found.ok_or(missing)?;
    Ok((table, Form::Workbook { kind: WorkbookKind::Ods, sheet, sheets }))
}

struct Document<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

/// What matters of one event.
enum Part {
    Open(Element),
    Close(Name),
    Text(String),
    End,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Table,
    Row,
    Cell,
    Paragraph,
    Spaces,
    Tab,
    Break,
    Annotation,
    Other,
}

/// An element with the attributes that matter.
struct Element {
    name: Name,
    title: Option<String>,
    repeat: u32,
    value: Option<String>,
}

impl<R: BufRead> Document<R> {
    fn next(&mut self) -> Result<Part, ReadError> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| ReadError::Damaged)?;
        Ok(match event {
            Event::Start(start) => Part::Open(element(&start)?),
            Event::End(end) => Part::Close(name(end.name().as_ref())),
            Event::Text(text) => Part::Text(text.as_ref().to_owned()),
            Event::CData(text) => Part::Text(text.as_ref().to_owned()),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", reference.as_ref() as &str);
                Part::Text(
                    quick_xml::escape::unescape(&entity)
                        .map(std::borrow::Cow::into_owned)
                        .unwrap_or_default(),
                )
            }
            Event::Eof => Part::End,
            _ => Part::Other,
        })
    }

    /// Goes to the next table and says its name.
    fn next_table(&mut self) -> Result<Option<String>, ReadError> {
        loop {
            match self.next()? {
                Part::Open(element) if element.name == Name::Table => {
                    return Ok(Some(element.title.unwrap_or_default()));
                }
                Part::End => return Ok(None),
                _ => {}
            }
        }
    }

    fn table(&mut self) -> Result<Table, ReadError> {
        let mut rows = Rows::new();
        let mut row = 0_u32;
        let mut cells = Vec::new();
        // A table within a cell is no row of this one.
        let mut depth = 0_u32;
        loop {
            match self.next()? {
                Part::Open(element) if element.name == Name::Table => depth += 1,
                Part::Close(Name::Table) if depth == 0 => return rows.finish(),
                Part::Close(Name::Table) => depth -= 1,
                Part::Open(element) if element.name == Name::Row && depth == 0 => {
                    self.row(&mut cells)?;
                    let times = if cells.is_empty() { 0 } else { element.repeat };
                    // Past the last number there is no row to put them in.
                    if times > 0 && row.checked_add(times).is_none() {
                        return Err(ReadError::TooManyCells);
                    }
                    for line in row..row.saturating_add(times) {
                        for (column, repeat, text) in &cells {
                            for column in *column..column.saturating_add(*repeat) {
                                rows.text(line, column, text)?;
                            }
                        }
                    }
                    row = row.saturating_add(element.repeat);
                }
                Part::End => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }

    /// The cells of a row that are not empty: first column, how often, text.
    fn row(&mut self, cells: &mut Vec<(u32, u32, String)>) -> Result<(), ReadError> {
        cells.clear();
        let mut column = 0_u32;
        loop {
            match self.next()? {
                Part::Close(Name::Row) => return Ok(()),
                Part::Open(element) if element.name == Name::Cell => {
                    let shown = self.cell()?;
                    let text = element.value.unwrap_or(shown);
                    if !text.is_empty() {
                        column.checked_add(element.repeat).ok_or(ReadError::TooManyCells)?;
                        cells.push((column, element.repeat, text));
                    }
                    column = column.saturating_add(element.repeat);
                }
                Part::End => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }

    /// The text of a cell; remarks beside it do not count.
    fn cell(&mut self) -> Result<String, ReadError> {
        let (mut text, mut aside, mut inner) = (String::new(), 0_u32, 0_u32);
        let (mut paragraphs, mut within) = (0, false);
        loop {
            match self.next()? {
                Part::Open(element) => match element.name {
                    Name::Cell => inner += 1,
                    Name::Annotation => aside += 1,
                    Name::Paragraph if aside == 0 => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                        within = true;
                    }
                    Name::Spaces if aside == 0 => {
                        text.extend(std::iter::repeat_n(' ', element.repeat.min(1000) as usize));
                    }
                    Name::Tab if aside == 0 => text.push('\t'),
                    Name::Break if aside == 0 => text.push('\n'),
                    _ => {}
                },
                Part::Close(Name::Cell) if inner == 0 => return Ok(text),
                Part::Close(Name::Cell) => inner -= 1,
                Part::Close(Name::Annotation) => aside = aside.saturating_sub(1),
                Part::Close(Name::Paragraph) if aside == 0 => within = false,
                Part::Text(piece) if within && aside == 0 => text.push_str(&piece),
                Part::End => return Err(ReadError::Damaged),
                _ => {}
            }
        }
    }
}

fn name(name: &str) -> Name {
    match name {
        "table:table" => Name::Table,
        "table:table-row" => Name::Row,
        "table:table-cell" | "table:covered-table-cell" => Name::Cell,
        "text:p" | "text:h" => Name::Paragraph,
        "text:s" => Name::Spaces,
        "text:tab" => Name::Tab,
        "text:line-break" => Name::Break,
        "office:annotation" => Name::Annotation,
        _ => Name::Other,
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, ReadError> {
    let name = name(start.name().as_ref());
    let mut element = Element { name, title: None, repeat: 1, value: None };
    if name == Name::Other {
        return Ok(element);
    }
    let attribute = |key: &str| -> Result<Option<String>, ReadError> {
        let found = start.try_get_attribute(key).map_err(|_| ReadError::Damaged)?;
        let text = found.map(|a| {
            a.normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map(std::borrow::Cow::into_owned)
                .map_err(|_| ReadError::Damaged)
        });
        text.transpose()
    };
    let repeat = match name {
        Name::Row => attribute("table:number-rows-repeated")?,
        Name::Cell => attribute("table:number-columns-repeated")?,
        Name::Spaces => attribute("text:c")?,
        _ => None,
    };
    if let Some(times) = repeat {
        element.repeat = times.parse().map_err(|_| ReadError::Damaged)?;
    }
    if name == Name::Table {
        element.title = attribute("table:name")?;
    }
    if name == Name::Cell {
        element.value = match attribute("office:value-type")?.as_deref() {
            Some("float" | "currency" | "percentage") => {
                attribute("office:value")?.and_then(|v| v.parse().ok()).map(number_text)
            }
            Some("date") => attribute("office:date-value")?.map(|v| iso_text(&v)),
            Some("time") => attribute("office:time-value")?.map(|v| duration_text(&v)),
            _ => None,
        };
    }
    Ok(element)
}
