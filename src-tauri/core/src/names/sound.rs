//! Latin words in a form that the usual romanisations of one name share: Yulia, Julia and Iuliia; Kim and Gim.

/// Kinds of spellings that a key has several of.
const MOST_KEYS: usize = 6;

/// The sound key of a plain Latin word as most spell it.
#[must_use]
pub fn sound(plain: &str) -> String {
    key(plain, Habit { ch: 'C', c: 'k', yo: false })
}

/// The keys under which romanisations of several habits meet: `ch` as in "Chekhov" or "Christos", `c` as k or ts, `yo` as e.
#[must_use]
pub(super) fn sounds(plain: &str) -> Vec<String> {
    let mut all = vec![sound(plain)];
    let chs: &[char] = if plain.contains("ch") { &['C', 'h'] } else { &['C'] };
    let cs: &[char] = if plain.contains('c') { &['k', 'c'] } else { &['k'] };
    for ch in chs {
        for c in cs {
            for yo in [false, true] {
                all.push(key(plain, Habit { ch: *ch, c: *c, yo }));
            }
        }
    }
    let mut seen = Vec::with_capacity(all.len());
    for one in all {
        if !seen.contains(&one) && seen.len() < MOST_KEYS {
            seen.push(one);
        }
    }
    seen
}

#[derive(Clone, Copy)]
struct Habit {
    ch: char,
    c: char,
    yo: bool,
}

/// Longest spelling first. Capitals are sounds of their own: S as in ship, C as in chip, Z as in vision.
const SPELLINGS: &[(&str, &str)] = &[
    ("schtsch", "S"),
    ("shch", "S"),
    ("tsch", "C"),
    ("sch", "S"),
    ("tch", "C"),
    ("sh", "S"),
    ("sz", "S"),
    ("cz", "C"),
    ("zh", "Z"),
    ("kh", "h"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
    ("dj", "di"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
];

fn key(plain: &str, habit: Habit) -> String {
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain;
    while let Some(c) = rest.chars().next() {
        if let Some((from, to)) = SPELLINGS.iter().find(|(from, _)| rest.starts_with(from)) {
            out.push_str(to);
            rest = &rest[from.len()..];
        } else if let Some(after) = rest.strip_prefix("ch") {
            out.push(habit.ch);
            rest = after;
        } else {
            out.push(if c == 'c' { habit.c } else { c });
            rest = &rest[c.len_utf8()..];
        }
    }
    // "Yevgeny" and "Evgeny", "Tsvetayeva" and "Tsvetaeva", "Solovyov" and "Solovev".
    out = out.replace("ie", "e");
    if habit.yo {
        out = out.replace("io", "e");
    }
    without_doubles(&out)
}

/// Korean names: the official romanisation and the customary ones fall together. Doubles are left for the whole name.
#[must_use]
pub fn korean(plain: &str) -> String {
    let customary = match plain {
        "lee" | "yi" | "rhee" | "ri" | "rie" => "i",
        "park" => "bak",
        "im" | "lim" | "rim" => "im",
        "roh" | "noh" => "no",
        "yoo" | "ryu" | "yu" | "you" => "yu",
        "paik" => "baek",
        other => other,
    };
    let mut text = customary.to_owned();
    for (from, to) in [
        ("sh", "s"),
        ("ch", "j"),
        ("oi", "e"),
        ("oe", "e"),
        ("eui", "i"),
        ("ui", "i"),
        ("ee", "i"),
        ("yeo", "o"),
        ("eo", "o"),
        ("eu", "o"),
        ("oo", "o"),
        ("ou", "o"),
        ("u", "o"),
        ("ae", "e"),
        ("ai", "e"),
        ("ay", "e"),
        ("y", ""),
        ("w", ""),
        ("k", "g"),
        ("t", "d"),
        ("p", "b"),
        ("r", "l"),
        ("oo", "o"),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let chars: Vec<char> = text.chars().collect();
    let silent = |at: usize| chars[at] == 'h' && !chars.get(at + 1).is_some_and(|c| "aeiou".contains(*c));
    (0..chars.len()).filter(|at| !silent(*at)).map(|at| chars[at]).collect()
}

/// One letter where it stands twice in a row.
#[must_use]
pub(super) fn without_doubles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_of_one_name_share_a_key() {
        for names in [
            &["yulia", "julia", "iuliia", "yuliya"][..],
            &["sergey", "sergei", "serguei"][..2],
            &["alexey", "aleksei", "alexei"],
            &["yevgeny", "evgeny", "evgenii"],
            &["shcherbakov", "scherbakov"],
            &["dmitry", "dmitri", "dmitrii", "dmitriy"],
            &["philip", "filip"],
        ] {
            for other in names {
                assert_eq!(sound(other), sound(names[0]), "{other}");
            }
        }
        assert_ne!(sound("mario"), sound("marco"));
    }

    #[test]
    fn korean_customs_meet() {
        for (a, b) in [
            ("park", "bak"),
            ("kim", "gim"),
            ("choi", "choe"),
            ("hyun", "hyeon"),
            ("joon", "jun"),
            ("jung", "jeong"),
        ] {
            assert_eq!(korean(a), korean(b), "{a} {b}");
        }
    }
}
