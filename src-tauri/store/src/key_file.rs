//! `key.json`: how the data folder's key is kept and how to tell a wrong key from a damaged database.
//!
//! It holds no secret. A checksum over the whole tells damage of this file from a wrong passphrase.

use crate::error::{Error, Result};
use crate::folder;
use crate::passphrase::Recipe;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

const VERSION: u64 = 1;

/// How the key of a data folder is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyMode {
    /// In a keystore, under the folder's id.
    Os,
    /// Derived from a passphrase.
    Passphrase,
    /// Handed over by the caller each time (demonstrations, tests).
    Memory,
}

/// The content of the key file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeyFile {
    /// UUID of this data folder: the user name of its keystore item.
    pub(crate) folder_id: String,
    pub(crate) mode: KeyMode,
    /// The key check value; `None` between the choice of the folder's id and the key's arrival in the keystore.
    #[serde(with = "hex_bytes")]
    pub(crate) check: Option<Vec<u8>>,
    /// How a passphrase becomes the key.
    pub(crate) passphrase: Option<Recipe>,
    /// True once a database was made: from then on a missing or empty one is a loss, not a first start.
    pub(crate) database: bool,
}

impl KeyFile {
    pub(crate) fn new(mode: KeyMode) -> Self {
        let folder_id = uuid::Uuid::new_v4().to_string();
        Self { folder_id, mode, check: None, passphrase: None, database: false }
    }

    /// Reads the file; `None` when there is none.
    pub(crate) fn read(home: &Path) -> Result<Option<Self>> {
        let bytes = match fs::read(folder::key_file(home)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Self::parse(&bytes).map(Some)
    }

    fn parse(bytes: &[u8]) -> Result<Self> {
        let document: Value = serde_json::from_slice(bytes).map_err(|_| Error::Damaged)?;
        let (version, data) = (&document["version"], &document["data"]);
        if document["sha256"].as_str() != Some(&*checksum(version, data)) {
            return Err(Error::Damaged);
        }
        if version.as_u64() != Some(VERSION) {
            return Err(Error::NewerData);
        }
        serde_json::from_value(data.clone()).map_err(|_| Error::Damaged)
    }

    /// Replaces the file whole.
    pub(crate) fn write(&self, home: &Path) -> Result<()> {
        let fault = |_| Error::Internal { code: "key-file" };
        let data = serde_json::to_value(self).map_err(fault)?;
        let version = Value::from(VERSION);
        let sum = checksum(&version, &data);
        let document = serde_json::json!({ "version": version, "data": data, "sha256": sum });
        let mut text = serde_json::to_vec_pretty(&document).map_err(fault)?;
        text.push(b'\n');
        folder::replace(&folder::key_file(home), &text)
    }
}

fn checksum(version: &Value, data: &Value) -> String {
    to_hex(&Sha256::digest(format!("{version} {data}")))
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Optional bytes as hex digits.
pub(crate) mod hex_bytes {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    // The signature that serde asks for.
    #[allow(clippy::ref_option)]
    pub(crate) fn serialize<S: Serializer>(bytes: &Option<Vec<u8>>, out: S) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(bytes) => out.serialize_some(&super::to_hex(bytes)),
            None => out.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Vec<u8>>, D::Error> {
        let Some(text) = Option::<String>::deserialize(input)? else { return Ok(None) };
        let digits: Option<Vec<u8>> =
            text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
        match digits {
            Some(digits) if digits.len() % 2 == 0 => {
                Ok(Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()))
            }
            _ => Err(D::Error::custom("not hex digits")),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sample(home: &Path) -> KeyFile {
        let mut file = KeyFile::new(KeyMode::Passphrase);
        file.check = Some(vec![0, 1, 254, 255]);
        file.passphrase = Some(Recipe::fresh().unwrap());
        file.write(home).unwrap();
        file
    }

    #[test]
    fn what_was_written_is_read() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(KeyFile::read(home.path()).unwrap(), None);
        let file = sample(home.path());
        assert_eq!(KeyFile::read(home.path()).unwrap(), Some(file));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "no temporary file stays");
    }

    #[test]
    fn every_flipped_bit_is_noticed_or_changes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let file = sample(home.path());
        let good = fs::read(folder::key_file(home.path())).unwrap();
        for at in 0..good.len() * 8 {
            let mut bad = good.clone();
            bad[at / 8] ^= 1 << (at % 8);
            match KeyFile::parse(&bad) {
                Ok(read) => assert_eq!(read, file, "bit {at}"),
                Err(error) => assert_eq!(error, Error::Damaged, "bit {at}"),
            }
        }
        for length in 0..good.len() - 1 {
            assert_eq!(KeyFile::parse(&good[..length]).unwrap_err(), Error::Damaged);
        }
    }

    #[test]
    fn a_newer_format_is_not_called_damage() {
        let data = serde_json::json!({ "other": "things" });
        let sum = checksum(&Value::from(2), &data);
        let text = serde_json::json!({ "version": 2, "data": data, "sha256": sum }).to_string();
        assert_eq!(KeyFile::parse(text.as_bytes()).unwrap_err(), Error::NewerData);
    }
}
