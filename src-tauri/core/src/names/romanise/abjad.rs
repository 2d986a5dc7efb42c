//! Arabic, Persian and Hebrew words as consonants: short vowels are not written, long ones may be consonants too.

/// The most variants that one word is given.
const MOST: usize = 6;

/// Consonants of an Arabic or Persian word in Latin letters, with and without the article.
pub(super) fn arabic(plain: &str) -> Vec<String> {
    let mut all = read(plain, arabic_letter);
    if let Some(bare) = plain.strip_prefix("ال").filter(|bare| bare.chars().count() > 2) {
        all.extend(read(bare, arabic_letter));
    }
    all
}

/// Consonants of a Hebrew word in the classes of the Hebrew keys.
pub(super) fn hebrew(plain: &str) -> Vec<String> {
    let bare = plain.strip_suffix('ה').unwrap_or(plain);
    read(bare, hebrew_letter)
}

fn read(word: &str, letter: fn(char) -> &'static [&'static str]) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in word.chars() {
        let choices = letter(c);
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

fn arabic_letter(c: char) -> &'static [&'static str] {
    match c {
        'ب' => &["b"],
        'پ' => &["p"],
        'ت' | 'ط' | 'ث' => &["t"],
        'ج' | 'چ' | 'ژ' => &["j"],
        'ح' | 'ه' => &["h"],
        'خ' | 'ك' | 'ق' => &["k"],
        'د' | 'ذ' => &["d"],
        'ض' => &["d", "z"],
        'ر' => &["r"],
        'ز' | 'ظ' => &["z"],
        'س' | 'ص' | 'ش' => &["s"],
        'غ' | 'گ' => &["g"],
        'ف' => &["f"],
        'ل' => &["l"],
        'م' => &["m"],
        'ن' => &["n"],
        'و' => &["", "v"],
        // Alef, hamza, ayin and yeh are vowels in most romanisations.
        _ => &[""],
    }
}

fn hebrew_letter(c: char) -> &'static [&'static str] {
    match c {
        'ב' => &["b"],
        'ג' => &["g"],
        'ד' => &["d"],
        'ה' | 'ח' | 'כ' | 'ך' | 'ק' => &["k"],
        'ו' => &["", "b"],
        'ז' => &["z"],
        'ט' | 'ת' => &["t"],
        'ל' => &["l"],
        'מ' | 'ם' => &["m"],
        'נ' | 'ן' => &["n"],
        'ס' | 'ש' => &["s"],
        'פ' | 'ף' => &["p"],
        'צ' | 'ץ' => &["c"],
        'ר' => &["r"],
        _ => &[""],
    }
}
