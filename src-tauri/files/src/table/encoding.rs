//! Which encoding the bytes of a text file are in, and their text.
//!
//! In this order: a byte-order mark; UTF-16 without one, by where its zero bytes lie; UTF-8 by validity; else one of
//! the code pages, by what is likely in the languages that use it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file is looked at for its encoding.
const SAMPLE: usize = 256 << 10;

/// The text of a file.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) unreadable: bool,
}

/// Decodes whatever there is; what cannot be read shows as U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let mut decoded = match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] if rest.len() % 4 == 0 => utf_32(rest, u32::from_le_bytes, "utf-32le"),
        [0, 0, 0xFE, 0xFF, rest @ ..] => utf_32(rest, u32::from_be_bytes, "utf-32be"),
        [0xFF, 0xFE, rest @ ..] => by(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => by(UTF_16BE, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => by(UTF_8, rest),
        _ => match utf_16(bytes.get(..SAMPLE).unwrap_or(bytes)) {
            Some(encoding) => by(encoding, bytes),
            None => narrow(bytes),
        },
    };
    // Some programs write the mark twice; a DOS end mark is no text.
    while decoded.text.starts_with('\u{FEFF}') {
        decoded.text.drain(..'\u{FEFF}'.len_utf8());
    }
    while decoded.text.ends_with(['\u{1A}', '\0']) {
        decoded.text.pop();
    }
    if memchr::memchr(0, decoded.text.as_bytes()).is_some() {
        decoded.text = decoded.text.replace('\0', "\u{FFFD}");
        decoded.unreadable = true;
    }
    decoded
}

fn by(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, unreadable) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: name(encoding), unreadable }
}

fn name(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "Shift_JIS" => "shift_jis",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        "Big5" => "big5",
        "GBK" => "gbk",
        "ISO-2022-JP" => "iso-2022-jp",
        "KOI8-U" => "koi8-u",
        "KOI8-R" => "koi8-r",
        // The Windows code pages are written in small letters already.
        other => other,
    }
}

fn utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32, encoding: &'static str) -> Decoded {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut unreadable = !rest.is_empty();
    let text = units.iter().map(|four| char::from_u32(unit(*four))).map(|c| {
        unreadable |= c.is_none();
        c.unwrap_or('\u{FFFD}')
    });
    let text = text.collect();
    Decoded { text, encoding, unreadable }
}

/// UTF-16 without a mark. Text in Latin letters is every second byte zero; in any other script line ends, tabs,
/// spaces and digits still are, all on one side.
fn utf_16(sample: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = sample.as_chunks::<2>();
    // Characters that part cells and words; with their bytes swapped they are letters of hardly any text.
    let (mut little_gaps, mut big_gaps) = (0_usize, 0_usize);
    let (mut little, mut big, mut zeros) = (0_usize, 0_usize, 0_usize);
    for pair in pairs {
        zeros += usize::from(pair[0] == 0) + usize::from(pair[1] == 0);
        match pair {
            [low, 0] if is_plain(*low) => {
                little += 1;
                little_gaps += usize::from(is_gap(*low));
            }
            [0, low] if is_plain(*low) => {
                big += 1;
                big_gaps += usize::from(is_gap(*low));
            }
            _ => {}
        }
    }
    let is_little = (little_gaps, little) > (big_gaps, big);
    let (gaps, other_gaps) = (little_gaps.max(big_gaps), little_gaps.min(big_gaps));
    let (ahead, behind) = if is_little { (little, big) } else { (big, little) };
    // Zeros stand where this side explains them, and there are more than a stray one or two in a narrow text.
    let explained =
        if gaps > 0 { other_gaps * 10 <= gaps && ahead * 10 >= zeros * 6 } else { behind * 10 <= ahead };
    let dense = zeros * 25 >= sample.len() || (zeros * 400 >= sample.len() && !is_narrow(sample));
    (ahead > 0 && explained && dense).then_some(if is_little { UTF_16LE } else { UTF_16BE })
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

fn is_gap(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' ' | b',' | b';')
}

/// Valid UTF-8 without control characters: whatever zeros it has are strays.
fn is_narrow(sample: &[u8]) -> bool {
    let valid = match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let odd = sample.iter().filter(|b| matches!(b, 1..=8 | 0x0B | 0x0E..=0x1F)).count();
    valid && odd * 100 < sample.len()
}

fn narrow(bytes: &[u8]) -> Decoded {
    // ISO-2022-JP is ASCII with escapes, so it has to be asked for before UTF-8.
    let escapes = memchr::memmem::find(bytes, b"\x1B$").is_some();
    if !escapes && mostly_utf_8(bytes) {
        return by(UTF_8, bytes);
    }
    let mut detector =
        EncodingDetector::new(if escapes { Iso2022JpDetection::Allow } else { Iso2022JpDetection::Deny });
    detector.feed(bytes.get(..4 << 20).unwrap_or(bytes), true);
    by(detector.guess(None, if escapes { Utf8Detection::Allow } else { Utf8Detection::Deny }), bytes)
}

/// Valid, or broken in one place of twenty at most: half a character at the end, a line from elsewhere.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => return true,
        Err(error) if error.error_len().is_none() => {
            // Cut within a character. An accented last letter of a code page looks the same, so there has to be more.
            return bytes.iter().take(error.valid_up_to()).any(|byte| !byte.is_ascii());
        }
        Err(_) => {}
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 20
}

#[cfg(test)]
#[path = "encoding_tests.rs"]
mod tests;
