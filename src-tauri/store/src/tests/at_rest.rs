//! Nothing that somebody could read stands in the data folder.

use super::{add_meeting, files, fresh, later, new_meeting, now};
use crate::accounts::AccountDetails;
use crate::answers::{AnswerKind, NewAnswer};
use crate::roster::RosterEntry;
use crate::tokens::NewTokens;
use crate::{accounts, answers, courses, meetings, roster, secrets};

#[test]
fn planted_words_are_in_no_file() {
    let (home, store) = fresh();
    let details = AccountDetails {
        tenant_id: "canary-tenant".into(),
        object_id: "canary-object".into(),
        username: "canary-user".into(),
        name: "canary-name".into(),
        login_url: "https://canary-login".into(),
        graph_url: "https://canary-graph".into(),
        client_id: "canary-client".into(),
        signed_in_at: now(),
    };
    let new = NewTokens {
        access: "canary-access".into(),
        refresh: Some("canary-refresh".into()),
        obtained_at: Some(now()),
        expires_at: later(3600),
        scopes: "canary-scope".into(),
    };
    accounts::sign_in(&store, &details, "canary-audience", &new).unwrap();
    secrets::set(&store, "lms.token", &b"canary-secret".to_vec().into()).unwrap();
    let course = courses::add(&store, "canary-course", Some("canary-lms"), now()).unwrap();
    let student = RosterEntry {
        name: "canary-Åsa".into(),
        emails: vec!["canary@x.example".into()],
        ..RosterEntry::default()
    };
    roster::replace(&store, &course, &[student], now()).unwrap();
    let mut meeting = new_meeting("canary-meeting");
    meeting.join_url = Some("https://canary-join".into());
    let meeting = meetings::add(&store, &meeting, now()).unwrap();
    let answer = NewAnswer {
        kind: AnswerKind::Records,
        object_id: "canary-report".into(),
        version: 0,
        fetched_at: now(),
        body: "{\"displayName\":\"canary-person\"}".into(),
    };
    answers::keep(&store, &meeting, &[answer]).unwrap();

    let clean = |when: &str| {
        let files = files(home.path());
        assert!(files.len() >= 3);
        for (name, content) in files {
            for word in ["canary", "2025-11-26", "lms.token", "CREATE TABLE", "SQLite format"] {
                let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
                for needle in [word.as_bytes(), &*wide] {
                    let found = content.windows(needle.len()).any(|part| part == needle);
                    assert!(!found, "{word} in {name} {when}");
                }
            }
        }
    };
    clean("while open");
    drop(store);
    clean("after closing");
}

#[test]
fn the_key_is_not_in_the_folder() {
    let (home, store) = fresh();
    add_meeting(&store, "x");
    drop(store);
    for (name, content) in files(home.path()) {
        assert!(!content.windows(8).any(|part| part == [0x5a; 8]), "{name}");
        assert!(!content.windows(16).any(|part| part.eq_ignore_ascii_case(b"5a5a5a5a5a5a5a5a")), "{name}");
    }
}

#[test]
fn what_is_printed_for_debugging_names_nobody() {
    let details = AccountDetails {
        tenant_id: "t".into(),
        object_id: "o".into(),
        username: "canary-user".into(),
        name: "canary-name".into(),
        login_url: String::new(),
        graph_url: String::new(),
        client_id: String::new(),
        signed_in_at: now(),
    };
    let tokens = NewTokens {
        access: "canary-access".into(),
        refresh: Some("canary-refresh".into()),
        obtained_at: Some(now()),
        expires_at: now(),
        scopes: String::new(),
    };
    let (_home, store) = fresh();
    let account = accounts::upsert(&store, &details).unwrap();
    assert!(!format!("{details:?} {account:?} {tokens:?}").contains("canary"));
}

#[test]
fn a_removed_account_leaves_no_token() {
    let (_home, store) = fresh();
    let details = AccountDetails {
        tenant_id: "t".into(),
        object_id: "o".into(),
        username: "u".into(),
        name: "n".into(),
        login_url: String::new(),
        graph_url: String::new(),
        client_id: String::new(),
        signed_in_at: now(),
    };
    let new = NewTokens {
        access: "canary-access".into(),
        refresh: Some("canary-refresh".into()),
        obtained_at: Some(now()),
        expires_at: now(),
        scopes: String::new(),
    };
    let account = accounts::sign_in(&store, &details, "graph", &new).unwrap();
    accounts::sign_out(&store, &account.id).unwrap();
    assert!(accounts::active(&store).unwrap().is_none());
    let rows: i64 =
        store.read(|c| Ok(c.query_row("SELECT count(*) FROM token", [], |row| row.get(0))?)).unwrap();
    assert_eq!(rows, 0);
}
