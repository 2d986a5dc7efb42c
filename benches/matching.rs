//! Name matching against rapidfuzz's full matrix, and how it grows.
//!
//! Nobody types their name as the roster has it: another order, no accents, decorations, initials, middle names left out,
//! slips, logins, Cyrillic; every tenth participant is on no roster. A third of the students share forty surnames, and
//! homonyms come as they do in life. `make bench` prints the tables; rapidfuzz runs in the Python that `BENCH_PYTHON` names.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    missing_docs
)]

mod side_by_side;

use rollbook_core::attendance::Participant;
use rollbook_core::identity::Kind;
use rollbook_core::matching::{MatchChoices, Outcome, match_people};
use rollbook_core::roster::Student;
use side_by_side::{Numbers, asked_for, medians, ms, ratio, timed};
use std::collections::HashMap;
use std::io::Write;
use std::process::Command;
use std::time::Duration;

const SIZES: [usize; 4] = [300, 1_000, 5_000, 20_000];
/// rapidfuzz's own advice for a ratio that means the same.
const CUT: f64 = 80.0;

fn main() {
    if !asked_for() {
        return;
    }
    println!("### Name matching\n");
    println!(
        "n participants against n students, every one spelled otherwise than on the roster; one core.\n"
    );
    println!(
        "| n | `match_people` | a participant | growth | rapidfuzz `cdist`, `token_sort_ratio` | ratio |"
    );
    println!("|---|---|---|---|---|---|");
    let mut answers = Vec::new();
    let mut before: Option<(usize, Duration)> = None;
    for size in SIZES {
        let class = class(size);
        let runs = if size > 5_000 { 3 } else { 9 };
        let choices = MatchChoices::default();
        let mut run = || timed(|| match_people(&class.people, &class.roster, &choices)).0;
        let ours = medians(runs, &mut [("ours", &mut run)])[0];
        let found = match_people(&class.people, &class.roster, &choices);
        let theirs = rapidfuzz(&class, if size > 5_000 { 1 } else { 5 });
        let growth = before.map_or_else(String::new, |(n, time)| {
            format!("n^{:.2}", ratio(ours, time).ln() / (size as f64 / n as f64).ln())
        });
        before = Some((size, ours));
        let each = format!("{:.1} µs", ours.as_secs_f64() * 1e6 / size as f64);
        let (time, times) = theirs.as_ref().map_or_else(
            || ("not there: BENCH_PYTHON names no Python with rapidfuzz".to_owned(), String::new()),
            |t| (format!("{} ({})", ms(t.time), t.version), format!("{:.2}", ratio(ours, t.time))),
        );
        println!("| {size} | {} | {each} | {growth} | {time} | {times} |", ms(ours));
        answers.push((size, Answers::ours(&class, &found), theirs.map(|t| Answers::theirs(&class, &t.best))));
    }
    println!(
        "\nOne answer is right or wrong; several are offered with the right one among them or not. Strangers get none.\n"
    );
    println!(
        "| n | whose | one, right | several, right among | several, right not shown | none | WRONG | strangers left alone | strangers WRONG |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (size, ours, theirs) in answers {
        println!("| {size} | ours | {} |", ours.row());
        if let Some(theirs) = theirs {
            println!("| {size} | rapidfuzz ≥ {CUT} | {} |", theirs.row());
        }
    }
    println!();
    crowds();
}

/// Name on the roster and name as typed, of the nth.
type Spelling<'n> = &'n dyn Fn(usize) -> (String, String);

/// Rosters that an index of words alone would be quadratic on.
fn crowds() {
    println!("### Name matching where many are alike\n");
    println!("| roster and class | 5,000 × 5,000 | 20,000 × 20,000 | growth |");
    println!("|---|---|---|---|");
    let word = |at: usize| {
        format!("{}a{}o", LETTERS[at / 1296 % 36], LETTERS[at / 36 % 36].to_owned() + LETTERS[at % 36])
    };
    let all: [(&str, Spelling); 5] = [
        ("all of one name", &|_| ("Mario Rossi".to_owned(), "rossi, mario".to_owned())),
        ("all of one surname", &|at| (format!("{} Rossi", word(at)), format!("Rossi {}", word(at)))),
        ("all of one surname, known by initials", &|at| {
            (format!("{} Rossi", word(at)), format!("{}. Rossi", &word(at)[..1]))
        }),
        ("all of one given name and surname, middle names left out", &|at| {
            (format!("Mario {} Rossi", word(at)), "Mario Rossi".to_owned())
        }),
        ("all of one surname, the class of strangers", &|at| {
            (format!("{} Rossi", word(at)), format!("{}q Rossi", word(at)))
        }),
    ];
    for (what, names) in all {
        let time = |size: usize| {
            let (roster, people): (Vec<_>, Vec<_>) = (0..size)
                .map(|at| {
                    let (known, typed) = names(at);
                    (student(at, known), person(at, typed))
                })
                .unzip();
            timed(|| match_people(&people, &roster, &MatchChoices::default())).0
        };
        let (small, large) = (time(5_000), time(20_000));
        println!(
            "| {what} | {} | {} | n^{:.2} |",
            ms(small),
            ms(large),
            ratio(large, small).ln() / 4f64.ln()
        );
    }
    println!();
}

const LETTERS: [&str; 36] = [
    "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "x", "z", "bl",
    "br", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "pl", "pr", "sl", "st", "tr", "vl", "zw",
];

struct Class {
    people: Vec<Participant>,
    roster: Vec<Student>,
    /// The student whom each participant is, by line; `None` for strangers.
    truth: Vec<Option<usize>>,
}

#[derive(Default)]
struct Answers {
    right: usize,
    among: usize,
    unshown: usize,
    none: usize,
    wrong: usize,
    strangers_alone: usize,
    strangers_wrong: usize,
}

impl Answers {
    fn row(&self) -> String {
        let Self { right, among, unshown, none, wrong, strangers_alone, strangers_wrong } = self;
        format!("{right} | {among} | {unshown} | {none} | {wrong} | {strangers_alone} | {strangers_wrong}")
    }

    /// `answer` is who is named, `among` whether several are offered, and the right one with them.
    fn count(&mut self, truth: Option<usize>, answer: Option<usize>, among: Option<bool>) {
        match (truth, answer, among) {
            (None, Some(_), _) => self.strangers_wrong += 1,
            (None, None, _) => self.strangers_alone += 1,
            (Some(truth), Some(answer), _) if truth == answer => self.right += 1,
            (Some(_), Some(_), _) => self.wrong += 1,
            (Some(_), None, Some(false)) => self.unshown += 1,
            (Some(_), None, Some(true)) => self.among += 1,
            (Some(_), None, None) => self.none += 1,
        }
    }

    fn ours(class: &Class, found: &[Outcome]) -> Self {
        let mut all = Self::default();
        let line = |id: &str| id.parse::<usize>().unwrap();
        for (outcome, truth) in found.iter().zip(&class.truth) {
            let Outcome::Open { ambiguous, candidates } = outcome else { panic!("names never decide") };
            let lines: Vec<usize> = candidates.iter().map(|c| line(c.student.as_str())).collect();
            match (ambiguous, lines.first()) {
                (_, None) => all.count(*truth, None, None),
                (false, Some(best)) => all.count(*truth, Some(*best), None),
                // Of more homonyms than are shown, each is the right name.
                (true, Some(_)) => {
                    let named =
                        |t: usize| lines.iter().any(|l| class.roster[*l].name == class.roster[t].name);
                    let named = truth.is_some_and(named);
                    all.count(*truth, None, Some(named));
                }
            }
        }
        all
    }

    fn theirs(class: &Class, best: &[(f64, Option<usize>)]) -> Self {
        let mut all = Self::default();
        for ((score, line), truth) in best.iter().zip(&class.truth) {
            match line {
                _ if *score < CUT => all.count(*truth, None, None),
                Some(line) => all.count(*truth, Some(*line), None),
                None => all.count(*truth, None, Some(true)),
            }
        }
        all
    }
}

struct Theirs {
    time: Duration,
    version: String,
    best: Vec<(f64, Option<usize>)>,
}

fn rapidfuzz(class: &Class, runs: usize) -> Option<Theirs> {
    let python = std::env::var_os("BENCH_PYTHON")?;
    let write = |names: Vec<&str>| {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for name in names {
            writeln!(file, "{}", name.to_lowercase()).unwrap();
        }
        file
    };
    let typed = write(class.people.iter().map(|p| p.name.as_deref().unwrap()).collect());
    let students = write(class.roster.iter().map(|s| s.name.as_str()).collect());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/matching.py");
    let done = Command::new(python)
        .arg(script)
        .args([typed.path(), students.path()])
        .arg(runs.to_string())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    let mut lines = text.lines();
    let (seconds, version) = lines.next().unwrap().split_once(' ').unwrap();
    let best = lines.map(|line| {
        let (score, at) = line.split_once(' ').unwrap();
        (score.parse().unwrap(), at.parse().ok())
    });
    Some(Theirs {
        time: Duration::from_secs_f64(seconds.parse().unwrap()),
        version: version.to_owned(),
        best: best.collect(),
    })
}

const GIVEN: &str = "Mario Marco Maria Anna José Zoë Giulia Luca Matteo Sofía Lucía Pablo Álvaro Jürgen Søren Łukasz Agnieszka \
    Małgorzata Katarzyna Zuzana Tomáš Jiří Ondřej Chloé François Geneviève Benoît Hélène Camille Théo Emma Olivia Noah Liam \
    Charlotte Amelia Harper Evelyn Logan Mason Ethan Lucas Jackson Sebastian Benjamin Theodore Matilda Florence Rosalind \
    Fatima Mohammed Yusuf Aisha Khadija Omar Hassan Layla Priya Rahul Ananya Arjun Deepika Vikram Wei Xiaoming Meiling Jun \
    Hiroshi Yuki Haruka Takeshi Minjun Jiwoo Seoyeon Dmitri Natalia Svetlana Ivan Olga Yulia Sergei Ekaterina Nikolaos Eleni \
    Georgios Despina Håkon Ingrid Bjørn Åsa Kjell Gustav Freya Siobhan Niamh Caoimhe Declan Eoin Ngozi Chinedu Amara Kwame \
    Adaeze Thabo Lindiwe João Beatriz Thiago Gonçalo Inês Mehmet Ayşe Zeynep Emre Çağla Nguyệt Phương Dũng Linh";
const POPULAR: &str = "Smith García Müller Rossi Wang Nguyễn Kim Singh Silva Ivanov Jones Martin Fernández Schmidt Bianchi Li Trần \
    Lee Sharma Santos Petrov Brown López Schneider Russo Zhang Lê Park Kumar Oliveira Johnson Bernard González Fischer Ferrari \
    Liu Phạm Choi Gupta Kowalski";

fn class(size: usize) -> Class {
    let mut numbers = Numbers(size as u64);
    let given: Vec<&str> = GIVEN.split_whitespace().collect();
    let names: Vec<[String; 3]> = (0..size).map(|_| name(&mut numbers, &given)).collect();
    let roster = names.iter().enumerate().map(|(line, [first, middle, last])| {
        let words = [first.as_str(), middle, last].into_iter().filter(|w| !w.is_empty());
        student(line, words.collect::<Vec<_>>().join(" "))
    });
    let roster: Vec<Student> = roster.collect();
    let by_name: HashMap<&String, usize> =
        roster.iter().enumerate().map(|(line, s)| (&s.name, line)).collect();
    let mut people = Vec::with_capacity(size);
    let mut truth = Vec::with_capacity(size);
    for at in 0..size {
        let line = (at * 7919 + 13) % size;
        let stranger = at % 10 == 9;
        let who = if stranger { name(&mut numbers, &given) } else { names[line].clone() };
        let typed = spelled(&who, at, &mut numbers);
        // A stranger may bear a student's name: then there is no telling.
        let known = by_name.get(&[who[0].as_str(), &who[2]].join(" ")).filter(|_| stranger).copied();
        truth.push(if stranger { known } else { Some(line) });
        people.push(person(at, typed));
    }
    Class { people, roster, truth }
}

/// Given, middle (for every fifth) and family name; a third of the family names are popular ones.
fn name(numbers: &mut Numbers, given: &[&str]) -> [String; 3] {
    let mut pick =
        |list: &[&str]| list[usize::try_from(numbers.below(list.len() as u64)).unwrap()].to_owned();
    let popular: Vec<&str> = POPULAR.split_whitespace().collect();
    let first = pick(given);
    let is_popular = pick(&["", "", "popular"]) == "popular";
    let middle = if pick(&["", "", "", "", "middle"]).is_empty() { String::new() } else { pick(given) };
    let last = if is_popular {
        pick(&popular)
    } else {
        let start = pick(&[
            "Ab", "Bal", "Bran", "Cal", "Car", "Dal", "Dom", "Fal", "Fer", "Gal", "Gran", "Hal", "Her",
            "Kal", "Kor", "Lan", "Lom", "Mar", "Mon", "Nor", "Ol", "Pal", "Per", "Quin", "Ram", "Ros", "Sal",
            "Ser", "Tor", "Val", "Ver", "Zan",
        ]);
        let middle = pick(&[
            "a", "e", "i", "o", "u", "ari", "eni", "olo", "imu", "ata", "ebe", "ino", "ura", "ela", "ogo",
        ]);
        let end = pick(&[
            "ni", "tti", "relli", "vić", "ński", "sson", "berg", "mann", "dez", "ga", "ková", "shvili",
            "dis", "poulos", "ward", "ton", "field", "court", "rière", "gnon", "quez", "lho",
        ]);
        format!("{start}{middle}{end}")
    };
    [first, middle, last]
}

/// One of the ways in which people show themselves; never as the roster has them.
fn spelled([first, middle, last]: &[String; 3], at: usize, numbers: &mut Numbers) -> String {
    let short = |word: &str| word.chars().next().unwrap().to_string();
    let full = if middle.is_empty() { first.clone() } else { format!("{first} {middle}") };
    match at / 10 % 10 {
        0 => format!("{last}, {full} (Guest)"),
        1 => format!("{last} {full}").to_uppercase(),
        2 => plain(&format!("{full} {last}")).to_lowercase(),
        3 => format!("{} {full} {last}", 20_230_000 + at),
        4 => format!("{first} {last} (External)"),
        5 => format!("[Org] {full} {last}"),
        6 => slip(&format!("{first} {last}"), numbers),
        7 => format!("{}. {last}", short(first)),
        8 => format!("{}.{}", plain(first), plain(last)).to_lowercase() + "@example.edu",
        _ => format!("{} {}", plain(last), plain(first)),
    }
}

fn plain(name: &str) -> String {
    let base = |c: char| match c {
        'á' | 'à' | 'ạ' | 'ầ' | 'ã' | 'â' | 'å' => 'a',
        'Á' | 'Å' => 'A',
        'é' | 'è' | 'ê' | 'ë' | 'ệ' | 'ễ' => 'e',
        'í' | 'î' => 'i',
        'ó' | 'ø' | 'ö' | 'ô' | 'ơ' => 'o',
        'ü' | 'ũ' | 'ư' => 'u',
        'ł' => 'l',
        'Ł' => 'L',
        'ñ' | 'ń' => 'n',
        'ç' | 'ć' => 'c',
        'Ç' => 'C',
        'š' | 'ş' => 's',
        'ř' => 'r',
        'ğ' => 'g',
        other => other,
    };
    name.chars().map(base).collect()
}

/// One letter inside the family name is left out.
fn slip(name: &str, numbers: &mut Numbers) -> String {
    let chars: Vec<char> = name.chars().collect();
    let start = name.chars().position(|c| c == ' ').unwrap() + 2;
    let inside = chars.len().saturating_sub(start + 1).max(1);
    let at = start + usize::try_from(numbers.below(inside as u64)).unwrap();
    chars.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect()
}

fn person(at: usize, name: String) -> Participant {
    Participant {
        id: format!("p{at}").as_str().into(),
        keys: vec![format!("4name:{name}")],
        name: Some(name),
        also_seen_as: vec![],
        stated_seconds: None,
        role: None,
        email: None,
        kind: Kind::Anonymous,
        stays: vec![],
        presence: None,
        flags: vec![],
    }
}

fn student(line: usize, name: String) -> Student {
    Student {
        id: line.to_string().as_str().into(),
        lms_id: None,
        name,
        emails: vec![],
        username: None,
        object_id: None,
        groups: vec![],
        active: true,
    }
}
