//! Tokens: one refresh for all, no newer set overwritten, nothing brought back after a sign-out.

use super::{fresh, later, now, open};
use crate::accounts::{self, Account, AccountDetails};
use crate::tokens::{Lease, NewTokens, Saved, TokenKey, clear, get, release, save, try_lease};
use crate::{Store, secrets};
use chrono::TimeDelta;
use secrecy::ExposeSecret as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

fn details(user: &str) -> AccountDetails {
    AccountDetails {
        tenant_id: "tenant".into(),
        object_id: user.into(),
        username: format!("{user}@uni.example"),
        name: user.into(),
        login_url: "https://login.example".into(),
        graph_url: "https://graph.example".into(),
        client_id: "client".into(),
        signed_in_at: now(),
    }
}

fn tokens(access: &str) -> NewTokens {
    NewTokens {
        access: access.into(),
        refresh: Some(format!("refresh of {access}").into()),
        obtained_at: Some(now()),
        expires_at: later(3600),
        scopes: "User.Read offline_access".into(),
    }
}

fn signed_in(store: &Store) -> (Account, TokenKey) {
    let account = accounts::sign_in(store, &details("emma"), "graph", &tokens("first")).unwrap();
    let key = TokenKey::account(&account.id, "graph");
    (account, key)
}

fn access(store: &Store, key: &TokenKey) -> Option<String> {
    get(store, key).unwrap().map(|set| set.tokens.access.expose_secret().to_owned())
}

#[test]
fn tokens_come_back_exact_at_every_size() {
    let (_home, store) = fresh();
    let (_, key) = signed_in(&store);
    for size in [1, 1280, 2560, 2561, 4875, 65_536, 262_144] {
        let current = get(&store, &key).unwrap().unwrap();
        let mut new = tokens(&"t".repeat(size));
        new.refresh = None;
        let saved = save(&store, &key, &new, current.generation).unwrap();
        let read = get(&store, &key).unwrap().unwrap();
        assert!(matches!(saved, Saved::Stored { generation } if generation == read.generation));
        assert!(read.generation > current.generation);
        assert_eq!(read.tokens.access.expose_secret().len(), size);
        assert!(read.tokens.refresh.is_none());
        assert_eq!((read.tokens.expires_at, read.tokens.scopes), (new.expires_at, new.scopes));
    }
}

#[test]
fn an_older_refresh_does_not_overwrite_a_newer_one() {
    let (_home, store) = fresh();
    let (_, key) = signed_in(&store);
    let start = get(&store, &key).unwrap().unwrap().generation;
    assert!(matches!(save(&store, &key, &tokens("fast"), start).unwrap(), Saved::Stored { .. }));
    match save(&store, &key, &tokens("slow"), start).unwrap() {
        Saved::Superseded(Some(set)) => assert_eq!(set.tokens.access.expose_secret(), "fast"),
        other => panic!("{other:?}"),
    }
    assert_eq!(access(&store, &key).as_deref(), Some("fast"));
}

#[test]
fn a_sign_out_is_final_for_refreshes_under_way() {
    let (_home, store) = fresh();
    let (account, key) = signed_in(&store);
    let generation = get(&store, &key).unwrap().unwrap().generation;
    let other = TokenKey::account(&account.id, "other");
    let lease = try_lease(&store, &other, "a", now(), TimeDelta::seconds(30)).unwrap();
    assert!(matches!(lease, Lease::Mine(None)));
    accounts::sign_out(&store, &account.id).unwrap();
    // One that began with tokens, and one that was fetching its first.
    assert!(matches!(save(&store, &key, &tokens("late"), generation).unwrap(), Saved::Superseded(None)));
    assert!(matches!(save(&store, &other, &tokens("late"), 0).unwrap(), Saved::Superseded(None)));
    assert_eq!((access(&store, &key), access(&store, &other)), (None, None));
    // Also when the same person has signed in again meanwhile.
    let (_, again) = signed_in(&store);
    assert!(matches!(save(&store, &again, &tokens("late"), generation).unwrap(), Saved::Superseded(Some(_))));
    assert_eq!(access(&store, &again).as_deref(), Some("first"));
}

#[test]
fn one_of_two_gets_the_lease_and_a_dead_owners_lease_ends() {
    let (home, store) = fresh();
    let (_, key) = signed_in(&store);
    let other = open(home.path());
    let ttl = TimeDelta::seconds(30);
    let mine = |store: &Store, owner: &str, at| {
        matches!(try_lease(store, &key, owner, at, ttl).unwrap(), Lease::Mine(_))
    };
    assert!(mine(&store, "a", now()));
    match try_lease(&other, &key, "b", later(29), ttl).unwrap() {
        Lease::Held { until } => assert_eq!(until, later(30)),
        Lease::Mine(_) => panic!("two owners"),
    }
    assert!(mine(&store, "a", later(29)), "the owner prolongs");
    assert!(!mine(&other, "b", later(58)));
    assert!(mine(&other, "b", later(59)), "the owner died");
    // Not b's to give back; then it is.
    release(&store, &key, "a").unwrap();
    assert!(!mine(&store, "a", later(60)));
    release(&other, &key, "b").unwrap();
    assert!(mine(&store, "a", later(60)));
    // A save gives it back too.
    let generation = get(&store, &key).unwrap().unwrap().generation;
    save(&store, &key, &tokens("new"), generation).unwrap();
    assert!(mine(&other, "b", later(61)));
    // A clock that was set back by a year.
    assert!(mine(&store, "a", later(-365 * 86400)));
}

#[test]
fn many_programs_past_the_expiry_refresh_once() {
    let (home, store) = fresh();
    let (_, key) = signed_in(&store);
    let refreshes = AtomicU32::new(0);
    thread::scope(|scope| {
        for n in 0..12 {
            let (home, key, refreshes) = (home.path(), key.clone(), &refreshes);
            scope.spawn(move || {
                let (store, owner) = (open(home), format!("program-{n}"));
                loop {
                    match try_lease(&store, &key, &owner, now(), TimeDelta::seconds(30)).unwrap() {
                        Lease::Held { .. } => thread::sleep(Duration::from_millis(2)),
                        Lease::Mine(Some(set)) if set.tokens.access.expose_secret() == "first" => {
                            refreshes.fetch_add(1, Ordering::SeqCst);
                            thread::sleep(Duration::from_millis(20));
                            let saved = save(&store, &key, &tokens("second"), set.generation).unwrap();
                            assert!(matches!(saved, Saved::Stored { .. }));
                            return;
                        }
                        Lease::Mine(_) => return release(&store, &key, &owner).unwrap(),
                    }
                }
            });
        }
    });
    assert_eq!(refreshes.load(Ordering::SeqCst), 1);
    assert_eq!(access(&store, &key).as_deref(), Some("second"));
}

#[test]
fn app_tokens_need_no_account_and_outlive_a_sign_out() {
    let (_home, store) = fresh();
    let (account, _) = signed_in(&store);
    let app = TokenKey::app("graph");
    assert!(matches!(save(&store, &app, &tokens("app"), 0).unwrap(), Saved::Stored { .. }));
    accounts::sign_out(&store, &account.id).unwrap();
    assert_eq!(access(&store, &app).as_deref(), Some("app"));
    clear(&store, &app).unwrap();
    assert_eq!(access(&store, &app), None);
}

#[test]
fn one_account_is_active_and_the_same_person_is_one_account() {
    let (_home, store) = fresh();
    assert_eq!(accounts::active(&store).unwrap(), None);
    let emma = accounts::upsert(&store, &details("emma")).unwrap();
    let noah = accounts::upsert(&store, &details("noah")).unwrap();
    assert_eq!(accounts::active(&store).unwrap(), Some(noah));
    let mut renamed = details("emma");
    renamed.name = "Emma Neu".into();
    assert_eq!(accounts::upsert(&store, &renamed).unwrap().id, emma.id);
    assert_eq!(accounts::active(&store).unwrap(), Some(Account { id: emma.id, details: renamed }));
}

#[test]
fn secrets_are_bytes_under_a_name() {
    let (_home, store) = fresh();
    assert!(secrets::get(&store, "lms.token").unwrap().is_none());
    for value in [&b"one"[..], b"", b"\0\xff\n"] {
        secrets::set(&store, "lms.token", &value.to_vec().into()).unwrap();
        assert_eq!(secrets::get(&store, "lms.token").unwrap().unwrap().expose_secret(), value);
    }
    secrets::set(&store, "call_records.secret", &vec![1].into()).unwrap();
    assert_eq!(secrets::names(&store).unwrap(), ["call_records.secret", "lms.token"]);
    assert!(secrets::clear(&store, "lms.token").unwrap());
    assert!(!secrets::clear(&store, "lms.token").unwrap());
}
