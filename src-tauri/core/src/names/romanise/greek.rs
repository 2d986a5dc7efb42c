//! Greek letters in Latin ones, as passports and people write them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The most variants that one word is given.
const MOST: usize = 8;

/// Two letters that are read as one, longest first.
const PAIRS: &[(&str, &[&str])] = &[
    ("ου", &["u"]),
    ("αυ", &["av", "au"]),
    ("ευ", &["ev", "eu"]),
    ("ηυ", &["iv"]),
    ("αι", &["e", "ai"]),
    ("ει", &["i", "ei"]),
    ("οι", &["i", "oi"]),
    ("υι", &["i"]),
    ("μπ", &["mp", "b"]),
    ("ντ", &["nt", "d"]),
    ("γκ", &["gk", "g"]),
    ("γγ", &["ng"]),
    ("τζ", &["tz"]),
    ("γι", &["gi", "i"]),
];

/// All romanisations that the sound keys do not fold together anyway.
pub(super) fn latin(word: &str) -> Vec<String> {
    let bare: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let mut all = vec![String::new()];
    let mut rest = bare.as_str();
    while let Some(c) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(from, _)| rest.starts_with(from));
        let (choices, taken) = pair.map_or((letter(c), c.len_utf8()), |(from, to)| (*to, from.len()));
        rest = &rest[taken..];
        let mut next = Vec::with_capacity(all.len() * choices.len());
        for choice in choices {
            next.extend(all.iter().map(|start| format!("{start}{choice}")));
        }
        next.truncate(MOST);
        all = next;
    }
    all.retain(|word| !word.is_empty());
    all
}

fn letter(c: char) -> &'static [&'static str] {
    match c {
        'α' => &["a"],
        'β' => &["v"],
        'γ' => &["g"],
        'δ' => &["d"],
        'ε' => &["e"],
        'ζ' => &["z"],
        'η' | 'ι' | 'υ' => &["i"],
        'θ' => &["th"],
        'κ' => &["k"],
        'λ' => &["l"],
        'μ' => &["m"],
        'ν' => &["n"],
        'ξ' => &["x"],
        'ο' | 'ω' => &["o"],
        'π' => &["p"],
        'ρ' => &["r"],
        'σ' | 'ς' => &["s"],
        'τ' => &["t"],
        'φ' => &["f"],
        'χ' => &["kh"],
        'ψ' => &["ps"],
        _ => &[""],
    }
}
