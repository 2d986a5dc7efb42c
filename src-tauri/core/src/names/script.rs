//! The script a letter belongs to, and the letters of one script that pass for those of another.

/// A script, as far as names are read differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Arabic letters, those of Persian and Urdu included: short vowels are not written.
    Arabic,
    /// Hebrew letters: vowels are not written.
    Hebrew,
    /// Chinese characters.
    Han,
    /// Japanese syllables.
    Kana,
    /// Korean syllables.
    Hangul,
    /// Devanagari, Bengali, Tamil, Thai and their neighbours, whose vowels are marks or change place.
    Southern,
    /// Any other.
    Other,
}

impl Script {
    /// Of one letter.
    #[must_use]
    pub fn of(c: char) -> Self {
        match u32::from(c) {
            0x41..=0x24f | 0x250..=0x2af | 0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa720..=0xa7ff => Self::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Self::Greek,
            0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff | 0xa640..=0xa69f => Self::Cyrillic,
            0x590..=0x5ff | 0xfb1d..=0xfb4f => Self::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Self::Arabic,
            0x900..=0xeff => Self::Southern,
            0x3040..=0x30ff | 0x31f0..=0x31ff => Self::Kana,
            0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7af => Self::Hangul,
            0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => {
                Self::Han
            }
            _ => Self::Other,
        }
    }

    /// Of a word: that of its first letter, and whether another one is mixed in. Kana beside Han is Japanese.
    pub(super) fn of_word(word: &str) -> (Self, bool) {
        let mut scripts = word.chars().filter(|c| c.is_alphabetic()).map(Self::of);
        let Some(first) = scripts.next() else { return (Self::Other, false) };
        let mut all = first;
        for script in scripts.filter(|s| *s != first) {
            match (first, script) {
                (Self::Han | Self::Kana, Self::Han | Self::Kana) => all = Self::Kana,
                _ => return (first, true),
            }
        }
        (all, false)
    }

    /// Whether names are written without spaces, so that spaces tell nothing.
    #[must_use]
    pub fn is_spaceless(self) -> bool {
        matches!(self, Self::Han | Self::Kana | Self::Hangul)
    }

    /// The word for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
            Self::Arabic => "Arabic",
            Self::Hebrew => "Hebrew",
            Self::Han => "Chinese characters",
            Self::Kana => "Japanese kana",
            Self::Hangul => "Korean",
            Self::Southern | Self::Other => "another script",
        }
    }
}

/// The Latin letter that a small Cyrillic, Greek or phonetic letter passes for (Unicode TS 39, confusables).
pub(super) fn passes_for(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' | 'ɑ' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' | 'є' => 'e',
        'ɡ' => 'g',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' | 'ɩ' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' | 'μ' => 'm',
        'п' => 'n',
        'о' | 'ο' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ζ' => 'z',
        _ => return None,
    })
}
