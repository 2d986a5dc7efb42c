//! Headings of class lists in the languages of schools and learning platforms.

use super::fold::fold;
use super::reading::Role;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Each role with its headings; `|` parts them. Moodle's and Canvas's own wordings are among them.
const LABELS: &[(Role, &str)] = &[
    (
        Role::Name,
        "name|nom|nome|nombre|nume|full name|fullname|student|student name|name of student|display name|participant|learner|pupil|user|\
         first and last name|user full name|first name surname|first name last name|last name first name|surname name|sortable name|\
         vollständiger name|vor und nachname|vorname nachname|name vorname|nachname vorname|vorname und nachname|schüler|schülerin|schüler in|schülername|\
         studierende|studierender|teilnehmer|teilnehmer in|teilnehmende|teilnehmername|anzeigename|\
         nom complet|nom et prénom|nom prénom|prénom nom|prénom et nom|étudiant|élève|participant e|nom de l'étudiant|nom de famille prénom|\
         nombre completo|nombre y apellidos|nombre y apellido|apellidos y nombre|apellidos nombre|nombre apellidos|alumno|alumna|estudiante|nombre del estudiante|participante|\
         nome completo|nome e sobrenome|nome e apelido|aluno|aluna|estudante|nome do aluno|nome do estudante|\
         imię i nazwisko|nazwisko i imię|imie nazwisko|nazwisko imie|uczeń|student ka|uczestnik|\
         nome e cognome|cognome e nome|nome cognome|cognome nome|studente|alunno|partecipante|nominativo|\
         naam|volledige naam|leerling|deelnemer|naam student|\
         jméno a příjmení|příjmení a jméno|celé jméno|žák|účastník|meno a priezvisko|priezvisko a meno|celé meno|žiak|\
         namn|fullständigt namn|för och efternamn|elev|deltagare|navn|fulde navn|fullt navn|deltager|studerende|deltaker|\
         nimi|koko nimi|opiskelija|oppilas|osallistuja|sukunimi ja etunimi|etu ja sukunimi|\
         adı soyadı|ad soyad|adı ve soyadı|isim soyisim|isim|tam adı|öğrenci|öğrenci adı|katılımcı|\
         имя и фамилия|фамилия и имя|фамилия имя|имя фамилия|фио|полное имя|ученик|студент|учащийся|участник|фамилия имя отчество|\
         повне ім'я|ім'я та прізвище|прізвище та ім'я|прізвище ім'я|піб|учень|учасник|\
         氏名|名前|お名前|学生氏名|生徒名|生徒氏名|学生|参加者|フルネーム|姓名|名字|学生姓名|學生姓名|学生名称|学员|參與者|参与者|全名|成員|\
         이름|성명|학생|학생 이름|학생명|참가자|الاسم|الاسم الكامل|اسم الطالب|الطالب|الاسم الكامل للطالب|\
         név|teljes név|tanuló|hallgató|diák|résztvevő|tanuló neve|nume complet|nume și prenume|numele și prenumele|elevul|participantul|\
         ονοματεπώνυμο|πλήρες όνομα|φοιτητής|μαθητής|συμμετέχων|επώνυμο και όνομα|nama|nama lengkap|nama siswa|nama mahasiswa|siswa|mahasiswa|peserta|\
         họ và tên|họ tên|tên đầy đủ|sinh viên|học sinh|tên sinh viên|nom i cognoms|ime i prezime|ime in priimek|prezime i ime|vardas pavardė|vārds uzvārds|ees ja perekonnanimi|שם מלא|שם|נام|نام و نام خانوادگی|ชื่อ นามสกุล|ชื่อ สกุล|ชื่อ|नाम",
    ),
    (
        Role::Given,
        "first name|firstname|given name|given names|first names|forename|given|first|preferred name|vorname|vornamen|rufname|prénom|prénoms|\
         nombres|nombre s|primer nombre|nome próprio|primeiro nome|imię|imiona|nome di battesimo|voornaam|roepnaam|voornamen|křestní jméno|jméno|krstné meno|meno|\
         förnamn|tilltalsnamn|fornavn|etunimi|etunimet|adı|ad|имя|ім'я|ім’я|名|めい|给定名称|이름 first|الاسم الأول|keresztnév|utónév|prenume|prenumele|όνομα|nama depan|tên|nom de pila|ime|vardas|vārds|eesnimi|שם פרטי|نام کوچک",
    ),
    (
        Role::Family,
        "last name|lastname|surname|family name|last names|surnames|family|last|nachname|familienname|zuname|nom de famille|apellidos|apellido|apellido s|apellidos s|primer apellido|\
         sobrenome|apelido|último nome|nazwisko|cognome|achternaam|familienaam|příjmení|priezvisko|efternamn|efternavn|etternavn|sukunimi|soyadı|soyad|soyisim|\
         фамилия|прізвище|姓|姓氏|苗字|せい|성|اسم العائلة|اللقب|الاسم الأخير|الكنية|vezetéknév|családnév|nume de familie|numele de familie|επώνυμο|επίθετο|nama belakang|nama keluarga|họ|họ và tên đệm|cognoms|prezime|priimek|pavardė|uzvārds|perekonnanimi|שם משפחה|نام خانوادگی",
    ),
    (
        Role::Email,
        "email|e mail|mail|email address|e mail address|mail address|mailadresse|e mail adresse|emailadresse|email id|upn|user principal name|primary email|school email|student email|\
         courriel|adresse de courriel|adresse courriel|adresse email|adresse e mail|adresse électronique|mél|correo|correo electrónico|dirección de correo|dirección de correo electrónico|dirección email|\
         endereço de email|endereço de e mail|endereço eletrônico|correio eletrónico|adres e mail|adres email|adres poczty|poczta|indirizzo email|indirizzo e mail|posta elettronica|\
         e mailadres|emailadres|mailadres|e mailová adresa|emailová adresa|e postadress|epost|e post|e postadresse|epostadresse|sähköposti|sähköpostiosoite|e posta|eposta|e posta adresi|\
         электронная почта|эл почта|почта|адрес электронной почты|електронна пошта|електронна адреса|пошта|адреса електронної пошти|メール|メールアドレス|eメール|電子メール|邮箱|电子邮件|电子邮件地址|电子邮箱|電子郵件|電子郵件地址|郵箱|信箱|\
         이메일|메일|이메일 주소|전자우편|전자 메일|البريد الإلكتروني|البريد|بريد إلكتروني|عنوان البريد الإلكتروني|email cím|e mail cím|adresă de email|adresa de email|adresa de e mail|ηλεκτρονικό ταχυδρομείο|διεύθυνση email|διεύθυνση ηλεκτρονικού ταχυδρομείου|\
         surel|alamat email|alamat surel|thư điện tử|địa chỉ email|địa chỉ thư điện tử|adreça electrònica|e naslov|דואר אלקטרוני|אימייל|อีเมล|ईमेल",
    ),
    (
        Role::LmsId,
        "id|lms id|lmsid|user id|userid|moodle id|moodle user id|canvas id|canvas user id|lms user id|nutzer id|user id number lms|id utilisateur|id de usuario|id użytkownika|id utente|gebruikers id",
    ),
    (
        Role::Number,
        "id number|idnumber|student id|student number|student no|student nr|studentid|sis id|sis user id|sis userid|integration id|matriculation number|matric no|registration number|reg no|roll number|roll no|rollno|enrollment number|enrolment number|admission number|university id|employee id|index number|\
         matrikelnummer|matrikelnr|matrikel nr|matr nr|schülernummer|schüler id|id nummer|personenkennzeichen|studiennummer|numéro d'étudiant|numéro étudiant|n étudiant|numéro d'identification|numero d'identification|matricule|ine|número de id|número de identificación|número de alumno|matrícula|legajo|dni|expediente|número de matrícula|código|código de estudiante|número de identificação|número do aluno|ra|\
         numer albumu|nr albumu|numer indeksu|nr indeksu|numer id|pesel|matricola|numero di matricola|codice identificativo|numero id|studentnummer|leerlingnummer|stamnummer|identificatienummer|studienummer|elevnummer|osobní číslo|identifikační číslo|číslo studenta|uco|učo|opiskelijanumero|tunnistenumero|öğrenci no|öğrenci numarası|okul no|kimlik numarası|numara|\
         номер студента|номер зачетки|номер зачётной книжки|табельный номер|индивидуальный номер|id номер|номер залікової|ідентифікаційний номер|学籍番号|学生番号|生徒番号|学号|學號|学生编号|id番号|id号码|학번|학생 번호|학생번호|아이디 번호|رقم الطالب|الرقم الجامعي|رقم الهوية|الرقم الأكاديمي|رقم التسجيل|neptun kód|neptunkód|neptun|azonosító|azonosítószám|om azonosító|hallgatói azonosító|număr matricol|nr matricol|αριθμός μητρώου|αμ|nim|nis|nisn|nomor induk|nomor induk mahasiswa|mssv|mã số sinh viên|mã sinh viên|mã học sinh|mã số",
    ),
    (
        Role::Username,
        "username|user name|login|login id|login name|loginname|sis login id|user login|account|account name|benutzername|anmeldename|benutzerkennung|kennung|nutzername|nom d'utilisateur|identifiant|identifiant de connexion|nombre de usuario|usuario|nome de usuário|usuário|nome de utilizador|utilizador|nazwa użytkownika|użytkownik|nome utente|gebruikersnaam|inlognaam|uživatelské jméno|přihlašovací jméno|používateľské meno|användarnamn|brugernavn|brukernavn|käyttäjätunnus|käyttäjänimi|tunnus|kullanıcı adı|логин|имя пользователя|логін|ім'я користувача|ユーザ名|ユーザー名|ログイン名|ログインid|ユーザid|用户名|用戶名|使用者名稱|帐号|账号|登录名|사용자 이름|사용자명|아이디|로그인|اسم المستخدم|felhasználónév|nume de utilizator|nume utilizator|utilizator|όνομα χρήστη|nama pengguna|tên đăng nhập|tên người dùng",
    ),
    (
        Role::Group,
        "group|groups|section|sections|class|form|cohort|course section|team|stream|tutorial|homeroom|grade level|gruppe|gruppen|klasse|kurs|jahrgangsstufe|groupe|groupes|classe|section de cours|grupo|grupos|sección|clase|curso y grupo|turma|turmas|seção|secção|grupa|grupy|klasa|oddział|gruppo|gruppi|sezione|groep|groepen|klas|skupina|skupiny|třída|trieda|grupp|grupper|klass|hold|ryhmä|ryhmät|luokka|grup|gruplar|sınıf|şube|группа|группы|класс|секция|група|групи|клас|グループ|クラス|組|学級|セクション|班级|班級|组|小组|群組|分组|组别|節|그룹|분반|반|학급|섹션|المجموعة|المجموعات|الشعبة|الفصل|الصف|القسم|csoport|csoportok|osztály|grupe|clasa|secțiune|ομάδα|ομάδες|τμήμα|τάξη|kelompok|kelas|nhóm|lớp|razred|rühm|grupė|klasė",
    ),
    (
        Role::Ignored,
        "nr|no|number|num|lfd nr|lfdnr|lp|l p|č|poř č|n|nº|sl no|s no|sno|sr no|stt|№|п п|№ п п|s n|番号|序号|序號|번호|الرقم|الرقم التسلسلي|sıra|sıra no|ssz|sorszám|nr crt|αα|α α|jnr|nro|\
         institution|department|role|roles|status|phone|telephone|mobile|city|town|country|address|birthday|date of birth|gender|sex|points possible|last access|last activity|total activity|last downloaded from this course|notes|comment|\
         institut|abteilung|fachbereich|rolle|rollen|ort|land|telefon|geburtsdatum|geschlecht|bemerkung|établissement|département|rôle|rôles|ville|pays|téléphone|institución|departamento|rol|roles rol|ciudad|teléfono|instituição|função|cidade|instytucja|wydział|rola|miasto|istituzione|dipartimento|ruolo|città|instelling|afdeling|учреждение организация|отдел|роль|город|телефон|机构|部门|角色|機関|部署|役割|ロール|기관|부서|역할|المؤسسة|القسم العلمي|الدور|kurum|bölüm|intézmény|tanszék|ίδρυμα|institusi|departemen|peran|vai trò",
    ),
];

/// Words of headings that are about somebody else: a parent's address is not the student's.
const OTHERS: &[&str] = &[
    "parent",
    "parents",
    "guardian",
    "mother",
    "father",
    "emergency",
    "teacher",
    "instructor",
    "advisor",
    "adviser",
    "supervisor",
    "eltern",
    "mutter",
    "vater",
    "erziehungsberechtigte",
    "erziehungsberechtigter",
    "sorgeberechtigte",
    "lehrer",
    "lehrkraft",
    "betreuer",
    "klassenleitung",
    "mere",
    "pere",
    "responsable",
    "enseignant",
    "professeur",
    "madre",
    "padre",
    "padres",
    "tutor",
    "profesor",
    "docente",
    "responsavel",
    "mae",
    "pai",
    "professor",
    "rodzic",
    "rodzica",
    "rodzice",
    "opiekun",
    "opiekuna",
    "nauczyciel",
    "genitore",
    "genitori",
    "ouder",
    "ouders",
    "docent",
    "rodic",
    "rodice",
    "ucitel",
    "foralder",
    "vardnadshavare",
    "malsman",
    "foraelder",
    "foresatt",
    "foresatte",
    "huoltaja",
    "vanhempi",
    "veli",
    "anne",
    "baba",
    "родитель",
    "родителя",
    "мать",
    "отец",
    "преподаватель",
    "учитель",
    "保護者",
    "家长",
    "家長",
    "學生家長",
    "학부모",
    "보호자",
    "ولي",
    "szulo",
    "gondviselo",
    "parinte",
    "γονεας",
    "orang tua",
    "wali",
    "phu huynh",
];

static ROLES: LazyLock<BTreeMap<String, Role>> = LazyLock::new(|| {
    let pairs =
        LABELS.iter().flat_map(|(role, labels)| labels.split('|').map(move |label| (fold(label), *role)));
    let mut roles = BTreeMap::new();
    for (label, role) in pairs.filter(|(label, _)| !label.is_empty()) {
        // The earlier list wins where two languages share a word.
        roles.entry(label).or_insert(role);
    }
    roles
});

/// What a heading says of its column.
pub(crate) fn role(heading: &str) -> Option<Role> {
    // A remark in brackets or behind a colon: "E-Mail (Schule)".
    let short = heading.split(['(', '[', '（']).next().unwrap_or_default();
    [heading, short].iter().find_map(|text| by_words(&fold(text)))
}

fn by_words(folded: &str) -> Option<Role> {
    if folded.is_empty() || folded.len() > 80 {
        return None;
    }
    if let Some(role) = ROLES.get(folded) {
        return Some(*role);
    }
    let somebody_else = |word: &str| OTHERS.contains(&word) || word == "поручитель";
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > 1 && words.iter().any(|word| somebody_else(word)) {
        return Some(Role::Ignored);
    }
    // "Email 2", "Name 1": the number says nothing.
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if bare != folded
        && let Some(role) = ROLES.get(bare)
    {
        return Some(*role);
    }
    // Addresses go by many adjectives.
    let is_mail = |word: &str| {
        matches!(
            word,
            "email"
                | "mail"
                | "emails"
                | "mails"
                | "courriel"
                | "correo"
                | "epost"
                | "eposta"
                | "sahkoposti"
                | "surel"
        )
    };
    let dated = words.iter().any(|word| matches!(*word, "date" | "sent" | "datum" | "status"));
    (words.len() <= 4 && words.iter().any(|word| is_mail(word)) && !dated).then_some(Role::Email)
}
