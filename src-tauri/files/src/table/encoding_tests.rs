#![allow(clippy::unwrap_used)]
use super::*;

fn utf_16le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf_16be(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

const TEXTS: [&str; 8] = [
    "Full Name\tUser Action\nZoë Müller\tJoined\n",
    "Иванов Иван\tВыполнен вход\nПетрова Анна\tВыполнен вход\n",
    "全名\t用戶動作\t時間\n王小明\t已加入\t2026/1/15 19:00:00\n",
    "氏名\t操作\r\n山田太郎\t参加\r\n",
    "이름\t작업\n홍길동\t참가함\n",
    "الاسم\tالإجراء\nمحمد علي\tانضم\n",
    "Ονοματεπώνυμο\tΕνέργεια\nΓιώργος\tΣυμμετοχή\n",
    "ชื่อ\tการกระทำ\nสมชาย\tเข้าร่วม\n",
];

#[test]
fn utf_16_without_a_mark_in_any_script() {
    for text in TEXTS {
        let little = decode(&utf_16le(text));
        assert_eq!((little.text.as_str(), little.encoding, little.unreadable), (text, "utf-16le", false));
        let big = decode(&utf_16be(text));
        assert_eq!((big.text.as_str(), big.encoding, big.unreadable), (text, "utf-16be", false));
        let plain = decode(text.as_bytes());
        assert_eq!((plain.text.as_str(), plain.encoding), (text, "utf-8"));
    }
}

#[test]
fn marks_decide() {
    for text in TEXTS {
        let marked = format!("\u{FEFF}{text}");
        assert_eq!(decode(marked.as_bytes()).text, text);
        assert_eq!(decode(&utf_16le(&marked)).text, text);
        assert_eq!(decode(&utf_16be(&format!("\u{FEFF}{marked}"))).text, text);
        let wide = |f: fn(u32) -> [u8; 4]| marked.chars().flat_map(|c| f(u32::from(c))).collect::<Vec<u8>>();
        assert_eq!(decode(&wide(u32::to_le_bytes)).text, text);
        assert_eq!(decode(&wide(u32::to_be_bytes)).text, text);
    }
}

#[test]
fn code_pages_by_what_is_likely() {
    let cases: [(&'static Encoding, &str, &str); 9] = [
        (
            encoding_rs::WINDOWS_1250,
            "Imię i nazwisko;Godzina dołączenia;Rola\nŻaneta Wąsik;8:00;Osoba prowadząca\nPaweł Gęśla;8:01;Uczestnik\n",
            "windows-1250",
        ),
        (encoding_rs::WINDOWS_1251, "Имя;Действие\nИванов Иван;вход\nПетрова Анна;выход\n", "windows-1251"),
        (
            encoding_rs::WINDOWS_1252,
            "Nom complet;Heure d'arrivée\nFrançois Lefèvre;8:00\nZoë Müller;9:00\n",
            "windows-1252",
        ),
        (
            encoding_rs::WINDOWS_1253,
            "Ονοματεπώνυμο;Ενέργεια\nΓιώργος Παπαδόπουλος;Συμμετοχή\n",
            "windows-1253",
        ),
        (
            encoding_rs::WINDOWS_1254,
            "Adı Soyadı;Katılma zamanı\nŞule Çağlar;8:00\nİbrahim Yıldız;9:00\n",
            "windows-1254",
        ),
        (encoding_rs::SHIFT_JIS, "氏名;操作;時刻\n山田太郎;参加;19:00\n佐藤花子;退出;20:00\n", "shift_jis"),
        (encoding_rs::GBK, "姓名;操作;时间\n王小明;已加入;19:00\n李小红;已离开;20:00\n", "gbk"),
        (encoding_rs::EUC_KR, "이름;작업;시간\n홍길동;참가함;19:00\n김영희;나감;20:00\n", "euc-kr"),
        (encoding_rs::BIG5, "姓名;動作;時間\n王小明;已加入;19:00\n陳大文;已離開;20:00\n", "big5"),
    ];
    for (encoding, text, name) in cases {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy);
        let decoded = decode(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.unreadable), (text, name, false));
    }
}

#[test]
fn broken_text_is_read_and_said() {
    let mut odd = utf_16le("\u{FEFF}Name\tMail\n");
    odd.push(b'x');
    let decoded = decode(&odd);
    assert!(decoded.unreadable && decoded.text.starts_with("Name\tMail\n"));
    let lone = [0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b', 0];
    assert_eq!(decode(&lone).text, "a\u{FFFD}b");
    let zero = decode("Name;Z\0oë und mehr Text in einer Zeile;x\n".as_bytes());
    assert_eq!((zero.encoding, zero.unreadable), ("utf-8", true));
    assert!(zero.text.contains("Z\u{FFFD}oë"));
    let cut = "Zoë;Müller;é".as_bytes();
    assert_eq!(decode(&cut[..cut.len() - 1]).encoding, "utf-8");
    assert_eq!(decode(b"Name\nAndr\xE9").text, "Name\nAndré");
}
