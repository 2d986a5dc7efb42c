//! Cyrillic letters in Latin ones. Where languages or passports differ, a word has several romanisations.

/// The most variants that one word is given.
const MOST: usize = 8;

/// All romanisations that the sound keys do not fold together anyway.
pub(super) fn latin(word: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut after_vowel = true;
    for c in word.chars() {
        let choices = letter(c, after_vowel);
        after_vowel = "аеёиоуыэюяіїєъь".contains(c);
        let mut next = Vec::with_capacity(all.len() * choices.len());
        // The usual choice of every variant first, so that the cap cuts the rarest.
        for choice in choices {
            next.extend(all.iter().map(|start| format!("{start}{choice}")));
        }
        next.truncate(MOST);
        all = next;
    }
    all.retain(|word| !word.is_empty());
    if word.contains(['ч', 'ш', 'ж', 'ћ', 'џ', 'ц']) {
        all.push(hatless(word));
    }
    all
}

fn letter(c: char, after_vowel: bool) -> &'static [&'static str] {
    match c {
        'а' => &["a"],
        'б' => &["b"],
        'в' => &["v"],
        'г' => &["g", "h"],
        'ґ' | 'ѓ' => &["g"],
        'д' => &["d"],
        'е' | 'є' | 'ѐ' if after_vowel => &["ye"],
        'е' | 'є' | 'э' | 'ѐ' => &["e"],
        'ё' => &["e", "yo"],
        'ж' => &["zh"],
        'з' => &["z"],
        'ѕ' => &["dz"],
        'и' | 'й' | 'і' | 'ї' | 'ы' | 'ѝ' | 'ј' => &["i"],
        'к' | 'ќ' => &["k"],
        'л' => &["l"],
        'љ' => &["lj"],
        'м' => &["m"],
        'н' => &["n"],
        'њ' => &["nj"],
        'о' => &["o"],
        'п' => &["p"],
        'р' => &["r"],
        'с' => &["s"],
        'т' => &["t"],
        'ћ' | 'ч' => &["ch"],
        'у' => &["u"],
        'ў' => &["w"],
        'ф' => &["f"],
        'х' => &["kh"],
        'ц' => &["ts"],
        'џ' => &["dzh"],
        'ш' => &["sh"],
        'щ' => &["shch", "sht"],
        'ъ' => &["", "a"],
        'ю' => &["yu"],
        'я' => &["ya"],
        'ђ' => &["dj", "d"],
        _ => &[""],
    }
}

/// Serbian and Macedonian as typed without hats: č, ć and c are all c.
fn hatless(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        out.push_str(match c {
            'ч' | 'ћ' | 'ц' => "ts",
            'ш' => "s",
            'ж' => "z",
            'џ' => "dz",
            other => letter(other, false)[0],
        });
    }
    out
}
