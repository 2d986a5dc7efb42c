//! An office program (`soffice`) opens what we write (G32): cells it takes for formulas, and the text it shows.

use crate::hostile::{NAMES, all_called};
use crate::round_trip::read;
use crate::workbook::does_nothing;
use rollbook_files::write::class::ClassSheet;
use rollbook_files::write::columns::Column;
use rollbook_files::write::csv_people::people_csv;
use rollbook_files::write::dialect::Dialect;
use rollbook_files::write::guard::unguard;
use rollbook_files::write::visible::for_cell;
use rollbook_files::write::xlsx::class_xlsx;
use std::path::Path;
use std::process::Command;

/// Everybody of the corpus in one class.
fn everybody() -> ClassSheet {
    let mut sheet = all_called("Emma");
    for name in NAMES {
        sheet.people.extend(all_called(name).people.pop());
    }
    sheet
}

fn office() -> Option<&'static str> {
    ["soffice", "libreoffice"].into_iter().find(|program| {
        Command::new(program).arg("--version").output().is_ok_and(|done| done.status.success())
    })
}

/// Opens a file and saves it as a table; `form` is the filter with its options.
fn convert(program: &str, folder: &Path, file: &str, to: &str) -> Vec<u8> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new(program)
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder.join("out"))
        .arg(folder.join(file))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let ending = to.split(':').next().unwrap();
    std::fs::read(folder.join("out").join(file).with_extension(ending)).unwrap()
}

#[test]
fn an_office_program_takes_nothing_for_a_formula() {
    let sheet = everybody();
    let book = class_xlsx(&sheet, Column::ALL, true).unwrap();
    let table = people_csv(&sheet, Column::ALL, &Dialect::default()).unwrap();
    does_nothing(&book);
    let Some(program) = office() else {
        println!("LEFT OUT: LibreOffice is not installed, so only our own readers opened the files.");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("book.xlsx"), &book).unwrap();
    std::fs::write(folder.path().join("table.csv"), &table).unwrap();
    // Saved again as a workbook: what it took for a formula would be one there.
    does_nothing(&convert(program, folder.path(), "table.csv", "xlsx"));
    std::fs::rename(folder.path().join("out/table.xlsx"), folder.path().join("out/again.xlsx")).unwrap();
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let back = read(&convert(program, folder.path(), "book.xlsx", filter), b',');
    assert_eq!(back.len(), sheet.people.len() + 1);
    for (row, person) in back[1..].iter().zip(&sheet.people) {
        let name = for_cell(person.name.as_deref().unwrap_or_default()).replace("\r\n", "\n");
        assert_eq!(row[0].replace("\r\n", "\n"), name);
    }
    let back = read(&convert(program, folder.path(), "table.csv", filter), b',');
    let names: Vec<&str> = back[1..].iter().map(|row| unguard(&row[0])).collect();
    assert!(names.contains(&NAMES[0]) && names.contains(&NAMES[3]), "{names:?}");
}
