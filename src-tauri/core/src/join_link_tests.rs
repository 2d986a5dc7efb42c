#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;

const LONG: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_NTg0%40thread.v2/0?context=%7b%22Tid%22%3a%22aa2f2d55-ab12-4a23-8b71-c5a1f3a5a001%22%2c%22Oid%22%3a%22dc17674c-81d9-4adb-bfb2-8f6a442e4623%22%7d";
const SHORT: &str = "https://teams.microsoft.com/meet/2345678901234?p=aB3dE";

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

#[test]
fn a_link_is_found_wherever_people_paste_it() {
    let safe = format!(
        "https://eur02.safelinks.protection.outlook.com/?url={}&data=05%7C02&reserved=0",
        encoded(LONG)
    );
    let taken: String = LONG.chars().filter(|c| *c == '%').collect();
    let v3 = format!(
        "https://urldefense.com/v3/__{}__;{}!!abc$",
        LONG.replace("%7b%22Tid", "**A7b*22Tid").replacen("**A7b*22Tid", "*7b*22Tid", 1).replace('%', "*"),
        URL_SAFE_NO_PAD.encode(taken)
    );
    let v2 = format!(
        "https://urldefense.proofpoint.com/v2/url?u={}&d=DwM",
        LONG.replace('-', "-2D")
            .replace('_', "-5F")
            .replace("://", "-3A__")
            .replace('/', "_")
            .replace('%', "-25")
            .replace('?', "-3F")
            .replace('=', "-3D")
    );
    let launcher = format!(
        "https://teams.microsoft.com/dl/launcher/launcher.html?url={}&type=meetup-join",
        encoded(&LONG.replace("https://teams.microsoft.com", "/_#"))
    );
    for (text, expected) in [
        (LONG.to_owned(), LONG),
        (format!("  {LONG}\n"), LONG),
        (format!("Join here: <{LONG}>."), LONG),
        (format!("<a href=\"{}\">Join</a>", LONG.replace('&', "&amp;")), LONG),
        (format!("({SHORT})"), SHORT),
        (
            format!(
                "Microsoft Teams\nBesprechungs-ID: 234 567 890 123 4\nJetzt teilnehmen<{LONG}>\nHilfe<https://aka.ms/JoinTeamsMeeting>"
            ),
            LONG,
        ),
        (format!("Need help? https://aka.ms/JoinTeamsMeeting?omkt=en-US\nJoin: {SHORT}"), SHORT),
        (safe.clone(), LONG),
        (format!("https://nam.safelinks.protection.outlook.com/?url={}&data=x", encoded(&safe)), LONG),
        (v3, LONG),
        (launcher, LONG),
        (LONG.replace("https://teams.microsoft.com/", "msteams:/"), LONG),
        ("https://meet.example.edu/room/7".to_owned(), "https://meet.example.edu/room/7"),
    ] {
        assert_eq!(find(&text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(find(&v2).map(|link| key(&link)), Some(key(LONG)), "{v2}");
}

#[test]
fn a_number_or_an_id_stands_for_its_link() {
    for text in [
        "234 567 890 123 4",
        "2345678901234",
        "Meeting ID: 234 567 890 123 4 Passcode: x7Yz",
        "ID de la réunion\u{a0}: 234\u{202f}567\u{202f}890\u{202f}123\u{202f}4",
    ] {
        let link = find(text).unwrap();
        assert_eq!(link, "https://teams.microsoft.com/meet/2345678901234", "{text}");
        assert_eq!(number_of(&link).as_deref(), Some("2345678901234"));
        assert!(is_number_only(&link));
    }
    assert_eq!(number_of(SHORT).as_deref(), Some("2345678901234"));
    assert!(!is_number_only(SHORT));
    let id = likely_id(LONG).unwrap();
    assert_eq!(likely_id(&find(&id).unwrap()).unwrap(), id);
    assert_eq!(key(&find(&id).unwrap()), key(LONG));
    for text in [
        "",
        "   ",
        "room 7",
        "+49 69 123456789012",
        "call +1 323-849-4874,,123456789#",
        "Phone conference ID: 123 456 789#",
        "12345",
        "https://",
        "MSo=",
        "1234567890123456",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn several_characters_that_were_taken_out_come_back() {
    let link = format!(
        "https://urldefense.com/v3/__https://teams.microsoft.com/meet/1**Bx__;{}!!a$",
        URL_SAFE_NO_PAD.encode("???")
    );
    assert_eq!(find(&link).as_deref(), Some("https://teams.microsoft.com/meet/1???x"));
}

#[test]
fn the_id_is_that_of_microsofts_samples() {
    let link = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_MDkx%40thread.v2/0?context=%7b%22Tid%22%3a%22x%22%2c%22Oid%22%3a%22fe36f75e-c103-410b-a18a-2bf6df06ac3a%22%7d";
    let id = likely_id(link).unwrap();
    assert!(id.starts_with("MSpmZTM2Zjc1ZS1j"), "{id}");
    assert_eq!(
        likely_id(
            &encoded(link)
                .replace("%3A%2F%2F", "://")
                .replace("%2F", "/")
                .replace("%3F", "?")
                .replace("%3D", "=")
        )
        .unwrap(),
        id
    );
    for other in [
        SHORT,
        "https://teams.microsoft.com/l/meetup-join/19%3ax%40thread.v2/0",
        "https://teams.microsoft.com/l/meetup-join/x/0?context=%7b%22Oid%22%3a%22short%22%7d",
    ] {
        assert_eq!(likely_id(other), None, "{other}");
    }
}

#[test]
fn a_link_that_was_encoded_too_often_is_asked_for_as_it_was() {
    assert_eq!(spellings(LONG), [LONG]);
    let twice = LONG.replace('%', "%25");
    assert_eq!(spellings(&twice), [twice.clone(), LONG.to_owned()]);
    let thrice = twice.replace("%25", "%2525");
    assert_eq!(spellings(&thrice), [thrice.clone(), LONG.to_owned()]);
    for link in [&twice, &thrice] {
        assert_eq!(key(link), key(LONG));
        assert_eq!(find(link).as_ref(), Some(link), "kept as it stands");
    }
}

#[test]
fn links_that_mail_programs_broke_or_decoded_are_put_together() {
    let at = LONG.find("Tid").unwrap();
    let (first, second) = LONG.split_at(at);
    let (second, third) = second.split_at(20);
    let plain = once(LONG).unwrap();
    for text in [
        format!("Join: <{first}\r\n{second}\r\n   {third}> Thanks"),
        format!("Join:\n{first}\n{second}\n{third}\nMeeting ID: 234 567 890 123 4"),
        format!("> Join:\n> {first}\n> {second}\n> {third}\n> Yours"),
        format!("Join {plain} now"),
        format!("\"{}\"", LONG.to_uppercase().replace(&LONG.to_uppercase()[8..], &LONG[8..])),
        encoded(LONG),
    ] {
        let found = find(&text).unwrap();
        assert_eq!(key(&found), key(LONG), "{text}");
        assert_eq!(organizer(&found).as_deref(), Some("dc17674c-81d9-4adb-bfb2-8f6a442e4623"), "{text}");
        assert_eq!(spellings(&found).last().map(String::as_str), Some(LONG), "{text}");
    }
    // What does not belong together stays apart.
    let cut = "https://teams.microsoft.com/l/meetup-join/19%3ax%40thread.v2/0";
    assert_eq!(find(&format!("{cut}\nSee you at 10.\n")).as_deref(), Some(cut));
    assert_eq!(find(&format!("{cut}\n{SHORT}")).as_deref(), Some(cut));
}

#[test]
fn the_number_goes_before_the_help_pages_and_after_any_link_that_leads_to_a_meeting() {
    let help = "Need help? https://aka.ms/JoinTeamsMeeting?omkt=de-DE https://dialin.teams.microsoft.com/8551?id=223 https://teams.microsoft.com/meetingOptions/?organizerId=1";
    let number = "\nBesprechungs-ID: 234 567 890 123 4\nKennung: x7Yz";
    let of_number = "https://teams.microsoft.com/meet/2345678901234";
    assert_eq!(find(&format!("{help}{number}")).as_deref(), Some(of_number));
    assert_eq!(find(&format!("{help}{number}\n{SHORT}")).as_deref(), Some(SHORT));
    let elsewhere = "https://zoom.example/j/98765432101";
    assert_eq!(find(&format!("{elsewhere}{number}")).as_deref(), Some(elsewhere));
    assert!(find(help).is_some(), "an unknown link is never refused");
    assert_eq!(find("see /j/98765432101 or room12345678901"), None);
}

#[test]
fn links_of_every_cloud_and_host_are_known() {
    for (link, other) in [
        (LONG.to_owned(), LONG.replace("teams.microsoft.com", "teams.cloud.microsoft")),
        (
            LONG.replace("teams.microsoft.com", "gov.teams.microsoft.us"),
            LONG.replace("teams.microsoft.com", "GOV.teams.microsoft.us"),
        ),
        (
            "https://teams.live.com/meet/9876543210123?p=Ab".to_owned(),
            "https://teams.live.com/meet/9876543210123".to_owned(),
        ),
        (
            "https://dod.teams.microsoft.us/meet/234567890123".to_owned(),
            "https://dod.teams.microsoft.us/meet/234567890123/?p=1".to_owned(),
        ),
        (
            LONG.replace("teams.microsoft.com", "teams.microsoftonline.cn"),
            LONG.replace("teams.microsoft.com", "teams.microsoftonline.cn").replace("%3a", "%3A"),
        ),
    ] {
        assert_eq!(same(&link, &other), Some(true), "{link} {other}");
        assert_eq!(find(&format!("https://example.org/x {link}")).as_ref(), Some(&link));
    }
    assert_eq!(same(LONG, SHORT), None, "they may be one meeting");
    assert_eq!(same(LONG, &LONG.replace("NTg0", "NTg1")), Some(false));
    assert_eq!(same(SHORT, "https://teams.microsoft.com/meet/1115678901234"), Some(false));
}

#[test]
fn pages_of_webinars_name_the_webinar() {
    let id = "88b245ac-b0b2-f1aa-e34a-c81c27abdac2@f9448ec4-804b-46af-b810-62085248da33";
    let page = format!("https://events.teams.microsoft.com/event/{id}");
    assert_eq!(event_of(&page).as_deref(), Some(id));
    assert_eq!(event_of(&page.replace('@', "%40")).as_deref(), Some(id));
    assert_eq!(find(&format!("Register: {page}.")).as_deref(), Some(page.as_str()));
    assert_eq!(same(&page, LONG), None);
    for other in [LONG, "https://events.teams.microsoft.com/event/x", "https://evil.example/event/88b245ac"] {
        assert_eq!(event_of(other), None);
    }
}

#[test]
fn odd_links_do_not_break() {
    assert_eq!(key("  "), None);
    assert_eq!(key("no link"), None);
    assert_eq!(key("https://x/%"), Some("https://x/%".into()));
    assert_eq!(key("https://x/%é"), Some("https://x/%é".into()));
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,120}") {
        if let Some(link) = find(&text) {
            prop_assert!(spellings(&link).len() <= 3);
            let _ = (likely_id(&link), number_of(&link), key(&link));
        }
    }

    #[test]
    fn parts_of_links_in_any_order_are_not_too_strange(parts in prop::collection::vec(prop::sample::select(vec![
        "https://", "http", "msteams:", "teams.microsoft.com", "/l/meetup-join/", "/meet/", "%25", "%3a", "%", "?url=", "&",
        "urldefense.com/v3/__", "__;", "/dl/launcher/", "context=", "\"Oid\"", ":", "é", "19", "@thread", " ", "x.safelinks.protection.outlook.com/",
    ]), 0..14)) {
        let text = parts.concat();
        if let Some(link) = find(&text) {
            let again = find(&link);
            prop_assert!(again.is_some());
            let _ = (likely_id(&link), spellings(&link), key(&link));
        }
    }

    #[test]
    fn different_threads_are_different_meetings(a in "[A-Za-z0-9]{4,20}", b in "[A-Za-z0-9]{4,20}", text in "[a-zA-Z ]{0,20}") {
        let of = |thread: &str| LONG.replace("NTg0", thread);
        let found = find(&format!("{text} {} {text}", of(&a))).unwrap();
        prop_assert_eq!(key(&found), key(&of(&a).replace('%', "%25")));
        prop_assert_eq!(key(&of(&a)) == key(&of(&b)), a == b);
    }

    #[test]
    fn every_spelling_of_a_link_is_the_same_meeting(thread in "[A-Za-z0-9_-]{4,40}", tacv2 in any::<bool>(), message in 0u64..2_000_000_000_000, times in 0usize..3) {
        let host = if tacv2 { "thread.tacv2" } else { "thread.v2" };
        let link = LONG.replace("meeting_NTg0%40thread.v2/0", &format!("{thread}%40{host}/{message}"));
        let mut spelt = link.clone();
        for _ in 0..times {
            spelt = spelt.replace('%', "%25");
        }
        let found = find(&format!("Hi <{spelt}> bye")).unwrap();
        prop_assert_eq!(same(&found, &link), Some(true));
        prop_assert_eq!(spellings(&found).pop(), Some(link.clone()));
        prop_assert_eq!(find(&found), Some(found));
        prop_assert_eq!(key(&key(&link).unwrap()), key(&link));
    }
}
