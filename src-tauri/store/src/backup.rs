//! A backup: one file with everything, encrypted with a passphrase, that restores on any machine.
//!
//! The file is a line `rollbook-backup 1`, a line of JSON (how the passphrase becomes the key, the key check value, the
//! SHA-256 of what follows; nothing that is secret or tells of anybody), and a `SQLCipher` database. Tokens are left out:
//! two machines that refresh one sign-in would sign each other out.

use crate::error::{Error, Locked, Result};
use crate::key::Key;
use crate::key_file::{hex_bytes, to_hex};
use crate::passphrase::Recipe;
use crate::schema;
use crate::store::Store;
use crate::{check, folder};
use rusqlite::{Connection, OpenFlags, params};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

const MAGIC: &str = "rollbook-backup 1\n";
/// A longer head is none of ours.
const LONGEST_HEAD: u64 = 4096;
/// Name of the settings among the backup's tables.
pub(crate) const SETTINGS: &str = "backup_settings";

#[derive(Serialize, Deserialize)]
struct Head {
    passphrase: Recipe,
    #[serde(with = "hex_bytes")]
    check: Option<Vec<u8>>,
    /// Hex digits, as a damaged file must not be taken for a wrong passphrase.
    sha256: String,
    /// Bytes of the database.
    length: u64,
}

/// Writes a backup, whole or not at all, and answers its size in bytes. `settings` is the text of the settings file.
///
/// What other programs write at the same time is in it or not, never half. An existing file is replaced.
pub fn write(store: &Store, path: &Path, passphrase: &SecretString, settings: &str) -> Result<u64> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let recipe = Recipe::fresh()?;
    let key = recipe.derive(passphrase)?;
    // Created with mode 0600 on Unix, beside the target so that it can be renamed.
    let copy = tempfile::Builder::new().prefix(".rollbook-").tempfile_in(folder)?;
    export(&store.connection(), copy.path(), &key, settings)?;
    let check = Some(key.check_value()?.to_vec());
    let (sha256, length) = digest(&mut File::open(copy.path())?)?;
    let head = Head { passphrase: recipe, check, sha256, length };
    let mut head = serde_json::to_string(&head).map_err(|_| Error::Internal { code: "backup-head" })?;
    head.push('\n');
    let mut whole = tempfile::Builder::new().prefix(".rollbook-").tempfile_in(folder)?;
    whole.write_all(MAGIC.as_bytes())?;
    whole.write_all(head.as_bytes())?;
    std::io::copy(&mut File::open(copy.path())?, &mut whole)?;
    whole.as_file().sync_all()?;
    folder::put_in_place(whole, path)?;
    folder::sync_folder(folder)?;
    Ok(fs::metadata(path)?.len())
}

/// Copies the database as it is now into a file of another key.
fn export(connection: &Connection, to: &Path, key: &Key, settings: &str) -> Result<()> {
    let target = to.to_str().ok_or(Error::Io)?;
    connection.execute("ATTACH DATABASE ?1 AS backup KEY ?2", params![target, &**key.literal()])?;
    let copied = (|| -> Result<()> {
        // One transaction, so that all tables are of one moment.
        connection.execute_batch("BEGIN")?;
        connection.query_row("SELECT sqlcipher_export('backup')", [], |_| Ok(()))?;
        let version = schema::version(connection)?;
        connection.execute_batch(&format!(
            "PRAGMA backup.user_version = {version};
             DELETE FROM backup.token;
             CREATE TABLE backup.{SETTINGS} (text TEXT NOT NULL);"
        ))?;
        connection.execute(&format!("INSERT INTO backup.{SETTINGS} (text) VALUES (?1)"), [settings])?;
        connection.execute_batch("COMMIT")?;
        Ok(())
    })();
    if copied.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    connection.execute_batch("DETACH DATABASE backup")?;
    copied
}

/// Takes a backup apart into a database file at `to`, and says the key of that. Everything is verified: the sum, the
/// passphrase, every page, every reference, the version.
pub(crate) fn open(path: &Path, passphrase: &SecretString, to: &mut File, at: &Path) -> Result<Key> {
    let mut file = BufReader::new(File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::NotFound,
        _ => error.into(),
    })?);
    let mut first = Vec::new();
    file.by_ref().take(MAGIC.len() as u64).read_to_end(&mut first)?;
    if first != MAGIC.as_bytes() {
        return Err(Error::NoBackup);
    }
    let mut head = Vec::new();
    file.by_ref().take(LONGEST_HEAD).read_until(b'\n', &mut head)?;
    let head: Head = serde_json::from_slice(&head).map_err(|_| Error::Damaged)?;
    let copied = std::io::copy(&mut file.by_ref().take(head.length.saturating_add(1)), to)?;
    to.sync_all()?;
    let (sha256, _) = digest(&mut File::open(at)?)?;
    if copied != head.length || sha256 != head.sha256 {
        return Err(Error::Damaged);
    }
    let key = head.passphrase.derive(passphrase)?;
    let check = head.check.as_deref().ok_or(Error::Damaged)?;
    if !key.fits(check)? {
        return Err(Locked::WrongPassphrase.into());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(at, flags)?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.execute_batch(&key.pragma())?;
    if schema::is_newer(&connection)? {
        return Err(Error::NewerData);
    }
    if schema::is_unmade(&connection)? || !check::of(&connection)?.is_sound() {
        return Err(Error::Damaged);
    }
    connection.execute_batch("PRAGMA trusted_schema = OFF;")?;
    schema::migrate(&mut connection)?;
    Ok(key)
}

fn digest(file: &mut File) -> Result<(String, u64)> {
    let mut sum = Sha256::new();
    let length = std::io::copy(file, &mut sum)?;
    Ok((to_hex(&sum.finalize()), length))
}
