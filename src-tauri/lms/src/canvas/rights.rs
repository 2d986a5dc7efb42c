//! What a token may do in a course, in sentences (`GET courses/:id/permissions`; names as in the Roles API).

use crate::lenient::{text, yes};
use crate::model::{Ability, Deed};
use serde_json::Value;

/// The permissions that are asked for. `manage_assignments` is the older name of `manage_assignments_add`.
pub(super) const NAMES: [&str; 6] = [
    "read_roster",
    "read_email_addresses",
    "view_all_grades",
    "manage_grades",
    "manage_assignments_add",
    "manage_assignments",
];

/// Nothing is taught: nothing can be asked for, and nothing could be done.
pub(super) fn nowhere() -> Vec<Ability> {
    let says = "The owner of this token teaches no current course in Canvas; sign in there as the teacher and make the \
                token in that account.";
    vec![Ability { deed: Deed::ReadRoster, granted: false, says: says.to_owned() }]
}

/// The abilities of Canvas's answer.
pub(super) fn told(answer: &Value, course: &str) -> Vec<Ability> {
    let may = |name: &str| answer.get(name).and_then(yes).unwrap_or(false);
    abilities(
        &Rights {
            roster: may("read_roster"),
            emails: may("read_email_addresses"),
            read: may("view_all_grades") || may("manage_grades"),
            write: may("manage_grades"),
            create: may("manage_assignments_add") || may("manage_assignments"),
        },
        course,
    )
}

/// The abilities that the role of a course's record usually has: teachers everything, assistants all but new
/// assignments.
pub(super) fn by_role(record: &Value, course: &str) -> Vec<Ability> {
    let roles: Vec<String> = record
        .get("enrollments")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|one| one.get("type").and_then(text))
        .map(|role| role.to_ascii_lowercase())
        .collect();
    let is = |name: &str| roles.iter().any(|role| role.starts_with(name));
    let any = is("teacher") || is("ta");
    abilities(&Rights { roster: any, emails: any, read: any, write: any, create: is("teacher") }, course)
}

#[allow(clippy::struct_excessive_bools, reason = "rights are independent of each other")]
struct Rights {
    roster: bool,
    emails: bool,
    read: bool,
    write: bool,
    create: bool,
}

fn abilities(rights: &Rights, course: &str) -> Vec<Ability> {
    let ability = |deed, granted, yes: String, right: &str| Ability {
        deed,
        granted,
        says: if granted {
            yes
        } else {
            format!(
                "Not allowed in \u{201c}{course}\u{201d}: the administrator of Canvas must give your role the permission \u{201c}{right}\u{201d}."
            )
        },
    };
    let roster = if rights.emails {
        "The roster can be read, with e-mail addresses.".to_owned()
    } else {
        "The roster can be read, but without e-mail addresses: the administrator of Canvas can give your role the permission \u{201c}Users - view email addresses\u{201d}."
            .to_owned()
    };
    vec![
        ability(Deed::ReadRoster, rights.roster, roster, "Courses - view list of users"),
        ability(
            Deed::ReadMarks,
            rights.read,
            "Classes and their marks can be read; a class is an assignment in Canvas.".to_owned(),
            "Grades - view all grades",
        ),
        ability(
            Deed::WriteMarks,
            rights.write,
            "Marks can be written, as points of the class's assignment.".to_owned(),
            "Grades - edit",
        ),
        ability(
            Deed::Remarks,
            rights.write,
            "Minutes and remarks are written as a comment, which the student can read.".to_owned(),
            "Grades - edit",
        ),
        ability(
            Deed::CreateSessions,
            rights.create,
            "A class without an assignment gets one of one point that does not count towards the final grade."
                .to_owned(),
            "Assignments and Quizzes - add",
        ),
        ability(
            Deed::WriteGrades,
            rights.write,
            "Grades can be written to an assignment of your choice.".to_owned(),
            "Grades - edit",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn granted(all: &[Ability]) -> Vec<Deed> {
        all.iter().filter(|one| one.granted).map(|one| one.deed).collect()
    }

    #[test]
    fn each_permission_gives_its_deed_and_each_lack_its_sentence() {
        let all = told(
            &json!({"read_roster": true, "view_all_grades": "true", "manage_grades": false, "manage_assignments": "false"}),
            "DB",
        );
        assert_eq!(granted(&all), [Deed::ReadRoster, Deed::ReadMarks]);
        assert_eq!(all.len(), 6);
        assert!(all.iter().all(|one| one.says.ends_with('.')));
        assert!(all[0].says.contains("without e-mail"));
        assert!(all[2].says.contains("Grades - edit") && all[2].says.contains("DB"));
        assert_eq!(granted(&told(&json!([1]), "DB")), []);
    }

    #[test]
    fn without_permissions_the_role_counts() {
        let teacher = json!({"enrollments": [{"type": "teacher"}]});
        assert_eq!(granted(&by_role(&teacher, "DB")).len(), 6);
        let assistant = json!({"enrollments": [{"type": "TaEnrollment"}]});
        assert!(!granted(&by_role(&assistant, "DB")).contains(&Deed::CreateSessions));
        assert_eq!(granted(&by_role(&json!({"enrollments": [{"type": "student"}]}), "DB")), []);
    }
}
