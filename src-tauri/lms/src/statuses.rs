//! What each status of the contract becomes in an LMS's own set: found by the titles and short forms of the set, in the
//! languages of Moodle's Attendance plug-in, and changed by the instructor where it was found wrong.
//!
//! Pure. Only a clear reading is one: a status that two of the set could be is left open.

use crate::model::LmsStatus;
use rollbook_core::status::Status;
use rollbook_core::words::Words;
use std::collections::BTreeMap;

/// What the instructor chose: the short form of the LMS's status for a status word of the contract, or for
/// [`BOTH`].
pub type Chosen = BTreeMap<String, String>;

/// The word for whoever was late and left early, where the set has a status for that.
pub const BOTH: &str = "late+left-early";

/// Titles by status, folded (lower case, no accents). "Unexcused" is absent, so longer words stand on their own.
const TITLES: &[(Status, &[&str])] = &[
    (
        Status::Present,
        &[
            "present",
            "attended",
            "anwesend",
            "presente",
            "asistencia",
            "obecny",
            "obecna",
            "obecnosc",
            "presenca",
        ],
    ),
    (
        Status::Late,
        &[
            "late",
            "tardy",
            "verspatet",
            "verspatung",
            "spat",
            "zu spat",
            "retard",
            "en retard",
            "retraso",
            "tarde",
            "atrasado",
            "atraso",
            "spozniony",
            "spozniona",
            "spoznienie",
        ],
    ),
    (
        Status::LeftEarly,
        &[
            "left early",
            "leave early",
            "early leave",
            "early departure",
            "fruher gegangen",
            "vorzeitig gegangen",
            "parti tot",
            "depart anticipe",
            "parti plus tot",
            "salio antes",
            "salida anticipada",
            "saiu cedo",
            "saida antecipada",
            "wyszedl wczesniej",
            "wyszla wczesniej",
            "wczesniejsze wyjscie",
        ],
    ),
    (
        Status::Excused,
        &[
            "excused",
            "excused absence",
            "authorised absence",
            "authorized absence",
            "entschuldigt",
            "excuse",
            "absence excusee",
            "justificado",
            "justificada",
            "falta justificada",
            "ausencia justificada",
            "excusado",
            "usprawiedliwiony",
            "usprawiedliwiona",
            "nieobecnosc usprawiedliwiona",
        ],
    ),
    (
        Status::Absent,
        &[
            "absent",
            "unexcused",
            "unexcused absence",
            "abwesend",
            "unentschuldigt",
            "fehlt",
            "gefehlt",
            "nicht anwesend",
            "absence",
            "ausente",
            "falta",
            "ausencia",
            "nieobecny",
            "nieobecna",
            "nieobecnosc",
        ],
    ),
];

/// Titles of a status for whoever was late and left early.
const BOTH_TITLES: &[&str] = &["late and left early", "late, left early", "verspatet und fruher gegangen"];

/// Short forms of the plug-in's default set in English; others are read by title alone, for "A" is "anwesend" in German.
const SHORT: &[(Status, &str)] = &[
    (Status::Present, "P"),
    (Status::Late, "L"),
    (Status::LeftEarly, "LE"),
    (Status::Excused, "E"),
    (Status::Absent, "A"),
];

/// The words of a set: what was chosen, else what is found. A left-early without a status of its own becomes late, and
/// without that present: they were there. An empty set takes the contract's words.
#[must_use]
pub fn words(set: &[LmsStatus], chosen: &Chosen) -> Words {
    if set.is_empty() {
        return Words::contract();
    }
    let by_choice = |word: &str| {
        let short = chosen.get(word)?;
        set.iter().find(|own| same(&own.acronym, short)).map(|own| own.id.as_str())
    };
    let found = found(set);
    let target = |status: Status| by_choice(status.word()).or_else(|| found.get(&status).copied());
    let late = target(Status::Late);
    let mut targets: BTreeMap<Status, &str> =
        TITLES.iter().filter_map(|(status, _)| Some((*status, target(*status)?))).collect();
    if !targets.contains_key(&Status::LeftEarly)
        && let Some(nearest) = late.or_else(|| target(Status::Present))
    {
        targets.insert(Status::LeftEarly, nearest);
    }
    let names: Vec<(String, String)> =
        set.iter().map(|own| (own.id.clone(), format!("{} {}", own.acronym, own.title))).collect();
    let both = by_choice(BOTH).or_else(|| one(set, |own| BOTH_TITLES.contains(&fold(&own.title).as_str())));
    Words::of(targets, names.iter().map(|(id, name)| (id.as_str(), name.trim()))).with_both(both)
}

/// The statuses that are clearly to be found in a set.
fn found(set: &[LmsStatus]) -> BTreeMap<Status, &str> {
    let mut found = BTreeMap::new();
    for (status, titles) in TITLES {
        if let Some(id) = one(set, |own| titles.contains(&fold(&own.title).as_str())) {
            found.insert(*status, id);
        }
    }
    for (status, short) in SHORT {
        // Only where titles tell nothing of it, and for no status that a title gave to another.
        let taken: Vec<&str> = found.values().copied().collect();
        if !found.contains_key(status)
            && let Some(id) = one(set, |own| same(&own.acronym, short) && !titled(own))
            && !taken.contains(&id)
        {
            found.insert(*status, id);
        }
    }
    found
}

/// Whether the title is one that is known.
fn titled(own: &LmsStatus) -> bool {
    let title = fold(&own.title);
    TITLES.iter().any(|(_, titles)| titles.contains(&title.as_str())) || BOTH_TITLES.contains(&title.as_str())
}

/// The only one of a set.
fn one(set: &[LmsStatus], is: impl Fn(&LmsStatus) -> bool) -> Option<&str> {
    let mut all = set.iter().filter(|own| is(own));
    let first = all.next()?;
    all.next().is_none().then_some(first.id.as_str())
}

fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// Lower case without accents, one space between words.
fn fold(text: &str) -> String {
    any_ascii::any_ascii(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn set(all: &[(&str, &str)]) -> Vec<LmsStatus> {
        let status = |(place, (acronym, title)): (usize, &(&str, &str))| LmsStatus {
            id: (place + 5).to_string(),
            acronym: (*acronym).to_owned(),
            title: (*title).to_owned(),
            points: None,
        };
        all.iter().enumerate().map(status).collect()
    }

    fn targets(set: &[LmsStatus], chosen: &Chosen) -> String {
        let words = words(set, chosen);
        let short = |id: &str| set.iter().find(|own| own.id == id).unwrap().acronym.clone();
        let all = words.targets().map(|(status, id)| format!("{status}={}", short(id)));
        all.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_default_sets_of_moodle() {
        let english = set(&[("P", "Present"), ("L", "Late"), ("E", "Excused"), ("A", "Absent")]);
        assert_eq!(targets(&english, &Chosen::new()), "present=P late=L left-early=L absent=A excused=E");
        let german =
            set(&[("A", "Anwesend"), ("V", "Verspätet"), ("E", "Entschuldigt"), ("F", "Unentschuldigt")]);
        assert_eq!(targets(&german, &Chosen::new()), "present=A late=V left-early=V absent=F excused=E");
        let polish =
            set(&[("O", "Obecny"), ("S", "Spóźniony"), ("U", "Usprawiedliwiony"), ("N", "Nieobecny")]);
        assert_eq!(targets(&polish, &Chosen::new()), "present=O late=S left-early=S absent=N excused=U");
        let own =
            set(&[("P", "Present"), ("A", "Absent"), ("L", "Late"), ("E", "Excused"), ("LE", "Left early")]);
        assert_eq!(targets(&own, &Chosen::new()), "present=P late=L left-early=LE absent=A excused=E");
    }

    #[test]
    fn what_is_not_clear_is_left_open_until_somebody_chooses() {
        let twice = set(&[("P", "Present"), ("O", "Present"), ("A", "Absent")]);
        assert_eq!(targets(&twice, &Chosen::new()), "absent=A");
        let chosen = Chosen::from([("present".to_owned(), "o".to_owned())]);
        assert_eq!(targets(&twice, &chosen), "present=O left-early=O absent=A");
        // A short form that means something else by its title is not taken.
        let other = set(&[("P", "Abwesend"), ("X", "Online")]);
        assert_eq!(targets(&other, &Chosen::new()), "absent=P");
        let untitled = set(&[("P", "x"), ("A", "y")]);
        assert_eq!(targets(&untitled, &Chosen::new()), "present=P left-early=P absent=A");
        let chosen = Chosen::from([(BOTH.to_owned(), "LL".to_owned())]);
        let both = set(&[("P", "Present"), ("L", "Late"), ("LL", "Both")]);
        assert_eq!(words(&both, &chosen).target(Status::Late, true), Some("7"));
        assert_eq!(words(&[], &chosen).target(Status::Late, true), Some("late"));
    }

    proptest! {
        #[test]
        fn a_target_is_always_one_of_the_set(titles in proptest::collection::vec(("[PLEA]{1,2}", "[A-Za-z ]{0,12}|Late|Present"), 0..6)) {
            let all: Vec<(&str, &str)> = titles.iter().map(|(a, t)| (a.as_str(), t.as_str())).collect();
            let set = set(&all);
            let words = words(&set, &Chosen::new());
            for (_, id) in words.targets() {
                prop_assert!(set.is_empty() || set.iter().any(|own| own.id == id));
            }
        }
    }
}
