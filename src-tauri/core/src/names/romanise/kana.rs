//! Japanese syllables in the Hepburn romanisation. Characters of Chinese among them have no safe reading.

/// Long vowels short, then as written; nothing where a character is no syllable.
pub(super) fn latin(text: &str) -> Vec<String> {
    let mut out = String::new();
    for c in text.chars().map(hiragana) {
        match c {
            'ー' | 'っ' => {}
            'ゃ' | 'ゅ' | 'ょ' => {
                out.truncate(out.len() - usize::from(out.ends_with('i')));
                if !out.ends_with("sh") && !out.ends_with("ch") && !out.ends_with('j') {
                    out.push('y');
                }
                out.push(match c {
                    'ゃ' => 'a',
                    'ゅ' => 'u',
                    _ => 'o',
                });
            }
            c => match ROWS.iter().find(|(kana, _)| *kana == c) {
                Some((_, latin)) => out.push_str(latin),
                None => return Vec::new(),
            },
        }
    }
    let short = out.replace("ou", "o").replace("oo", "o").replace("uu", "u");
    let mut all = vec![short];
    if all[0] != out {
        all.push(out);
    }
    all
}

fn hiragana(c: char) -> char {
    match u32::from(c) {
        code @ 0x30a1..=0x30f6 => char::from_u32(code - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[rustfmt::skip]
const ROWS: &[(char, &str)] = &[
    ('あ', "a"), ('い', "i"), ('う', "u"), ('え', "e"), ('お', "o"), ('か', "ka"), ('き', "ki"), ('く', "ku"), ('け', "ke"), ('こ', "ko"),
    ('が', "ga"), ('ぎ', "gi"), ('ぐ', "gu"), ('げ', "ge"), ('ご', "go"), ('さ', "sa"), ('し', "shi"), ('す', "su"), ('せ', "se"),
    ('そ', "so"), ('ざ', "za"), ('じ', "ji"), ('ず', "zu"), ('ぜ', "ze"), ('ぞ', "zo"), ('た', "ta"), ('ち', "chi"), ('つ', "tsu"),
    ('て', "te"), ('と', "to"), ('だ', "da"), ('ぢ', "ji"), ('づ', "zu"), ('で', "de"), ('ど', "do"), ('な', "na"), ('に', "ni"),
    ('ぬ', "nu"), ('ね', "ne"), ('の', "no"), ('は', "ha"), ('ひ', "hi"), ('ふ', "fu"), ('へ', "he"), ('ほ', "ho"), ('ば', "ba"),
    ('び', "bi"), ('ぶ', "bu"), ('べ', "be"), ('ぼ', "bo"), ('ぱ', "pa"), ('ぴ', "pi"), ('ぷ', "pu"), ('ぺ', "pe"), ('ぽ', "po"),
    ('ま', "ma"), ('み', "mi"), ('む', "mu"), ('め', "me"), ('も', "mo"), ('や', "ya"), ('ゆ', "yu"), ('よ', "yo"), ('ら', "ra"),
    ('り', "ri"), ('る', "ru"), ('れ', "re"), ('ろ', "ro"), ('わ', "wa"), ('を', "o"), ('ん', "n"), ('ゔ', "vu"), ('ぁ', "a"),
    ('ぃ', "i"), ('ぅ', "u"), ('ぇ', "e"), ('ぉ', "o"),
];
