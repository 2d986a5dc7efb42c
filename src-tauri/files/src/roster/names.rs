//! One name of what the columns say.

use super::fold::{fold, tidy};

/// A name and, where they can be told, its halves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) shown: String,
    pub(super) given: Option<String>,
    pub(super) family: Option<String>,
}

/// What may follow a comma and is no given name.
const SUFFIXES: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "phd", "ph d", "md", "msc", "bsc", "ma", "ba", "mba", "esq", "dr", "csc",
    "drsc",
];

/// A whole name; `Surname, Given` is turned around.
pub(super) fn whole(cell: &str) -> Name {
    let shown = tidy(cell);
    let Some((family, given)) = shown.split_once([',', '，', '、']) else {
        return Name { shown, ..Name::default() };
    };
    let (family, given) = (family.trim(), given.trim());
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    if given.contains([',', '，'])
        || !letters(family)
        || !letters(given)
        || SUFFIXES.contains(&fold(given).as_str())
    {
        return Name { shown: shown.clone(), ..Name::default() };
    }
    halves(given, family)
}

/// Two halves, in the order in which their script writes them.
pub(super) fn halves(given: &str, family: &str) -> Name {
    let (given, family) = (tidy(given), tidy(family));
    let shown = if given.is_empty() || family.is_empty() || (is_east_asian(&given) && is_east_asian(&family))
    {
        format!("{family}{given}")
    } else {
        format!("{given} {family}")
    };
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    Name { shown, given: some(given), family: some(family) }
}

/// Han characters, kana or Hangul alone.
fn is_east_asian(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '\u{3005}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_turn_names_around_and_titles_stay() {
        let name = whole("Cooper,  Sheldon");
        assert_eq!((name.shown.as_str(), name.family.as_deref()), ("Sheldon Cooper", Some("Cooper")));
        assert_eq!(whole("Martin King, Jr.").shown, "Martin King, Jr.");
        assert_eq!(whole("Mustermann Max").shown, "Mustermann Max");
        assert_eq!(halves("小明", "王").shown, "王小明");
        assert_eq!(halves("", "Madonna").shown, "Madonna");
    }
}
