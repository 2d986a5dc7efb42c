//! Rows into people: what is left out, and why, is said line by line.

use super::columns::Assigned;
use super::content::{is_mail, mails};
use super::fold::{fold, tidy};
use super::names::{self, Name};
use super::reading::{Entry, Recognised, Role, Skipped};
use crate::table::Row;
use std::collections::{BTreeMap, BTreeSet};

/// First words of rows that sum up the list.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "sum",
    "count",
    "average",
    "overall average",
    "mean",
    "median",
    "points possible",
    "manual posting",
    "gesamt",
    "summe",
    "anzahl",
    "durchschnitt",
    "gesamtdurchschnitt",
    "mittelwert",
    "somme",
    "moyenne",
    "moyenne generale",
    "nombre total",
    "promedio",
    "promedio general",
    "suma",
    "media",
    "media geral",
    "soma",
    "totale",
    "media complessiva",
    "razem",
    "suma calkowita",
    "srednia",
    "ogolna srednia",
    "totaal",
    "gemiddelde",
    "celkem",
    "prumer",
    "spolu",
    "priemer",
    "summa",
    "medel",
    "snit",
    "i alt",
    "yhteensa",
    "keskiarvo",
    "toplam",
    "ortalama",
    "итого",
    "всего",
    "среднее",
    "разом",
    "усього",
    "合計",
    "平均",
    "总计",
    "合计",
    "總計",
    "平均分",
    "합계",
    "평균",
    "المجموع",
    "المتوسط",
    "الإجمالي",
    "osszesen",
    "atlag",
    "total general",
    "συνολο",
    "jumlah",
    "rata rata",
    "tong",
    "tong cong",
];

/// What the rows give.
#[derive(Default)]
pub(super) struct Made {
    pub(super) entries: Vec<Entry>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) notes: Vec<String>,
}

pub(super) fn make(assigned: &Assigned, heading: Option<Row<'_>>, body: &[Row<'_>]) -> Made {
    let headings: Vec<&str> = heading.map(|row| row.cells().map(str::trim).collect()).unwrap_or_default();
    let mut made = Made::default();
    let mut seen = Seen::default();
    let mut bad_mails = 0_usize;
    for row in body {
        let line = row.line();
        if let Some(why) = passed_over(*row, &headings, assigned) {
            made.skipped.push(Skipped { line, why: why.to_owned() });
            continue;
        }
        let entry = entry(*row, assigned, &mut bad_mails);
        if !entry.name.chars().any(char::is_alphanumeric) && entry.emails.is_empty() {
            made.skipped
                .push(Skipped { line, why: "The row has neither a name nor an e-mail address.".to_owned() });
            continue;
        }
        match seen.before(&entry, *row) {
            Some((what, first)) => {
                let why = format!("{what} stands on line {first} already; the first one counts.");
                made.skipped.push(Skipped { line, why });
            }
            None => made.entries.push(entry),
        }
    }
    if bad_mails > 0 {
        made.notes
            .push(format!("{bad_mails} cells in columns of e-mail addresses hold none that can be read."));
    }
    if seen.homonyms > 0 {
        made.notes
            .push(format!("{} people have the name of somebody further up in the list.", seen.homonyms));
    }
    made
}

/// Rows that are no people: the headings again, sums, points, the test student.
fn passed_over(row: Row<'_>, headings: &[&str], assigned: &Assigned) -> Option<&'static str> {
    let filled = || row.cells().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty());
    let again =
        filled().filter(|(index, cell)| headings.get(*index).is_some_and(|heading| heading == cell)).count();
    if again >= 2 || (again == 1 && filled().count() == 1) {
        return Some("The headings again.");
    }
    let cell = |role: Role| assigned.of(role).next().map_or("", |column| row.cell(column).trim());
    if assigned.recognised == Some(Recognised::CanvasGradebook) {
        if cell(Role::LmsId).is_empty() && cell(Role::Username).is_empty() {
            return Some("A row of points, not of a person.");
        }
        let words = fold(cell(Role::Name));
        if matches!(words.as_str(), "student test" | "test student") && cell(Role::Number).is_empty() {
            return Some("Canvas's test student.");
        }
    }
    let first = fold(filled().next().map_or("", |(_, cell)| cell));
    let words = first.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_total = TOTALS.contains(&words) && !row.cells().any(|cell| mails(cell).next().is_some());
    is_total.then_some("A row that sums up the list.")
}

fn entry(row: Row<'_>, assigned: &Assigned, bad_mails: &mut usize) -> Entry {
    let cell =
        |role: Role| assigned.of(role).map(|column| tidy(row.cell(column))).find(|cell| !cell.is_empty());
    let (given, family) = (cell(Role::Given), cell(Role::Family));
    let name = if given.is_some() || family.is_some() {
        names::halves(&given.unwrap_or_default(), &family.unwrap_or_default())
    } else {
        cell(Role::Name).map_or_else(Name::default, |cell| names::whole(&cell))
    };
    let mut entry = Entry {
        lms_id: cell(Role::LmsId),
        name: name.shown,
        given: name.given,
        family: name.family,
        emails: Vec::new(),
        username: cell(Role::Username),
        number: cell(Role::Number),
        group: cell(Role::Group),
        line: row.line(),
    };
    for column in assigned.of(Role::Email) {
        let cell = row.cell(column).trim();
        let before = entry.emails.len();
        for mail in mails(cell) {
            add(&mut entry.emails, mail);
        }
        let is_blank = !cell.chars().any(char::is_alphanumeric);
        *bad_mails += usize::from(entry.emails.len() == before && !is_blank && mails(cell).next().is_none());
    }
    // A login that is an address is one (Canvas's SIS Login ID).
    if let Some(login) = entry.username.as_deref().filter(|login| is_mail(login)) {
        add(&mut entry.emails, login);
    }
    entry
}

fn add(emails: &mut Vec<String>, mail: &str) {
    let folded = mail.to_lowercase();
    if !emails.iter().any(|known| known.to_lowercase() == folded) {
        emails.push(mail.to_owned());
    }
}

/// Who was in the list so far.
#[derive(Default)]
struct Seen {
    ids: BTreeMap<(u8, String), u32>,
    mails: BTreeMap<String, u32>,
    rows: BTreeMap<Vec<String>, u32>,
    names: BTreeSet<String>,
    homonyms: usize,
}

impl Seen {
    /// What of this entry stood in the list before, and on which line; else the entry is noted.
    fn before(&mut self, entry: &Entry, row: Row<'_>) -> Option<(&'static str, u32)> {
        let ids = [(0, &entry.lms_id), (1, &entry.number), (2, &entry.username)];
        let ids: Vec<(u8, String)> =
            ids.into_iter().filter_map(|(kind, id)| Some((kind, id.as_ref()?.to_lowercase()))).collect();
        let mails: Vec<String> = entry.emails.iter().map(|mail| mail.to_lowercase()).collect();
        if let Some(line) = ids.iter().find_map(|id| self.ids.get(id)) {
            return Some(("The same id", *line));
        }
        if let Some(line) = mails.iter().find_map(|mail| self.mails.get(mail)) {
            return Some(("The same e-mail address", *line));
        }
        let name = fold(&entry.name);
        if ids.is_empty() && mails.is_empty() {
            // Nothing tells two people of one name apart but what else stands in their rows.
            let cells: Vec<String> = row.cells().map(fold).collect();
            if let Some(line) = self.rows.get(&cells) {
                return Some(("The same row", *line));
            }
            self.rows.insert(cells, entry.line);
        }
        self.ids.extend(ids.into_iter().map(|id| (id, entry.line)));
        self.mails.extend(mails.into_iter().map(|mail| (mail, entry.line)));
        if !name.is_empty() && !self.names.insert(name) {
            self.homonyms += 1;
        }
        None
    }
}
