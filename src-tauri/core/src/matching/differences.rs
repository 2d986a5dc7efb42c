//! What differs between a typed name and the roster's, in plain words.

use crate::names::Script;

/// One difference between what was typed and the roster's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    Accents,
    Hyphens,
    Apostrophes,
    Order,
    SpelledOut,
    Together,
    LookAlike,
    From(Script),
    Initial(String),
    Short(String, String),
    Spelling(String, String),
    Typo(String, String),
    LeftOut(String),
    Added(String),
    Particle,
    OnlyWord(String),
    InAddress,
    InPart,
    InBracket,
    OfDevice,
    Login,
    Address,
    RollNumber,
    OtherName,
}

impl Difference {
    /// In plain words, for the page and the command line.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Accents => "accents differ".to_owned(),
            Self::Hyphens => "hyphens differ".to_owned(),
            Self::Apostrophes => "apostrophes differ".to_owned(),
            Self::Order => "same words in another order".to_owned(),
            Self::SpelledOut => "special letters are spelled out".to_owned(),
            Self::Together => "words are written together or apart".to_owned(),
            Self::LookAlike => "has letters of another script that look alike: please check".to_owned(),
            Self::From(Script::Arabic) => {
                "transliterated from Arabic script, which writes no short vowels".to_owned()
            }
            Self::From(Script::Hebrew) => "transliterated from Hebrew, which writes no vowels".to_owned(),
            Self::From(script) => format!("transliterated from {}", script.word()),
            Self::Initial(letter) => format!("initial {}.", letter.to_uppercase()),
            Self::Short(short, long) => format!("“{short}” may be short for “{long}”"),
            Self::Spelling(typed, known) => format!("another spelling: “{typed}”, “{known}”"),
            Self::Typo(typed, known) => format!("one letter differs: “{typed}”, “{known}”"),
            Self::LeftOut(word) => format!("“{word}” is left out"),
            Self::Added(word) => format!("“{word}” is not in the roster's name"),
            Self::Particle => "a particle such as “van” or “de” differs".to_owned(),
            Self::OnlyWord(word) => format!("a single word of the name: “{word}”"),
            Self::InAddress => "the e-mail address holds this name".to_owned(),
            Self::InPart => "only a part of what was typed".to_owned(),
            Self::InBracket => "the name stands in brackets".to_owned(),
            Self::OfDevice => "the name of a device".to_owned(),
            Self::Login => "looks like a login made of this name".to_owned(),
            Self::Address => "the typed name is an address or login of this student".to_owned(),
            Self::RollNumber => "the number is a login or number of this student".to_owned(),
            Self::OtherName => "by another name of this participant".to_owned(),
        }
    }
}
