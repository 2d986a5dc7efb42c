//! Reading and writing config.toml without losing a comment.

use super::{ConfigError, Key};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, TableLike};

/// The settings that config.toml sets, checked.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    path: PathBuf,
    set: BTreeMap<&'static str, Value>,
}

impl ConfigFile {
    /// Reads config.toml of a data folder; a folder without one has all defaults.
    pub fn read(home: &Path) -> Result<Self, ConfigError> {
        let path = home.join("config.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(ConfigError::Io { doing: "read", kind: error.kind() }),
        };
        let set = parse(&text)?;
        Ok(Self { path, set })
    }

    /// The value in force, and whether the file sets it.
    #[must_use]
    pub fn get(&self, key: &Key) -> (Value, bool) {
        match self.set.get(key.name) {
            Some(value) => (value.clone(), true),
            None => (key.default_value(), false),
        }
    }

    /// The value in force as text, `None` where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        let (value, _) = self.get(Key::named(name)?);
        value.as_str().map(str::to_owned)
    }

    /// Sets one key and writes the file, whole or not at all. An empty text takes the setting back to its default.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), ConfigError> {
        let (after, set) = self.changed(name, text)?;
        write(&self.path, &after)?;
        self.set = set;
        Ok(())
    }

    /// Takes the text of another config.toml in place of this one, as a backup keeps it. How this folder's own key is kept
    /// stays as it is: that is not the other's to say.
    pub fn restore(&mut self, text: &str) -> Result<(), ConfigError> {
        const OWN: &str = "security.keystore";
        let mut document: DocumentMut = text.parse().map_err(|error| syntax(text, &error))?;
        remove(&mut document, OWN);
        if let Some(own) = self.set.get(OWN) {
            put(&mut document, OWN, own);
        }
        let after = document.to_string();
        let set = parse(&after)?;
        write(&self.path, &after)?;
        self.set = set;
        Ok(())
    }

    /// Sets one key here and writes nothing, to see what it would do.
    pub fn try_on(&mut self, name: &str, text: &str) -> Result<(), ConfigError> {
        let key =
            Key::named(name).ok_or_else(|| ConfigError::UnknownKey { key: name.to_owned(), line: None })?;
        if text.trim().is_empty() {
            self.set.remove(key.name);
            return Ok(());
        }
        let bad = |expected| ConfigError::BadValue { key: name.to_owned(), expected, line: None };
        self.set.insert(key.name, key.read(text).map_err(bad)?);
        Ok(())
    }

    fn changed(
        &self,
        name: &str,
        text: &str,
    ) -> Result<(String, BTreeMap<&'static str, Value>), ConfigError> {
        let key =
            Key::named(name).ok_or_else(|| ConfigError::UnknownKey { key: name.to_owned(), line: None })?;
        let before = fs::read_to_string(&self.path).unwrap_or_default();
        let mut document: DocumentMut = before.parse().map_err(|error| syntax(&before, &error))?;
        if text.trim().is_empty() {
            remove(&mut document, name);
        } else {
            let bad = |expected| ConfigError::BadValue { key: name.to_owned(), expected, line: None };
            put(&mut document, name, &key.read(text).map_err(bad)?);
        }
        let after = document.to_string();
        let set = parse(&after)?;
        Ok((after, set))
    }
}

fn write(path: &Path, text: &str) -> Result<(), ConfigError> {
    rollbook_files::write_whole(path, text.as_bytes(), true).map_err(|error| {
        tracing::debug!(%error, "writing config.toml");
        ConfigError::Io { doing: "written", kind: std::io::ErrorKind::Other }
    })
}

fn parse(text: &str) -> Result<BTreeMap<&'static str, Value>, ConfigError> {
    // An immutable document keeps the spans that line numbers come from.
    let document = toml_edit::Document::parse(text).map_err(|error| syntax(text, &error))?;
    let mut set = BTreeMap::new();
    walk(document.as_table(), "", text, &mut set)?;
    Ok(set)
}

fn walk(
    table: &dyn TableLike,
    prefix: &str,
    text: &str,
    set: &mut BTreeMap<&'static str, Value>,
) -> Result<(), ConfigError> {
    for (name, item) in table.iter() {
        let dotted = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
        let span = table.key(name).and_then(toml_edit::Key::span).or_else(|| item.span());
        let line = span.map(|span| line_of(text, span.start));
        if let Some(inner) = item.as_table_like() {
            walk(inner, &dotted, text, set)?;
            continue;
        }
        let Some(key) = Key::named(&dotted) else {
            return Err(ConfigError::UnknownKey { key: dotted, line });
        };
        let value = json_of(item);
        key.check(&value).map_err(|expected| ConfigError::BadValue { key: dotted, expected, line })?;
        set.insert(key.name, value);
    }
    Ok(())
}

fn json_of(item: &Item) -> Value {
    item.as_str()
        .map(Value::from)
        .or_else(|| item.as_bool().map(Value::from))
        .or_else(|| item.as_integer().map(Value::from))
        .or_else(|| item.as_float().map(Value::from))
        .unwrap_or(Value::Null)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

fn syntax(text: &str, error: &toml_edit::TomlError) -> ConfigError {
    ConfigError::Syntax {
        what: error.message().trim().to_owned(),
        line: error.span().map(|span| line_of(text, span.start)),
    }
}

fn put(document: &mut DocumentMut, name: &str, value: &Value) {
    let item = match value {
        Value::Bool(on) => toml_edit::value(*on),
        Value::Number(n) if n.is_i64() => toml_edit::value(n.as_i64().unwrap_or_default()),
        Value::Number(n) => toml_edit::value(n.as_f64().unwrap_or_default()),
        other => toml_edit::value(other.as_str().unwrap_or_default()),
    };
    match name.split_once('.') {
        Some((table, key)) => {
            let table = document.entry(table).or_insert_with(toml_edit::table);
            if let Some(table) = table.as_table_like_mut() {
                table.insert(key, item);
            }
        }
        None => {
            document.insert(name, item);
        }
    }
}

fn remove(document: &mut DocumentMut, name: &str) {
    match name.split_once('.') {
        Some((table, key)) => {
            if let Some(table) = document.get_mut(table).and_then(Item::as_table_like_mut) {
                table.remove(key);
            }
        }
        None => {
            document.remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(text: &str) -> (tempfile::TempDir, Result<ConfigFile, ConfigError>) {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("config.toml"), text).unwrap();
        let read = ConfigFile::read(home.path());
        (home, read)
    }

    #[test]
    fn unknown_keys_and_bad_values_are_refused_with_their_line() {
        let line = |text| match with(text).1.unwrap_err() {
            ConfigError::UnknownKey { line, .. }
            | ConfigError::BadValue { line, .. }
            | ConfigError::Syntax { line, .. } => line,
            ConfigError::Io { .. } => None,
        };
        assert_eq!(line("timezone = \"UTC\"\n[microsoft]\ntenant = \"x\"\ntennant = \"y\"\n"), Some(4));
        assert_eq!(line("[rules]\n\nmin_present_percent = 200\n"), Some(3));
        assert_eq!(line("rules.min_present_percent = [1]\n"), Some(1));
        assert_eq!(line("a = \n"), Some(1));
        assert_eq!(line("[lms]\nkind = 'http'\nurl = 'http://x.y'"), Some(3));
    }

    #[test]
    fn setting_keeps_comments_and_other_keys() {
        let (home, file) = with("# mine\n[rules] # r\nmin_present_percent = 60 # why\n");
        let mut file = file.unwrap();
        file.set("rules.late_after_minutes", "5").unwrap();
        file.set("timezone", "Asia/Kolkata").unwrap();
        let text = fs::read_to_string(home.path().join("config.toml")).unwrap();
        assert!(text.contains("# mine") && text.contains("# why") && text.contains("late_after_minutes = 5"));
        let again = ConfigFile::read(home.path()).unwrap();
        assert_eq!(again.text("timezone").as_deref(), Some("Asia/Kolkata"));
        file.set("timezone", "").unwrap();
        assert_eq!(ConfigFile::read(home.path()).unwrap().text("timezone"), None);
    }

    #[test]
    fn a_bad_value_changes_nothing() {
        let (home, file) = with("timezone = \"UTC\"\n");
        let mut file = file.unwrap();
        assert!(file.set("timezone", "Nowhere").is_err());
        assert!(file.set("no.such", "x").is_err());
        assert_eq!(fs::read_to_string(home.path().join("config.toml")).unwrap(), "timezone = \"UTC\"\n");
    }
}
