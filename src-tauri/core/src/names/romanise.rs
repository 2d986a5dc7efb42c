//! Words of other scripts in Latin letters, and the keys under which both meet.
//!
//! Evidence for a candidate, never for accepting by itself (presence rules, section 4).

mod abjad;
mod cyrillic;
mod greek;
mod hangul;
mod kana;

use super::script::Script;
use super::skeleton::{consonants, consonants_hebrew};
use super::sound::{sounds, without_doubles};
use super::word::Word;

/// Under which keys a word meets its other spellings. The prefix tells the kind of key.
pub type Keys = Vec<String>;

/// How many keys one word may have.
const MOST_KEYS: usize = 12;

/// Keys of a word. A Latin word has those of every kind that `others` need; any other word those of its own kind.
#[must_use]
pub fn keys(word: &Word, others: &[Script]) -> Keys {
    let mut all: Keys = Vec::new();
    let mut add = |prefix: char, key: &str| {
        let key = format!("{prefix}{key}");
        if key.len() > 1 && !all.contains(&key) && all.len() < MOST_KEYS {
            all.push(key);
        }
    };
    match word.script {
        Script::Latin => {
            let wants = |scripts: &[Script]| others.iter().any(|s| scripts.contains(s));
            if wants(&[Script::Cyrillic, Script::Greek, Script::Kana, Script::Other]) {
                word.spellings().flat_map(sounds).for_each(|key| add('s', &key));
            }
            if wants(&[Script::Arabic, Script::Southern]) {
                add('c', &consonants(&word.plain));
                // "Abdul" is "Abd" with the article of the next word.
                if let Some(bare) =
                    word.plain.strip_suffix('l').filter(|bare| bare.starts_with("abd") && bare.len() == 4)
                {
                    add('c', &consonants(bare));
                }
            }
            if wants(&[Script::Hebrew]) {
                add('h', &consonants_hebrew(&word.plain));
            }
        }
        Script::Cyrillic => {
            cyrillic::latin(&word.exact).iter().flat_map(|l| sounds(l)).for_each(|key| add('s', &key));
        }
        Script::Greek => {
            greek::latin(&word.exact).iter().flat_map(|l| sounds(l)).for_each(|key| add('s', &key));
        }
        Script::Kana => kana_latin(&word.exact).iter().flat_map(|l| sounds(l)).for_each(|key| add('s', &key)),
        Script::Arabic => abjad::arabic(&word.plain).iter().for_each(|l| add('c', &consonants(l))),
        Script::Hebrew => abjad::hebrew(&word.plain).iter().for_each(|l| add('h', &without_doubles(l))),
        Script::Southern => add('c', &consonants(&by_letters(&word.exact))),
        Script::Other => sounds(&by_letters(&word.exact)).iter().for_each(|key| add('s', key)),
        // Read as whole names, for spaces tell nothing.
        Script::Han | Script::Hangul => {}
    }
    all
}

fn by_letters(word: &str) -> String {
    let latin = any_ascii::any_ascii(word).to_ascii_lowercase();
    latin.chars().filter(char::is_ascii_alphabetic).collect()
}

/// Chinese characters as Mandarin syllables, without tones; surnames with a reading of their own have that first.
/// `None` where a character has no reading.
#[must_use]
pub fn han_latin(text: &str) -> Option<Vec<String>> {
    let mut usual = String::new();
    let mut as_surname = None;
    for (at, c) in text.chars().enumerate() {
        let syllable = any_ascii::any_ascii_char(c).to_ascii_lowercase();
        if syllable.is_empty() || !syllable.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        if at == 0 {
            as_surname = surname_reading(c);
        } else if let Some(other) = &mut as_surname {
            other.push_str(&syllable);
        }
        usual.push_str(&syllable);
    }
    Some(as_surname.into_iter().chain([usual]).collect())
}

/// Surnames that are read otherwise than the character usually is.
fn surname_reading(c: char) -> Option<String> {
    let reading = match c {
        '曾' => "zeng",
        '单' | '單' => "shan",
        '仇' => "qiu",
        '解' => "xie",
        '查' => "zha",
        '任' => "ren",
        '区' | '區' => "ou",
        '朴' => "piao",
        '尉' => "yu",
        '盖' | '蓋' => "ge",
        '翟' => "zhai",
        '缪' | '繆' => "miao",
        '覃' => "qin",
        '吕' | '呂' => "lv",
        _ => return None,
    };
    Some(reading.to_owned())
}

/// Korean syllables in the official romanisation, one by one.
#[must_use]
pub fn hangul_latin(text: &str) -> Option<Vec<String>> {
    text.chars().map(hangul::syllable).collect()
}

/// Japanese syllables in the Hepburn romanisation, long vowels short, and as written.
#[must_use]
pub fn kana_latin(text: &str) -> Vec<String> {
    kana::latin(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn meet(a: &str, b: &str) -> bool {
        let (a, b) = (Word::read(a, false).unwrap(), Word::read(b, false).unwrap());
        let (left, right) = (keys(&a, &[b.script]), keys(&b, &[a.script]));
        left.iter().any(|key| right.contains(key))
    }

    #[test]
    fn names_meet_their_romanisations() {
        for (native, latin) in [
            ("Юлия", "Yulia"),
            ("Юлия", "Julia"),
            ("Юлия", "Iuliia"),
            ("Щербаков", "Shcherbakov"),
            ("Хрущёв", "Khrushchev"),
            ("Цветаева", "Tsvetaeva"),
            ("Соловьев", "Solovyov"),
            ("Соловьёв", "Solovev"),
            ("Сергій", "Serhii"),
            ("Сергій", "Sergiy"),
            ("Ковачевић", "Kovacevic"),
            ("Цветковић", "Cvetkovic"),
            ("Ђорђевић", "Djordjevic"),
            ("Димитър", "Dimitar"),
            ("Алексей", "Alexey"),
            ("Жуков", "Zhukov"),
            ("Наталья", "Natalia"),
            ("Петър", "Petar"),
            ("Щерев", "Shterev"),
            ("Γιώργος", "Giorgos"),
            ("Παπαδόπουλος", "Papadopoulos"),
            ("Χρήστος", "Christos"),
            ("Ευάγγελος", "Evangelos"),
            ("Χαράλαμπος", "Charalampos"),
            ("Γιάννης", "Yiannis"),
            ("محمد", "Mohammed"),
            ("خالد", "Khalid"),
            ("يوسف", "Yousef"),
            ("الرحمن", "Rahman"),
            ("عبد", "Abdul"),
            ("نوید", "Navid"),
            ("حسین", "Hossein"),
            ("דוד", "David"),
            ("כהן", "Cohen"),
            ("שרה", "Sarah"),
            ("חיים", "Chaim"),
            ("יוסף", "Yosef"),
            ("ヤマダ", "Yamada"),
            ("たろう", "Taro"),
            ("राहुल", "Rahul"),
            ("शर्मा", "Sharma"),
            ("გიორგი", "Giorgi"),
            ("สมชาย", "Somchai"),
        ] {
            assert!(meet(native, latin), "{native} {latin}");
        }
    }

    #[test]
    fn other_names_do_not_meet() {
        for (native, latin) in [("Иван", "Petr"), ("Мария", "Marina"), ("علي", "Omar"), ("Νίκος", "Giorgos")]
        {
            assert!(!meet(native, latin), "{native} {latin}");
        }
    }

    #[test]
    fn syllables_are_read() {
        assert_eq!(han_latin("王小明").unwrap(), ["wangxiaoming"]);
        assert_eq!(han_latin("曾伟").unwrap()[0], "zengwei");
        assert_eq!(hangul_latin("김민준").unwrap(), ["gim", "min", "jun"]);
        assert_eq!(kana_latin("ヤマダ"), ["yamada"]);
    }
}
