//! Whether the file is what was written.

use crate::error::Result;
use crate::folder;
use crate::schema;
use crate::store::Store;
use std::path::Path;

/// What a look at the whole database found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integrity {
    /// Pages whose authentication code does not fit, as `SQLCipher` tells them.
    pub bad_pages: usize,
    /// Rows that name a row which is not there.
    pub broken_references: usize,
    /// What `PRAGMA quick_check` finds beside `ok`.
    pub findings: usize,
    /// The schema's version.
    pub schema: i64,
}

impl Integrity {
    /// Nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.bad_pages == 0 && self.broken_references == 0 && self.findings == 0
    }
}

impl Store {
    /// Reads every page and every reference.
    pub fn integrity(&self) -> Result<Integrity> {
        of(&self.connection())
    }

    /// Size of the database and its log in bytes.
    #[must_use]
    pub fn size(home: &Path) -> u64 {
        let database = folder::database(home);
        let length = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
        length(&database) + length(&database.with_extension("db-wal"))
    }
}

pub(crate) fn of(connection: &rusqlite::Connection) -> Result<Integrity> {
    let lines = |sql: &str| -> Result<Vec<String>> {
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let bad_pages = lines("PRAGMA cipher_integrity_check")?.len();
    let quick = lines("PRAGMA quick_check")?;
    let broken_references = lines("SELECT \"table\" FROM pragma_foreign_key_check")?.len();
    Ok(Integrity {
        bad_pages,
        broken_references,
        findings: quick.iter().filter(|line| *line != "ok").count(),
        schema: schema::version(connection)?,
    })
}
