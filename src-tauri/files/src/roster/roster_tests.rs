#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;

fn fixture(name: &str) -> Table {
    let path = format!("{}/../../tests/fixtures/rosters/{name}", env!("CARGO_MANIFEST_DIR"));
    crate::table::read_file(path.as_ref()).unwrap().table
}

fn text(content: &str) -> Table {
    crate::table::read(content.as_bytes()).unwrap().table
}

fn roster(table: &Table) -> RosterReading {
    read(table, None).unwrap()
}

fn roles(reading: &RosterReading) -> Vec<Role> {
    reading.columns.iter().map(|column| column.role).collect()
}

fn people(reading: &RosterReading) -> Vec<(&str, &[String])> {
    reading.entries.iter().map(|entry| (entry.name.as_str(), entry.emails.as_slice())).collect()
}

#[test]
fn a_school_list_with_two_of_one_family() {
    let reading = roster(&fixture("at-school-students.csv"));
    assert_eq!(roles(&reading), [Role::Ignored, Role::Name, Role::Group]);
    let names: Vec<&str> = reading.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["Mustermann Max", "Musterfrau Franziska", "Huber Uwe", "Müller Franz", "Müller Hans"]);
    assert_eq!(reading.entries[4].group.as_deref(), Some("1B"));
    assert_eq!((reading.entries[0].line, reading.skipped.len()), (2, 0));
    assert!(reading.entries.iter().all(|entry| entry.lms_id.is_none() && entry.number.is_none()));
}

#[test]
fn moodle_lists_have_no_user_id() {
    for name in ["moodle-participants-en.csv", "moodle-grades-de.csv"] {
        let reading = roster(&fixture(name));
        assert_eq!(reading.recognised, Some(Recognised::Moodle), "{name}");
        let zoe = &reading.entries[0];
        assert_eq!(
            (zoe.name.as_str(), zoe.number.as_deref(), zoe.lms_id.as_deref()),
            ("Zoë Müller", Some("10442"), None)
        );
        assert_eq!(zoe.emails, ["zoe.mueller@example.edu"]);
    }
    let grades = roster(&fixture("moodle-grades-de.csv"));
    assert_eq!((grades.entries.len(), grades.skipped[0].line), (2, 4));
    assert_eq!(
        roster(&fixture("moodle-participants-en.csv")).entries[0].group.as_deref(),
        Some("Group A, Group B")
    );
}

#[test]
fn canvas_lists_have_one() {
    let reading = roster(&fixture("canvas-gradebook-export.csv"));
    assert_eq!(reading.recognised, Some(Recognised::CanvasGradebook));
    assert_eq!(reading.entries.len(), 2);
    let first = &reading.entries[0];
    assert_eq!((first.lms_id.as_deref(), first.number.as_deref()), (Some("1"), Some("SHEL93921")));
    assert_eq!((first.name.as_str(), first.family.as_deref()), ("Sheldon Cooper", Some("Cooper")));
    assert_eq!(
        (first.emails.as_slice(), first.group.as_deref()),
        (&["sheldon@example.edu".to_owned()][..], Some("CS 101-01"))
    );
    assert_eq!(
        (reading.entries[1].username.as_deref(), reading.entries[1].emails.len()),
        (Some("showell"), 0)
    );
    assert_eq!(reading.skipped.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 6]);
    let people = roster(&fixture("canvas-people.csv"));
    assert_eq!(people.recognised, Some(Recognised::CanvasPeople));
    let first = &people.entries[0];
    assert_eq!(
        (first.lms_id.as_deref(), first.number.as_deref(), first.username.as_deref()),
        (Some("501"), Some("SHEL93921"), Some("sheldon"))
    );
    assert_eq!(first.name, "Sheldon Cooper");
}

#[test]
fn titles_repeated_headings_parents_and_totals() {
    let reading = roster(&fixture("titles-and-total-fr.csv"));
    assert_eq!(
        roles(&reading),
        [Role::Ignored, Role::Family, Role::Given, Role::Email, Role::Ignored, Role::Group]
    );
    let emails: Vec<Vec<String>> = reading.entries.iter().map(|entry| entry.emails.clone()).collect();
    assert_eq!(emails[1], ["jeanne.darc@example.fr", "j.darc@example.org"]);
    let names: Vec<&str> = reading.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["François Lefèvre", "Jeanne D'Arc", "François Lefèvre"]);
    let lines: Vec<u32> = reading.skipped.iter().map(|row| row.line).collect();
    assert_eq!(lines, [8, 10, 11, 12]);
    assert!(reading.skipped[1].why.contains("line 6"), "{:?}", reading.skipped);
}

#[test]
fn columns_without_headings_by_their_content() {
    let reading = roster(&fixture("no-headings.csv"));
    assert_eq!(roles(&reading), [Role::Ignored, Role::Number, Role::Name, Role::Email, Role::Group]);
    assert_eq!((reading.entries.len(), reading.entries[0].line), (6, 1));
    let pair = roster(&text("Ann;Miller;a@x.org\nBob;Ray;b@x.org\nCem;Öz;c@x.org\n"));
    assert_eq!(roles(&pair), [Role::Given, Role::Family, Role::Email]);
    assert_eq!(pair.notes.len(), 1);
    let alone = roster(&text("ann@x.org\nbob@x.org\n"));
    assert_eq!(people(&alone)[1], ("", &["bob@x.org".to_owned()][..]));
}

#[test]
fn headings_of_a_language_that_nobody_knows() {
    let reading = roster(&text("Qorix;Zutal\nAnn Miller;a@x.org\nBob Ray;b@x.org\nCem Öz;c@x.org\n"));
    assert_eq!(roles(&reading), [Role::Name, Role::Email]);
    assert_eq!(reading.entries.len(), 3);
}

#[test]
fn east_asian_names_in_their_order() {
    let reading = roster(&fixture("participants-ja-shift-jis.csv"));
    assert_eq!(people(&reading)[0], ("山田太郎", &["taro@example.jp".to_owned()][..]));
    assert_eq!(
        (reading.entries[0].number.as_deref(), reading.entries[1].group.as_deref()),
        (Some("S1001"), Some("2組"))
    );
}

#[test]
fn headings_in_many_languages() {
    use Role::{Email, Family, Given, Group, Name, Number, Username};
    let cases: [(&str, &[Role]); 24] = [
        ("Name;Vorname;E-Mail;Klasse", &[Family, Given, Email, Group]),
        ("Nachname;Vorname;Matrikelnummer;E-Mail-Adresse (Uni)", &[Family, Given, Number, Email]),
        ("Nombre;Apellidos;Correo electrónico;Grupo", &[Given, Family, Email, Group]),
        ("Nome;Cognome;Matricola;Indirizzo email", &[Given, Family, Number, Email]),
        ("Nome completo;E-mail;Turma", &[Name, Email, Group]),
        ("Imię;Nazwisko;Nr albumu;Adres e-mail", &[Given, Family, Number, Email]),
        ("Voornaam;Achternaam;Studentnummer;E-mailadres", &[Given, Family, Number, Email]),
        ("Jméno;Příjmení;UČO;E-mail", &[Given, Family, Number, Email]),
        ("Förnamn;Efternamn;E-post;Klass", &[Given, Family, Email, Group]),
        ("Fornavn;Efternavn;E-mail;Hold", &[Given, Family, Email, Group]),
        ("Fornavn;Etternavn;E-postadresse;Gruppe", &[Given, Family, Email, Group]),
        ("Etunimi;Sukunimi;Sähköposti;Ryhmä", &[Given, Family, Email, Group]),
        ("Adı;Soyadı;Öğrenci No;E-posta", &[Given, Family, Number, Email]),
        ("Фамилия;Имя;Электронная почта;Группа", &[Family, Given, Email, Group]),
        ("Прізвище;Ім’я;Електронна пошта;Група", &[Family, Given, Email, Group]),
        ("姓名;学号;电子邮件;班级", &[Name, Number, Email, Group]),
        ("이름;학번;이메일;반", &[Name, Number, Email, Group]),
        ("الاسم الكامل;الرقم الجامعي;البريد الإلكتروني;الشعبة", &[Name, Number, Email, Group]),
        ("Vezetéknév;Keresztnév;Neptun kód;E-mail cím", &[Family, Given, Number, Email]),
        ("Nume;Prenume;Adresă de email;Grupa", &[Family, Given, Email, Group]),
        ("Επώνυμο;Όνομα;Αριθμός μητρώου;Email", &[Family, Given, Number, Email]),
        ("Nama lengkap;NIM;Alamat email;Kelas", &[Name, Number, Email, Group]),
        ("Họ và tên;MSSV;Địa chỉ email;Lớp", &[Name, Number, Email, Group]),
        ("Nom d’utilisateur;Nom complet;Adresse de courriel;Groupe", &[Username, Name, Email, Group]),
    ];
    for (heading, wanted) in cases {
        let cell = |role: &Role, n: usize| match role {
            Email => format!("p{n}@example.org"),
            Number => format!("1234{n}"),
            Group => "A1".to_owned(),
            Given => ["Anna", "Bea", "Cem"][n].to_owned(),
            Family => ["Ray", "Öz", "Fox"][n].to_owned(),
            Name => ["Anna Ray", "Bea Öz", "Cem Fox"][n].to_owned(),
            _ => ["aray", "boez", "cfox"][n].to_owned(),
        };
        let row = |n| wanted.iter().map(|role| cell(role, n)).collect::<Vec<_>>().join(";");
        let reading = roster(&text(&format!("{heading}\n{}\n{}\n{}\n", row(0), row(1), row(2))));
        assert_eq!(roles(&reading), wanted, "{heading}");
        assert_eq!(reading.entries.len(), 3, "{heading}");
    }
}

#[test]
fn what_the_instructor_said_is_remembered_by_the_headings() {
    let table = text("A;B;C\nx1;Ann Miller;77\nx2;Bob Ray;78\n");
    let mapping = Mapping {
        columns: vec![
            MappedColumn { index: 0, heading: String::new(), role: Role::Username },
            MappedColumn { index: 2, heading: String::new(), role: Role::LmsId },
        ],
    };
    let stored = serde_json::to_string(&mapping).unwrap();
    let reading = read(&table, Some(&serde_json::from_str(&stored).unwrap())).unwrap();
    let bob = reading.entries.iter().find(|entry| entry.name == "Bob Ray").unwrap();
    assert_eq!((bob.username.as_deref(), bob.lms_id.as_deref()), (Some("x2"), Some("78")));
    assert_eq!(reading.columns[2].from, RoleFrom::Instructor);
    // Columns that moved are found by their heading, and the same headings have the same key.
    let (one, other) = (
        text("Name;Mail;Kürzel\nAnn;a@x.org;q1\n"),
        text("NAME ;mail;kurzel\nBob;b@x.org;q2\nEve;e@x.org;q3\n"),
    );
    assert_eq!(heading_signature(&one), heading_signature(&other));
    assert_ne!(heading_signature(&one), heading_signature(&text("Name;Kürzel;Mail\nAnn;q1;a@x.org\n")));
    let moved =
        Mapping { columns: vec![MappedColumn { index: 0, heading: "Kürzel".into(), role: Role::Username }] };
    assert_eq!(read(&one, Some(&moved)).unwrap().entries[0].username.as_deref(), Some("q1"));
}

#[test]
fn the_first_of_two_counts_and_homonyms_are_two() {
    let reading = roster(&text(
        "Student ID;Name;Email\n11;Kim Lee;k1@x.org\n12;Kim Lee;k2@x.org\n11;Kim L;k3@x.org\n13;Bo Ek;K1@X.org\n;;\n14;;\n",
    ));
    assert_eq!(people(&reading).len(), 2);
    assert_eq!(reading.skipped.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 5, 7]);
    assert!(reading.notes.iter().any(|note| note.contains("have the name")));
}

#[test]
fn tables_without_people_are_refused() {
    let error = read(&text("12;13.5;2026-01-01\n14;1.5;2026-01-02\n"), None).unwrap_err();
    assert!(matches!(error, RosterError::NoUsableColumn { columns: 3, .. }), "{error:?}");
    assert!(error.to_string().contains("dates or figures"), "{error}");
    assert_eq!(read(&text("Name;Email\n"), None).unwrap_err(), RosterError::Empty);
    assert!(matches!(read(&text("Name;Email\n;x\n"), None).unwrap_err(), RosterError::Nobody { skipped: 1 }));
}
