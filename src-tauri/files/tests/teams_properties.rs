//! A random report in a random dialect is read back as it was; no table makes the reader panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod teams_support;

use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;
use rollbook_files::Table;
use rollbook_files::teams::reading::DateOrder;
use rollbook_files::teams::{Choices, call, read};
use std::collections::BTreeMap;
use teams_support::{Stays, people, time};

/// How dates are written, and whether the order has to be said.
const STYLES: [(&str, DateOrder); 8] = [
    ("%-m/%-d/%y, %-I:%M:%S %p", DateOrder::Mdy),
    ("%d/%m/%Y, %H:%M:%S", DateOrder::Dmy),
    ("%d/%m/%Y à %H:%M:%S", DateOrder::Dmy),
    ("%d.%m.%y, %H:%M:%S", DateOrder::Dmy),
    ("%Y/%-m/%-d %-H:%M:%S", DateOrder::Ymd),
    ("%Y. %-m. %-d. %p %-I:%M:%S", DateOrder::Ymd),
    ("%H:%M:%S %-d/%-m/%Y", DateOrder::Dmy),
    ("%d-%m-%Y %H.%M.%S", DateOrder::Dmy),
];

/// Labels of name, join, leave, duration, e-mail, role: English, Turkish, Chinese, and of no language.
const LABELS: [[&str; 6]; 4] = [
    ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
    ["Ad", "Katılma Saati", "Ayrılma Saati", "Süre", "E-posta", "Rol"],
    ["姓名", "加入时间", "离开时间", "持续时间", "电子邮件", "角色"],
    ["Qa", "Qb", "Qc", "Qd", "Qe", "Qf"],
];

const UNITS: [[&str; 3]; 4] =
    [["h", "m", "s"], [" sa.", " dk.", " sn."], ["小时", "分钟", "秒"], [" godz.", " min", " s"]];

#[derive(Debug, Clone)]
struct Person {
    name: String,
    stays: Vec<(i64, i64)>,
}

fn somebody() -> impl Strategy<Value = Person> {
    (
        "[A-Z][a-zé]{1,8}( [A-ZÅ][a-z'-]{1,8}){1,2}( \\(Guest\\))?",
        prop::collection::vec((0_i64..6000, 1_i64..5000), 1..4),
    )
        .prop_map(|(name, stays)| Person { name, stays })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_report_is_read_back(
        everybody in prop::collection::vec(somebody(), 3..12),
        day in 0_i64..700,
        style in 0..STYLES.len(),
        words in 0..LABELS.len(),
        units in 0..UNITS.len(),
        places in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
        numbered: bool,
    ) {
        let start: NaiveDateTime = time("2025-01-01T07:00:00") + Duration::days(day);
        let (format, order) = STYLES[style];
        let text = |at: NaiveDateTime| at.format(format).to_string();
        let lasts = |seconds: i64| {
            let [h, m, s] = UNITS[units];
            format!("{}{h} {}{m} {}{s}", seconds / 3600, seconds / 60 % 60, seconds % 60)
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut wanted: BTreeMap<String, Stays> = BTreeMap::new();
        for (at, person) in everybody.iter().enumerate() {
            let email = format!("person{at}@uni.example");
            for (from, long) in &person.stays {
                let join = start + Duration::seconds(*from);
                let leave = join + Duration::seconds(*long);
                wanted.entry(email.clone()).or_default().push((Some(join), Some(leave)));
                let role = if at == 0 { "Rr" } else { "Ss" };
                rows.push(vec![person.name.clone(), text(join), text(leave), lasts(*long), email.clone(), role.into(), String::new(), "7".into()]);
            }
        }
        for stays in wanted.values_mut() {
            stays.sort_unstable();
        }
        let header: Vec<String> = LABELS[words].iter().map(|label| (*label).to_owned()).chain([String::new(), "Zz: count".into()]).collect();
        let turn = |row: &Vec<String>| places.iter().map(|at| row[*at].clone()).collect::<Vec<_>>();
        let mut lines: Vec<Vec<String>> = Vec::new();
        if numbered {
            lines.push(vec!["2. Whatever".into()]);
        }
        lines.push(turn(&header));
        lines.extend(rows.iter().map(turn));
        let table: Table = lines.into_iter().collect();
        let choices = Choices { order: (order != DateOrder::Ymd).then_some(order), ..Choices::default() };
        let reading = read(&table, &choices).unwrap();
        prop_assert_eq!(people(&reading), wanted);
        for (record, person) in reading.records.iter().zip(&everybody) {
            prop_assert_eq!(record.name.as_deref(), Some(person.name.as_str()));
        }
    }

    #[test]
    fn no_table_makes_it_panic(
        rows in prop::collection::vec(prop::collection::vec(prop_oneof![
            "[ -~]{0,12}",
            "\\PC{0,8}",
            "[0-9]{1,5}[/.:,-][0-9]{1,5}[/.:, -][0-9]{1,9}[ ,T]?[0-9:.]{0,9} ?(AM|p. m.|오후|Z|\\+99:99)?",
            "[0-9٠-٩]{1,9} ?[hmsд時]",
            Just("1. Summary".to_owned()), Just("2. Participants".to_owned()), Just("3. x".to_owned()),
            Just("Name".to_owned()), Just("Join Time".to_owned()), Just("Leave Time".to_owned()), Just("User Action".to_owned()),
            Just("Timestamp".to_owned()), Just("Joined".to_owned()), Just("Left".to_owned()), Just("Email".to_owned()),
            Just("a@b.c".to_owned()), Just("15/1/2026 10:00".to_owned()), Just("2/1/26, 9:04:01 pm".to_owned()), Just(String::new()),
        ], 0..8), 0..14),
        order in prop::option::of(prop_oneof![Just(DateOrder::Dmy), Just(DateOrder::Mdy), Just(DateOrder::Ymd)]),
    ) {
        let table: Table = rows.into_iter().collect();
        let around = Some((time("2026-01-15T00:00:00"), time("2026-01-17T00:00:00")));
        if let Ok(reading) = read(&table, &Choices { order, around, columns: &[] }) {
            let id = serde_json::from_value(serde_json::json!("f1")).unwrap();
            let call = call(&reading, id, chrono_tz::America::New_York);
            // One record each, and one for every other name of the same addresses.
            let names: usize = reading.records.iter().map(|record| 1 + record.also_named.len()).sum();
            prop_assert_eq!(call.records.unwrap().len(), names);
        }
    }
}
