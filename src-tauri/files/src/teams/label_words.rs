//! The labels themselves. Alternatives are parted by `|`; folding makes case, accents, hyphens and spaces irrelevant.
//!
//! Seen in files, or in programs that read such files: English, French (v2), Spanish (v1, parts of v3), Polish, Portuguese, parts
//! of German and Japanese. Every other line is a translation that was not checked against a real file.

use super::choice::{Action, Column};
use super::labels::SummaryKey;

/// Labels of columns.
#[rustfmt::skip]
pub(super) const COLUMNS: &[(Column, &str)] = &[
    // seen
    (Column::Name, "Name|Full Name|FullName|Participant Name|Display Name|Nama|Nom complet|Nombre completo|Nombre|Imię i nazwisko|Nome|Nome completo"),
    (Column::Join, "Join Time|First Join|First Join Time|Joined|Join|Heure d'arrivée|Primera entrada|Pierwsze dołączenie|Godzina dołączenia|Primeiro ingresso|Primeira entrada|Erster Beitritt|Beitreten|Beitrittszeit|Beigetreten"),
    (Column::Leave, "Leave Time|Last Leave|Last Leave Time|Left|Leave|Heure de départ|Ostatnie wyjście|Godzina opuszczenia|Última saída|Última salida|Letztes Verlassen|Verlassen|Verlassenszeit"),
    (Column::Duration, "Duration|In-Meeting Duration|Durée|Duração|Duração na reunião|Duración de la reunión|Czas trwania|Czas udziału w spotkaniu|Dauer der Besprechung|Dauer"),
    (Column::Email, "Email|E-mail|E-Mail|Email Address|E-mail address|Adres e-mail|Adresse e-mail|Correo electrónico|E-Mail-Adresse"),
    (Column::Role, "Role|Rôle|Rola|Rolle|Função|Funkcja"),
    (Column::Action, "User Action|Action|Acción del usuario|Atividade"),
    (Column::Time, "Timestamp|UTC Event Timestamp|UtcEventTimestamp|Event Timestamp|Marca de tiempo|Data e hora"),
    (Column::Session, "Session Id|SessionId"),
    (Column::Participant, "Participant Id|ParticipantId"),
    // not seen: German, French, Spanish, Portuguese, Italian, Catalan, Romanian
    (Column::Name, "Vollständiger Name|Vor- und Nachname|Nom|Nom et prénom|Nom complet du participant|Nome e cognome|Nome do participante|Nombre del participante|Nom i cognoms|Nume|Nume complet"),
    (Column::Join, "Zeitpunkt des Beitritts|Teilnahmezeit|Beitrittszeitpunkt|Erste Teilnahme|Première participation|Première connexion|Première arrivée|Heure de connexion|Heure de participation|Heure de jonction|Hora de ingreso|Hora de unión|Hora de entrada|Primer ingreso|Primera unión|Primera vez que se unió|Hora de acceso|Hora de início da participação|Hora da entrada|Hora de adesão|Primeira adesão|Horário de entrada|Hora de ingresso|Primo accesso|Prima partecipazione|Ora di partecipazione|Ora di accesso|Ora di ingresso|Ora di entrata|Orario di partecipazione|Primera incorporació|Hora d'incorporació|Hora d'entrada|Prima conectare|Prima asociere|Ora asocierii|Ora conectării|Ora intrării"),
    (Column::Leave, "Zeitpunkt des Verlassens|Letzter Austritt|Austrittszeit|Dernier départ|Dernière sortie|Dernière déconnexion|Heure de sortie|Heure de fin de participation|Hora de salida|Última vez que salió|Última desconexión|Hora de abandono|Hora de saída|Horário de saída|Ultima uscita|Ultimo abbandono|Ora di uscita|Ora di abbandono|Orario di uscita|Darrera sortida|Última sortida|Hora de sortida|Ultima părăsire|Ultima ieșire|Ora părăsirii|Ora ieșirii|Ora plecării"),
    (Column::Duration, "Dauer in Besprechung|Dauer in der Besprechung|Besprechungsdauer|Anwesenheitsdauer|Durée de la réunion|Durée en réunion|Durée dans la réunion|Durée de participation|Duración|Duración en la reunión|Duração da reunião|Durata|Durata della riunione|Durata nella riunione|Durata in riunione|Durada|Durada a la reunió|Durata întâlnirii|Durata în întâlnire"),
    (Column::Email, "Courriel|Adresse de courriel|Adresse électronique|Correo|Dirección de correo electrónico|Endereço de e-mail|Indirizzo e-mail|Indirizzo di posta elettronica|Posta elettronica|Correu electrònic|Adresă de e-mail"),
    (Column::Role, "Rol|Papel|Ruolo"),
    (Column::Action, "Benutzeraktion|Aktion|Action de l'utilisateur|Acción|Ação|Ação do utilizador|Ação do usuário|Azione|Azione utente|Azione dell'utente|Acció|Acțiune|Acțiune utilizator"),
    (Column::Time, "Zeitstempel|Uhrzeit|Horodatage|Date et heure|Fecha y hora|Carimbo de data/hora|Carimbo de tempo|Carimbo de Data e Hora|Data e ora|Timestamp evento|Marca de temps|Marcaj temporal|Marcă de timp"),
    // not seen: Dutch, Swedish, Danish, Norwegian, Finnish, Estonian, Latvian, Lithuanian
    (Column::Name, "Naam|Volledige naam|Namn|Fullständigt namn|Navn|Fulde navn|Fullt navn|Nimi|Koko nimi|Täisnimi|Täielik nimi|Vārds|Pilns vārds|Vārds, uzvārds|Vardas|Vardas ir pavardė|Visas vardas"),
    (Column::Join, "Eerste deelname|Deelnametijd|Tijdstip van deelname|Eerste keer deelgenomen|Första anslutning|Anslutningstid|Första anslutningen|Första deltagandet|Tid för anslutning|Deltog först|Første deltagelse|Deltagelsestidspunkt|Tilslutningstidspunkt|Ble med|Først ble med|Første gang deltatt|Tidspunkt for deltakelse|Ensimmäinen liittyminen|Liittymisaika|Liittymisen aika|Esimene liitumine|Liitumise aeg|Liitumisaeg|Pirmā pievienošanās|Pievienošanās laiks|Pirmas prisijungimas|Prisijungimo laikas|Pirmasis prisijungimas"),
    (Column::Leave, "Laatste vertrek|Vertrektijd|Tijdstip van vertrek|Laatst verlaten|Verlaten|Senaste utträde|Lämnade senast|Sista utträde|Utträdestid|Tid för utträde|Sidste udtræden|Forlod sidst|Tidspunkt for at forlade|Forladt tidspunkt|Forlot sist|Sist forlatt|Tidspunkt for forlatt|Viimeinen poistuminen|Poistumisaika|Viimane lahkumine|Lahkumise aeg|Lahkumisaeg|Pēdējā iziešana|Pamešanas laiks|Iziešanas laiks|Paskutinis išėjimas|Išėjimo laikas|Paskutinis atsijungimas"),
    (Column::Duration, "Duur|Duur van vergadering|Duur in vergadering|Vergaderingsduur|Varaktighet|Tid i mötet|Mötets varaktighet|Längd|Varighed|Varighed af møde|Varighet|Varighet i møtet|Kesto|Kokouksen kesto|Kesto kokouksessa|Kestus|Koosoleku kestus|Ilgums|Sapulces ilgums|Trukmė|Susitikimo trukmė"),
    (Column::Email, "E-mailadres|E-postadress|E-post|Mailadresse|E-mailadresse|E-postadresse|Sähköposti|Sähköpostiosoite|E-posti aadress|E-pasts|E-pasta adrese|El. paštas|El. pašto adresas"),
    (Column::Role, "Roll|Rooli|Loma|Vaidmuo"),
    (Column::Action, "Gebruikersactie|Actie|Användaråtgärd|Åtgärd|Brugerhandling|Handling|Brukerhandling|Käyttäjän toiminto|Toiminto|Kasutaja toiming|Toiming|Lietotāja darbība|Darbība|Vartotojo veiksmas|Veiksmas"),
    (Column::Time, "Tijdstempel|Tijdstip|Tidsstämpel|Tidsstempel|Tidspunkt|Aikaleima|Ajatempel|Laikspiedols|Laiko žyma"),
    // not seen: Czech, Slovak, Slovenian, Croatian, Serbian, Hungarian, Polish list, Albanian
    (Column::Name, "Jméno|Celé jméno|Jméno a příjmení|Meno|Celé meno|Meno a priezvisko|Ime|Polno ime|Ime in priimek|Ime i prezime|Puno ime|Име|Име и презиме|Пуно име|Név|Teljes név|Pełna nazwa|Imię i nazwisko użytkownika|Emri"),
    (Column::Join, "První připojení|Čas připojení|Prvé pripojenie|Čas pripojenia|Prva pridružitev|Čas pridružitve|Prvo pridruživanje|Vrijeme pridruživanja|Prvi ulazak|Vrijeme ulaska|Prvo pridruživanje|Vreme pridruživanja|Прво придруживање|Време придруживања|Első csatlakozás|Csatlakozás időpontja|Csatlakozás ideje|Czas dołączenia"),
    (Column::Leave, "Poslední odchod|Poslední opuštění|Čas odchodu|Čas opuštění|Posledný odchod|Posledné opustenie|Čas opustenia|Zadnja zapustitev|Čas zapustitve|Zadnji izlazak|Zadnje napuštanje|Vrijeme napuštanja|Vrijeme izlaska|Poslednje napuštanje|Vreme napuštanja|Последње напуштање|Време напуштања|Utolsó kilépés|Kilépés időpontja|Távozás időpontja|Utolsó távozás|Kilépés ideje|Czas opuszczenia"),
    (Column::Duration, "Doba trvání|Trvání|Doba trvání schůzky|Doba v schůzce|Trvanie|Trvanie schôdze|Dĺžka trvania|Trajanje|Trajanje sestanka|Trajanje sastanka|Трајање|Трајање састанка|Időtartam|Értekezlet időtartama|Az értekezlet időtartama|Kohëzgjatja"),
    (Column::Email, "E-mailová adresa|E-pošta|E-poštni naslov|Adresa e-pošte|E-naslov|Е-пошта|Имејл|Adresa elektronske pošte|E-mail-cím|E-mail cím|Elektronska pošta"),
    (Column::Role, "Role účastníka|Vloga|Uloga|Улога|Szerepkör|Szerep|Roli"),
    (Column::Action, "Akce uživatele|Akce|Akcia používateľa|Akcia|Dejanje uporabnika|Dejanje|Radnja korisnika|Radnja|Радња корисника|Felhasználói művelet|Művelet|Akcja użytkownika|Akcja|Czynność użytkownika|Działanie użytkownika"),
    (Column::Time, "Časové razítko|Časová pečiatka|Časovni žig|Vremenska oznaka|Временска ознака|Időbélyeg|Sygnatura czasowa|Znacznik czasu|Godzina"),
    // not seen: Bulgarian, Macedonian, Russian, Ukrainian, Greek, Turkish
    (Column::Name, "Пълно име|Имя|Полное имя|ФИО|Имя и фамилия|Ім'я|Повне ім'я|Ім'я та прізвище|Όνομα|Ονοματεπώνυμο|Πλήρες όνομα|Ad|Adı|Ad Soyad|Tam Ad|Tam Adı"),
    (Column::Join, "Първо присъединяване|Час на присъединяване|Време на присъединяване|Первое подключение|Первый вход|Время подключения|Время присоединения|Время входа|Первое присоединение|Перше приєднання|Час приєднання|Перший вхід|Πρώτη συμμετοχή|Ώρα συμμετοχής|Ώρα εισόδου|Πρώτη είσοδος|İlk Katılma|İlk Katılım|Katılma Saati|Katılma Zamanı|Katılım Zamanı"),
    (Column::Leave, "Последно напускане|Час на напускане|Време на напускане|Последний выход|Последнее отключение|Время выхода|Время отключения|Останній вихід|Час виходу|Τελευταία αποχώρηση|Ώρα αποχώρησης|Τελευταία έξοδος|Son Ayrılma|Son Ayrılış|Ayrılma Saati|Ayrılma Zamanı"),
    (Column::Duration, "Продължителност|Продължителност на събранието|Продолжительность|Длительность|Длительность участия|Продолжительность участия|Продолжительность собрания|Тривалість|Тривалість наради|Тривалість участі|Διάρκεια|Διάρκεια σύσκεψης|Διάρκεια στη σύσκεψη|Süre|Toplantı Süresi|Toplantıda Kalma Süresi"),
    (Column::Email, "Имейл|Имейл адрес|Електронна поща|Электронная почта|Адрес электронной почты|Эл. почта|Почта|Електронна пошта|Адреса електронної пошти|Ηλεκτρονικό ταχυδρομείο|Διεύθυνση ηλεκτρονικού ταχυδρομείου|E-posta|E-posta Adresi"),
    (Column::Role, "Роля|Роль|Ρόλος|Rol adı"),
    (Column::Action, "Действие на потребителя|Действие|Действие пользователя|Дія користувача|Дія|Ενέργεια χρήστη|Ενέργεια|Kullanıcı Eylemi|Eylem|Kullanıcı İşlemi"),
    (Column::Time, "Времеви маркер|Клеймо за време|Отметка времени|Метка времени|Позначка часу|Мітка часу|Χρονική σήμανση|Zaman Damgası|Zaman damgası|Saat"),
    // not seen: Japanese, Chinese, Korean
    (Column::Name, "名前|氏名|フルネーム|姓名|名称|名字|全名|名稱|이름|전체 이름|성명|성함"),
    (Column::Join, "最初の参加|初回参加|参加時刻|参加時間|最初の参加時刻|参加日時|首次加入|首次加入时间|加入时间|第一次加入|首次加入時間|加入時間|최초 참가|처음 참가|첫 참가|참가 시간|참여 시간|첫 참여|처음 참여"),
    (Column::Leave, "最後の退出|最終退出|退出時刻|退出時間|最後の退出時刻|退出日時|最后离开|上次离开时间|离开时间|最后离开时间|退出时间|最後離開|最後離開時間|離開時間|마지막 나가기|마지막 퇴장|나간 시간|퇴장 시간|종료 시간|마지막 나감"),
    (Column::Duration, "期間|会議時間|会議の長さ|会議の期間|会議内の時間|滞在時間|所要時間|持续时间|会议持续时间|会议时长|参会时长|时长|持續時間|會議持續時間|會議時間長度|期间|기간|모임 기간|회의 기간|회의 시간|참석 시간|지속 시간"),
    (Column::Email, "メール|電子メール|メールアドレス|電子メール アドレス|电子邮件|电子邮件地址|邮箱|邮件|電子郵件|電子郵件地址|이메일|전자 메일|메일 주소|이메일 주소|전자메일"),
    (Column::Role, "役割|ロール|角色|역할"),
    (Column::Action, "ユーザー アクション|ユーザーの操作|操作|アクション|用户操作|用户动作|動作|使用者動作|사용자 작업|사용자 동작|작업"),
    (Column::Time, "タイムスタンプ|タイム スタンプ|日時|时间戳|時間戳記|时间|時間|타임스탬프|시간"),
    // not seen: Arabic, Hebrew, Hindi, Indonesian, Malay, Vietnamese, Thai, Persian
    (Column::Name, "الاسم|الاسم الكامل|שם|שם מלא|नाम|पूरा नाम|Nama lengkap|Nama penuh|Tên|Họ và tên|Họ tên|Tên đầy đủ|ชื่อ|ชื่อเต็ม|ชื่อ-นามสกุล|نام|نام کامل"),
    (Column::Join, "أول انضمام|وقت الانضمام|الانضمام الأول|הצטרפות ראשונה|שעת הצטרפות|זמן הצטרפות|पहली बार शामिल हुए|शामिल होने का समय|पहला जुड़ना|जुड़ने का समय|Gabung pertama|Waktu bergabung|Bergabung pertama|Waktu Gabung|Tham gia lần đầu|Lần tham gia đầu tiên|Thời gian tham gia|Giờ tham gia|เข้าร่วมครั้งแรก|เวลาเข้าร่วม|เวลาที่เข้าร่วม|اولین پیوستن|زمان پیوستن"),
    (Column::Leave, "آخر مغادرة|وقت المغادرة|المغادرة الأخيرة|עזיבה אחרונה|שעת עזיבה|זמן עזיבה|अंतिम बार छोड़ा|छोड़ने का समय|निकलने का समय|Keluar terakhir|Waktu keluar|Tinggalkan terakhir|Waktu meninggalkan|Rời đi lần cuối|Lần rời đi cuối cùng|Thời gian rời đi|Giờ rời|Thời gian rời khỏi|ออกครั้งสุดท้าย|เวลาออก|เวลาที่ออก|آخرین خروج|زمان خروج"),
    (Column::Duration, "المدة|مدة الاجتماع|المدة في الاجتماع|משך|משך זמן|משך הפגישה|अवधि|मीटिंग अवधि|Durasi|Durasi rapat|Durasi dalam rapat|Tempoh|Thời lượng|Thời lượng cuộc họp|Thời gian họp|ระยะเวลา|ระยะเวลาการประชุม|ระยะเวลาในการประชุม|مدت"),
    (Column::Email, "البريد الإلكتروني|عنوان البريد الإلكتروني|דואר אלקטרוני|כתובת דואר אלקטרוני|דוא\"ל|ईमेल|ईमेल पता|Surel|Địa chỉ email|Thư điện tử|อีเมล|ที่อยู่อีเมล|ایمیل"),
    (Column::Role, "الدور|תפקיד|भूमिका|Peran|Peranan|Vai trò|บทบาท|نقش"),
    (Column::Action, "إجراء المستخدم|الإجراء|פעולת משתמש|פעולה|उपयोगकर्ता कार्रवाई|कार्रवाई|Tindakan pengguna|Tindakan|Hành động của người dùng|Hành động|การกระทำของผู้ใช้|การดำเนินการ"),
    (Column::Time, "الطابع الزمني|חותמת זמן|टाइमस्टैम्प|समय|Stempel waktu|Dấu thời gian|Thời gian|การประทับเวลา|ประทับเวลา|เวลา"),
];

/// Words of a list file's action column.
#[rustfmt::skip]
pub(super) const ACTIONS: &[(Action, &str)] = &[
    // seen
    (Action::Join, "Joined|Unido|Entrou"),
    (Action::JoinedBefore, "Joined before|Se unió antes"),
    (Action::Leave, "Left|Abandonó|Saiu"),
    // not seen
    (Action::Join, "Beigetreten|Teilgenommen|A rejoint|Rejoint|Participe|Se unió|Ingressou|Aderiu|Partecipazione|Accesso effettuato|Si è unito|Dołączono|Dołączył|Dołączył(a)|Dołączenie|Deelgenomen|Toegetreden|Anslöt|Ansluten|Har anslutit|Deltog|Tilsluttet|Ble med|Blitt med|Liittyi|Liittynyt|Připojeno|Připojil se|Připojil(a) se|Pripojené|Pripojil sa|Csatlakozott|S-a alăturat|Alăturat|Присъединен|Присъедини се|Συμμετείχε|Έγινε συμμετοχή|Katıldı|Присоединился|Подключился|Присоединился(-лась)|Приєднався|Приєднано|参加しました|参加|参加済み|已加入|加入|참가함|참가|참여함|انضم|תמت المشاركة|הצטרף|शामिल हुए|Bergabung|Đã tham gia|เข้าร่วม|เข้าร่วมแล้ว|S'hi ha unit|Pridružio se|Pridružen|Pridružil se|Придружио се|Prisijungė|Pievienojās|Liitus"),
    (Action::JoinedBefore, "Zuvor beigetreten|Vorher beigetreten|A rejoint avant|Rejoint avant|Entrou antes|Ingressou antes|Si è unito prima|Dołączono wcześniej|Dołączył wcześniej|Eerder deelgenomen|Anslöt tidigare|Deltog tidligere|Tilsluttet før|Ble med tidligere|Liittyi aiemmin|Připojeno dříve|Pripojené skôr|Korábban csatlakozott|S-a alăturat înainte|Daha önce katıldı|Присоединился ранее|Приєднався раніше|以前に参加|之前已加入|先前已加入|이전에 참가함|Bergabung sebelumnya|Đã tham gia trước đó|เข้าร่วมก่อนหน้านี้"),
    (Action::Leave, "Verlassen|Hat verlassen|A quitté|Parti|Quitté|Salió|Abandonado|Uscito|Uscita|Ha lasciato|Ha abbandonato|Opuszczono|Opuścił|Opuścił(a)|Wyszedł|Wyjście|Verlaten|Vertrokken|Lämnade|Lämnat|Forlod|Forladt|Forlot|Forlatt|Poistui|Poistunut|Odešel|Opuštěno|Odpojeno|Odišiel|Opustené|Kilépett|Távozott|A părăsit|Ieșit|Напусна|Αποχώρησε|Ayrıldı|Вышел|Покинул|Вийшов|Залишив|退出しました|退出|退出済み|已离开|离开|已離開|離開|나감|퇴장|غادر|עזב|छोड़ दिया|Keluar|Meninggalkan|Đã rời đi|Đã rời khỏi|ออก|ออกแล้ว|Ha sortit|Napustio|Otišao|Zapustil|Напустио|Išėjo|Pameta|Lahkus"),
];

/// Labels of the summary.
#[rustfmt::skip]
pub(super) const SUMMARY: &[(SummaryKey, &str)] = &[
    // seen
    (SummaryKey::Title, "Meeting Title|Titre de la réunion|Tytuł spotkania|Título da reunião|Besprechungstitel|Título de la reunión"),
    (SummaryKey::Count, "Attended participants|Total Number of Participants|Nombre total de participants|Liczba uczestniczących|Participantes presentes|Teilnehmer|Participantes"),
    (SummaryKey::Start, "Start time|Meeting Start Time|Heure de début de la réunion|Godzina rozpoczęcia|Hora de início|Startzeit|Hora de inicio"),
    (SummaryKey::End, "End time|Meeting End Time|Heure de fin|Heure de fin de la réunion|Godzina zakończenia|Hora de término|Endzeit|Hora de finalización"),
    (SummaryKey::Id, "Meeting Id"),
    // not seen
    (SummaryKey::Title, "Titolo riunione|Titolo della riunione|Titel van vergadering|Vergaderingstitel|Mötesrubrik|Mötets rubrik|Mødetitel|Møtetittel|Kokouksen otsikko|Název schůzky|Názov schôdze|Értekezlet címe|Titlul întâlnirii|Titlu întâlnire|Заглавие на събранието|Τίτλος σύσκεψης|Toplantı başlığı|Название собрания|Назва наради|会議のタイトル|会议标题|會議標題|모임 제목|회의 제목|عنوان الاجتماع|כותרת הפגישה|मीटिंग शीर्षक|Judul rapat|Tiêu đề cuộc họp|ชื่อการประชุม|Títol de la reunió|Naslov sastanka|Naslov sestanka|Наслов састанка|Susitikimo pavadinimas|Sapulces nosaukums|Koosoleku pealkiri"),
    (SummaryKey::Start, "Ora di inizio|Ora inizio|Heure de début|Begintijd|Starttijd|Starttid|Starttidspunkt|Alkamisaika|Aloitusaika|Čas zahájení|Čas začátku|Čas začatia|Kezdés időpontja|Kezdési időpont|Ora de începere|Начален час|Ώρα έναρξης|Başlangıç saati|Время начала|Час початку|開始時刻|开始时间|開始時間|시작 시간|وقت البدء|שעת התחלה|प्रारंभ समय|Waktu mulai|Thời gian bắt đầu|เวลาเริ่มต้น|Hora d'inici|Vrijeme početka|Začetni čas|Време почетка|Pradžios laikas|Sākuma laiks|Algusaeg"),
    (SummaryKey::End, "Ora di fine|Ora fine|Hora de fin|Hora de fim|Eindtijd|Sluttid|Sluttidspunkt|Päättymisaika|Lopetusaika|Čas ukončení|Čas konce|Čas ukončenia|Befejezés időpontja|Befejezési időpont|Ora de încheiere|Краен час|Ώρα λήξης|Bitiş saati|Время окончания|Час завершення|終了時刻|结束时间|結束時間|종료 시간|وقت الانتهاء|שעת סיום|समाप्ति समय|Waktu berakhir|Waktu selesai|Thời gian kết thúc|เวลาสิ้นสุด|Hora de finalització|Vrijeme završetka|Končni čas|Време завршетка|Pabaigos laikas|Beigu laiks|Lõpuaeg"),
];
