//! Reports in languages that no sample has: with labels from the tables, and with labels nobody knows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::too_many_lines, clippy::type_complexity, clippy::many_single_char_names)]

mod teams_support;

use rollbook_files::teams::reading::{Generation, OrderFrom};
use rollbook_files::teams::{Choices, Refusal, read};
use teams_support::{Stays, people, table, time};

/// A report of two people, written in the manner of `dates` (19:01:05, 20:30:00 … of 15 January 2026).
fn report(
    title: &str,
    labels: [&str; 3],
    people: &str,
    activities: &str,
    when: fn(u32, u32, u32) -> String,
    lasts: fn(u32, u32) -> String,
) -> String {
    let (join, leave) = (when(19, 1, 5), when(20, 30, 0));
    let (gap, back) = (when(19, 30, 0), when(19, 45, 10));
    let (late, early) = (when(19, 20, 0), when(20, 2, 3));
    let [one, two, three] = labels;
    format!(
        "{one}\n{title}|Xyz 101\nQ|2\nS|{}\nE|{}\nD|{}\n\n{two}\n{people}\n\
         Ada Ærø|{join}|{leave}|{}|ada@uni.example|ada.upn@uni.example|R\n\
         Bo (Gæst)|{late}|{early}|{}|||P\n\n{three}\n{activities}\n\
         Ada Ærø|{join}|{gap}|{}|ada@uni.example|R\n\
         Ada Ærø|{back}|{leave}|{}|ada@uni.example|R\n\
         Bo (Gæst)|{late}|{early}|{}||P",
        when(19, 0, 0),
        when(20, 30, 0),
        lasts(90, 0),
        lasts(73, 45),
        lasts(42, 3),
        lasts(28, 55),
        lasts(44, 50),
        lasts(42, 3)
    )
}

fn expected() -> Vec<(String, Stays)> {
    let at = |text: &str| Some(time(&format!("2026-01-15T{text}")));
    vec![
        ("Bo (Gæst)".into(), vec![(at("19:20:00"), at("20:02:03"))]),
        ("ada@uni.example".into(), vec![(at("19:01:05"), at("19:30:00")), (at("19:45:10"), at("20:30:00"))]),
    ]
}

fn check(language: &str, text: &str) {
    let reading =
        read(&table(text), &Choices::default()).unwrap_or_else(|why| panic!("{language}: {why:?}\n{text}"));
    assert_eq!(people(&reading).into_iter().collect::<Vec<_>>(), expected(), "{language}\n{text}");
    assert_eq!(reading.generation, Generation::Sections, "{language}");
    assert_eq!(reading.title.as_deref(), Some("Xyz 101"), "{language}");
    assert_eq!(reading.order_from, OrderFrom::File, "{language}");
    assert_eq!(reading.start, Some(time("2026-01-15T19:00:00")), "{language}");
    let ada = reading.records.iter().find(|record| record.email.is_some()).unwrap();
    assert_eq!(ada.upn.as_deref(), Some("ada.upn@uni.example"), "{language}");
    assert!(reading.notes.is_empty(), "{language}: {:?}", reading.notes);
}

type When = fn(u32, u32, u32) -> String;
type Lasts = fn(u32, u32) -> String;

#[test]
fn reports_with_labels_of_the_tables() {
    let cases: Vec<(&str, [&str; 3], &str, &str, When, Lasts)> = vec![
        (
            "it",
            ["1. Riepilogo", "2. Partecipanti", "3. Attività durante la riunione"],
            "Nome|Primo accesso|Ultima uscita|Durata riunione|Indirizzo e-mail|ID partecipante (UPN)|Ruolo",
            "Nome|Ora di accesso|Ora di uscita|Durata|Indirizzo e-mail|Ruolo",
            |h, m, s| format!("15/01/26, {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{m}m {s}s"),
        ),
        (
            "nl",
            ["1. Samenvatting", "2. Deelnemers", "3. Activiteiten"],
            "Naam|Eerste deelname|Laatste vertrek|Duur|E-mail|Deelnemer-id (UPN)|Rol",
            "Naam|Deelnametijd|Vertrektijd|Duur|E-mail|Rol",
            |h, m, s| format!("15-01-2026 {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{m} min. {s} sec."),
        ),
        (
            "sv",
            ["1. Sammanfattning", "2. Deltagare", "3. Mötesaktiviteter"],
            "Namn|Första anslutning|Senaste utträde|Varaktighet|E-post|Deltagar-ID (UPN)|Roll",
            "Namn|Anslutningstid|Utträdestid|Varaktighet|E-post|Roll",
            |h, m, s| format!("2026-01-15 {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{} tim {} min {s} s", m / 60, m % 60),
        ),
        (
            "fi",
            ["1. Yhteenveto", "2. Osallistujat", "3. Toiminnot"],
            "Nimi|Ensimmäinen liittyminen|Viimeinen poistuminen|Kesto|Sähköposti|Osallistujan tunnus (UPN)|Rooli",
            "Nimi|Liittymisaika|Poistumisaika|Kesto|Sähköposti|Rooli",
            |h, m, s| format!("15.1.2026 klo {h}.{m:02}.{s:02}"),
            |m, s| format!("{m} min {s} s"),
        ),
        (
            "cs",
            ["1. Souhrn", "2. Účastníci", "3. Aktivity"],
            "Jméno|První připojení|Poslední odchod|Doba trvání|E-mail|ID účastníka (UPN)|Role",
            "Jméno|Čas připojení|Čas odchodu|Doba trvání|E-mail|Role",
            |h, m, s| format!("15. 1. 2026 {h}:{m:02}:{s:02}"),
            |m, s| format!("{m} min {s} s"),
        ),
        (
            "hu",
            ["1. Összefoglalás", "2. Résztvevők", "3. Tevékenységek"],
            "Név|Első csatlakozás|Utolsó kilépés|Időtartam|E-mail|Résztvevő azonosítója (UPN)|Szerepkör",
            "Név|Csatlakozás időpontja|Kilépés időpontja|Időtartam|E-mail|Szerepkör",
            |h, m, s| format!("2026. 01. 15. {h}:{m:02}:{s:02}"),
            |m, s| format!("{m} perc {s} mp"),
        ),
        (
            "tr",
            ["1. Özet", "2. Katılımcılar", "3. Etkinlikler"],
            "Ad|İlk Katılma|Son Ayrılma|Süre|E-posta|Katılımcı Kimliği (UPN)|Rol",
            "Ad|Katılma Saati|Ayrılma Saati|Süre|E-posta|Rol",
            |h, m, s| format!("15.01.2026 {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{m} dk. {s} sn."),
        ),
        (
            "ru",
            ["1. Сводка", "2. Участники", "3. Действия"],
            "Имя|Первое подключение|Последний выход|Длительность|Электронная почта|ИД участника (UPN)|Роль",
            "Имя|Время подключения|Время выхода|Длительность|Электронная почта|Роль",
            |h, m, s| format!("15.01.2026, {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{m} мин {s} с"),
        ),
        (
            "ja",
            ["1. 要約", "2. 参加者", "3. 会議中のアクティビティ"],
            "名前|最初の参加|最後の退出|会議の期間|メール|参加者 ID (UPN)|役割",
            "名前|参加時刻|退出時刻|期間|メール|役割",
            |h, m, s| format!("2026/1/15 {h}:{m:02}:{s:02}"),
            |m, s| format!("{m} 分 {s} 秒"),
        ),
        (
            "ko",
            ["1. 요약", "2. 참가자", "3. 활동"],
            "이름|처음 참가|마지막 퇴장|기간|이메일|참가자 ID(UPN)|역할",
            "이름|참가 시간|나간 시간|기간|이메일|역할",
            |h, m, s| format!("2026. 1. 15. 오후 {}:{m:02}:{s:02}", h - 12),
            |m, s| format!("{m}분 {s}초"),
        ),
        (
            "zh-Hans",
            ["1. 摘要", "2. 参与者", "3. 会议活动"],
            "姓名|首次加入|最后离开|会议持续时间|电子邮件|参与者 ID (UPN)|角色",
            "姓名|加入时间|离开时间|持续时间|电子邮件|角色",
            |h, m, s| format!("2026/1/15 {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{m}分钟 {s}秒"),
        ),
        (
            "zh-Hant",
            ["1、摘要", "2、參與者", "3、活動"],
            "名稱|首次加入時間|最後離開時間|會議持續時間|電子郵件|參與者識別碼 (UPN)|角色",
            "名稱|加入時間|離開時間|持續時間|電子郵件|角色",
            |h, m, s| format!("2026/1/15 下午{}:{m:02}:{s:02}", h - 12),
            |m, s| format!("{m} 分鐘 {s} 秒"),
        ),
        (
            "ar",
            ["١. ملخص", "٢. المشاركون", "٣. الأنشطة"],
            "الاسم|أول انضمام|آخر مغادرة|المدة|البريد الإلكتروني|معرف المشارك (UPN)|الدور",
            "الاسم|وقت الانضمام|وقت المغادرة|المدة|البريد الإلكتروني|الدور",
            |h, m, s| format!("15\u{200f}/1\u{200f}/2026، {}:{m:02}:{s:02} م", h - 12),
            |m, s| format!("{m} دقيقة {s} ثانية"),
        ),
        (
            "vi",
            ["1. Tóm tắt", "2. Người tham gia", "3. Hoạt động"],
            "Tên|Tham gia lần đầu|Rời đi lần cuối|Thời lượng|Email|ID người tham gia (UPN)|Vai trò",
            "Tên|Giờ tham gia|Giờ rời|Thời lượng|Email|Vai trò",
            |h, m, s| format!("{h:02}:{m:02}:{s:02} 15/1/2026"),
            |m, s| format!("{m} phút {s} giây"),
        ),
        (
            "th",
            ["1. สรุป", "2. ผู้เข้าร่วม", "3. กิจกรรม"],
            "ชื่อ|เข้าร่วมครั้งแรก|ออกครั้งสุดท้าย|ระยะเวลา|อีเมล|รหัสผู้เข้าร่วม (UPN)|บทบาท",
            "ชื่อ|เวลาเข้าร่วม|เวลาออก|ระยะเวลา|อีเมล|บทบาท",
            |h, m, s| format!("15/1/2569 {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{m} นาที {s} วินาที"),
        ),
        (
            "id",
            ["1. Ringkasan", "2. Peserta", "3. Aktivitas"],
            "Nama|Gabung pertama|Keluar terakhir|Durasi|Email|ID Peserta (UPN)|Peran",
            "Nama|Waktu bergabung|Waktu keluar|Durasi|Email|Peran",
            |h, m, s| format!("15/01/26 {h:02}.{m:02}.{s:02}"),
            |m, s| format!("{m} mnt {s} dtk"),
        ),
    ];
    for (language, labels, people, activities, when, lasts) in cases {
        check(language, &report("T", labels, people, activities, when, lasts));
    }
}

#[test]
fn reports_whose_labels_nobody_knows() {
    let header = "Aaa aa|Bbb|Ccc|Ddd|Eee|Fff|Ggg";
    let activities = "Aaa aa|Hhh|Iii|Jjj|Eee|Ggg";
    let cases: Vec<(&str, When, Lasts)> = vec![
        ("is", |h, m, s| format!("15.1.2026, {h:02}:{m:02}:{s:02}"), |m, s| format!("{m} mín. {s} sek.")),
        ("cy", |h, m, s| format!("15/01/2026 {h:02}:{m:02}:{s:02}"), |m, s| format!("{m} mun. {s} eil.")),
        ("ka", |h, m, s| format!("15.01.2026, {h:02}:{m:02}:{s:02}"), |m, s| format!("{m} წთ {s} წმ")),
        ("hy", |h, m, s| format!("15.01.26, {h:02}:{m:02}:{s:02}"), |m, s| format!("{m} ր {s} վ")),
        (
            "sw",
            |h, m, s| format!("15/01/2026 {h:02}:{m:02}:{s:02}"),
            |m, s| format!("dakika {m} sekunde {s}"),
        ),
        ("eu", |h, m, s| format!("2026/1/15 {h:02}:{m:02}:{s:02}"), |m, s| format!("{m} min {s} s")),
        (
            "ta",
            |h, m, s| format!("15/1/2026, பிற்பகல் {}:{m:02}:{s:02}", h - 12),
            |m, s| format!("{m} நிமி. {s} விநா."),
        ),
        ("az", |h, m, s| format!("15.01.26, {h:02}:{m:02}:{s:02}"), |m, s| format!("{m} dəq {s} san")),
        (
            "mt",
            |h, m, s| format!("15/01/2026 {h:02}:{m:02}:{s:02}"),
            |m, s| format!("{m} minuti {s} sekondi"),
        ),
        (
            "bn",
            |h, m, s| format!("15/1/2026, {}:{m:02}:{s:02} PM", h - 12),
            |m, s| format!("{m} মিনিট {s} সেকেন্ড"),
        ),
        (
            "en-CA",
            |h, m, s| format!("2026-01-15, {}:{m:02}:{s:02} p.m.", h - 12),
            |m, s| format!("{m}m {s}s"),
        ),
        ("number first", |h, m, s| format!("15.1.2026 {h}:{m:02}:{s:02}"), |m, s| format!("{m} qqq {s} ppp")),
        (
            "nonsense durations",
            |h, m, s| format!("1/15/26, {}:{m:02}:{s:02} PM", h - 12),
            |m, s| format!("{m} zzz {s} yyy"),
        ),
    ];
    for (language, when, lasts) in cases {
        check(language, &report("T", ["1. K", "2. L", "3. M"], header, activities, when, lasts));
        // Columns in another order, without numbers, after a blank line only.
        let swapped = report("T", ["K", "L", "M"], header, activities, when, lasts);
        let turned: Vec<String> = swapped
            .lines()
            .map(|line| match line.split('|').collect::<Vec<_>>().as_slice() {
                [a, b, c, d, e, f, g] => [g, e, f, b, a, c, d].map(|cell| *cell).join("|"),
                [a, b, c, d, e, f] => [f, a, e, b, c, d].map(|cell| *cell).join("|"),
                _ => line.to_owned(),
            })
            .collect();
        check(language, &turned.join("\n"));
    }
}

#[test]
fn lists_in_unknown_words() {
    let text = "Aaa|Bbb|Ccc\nAda|zz|15.01.2026 19:00:00\nBo|yy zz|15.01.2026 19:00:00\nCy|yy zz|15.01.2026 19:00:00\nAda|ww|15.01.2026 19:30:00\nAda|zz|15.01.2026 19:40:00\nBo|ww|15.01.2026 19:50:00";
    let reading = read(&table(text), &Choices::default()).unwrap();
    assert_eq!(reading.generation, Generation::List);
    let at = |text: &str| Some(time(&format!("2026-01-15T{text}:00")));
    let all: Vec<_> = people(&reading).into_iter().collect();
    assert_eq!(
        all,
        [
            ("Ada".to_owned(), vec![(at("19:00"), at("19:30")), (at("19:40"), None)]),
            ("Bo".to_owned(), vec![(at("19:00"), at("19:50"))]),
            ("Cy".to_owned(), vec![(at("19:00"), None)]),
        ]
    );
    assert_eq!(reading.open_end, at("19:50"));
    assert!(reading.records.iter().filter(|record| record.stays[0].joined_before).count() == 2);
}

#[test]
fn words_that_tell_nothing_are_asked_once_and_remembered() {
    use rollbook_files::teams::{Action, ColumnChoice};
    let text =
        "Aaa|Bbb|Ccc\nAda|zz|15.01.2026 19:00:00\nBo|ww|15.01.2026 19:01:00\nCy|zz|15.01.2026 19:02:00";
    let Err(Refusal::ColumnsUnknown { header, guessed, actions, signature, .. }) =
        read(&table(text), &Choices::default())
    else {
        panic!("asked")
    };
    assert_eq!(header, ["Aaa", "Bbb", "Ccc"]);
    assert_eq!(actions.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["zz", "ww"]);
    let words = [("zz".to_owned(), Action::Join), ("ww".to_owned(), Action::Leave)];
    let choice = ColumnChoice { signature, columns: guessed, actions: words.into() };
    let again: ColumnChoice = serde_json::from_str(&serde_json::to_string(&choice).unwrap()).unwrap();
    let reading = read(&table(text), &Choices { columns: &[again], ..Choices::default() }).unwrap();
    let at = |text: &str| Some(time(&format!("2026-01-15T{text}:00")));
    assert_eq!(people(&reading)["Bo"], [(None, at("19:01"))]);
}
