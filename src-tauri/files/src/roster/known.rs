//! Lists that Moodle and Canvas write, and what their ids are.
//!
//! Moodle's participants and grade exports have no user id at all: "ID number" is whatever the institution typed
//! there, and a grade sent under it would reach somebody else. Canvas's `ID` is the user id; its SIS id is not.

use super::fold::fold;
use super::labels;
use super::reading::{Recognised, Role, RoleFrom};
use crate::table::Row;

/// Moodle's columns beside names and address, in the languages of its packs.
const MOODLE: &[&str] = &[
    "id number",
    "institution",
    "department",
    "groups",
    "last downloaded from this course",
    "id nummer",
    "abteilung",
    "gruppen",
    "zuletzt aus diesem kurs geladen",
    "numero didentification",
    "departement",
    "groupes",
    "dernier telechargement depuis ce cours",
    "numero de id",
    "institucion",
    "departamento",
    "grupos",
    "ultima descarga de este curso",
    "numero de identificacao",
    "instituicao",
    "grupos",
    "numer id",
    "instytucja",
    "wydzial",
    "grupy",
    "codice identificativo",
    "istituzione",
    "dipartimento",
    "gruppi",
    "instelling",
    "afdeling",
    "groepen",
    "identifikacni cislo",
    "instituce",
    "skupiny",
    "institusjon",
    "avdeling",
    "grupper",
    "laitos",
    "индивидуальныи номер",
    "учреждение организация",
    "отдел",
    "группы",
    "id番号",
    "機関",
    "部署",
    "グループ",
    "id号码",
    "机构",
    "部门",
    "组",
    "아이디 번호",
    "기관",
    "부서",
    "kurum",
    "bolum",
    "azonositoszam",
    "intezmeny",
];

/// Which LMS wrote a list with these headings.
pub(super) fn recognise(heading: Row<'_>) -> Option<Recognised> {
    let folded: Vec<String> = heading.cells().map(fold).collect();
    let has = |label: &str| folded.iter().any(|cell| cell == label);
    if has("student") && has("id") && has("section") {
        return Some(Recognised::CanvasGradebook);
    }
    if has("canvas user id")
        || (has("login id") && has("section") && (has("sis id") || has("total activity")))
    {
        return Some(Recognised::CanvasPeople);
    }
    let roles: Vec<Role> = heading.cells().filter_map(labels::role).collect();
    let halves = (roles.contains(&Role::Given)
        && (roles.contains(&Role::Family) || roles.contains(&Role::Name)))
        || (roles.contains(&Role::Family) && roles.contains(&Role::Name));
    let own = folded.iter().filter(|cell| MOODLE.contains(&cell.as_str())).count();
    (halves && roles.contains(&Role::Email) && own > 0).then_some(Recognised::Moodle)
}

/// Settles which of several columns with one role counts, and what an id is.
pub(super) fn settle(
    roles: &mut [(Role, RoleFrom)],
    heading: Row<'_>,
    recognised: Option<Recognised>,
    notes: &mut Vec<String>,
) {
    let named = |column: usize| fold(heading.cell(column));
    let explicit = (0..roles.len()).find(|column| {
        let label = named(*column);
        matches!(
            label.as_str(),
            "canvas user id" | "canvas id" | "moodle user id" | "moodle id" | "lms id" | "lms user id"
        )
    });
    for (column, slot) in roles.iter_mut().enumerate() {
        // With Canvas's own id beside it, "user_id" is the institution's.
        if slot.0 == Role::LmsId && explicit.is_some_and(|own| own != column) {
            slot.0 = Role::Number;
        }
        if recognised == Some(Recognised::CanvasPeople) && named(column) == "user id" {
            slot.0 = Role::Number;
        }
    }
    if recognised == Some(Recognised::Moodle) {
        for slot in roles.iter_mut().filter(|slot| slot.0 == Role::LmsId) {
            slot.0 = Role::Number;
        }
        if roles.iter().any(|slot| slot.0 == Role::Number) {
            notes.push(
                "Moodle's ID number is the institution's own; it helps to match people and is not used as Moodle's \
                 user id."
                    .to_owned(),
            );
        }
    }
    let has_halves = [Role::Given, Role::Family].iter().all(|role| roles.iter().any(|slot| slot.0 == *role));
    for role in [Role::Name, Role::Given, Role::Family, Role::LmsId, Role::Number, Role::Username] {
        let mut first = true;
        for slot in roles.iter_mut().filter(|slot| slot.0 == role) {
            // Whole names beside both halves say nothing new.
            if !first || (role == Role::Name && has_halves) {
                slot.0 = Role::Ignored;
            }
            first = false;
        }
    }
}
