#![allow(clippy::unwrap_used)]
use super::*;

fn readings(text: &str) -> Vec<String> {
    let join = |r: &Reading| r.words.iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" ");
    read_display(text).readings.iter().map(join).collect()
}

#[test]
fn decorations_are_set_aside_in_every_language() {
    for text in [
        "Emma Watson (Guest)",
        "Emma Watson (Gast)",
        "Emma Watson (Invité)",
        "Emma Watson (ゲスト)",
        "Emma Watson （来宾）",
        "[Org] Emma Watson",
        "23-117 Emma Watson",
        "Watson, Emma (External)",
        "Emma Watson (she/her)",
        "Emma_Watson",
        "R12_Emma Watson",
    ] {
        assert_eq!(readings(text)[0], "emma watson", "{text}");
    }
}

#[test]
fn what_may_be_the_name_or_beside_it_gives_two_readings() {
    assert_eq!(readings("Dr. Emma Watson"), ["dr emma watson", "emma watson"]);
    assert_eq!(readings("Emma Watson Guest"), ["emma watson guest", "emma watson"]);
    assert_eq!(readings("Emma Watson she/her"), ["emma watson she her", "emma watson"]);
    assert_eq!(readings("Emma Watson | Acme"), ["emma watson", "acme", "emma watson acme"]);
    assert_eq!(readings("MA De Sanctis"), ["ma de sanctis", "m a de sanctis"]);
    assert_eq!(readings("ROSSIMario"), ["rossimario", "rossi mario"]);
}

#[test]
fn a_device_has_an_owner_only_by_full_name() {
    assert_eq!(readings("iPad di Anna Bianchi"), ["ipad di anna bianchi", "anna bianchi"]);
    assert_eq!(readings("Anna Bianchi's iPhone"), ["anna bianchis iphone", "anna bianchi"]);
    assert_eq!(readings("iPad di Anna"), ["ipad di anna"]);
    assert!(readings("+39 555 010 0123").is_empty());
}

#[test]
fn an_organisation_beside_the_name_is_remembered_as_set_aside() {
    let found = read_display("Emma Watson (Acme) (Guest)");
    assert_eq!(found.readings[0].aside, ["acme"]);
    assert!(read_display("Emma Watson (2)").numbered);
}

#[test]
fn a_roster_name_is_read_once() {
    let plain = |text: &str| read_roster(text).words.into_iter().map(|w| w.plain).collect::<Vec<_>>();
    assert_eq!(plain("Rossi, Mario"), ["mario", "rossi"]);
    assert_eq!(plain("Zoë O'Connor-Müller"), ["zoe", "oconnor", "muller"]);
    assert!(plain("…").is_empty());
}
