//! From a passphrase to a key: Argon2id (RFC 9106) in front of a raw `SQLCipher` key.

use crate::error::{Error, Locked, Result};
use crate::key::{KEY_LENGTH, Key, random};
use crate::key_file::hex_bytes;
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// RFC 9106, section 4, second recommended option: 64 MiB, three passes, four lanes.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// What `key.json` keeps to derive the key again: cost and salts, no secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Recipe {
    algorithm: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    #[serde(with = "hex_bytes")]
    salt: Option<Vec<u8>>,
    /// `SQLCipher`'s salt: the last 16 bytes of the key.
    #[serde(with = "hex_bytes")]
    database_salt: Option<Vec<u8>>,
}

impl Recipe {
    /// Today's costs with new random salts.
    pub(crate) fn fresh() -> Result<Self> {
        let mut salts = [0; 32];
        random(&mut salts)?;
        Ok(Self {
            algorithm: "argon2id".into(),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: Some(salts[..16].to_vec()),
            database_salt: Some(salts[16..].to_vec()),
        })
    }

    /// The key of a passphrase. Normalised to NFC first, as keyboards differ in how they type an accent.
    pub(crate) fn derive(&self, passphrase: &SecretString) -> Result<Key> {
        if passphrase.expose_secret().is_empty() {
            return Err(Locked::PassphraseNeeded.into());
        }
        // Bounds against a key file that asks for all the memory there is.
        let sane = self.algorithm == "argon2id" && self.memory_kib <= 1024 * 1024 && self.passes <= 64;
        let (Some(salt), Some(database_salt), true) = (&self.salt, &self.database_salt, sane) else {
            return Err(Error::Damaged);
        };
        let params =
            Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(|_| Error::Damaged)?;
        let text: Zeroizing<String> = Zeroizing::new(passphrase.expose_secret().nfc().collect());
        let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
        let (key, rest) = bytes.split_at_mut(32);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(text.as_bytes(), salt, key)
            .map_err(|_| Error::Damaged)?;
        if database_salt.len() != rest.len() {
            return Err(Error::Damaged);
        }
        rest.copy_from_slice(database_salt);
        Ok(Key::from_bytes(*bytes))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_same_words_make_the_same_key_however_the_accent_was_typed() {
        let recipe = Recipe::fresh().unwrap();
        let key = |text: &str| *recipe.derive(&SecretString::from(text)).unwrap().expose();
        assert_eq!(key("caf\u{e9}"), key("cafe\u{301}"));
        assert_ne!(key("cafe"), key("caf\u{e9}"));
        assert_eq!(&key("cafe")[32..], recipe.database_salt.as_deref().unwrap());
    }

    #[test]
    fn a_recipe_that_cannot_be_is_damage_and_an_empty_passphrase_is_not_one() {
        let recipe = Recipe::fresh().unwrap();
        assert_eq!(
            recipe.derive(&SecretString::from("")).unwrap_err(),
            Error::Locked { reason: Locked::PassphraseNeeded }
        );
        for broken in [
            Recipe { memory_kib: u32::MAX, ..recipe.clone() },
            Recipe { lanes: 0, ..recipe.clone() },
            Recipe { salt: None, ..recipe.clone() },
            Recipe { database_salt: Some(vec![1]), memory_kib: 64, ..recipe.clone() },
            Recipe { algorithm: "argon2i".into(), ..recipe },
        ] {
            assert_eq!(broken.derive(&SecretString::from("x")).unwrap_err(), Error::Damaged);
        }
    }
}
