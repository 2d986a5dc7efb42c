//! Links, waits and names as a server may send them: nothing goes elsewhere, nothing goes on for ever, nothing is lost.
#![allow(clippy::unwrap_used, clippy::panic, clippy::default_trait_access, missing_docs)]

mod common;

use common::{World, code, sync};
use rollbook_engine::Context;
use rollbook_sandbox::{Action, Fault, Server};
use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;

/// A server that nobody configured; it counts who comes.
struct Elsewhere(TcpListener);

impl Elsewhere {
    fn listening() -> Self {
        let listener =
            TcpListener::bind("127.0.0.2:0").or_else(|_| TcpListener::bind("127.0.0.1:0")).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.0.local_addr().unwrap())
    }

    fn assert_alone(&self, what: &str) {
        assert!(self.0.accept().is_err(), "{what}: somebody came");
    }
}

fn answer(code: u16, headers: &[(&str, &str)], body: &str) -> Action {
    let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Action::Status { code, headers, body: body.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_graph_to_another_server_is_not_followed() {
    let elsewhere = Elsewhere::listening();
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let port = elsewhere.0.local_addr().unwrap().port();
    let own = world.sandbox.info().graph_url.clone();
    for link in [
        elsewhere.url("/v1.0/next"),
        format!("//127.0.0.2:{port}/v1.0/next"),
        format!("{own}@127.0.0.2:{port}/v1.0/next"),
        format!("{own}/../../lms/x"),
        "https://graph.microsoft.com.elsewhere.example/v1.0/next".to_owned(),
        "file:///etc/passwd".to_owned(),
        "\\\\\\\\127.0.0.2/x".to_owned(),
    ] {
        for part in ["/attendanceReports", "/attendanceRecords"] {
            let body = format!(r#"{{"value":[],"@odata.nextLink":"{link}"}}"#);
            world.sandbox.inject(Fault::always(Server::Graph, answer(200, &[], &body)).at(part));
            let error = sync(&world.engine, &id).await.error.unwrap();
            assert_eq!(code(&error), "untrusted-link", "{link}");
            assert!(!format!("{error:?}").contains("127.0.0.2"), "an error carries no address");
            world.sandbox.clear_faults();
            elsewhere.assert_alone(&link);
        }
    }
    assert_eq!(world.engine.show(&id).await.unwrap(), show);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_not_followed_by_anybody() {
    let elsewhere = Elsewhere::listening();
    let world = World::of_the_term("demo").await;
    let (id, show) = world.synced("db1-01").await;
    let to = elsewhere.url("/here");
    for status in [301, 302, 307, 308] {
        world.sandbox.inject(Fault::always(Server::Any, answer(status, &[("Location", &to)], "{}")));
        assert!(sync(&world.engine, &id).await.error.is_some());
        assert!(world.engine.upload(&id, None, Default::default(), &Context::default()).await.is_err());
        assert!(world.engine.courses(true, &Context::default()).await.is_err());
        assert!(world.sign_in().await.is_err());
        world.sandbox.clear_faults();
        elsewhere.assert_alone("redirect");
    }
    assert_eq!(world.engine.show(&id).await.unwrap(), show);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_the_lms_to_another_server_is_not_followed() {
    let elsewhere = Elsewhere::listening();
    let world = World::of_the_term("demo").await;
    let before = world.engine.courses(false, &Context::default()).await.unwrap();
    let link = format!("<{}>; rel=\"next\"", elsewhere.url("/rollbook/v1/courses?page=2"));
    let body = r#"[{"id":"x","title":"Not ours"}]"#;
    world.sandbox.inject(Fault::always(Server::Lms, answer(200, &[("Link", &link)], body)).at("/courses"));
    let error = world.engine.courses(true, &Context::default()).await.unwrap_err();
    assert_eq!(code(&error.view()), "untrusted-link");
    elsewhere.assert_alone("LMS");
    assert_eq!(world.engine.courses(false, &Context::default()).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_links_end_a_sync_and_a_look_at_the_calendar() {
    let world = World::signed_in("foreign-next-link").await;
    let error = world.engine.meetings(true, Default::default(), &Context::default()).await.unwrap_err();
    assert_eq!(code(&error.view()), "untrusted-link");
    // The LMS was honest and has told of its classes.
    for class in ["db1-01", "db1-53"] {
        let id = world.class(class).await;
        let error = sync(&world.engine, &id).await.error.unwrap();
        assert_eq!(code(&error), "untrusted-link", "{class}");
        assert!(world.engine.show(&id).await.unwrap().participants.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_in_a_circle_end_and_say_so() {
    let honest = World::of_the_term("demo").await;
    let world = World::of_the_term("loop-next-link").await;
    for class in ["db1-03", "db1-53"] {
        let (_, whole) = honest.synced(class).await;
        world.sandbox.clear_requests();
        let (_, show) = world.synced(class).await;
        assert_eq!(show.sync.completeness, "provisional", "{class}");
        assert!(show.log.iter().any(|l| l.level == "warn" && l.message.contains("circle")), "{:?}", show.log);
        let sums = |show: &rollbook_engine::view::ShowView| -> Vec<_> {
            show.participants.iter().map(|p| (p.email.clone(), p.sessions.len())).collect()
        };
        assert_eq!(sums(&show), sums(&whole), "{class}: nobody counts twice");
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for seen in world.sandbox.requests() {
            let path = seen.path.split('?').next().unwrap_or_default().to_owned();
            *times.entry(path).or_default() += 1;
        }
        assert!(times.values().all(|n| *n <= 2), "at most one request more: {times:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_is_kept_to_the_fraction() {
    let world = World::signed_in("throttled").await;
    world.refresh().await;
    let (_, show) = world.synced("db1-03").await;
    assert_eq!(show.sync.source, "attendance-reports");
    let seen = world.sandbox.requests();
    let mut waits = 0;
    for (place, first) in seen.iter().enumerate().filter(|(_, r)| r.status == 429) {
        let again = seen[place + 1..].iter().find(|r| r.path == first.path).unwrap();
        let waited = (again.at - first.at).num_milliseconds();
        assert!((400..3000).contains(&waited), "{waited} ms");
        waits += 1;
    }
    assert!(waits >= 4, "each path said so once");
    // Longer than anybody would sit and wait: said at once, with the time.
    world.sandbox.inject(Fault::always(Server::Graph, answer(429, &[("Retry-After", "86400")], "")));
    let id = world.class("db1-03").await;
    let began = std::time::Instant::now();
    let error = sync(&world.engine, &id).await.error.unwrap();
    assert_eq!(code(&error), "throttled");
    assert!(error.details.contains_key("retry_at") && began.elapsed().as_secs() < 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_names_are_kept_as_they_were_typed() {
    let honest = World::of_the_term("demo").await;
    let world = World::of_the_term("hostile-names").await;
    let mut names = BTreeSet::new();
    // Three classes by their reports, one by its call records.
    for class in ["db1-01", "db1-02", "db1-03", "db1-53"] {
        let (_, plain) = honest.synced(class).await;
        let (id, show) = world.synced(class).await;
        assert_eq!(show.participants.len(), plain.participants.len(), "{class}: nobody is lost");
        let found = world.engine.reconcile(&id).await.unwrap();
        let as_before = honest.engine.reconcile(&honest.class(class).await).await.unwrap();
        assert_eq!(found.summary, as_before.summary, "{class}: a name decides nothing");
        for student in &found.students {
            let theirs =
                |p: &&rollbook_engine::view::ParticipantView| student.participant_ids.contains(&p.id);
            for person in show.participants.iter().filter(theirs) {
                let name = person.name.as_deref().unwrap_or_default();
                // The LMS's names come without the spaces around them, and a blank one as the user name.
                let blank = name.trim().is_empty();
                assert!(blank || name.trim() == student.name.trim(), "{name:?} {:?}", student.name);
            }
        }
        assert_eq!(world.again(true).show(&id).await.unwrap(), show);
        names.extend(show.participants.into_iter().filter_map(|p| p.name));
    }
    for name in [
        "<img src=x onerror=alert(1)>",
        "=cmd|'/C calc'!A0",
        "\t=1+1",
        "\u{1b}[2J\u{1b}]0;title\u{7}",
        "abc\u{202e}txt.exe",
        "Bob \u{fffd}",
        "(Guest)",
    ] {
        assert!(names.contains(name), "{name:?} of {names:?}");
    }
}
