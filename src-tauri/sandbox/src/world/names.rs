//! Names from many languages and scripts. Invented combinations of common given and family names.

use crate::dice::Dice;

/// A name as its bearer writes it, with the letters that its e-mail address uses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    pub given: &'static str,
    pub given_ascii: &'static str,
    pub family: &'static str,
    pub family_ascii: &'static str,
    family_first: bool,
}

type Part = (&'static str, &'static str);

struct Language {
    given: &'static [Part],
    family: &'static [Part],
    family_first: bool,
}

const LANGUAGES: &[Language] = &[
    Language {
        given: &[
            ("Anna", "anna"),
            ("Jürgen", "juergen"),
            ("Lena", "lena"),
            ("Matthäus", "matthaeus"),
            ("Sören", "soeren"),
            ("Käthe", "kaethe"),
            ("Tobias", "tobias"),
        ],
        family: &[
            ("Schmidt", "schmidt"),
            ("Müller", "mueller"),
            ("Weiß", "weiss"),
            ("von der Heide", "vonderheide"),
            ("Schröder", "schroeder"),
            ("Groß", "gross"),
        ],
        family_first: false,
    },
    Language {
        given: &[
            ("Chloé", "chloe"),
            ("François", "francois"),
            ("Jean-Luc", "jean-luc"),
            ("Zoé", "zoe"),
            ("Noël", "noel"),
        ],
        family: &[
            ("D'Aubigné", "daubigne"),
            ("Lefèvre", "lefevre"),
            ("Saint-Exupéry", "saint-exupery"),
            ("Moreau", "moreau"),
            ("Beauséjour", "beausejour"),
        ],
        family_first: false,
    },
    Language {
        given: &[
            ("José María", "josemaria"),
            ("Íñigo", "inigo"),
            ("Lucía", "lucia"),
            ("Joaquín", "joaquin"),
            ("Begoña", "begona"),
        ],
        family: &[
            ("García López", "garcialopez"),
            ("Núñez Ibáñez", "nunezibanez"),
            ("Ortega", "ortega"),
            ("de la Peña", "delapena"),
            ("Muñoz", "munoz"),
        ],
        family_first: false,
    },
    Language {
        given: &[
            ("Łukasz", "lukasz"),
            ("Małgorzata", "malgorzata"),
            ("Zbigniew", "zbigniew"),
            ("Agnieszka", "agnieszka"),
            ("Jiří", "jiri"),
        ],
        family: &[
            ("Wójcik", "wojcik"),
            ("Brzęczyszczykiewicz", "brzeczyszczykiewicz"),
            ("Dvořák", "dvorak"),
            ("Zając", "zajac"),
            ("Šťastný", "stastny"),
        ],
        family_first: false,
    },
    Language {
        given: &[
            ("Ayşe", "ayse"),
            ("İbrahim", "ibrahim"),
            ("Işıl", "isil"),
            ("Çağrı", "cagri"),
            ("Emre", "emre"),
        ],
        family: &[
            ("Yıldız", "yildiz"),
            ("Öztürk", "ozturk"),
            ("Şahin", "sahin"),
            ("Kılıç", "kilic"),
            ("Doğan", "dogan"),
        ],
        family_first: false,
    },
    Language {
        given: &[
            ("Nguyễn Thị", "nguyenthi"),
            ("Trần Văn", "tranvan"),
            ("Phạm Minh", "phamminh"),
            ("Lê Quang", "lequang"),
        ],
        family: &[
            ("Hương", "huong"),
            ("Đức", "duc"),
            ("Tuấn", "tuan"),
            ("Ngọc Ánh", "ngocanh"),
            ("Bảo", "bao"),
        ],
        family_first: false,
    },
    Language {
        given: &[("伟", "wei"), ("秀英", "xiuying"), ("静", "jing"), ("子涵", "zihan"), ("浩然", "haoran")],
        family: &[("张", "zhang"), ("王", "wang"), ("欧阳", "ouyang"), ("李", "li"), ("陈", "chen")],
        family_first: true,
    },
    Language {
        given: &[("太郎", "taro"), ("さくら", "sakura"), ("健一", "kenichi"), ("ゆうこ", "yuko")],
        family: &[("山田", "yamada"), ("佐藤", "sato"), ("髙橋", "takahashi"), ("渡邊", "watanabe")],
        family_first: true,
    },
    Language {
        given: &[("민준", "minjun"), ("서연", "seoyeon"), ("지훈", "jihun"), ("하은", "haeun")],
        family: &[("김", "kim"), ("이", "lee"), ("박", "park"), ("최", "choi")],
        family_first: true,
    },
    Language {
        given: &[
            ("Олена", "olena"),
            ("Дмитрий", "dmitri"),
            ("Ђорђе", "djordje"),
            ("Наталія", "nataliia"),
            ("Иван", "ivan"),
        ],
        family: &[
            ("Шевченко", "shevchenko"),
            ("Иванова", "ivanova"),
            ("Ковальчук", "kovalchuk"),
            ("Петровић", "petrovic"),
            ("Соколов", "sokolov"),
        ],
        family_first: false,
    },
    Language {
        given: &[("محمد", "mohammed"), ("فاطمة", "fatima"), ("عبد الرحمن", "abdulrahman"), ("ليلى", "layla")],
        family: &[("الخطيب", "alkhatib"), ("حداد", "haddad"), ("المصري", "almasri"), ("بن علي", "benali")],
        family_first: false,
    },
    Language {
        given: &[("נועה", "noa"), ("יוסף", "yosef"), ("תמר", "tamar")],
        family: &[("כהן", "cohen"), ("לוי", "levy"), ("בן־דוד", "bendavid")],
        family_first: false,
    },
    Language {
        given: &[("प्रिया", "priya"), ("अर्जुन", "arjun"), ("लक्ष्मी", "lakshmi"), ("रोहित", "rohit")],
        family: &[("शर्मा", "sharma"), ("पटेल", "patel"), ("कुलकर्णी", "kulkarni"), ("वर्मा", "varma")],
        family_first: false,
    },
    Language {
        given: &[("Ελένη", "eleni"), ("Γιώργος", "giorgos"), ("Κατερίνα", "katerina")],
        family: &[("Παπαδόπουλος", "papadopoulos"), ("Νικολάου", "nikolaou"), ("Οικονόμου", "oikonomou")],
        family_first: false,
    },
    Language {
        given: &[
            ("Olúwaṣeun", "oluwaseun"),
            ("Chiamaka", "chiamaka"),
            ("Kwame", "kwame"),
            ("Thandiwe", "thandiwe"),
            ("Adébáyọ̀", "adebayo"),
        ],
        family: &[
            ("Adéyẹmí", "adeyemi"),
            ("Okonkwo", "okonkwo"),
            ("Mensah", "mensah"),
            ("Nkosi", "nkosi"),
            ("Achebe", "achebe"),
        ],
        family_first: false,
    },
    Language {
        given: &[
            ("Siobhán", "siobhan"),
            ("Emma", "emma"),
            ("Oliver", "oliver"),
            ("Mary-Jane", "mary-jane"),
            ("Liam", "liam"),
            ("Grace", "grace"),
        ],
        family: &[
            ("O'Connor", "oconnor"),
            ("Ní Dhomhnaill", "nidhomhnaill"),
            ("Watson", "watson"),
            ("Smith", "smith"),
            ("MacLeod", "macleod"),
            ("Brown Jr.", "brownjr"),
        ],
        family_first: false,
    },
    Language {
        given: &[
            ("Åsa", "asa"),
            ("Bjørn", "bjorn"),
            ("Þórdís", "thordis"),
            ("Mikael", "mikael"),
            ("Søren", "soren"),
        ],
        family: &[
            ("Åkesson", "akesson"),
            ("Guðmundsdóttir", "gudmundsdottir"),
            ("Hämäläinen", "hamalainen"),
            ("Kjærgaard", "kjaergaard"),
            ("Øverland", "overland"),
        ],
        family_first: false,
    },
    Language {
        given: &[("สมชาย", "somchai"), ("กนกวรรณ", "kanokwan"), ("วีระ", "wira")],
        family: &[("ใจดี", "jaidee"), ("ศรีสุข", "srisuk"), ("ทองดี", "thongdee")],
        family_first: false,
    },
];

impl Name {
    /// A name from one of the languages, each as likely as the other.
    pub(crate) fn drawn(dice: &mut Dice) -> Self {
        let pick =
            |dice: &mut Dice, parts: &[Part]| parts.get(dice.below(parts.len())).copied().unwrap_or_default();
        let Some(language) = LANGUAGES.get(dice.below(LANGUAGES.len())) else {
            return Self::latin(("Anna", "anna"), ("Schmidt", "schmidt"));
        };
        let (given, family) = (pick(dice, language.given), pick(dice, language.family));
        Self { family_first: language.family_first, ..Self::latin(given, family) }
    }

    /// A name written given name first.
    pub(crate) const fn latin(given: Part, family: Part) -> Self {
        Self {
            given: given.0,
            given_ascii: given.1,
            family: family.0,
            family_ascii: family.1,
            family_first: false,
        }
    }
}

/// Both parts in the order of the language.
pub(crate) fn full_name(name: &Name) -> String {
    if name.family_first {
        format!("{} {}", name.family, name.given)
    } else {
        format!("{} {}", name.given, name.family)
    }
}
