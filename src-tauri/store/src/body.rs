//! The text of an answer as it stands in its column: packed, because what is encrypted, written and read again costs by
//! the byte, and JSON is a third of its size with LZ4.
//!
//! The first byte is the form: [`PLAIN`] with the text after it, or [`LZ4`] with the length of the text (four bytes,
//! little-endian) and one block of LZ4. A body that is not one of them is damage.

use crate::error::{Error, Result};

const PLAIN: u8 = 0;
const LZ4: u8 = 1;

/// Shorter text is not worth it.
const WORTH_PACKING: usize = 256;

/// No packed text is longer: it would be one that `SQLite` could not hold plain.
const LONGEST: usize = 1_000_000_000;

/// A byte of LZ4 stands for at most so many of the text.
const MOST_OF_A_BYTE: usize = 255;

/// 256 bits of BLAKE3: whether two texts are the same.
pub(crate) fn hash(text: &str) -> [u8; 32] {
    *blake3::hash(text.as_bytes()).as_bytes()
}

/// The column's value for a text.
pub(crate) fn pack(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).ok().filter(|_| (WORTH_PACKING..=LONGEST).contains(&text.len()));
    if let Some(length) = length {
        let mut packed = vec![0; 5 + lz4_flex::block::get_maximum_output_size(text.len())];
        if let Ok(size) = lz4_flex::block::compress_into(text.as_bytes(), &mut packed[5..])
            && size + 5 < text.len()
        {
            packed.truncate(5 + size);
            packed[0] = LZ4;
            packed[1..5].copy_from_slice(&length.to_le_bytes());
            return packed;
        }
    }
    let mut plain = Vec::with_capacity(1 + text.len());
    plain.push(PLAIN);
    plain.extend_from_slice(text.as_bytes());
    plain
}

/// The text of a column's value. [`Error::Damaged`] where it is none.
pub(crate) fn unpack(body: &[u8]) -> Result<String> {
    let bytes = match body {
        [PLAIN, text @ ..] => text.to_vec(),
        [LZ4, a, b, c, d, block @ ..] => {
            let length = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX);
            if length > LONGEST || length > block.len().saturating_mul(MOST_OF_A_BYTE) {
                return Err(Error::Damaged);
            }
            let mut text = vec![0; length];
            match lz4_flex::block::decompress_into(block, &mut text) {
                Ok(size) if size == length => text,
                _ => return Err(Error::Damaged),
            }
        }
        _ => return Err(Error::Damaged),
    };
    String::from_utf8(bytes).map_err(|_| Error::Damaged)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn json_gets_smaller_and_short_text_stays_readable() {
        let record = r#"{"id":"7c0a3f52","joinDateTime":"2026-11-24T09:00:00Z","durationInSeconds":415},"#;
        let packed = pack(&record.repeat(100));
        assert!(packed[0] == LZ4 && packed.len() < 1_000);
        assert_eq!(pack("{}"), b"\0{}");
    }

    #[test]
    fn damage_is_said_and_takes_no_memory() {
        let whole = pack(&"abc".repeat(1_000));
        let mut too_long = whole.clone();
        too_long[1..5].copy_from_slice(&u32::MAX.to_le_bytes());
        let mut a_little_longer = whole.clone();
        a_little_longer[1] += 1;
        for body in [&[][..], &[2, 3], &[LZ4], &[PLAIN, 0xff], &whole[..20], &too_long, &a_little_longer] {
            assert_eq!(unpack(body), Err(Error::Damaged));
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "(.{0,40}|[ab]{0,600}|\\PC{300,600})") {
            prop_assert_eq!(unpack(&pack(&text)).unwrap(), text);
        }

        #[test]
        fn no_bytes_panic(mut body in prop::collection::vec(any::<u8>(), 0..300), form in 0u8..3) {
            if let Some(first) = body.first_mut() {
                *first = form;
            }
            let _ = unpack(&body);
        }
    }
}
