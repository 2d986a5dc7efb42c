//! The one secret that everything else hangs on: 32 bytes of key and 16 bytes of salt for `SQLCipher`.
//!
//! The salt is part of it because `SQLCipher` otherwise reads it from the first sector of the file, where a power cut
//! during a checkpoint can destroy it.

use crate::error::{Error, Result};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt::{self, Write as _};
use zeroize::Zeroizing;

/// Length of a [`Key`] in bytes.
pub const KEY_LENGTH: usize = 48;

/// Key and salt of one database. Wiped when dropped; prints as redacted.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY_LENGTH]>);

impl Key {
    /// Takes 32 bytes of key followed by 16 bytes of salt.
    #[must_use]
    pub fn from_bytes(bytes: [u8; KEY_LENGTH]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Takes bytes that a keystore returned; `None` when the length is wrong.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; KEY_LENGTH] = bytes.try_into().ok()?;
        Some(Self::from_bytes(bytes))
    }

    /// A new random key from the operating system.
    pub fn generate() -> Result<Self> {
        let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
        random(&mut *bytes)?;
        Ok(Self(bytes))
    }

    /// The bytes, for a keystore and for nobody else.
    #[must_use]
    pub fn expose(&self) -> &[u8; KEY_LENGTH] {
        &self.0
    }

    /// The value of `PRAGMA key`: `x'…'` with exactly 96 hex digits. `SQLCipher` takes anything else silently as a
    /// passphrase, so it is built here and nowhere else.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut sql = Zeroizing::new(String::with_capacity(KEY_LENGTH * 2 + 20));
        sql.push_str("PRAGMA key = \"");
        sql.push_str(&self.literal());
        sql.push('"');
        sql
    }

    /// The key as `ATTACH … KEY` wants it: the value of [`Self::pragma`] alone.
    pub(crate) fn literal(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(KEY_LENGTH * 2 + 3));
        text.push_str("x'");
        for byte in self.0.iter() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text.push('\'');
        text
    }

    /// The key check value: tells a wrong key from a damaged file without touching the file.
    ///
    /// HMAC-SHA256 (RFC 2104) of a fixed text under a key that is itself derived, so that the value says nothing of
    /// what `SQLCipher` derives from the same bytes.
    pub(crate) fn check_value(&self) -> Result<[u8; 32]> {
        let derived = Zeroizing::new(mac(&*self.0, b"rollbook: key for the key check value, 1")?);
        mac(&*derived, b"rollbook: key check value, 1")
    }

    /// True when `expected` is this key's check value; constant time.
    pub(crate) fn fits(&self, expected: &[u8]) -> Result<bool> {
        let own = self.check_value()?;
        let differing = own.iter().zip(expected).fold(0, |all, (a, b)| all | (a ^ b));
        Ok(own.len() == expected.len() && differing == 0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(redacted)")
    }
}

fn mac(key: &[u8], text: &[u8]) -> Result<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| Error::Internal { code: "hmac" })?;
    mac.update(text);
    Ok(mac.finalize().into_bytes().into())
}

/// Fills `bytes` from the operating system's random source.
pub(crate) fn random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|_| Error::Internal { code: "random" })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_pragma_is_always_96_hex_digits() {
        for fill in [0_u8, 1, 0x7f, 0xff] {
            let sql = Key::from_bytes([fill; KEY_LENGTH]).pragma();
            let hex = sql.strip_prefix("PRAGMA key = \"x'").unwrap().strip_suffix("'\"").unwrap();
            assert_eq!(hex.len(), 96);
            assert!(hex.bytes().all(|b| b.is_ascii_hexdigit()));
        }
    }

    #[test]
    fn a_key_prints_as_redacted_and_differs_from_its_check_value() {
        let key = Key::from_bytes([0x41; KEY_LENGTH]);
        assert_eq!(format!("{key:?}"), "Key(redacted)");
        assert!(key.fits(&key.check_value().unwrap()).unwrap());
        assert!(!Key::from_bytes([0x42; KEY_LENGTH]).fits(&key.check_value().unwrap()).unwrap());
        assert!(!key.fits(&[]).unwrap());
    }

    #[test]
    fn every_byte_counts_in_the_check_value() {
        let value = Key::from_bytes([7; KEY_LENGTH]).check_value().unwrap();
        for at in 0..KEY_LENGTH {
            let mut bytes = [7; KEY_LENGTH];
            bytes[at] ^= 1;
            assert_ne!(Key::from_bytes(bytes).check_value().unwrap(), value);
        }
    }
}
