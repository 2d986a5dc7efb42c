//! The table of scenarios.

use super::{CanvasDay, DeviceFlow, NextLink, ORDINARY, Scenario, Switches};
use crate::fault::{Action, Fault, Server};
use crate::login::answer::{BLOCKED, REFRESH_EXPIRED};
use crate::moodle::{MoodleSite, ORDINARY as MOODLE};
use crate::world::{conference, demo, hostile, tenant_day, term, unusual};
use std::collections::BTreeMap;

const NOTHING: fn() -> Vec<Fault> = Vec::new;

/// The demonstration on an ordinary day; the others vary it.
const DEMO: Scenario = Scenario {
    name: "demo",
    about: "Nordhaven University: a course of 30, one of 300, four weeks of classes",
    world: demo::build,
    now: None,
    faults: NOTHING,
    switches: ORDINARY,
};

const fn switched(name: &'static str, about: &'static str, switches: Switches) -> Scenario {
    Scenario { name, about, switches, ..DEMO }
}

const fn faulty(name: &'static str, about: &'static str, faults: fn() -> Vec<Fault>) -> Scenario {
    Scenario { name, about, faults, ..DEMO }
}

const fn device(name: &'static str, about: &'static str, device: DeviceFlow) -> Scenario {
    switched(name, about, Switches { device, ..ORDINARY })
}

/// Graph's data, without `/me` itself, so that signing in still works.
fn on_data(action: &Action) -> Vec<Fault> {
    ["/v1.0/me/", "/v1.0/communications/"]
        .into_iter()
        .map(|part| Fault::always(Server::Graph, action.clone()).at(part))
        .collect()
}

fn once_each(code: u16, headers: &[(&str, &str)]) -> Vec<Fault> {
    let headers: BTreeMap<String, String> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let action = Action::Status { code, headers, body: String::new() };
    on_data(&action).into_iter().map(|fault| fault.on_each_path().times(1)).collect()
}

fn lms_down() -> Vec<Fault> {
    let headers = BTreeMap::from([("Content-Type".to_owned(), "application/problem+json".to_owned())]);
    let body = r#"{"type":"about:blank","title":"Service Unavailable","status":503}"#.to_owned();
    let page = BTreeMap::from([("Content-Type".to_owned(), "text/html".to_owned())]);
    let html = "<html><body><h1>This site is undergoing maintenance</h1></body></html>".to_owned();
    vec![
        Fault::always(Server::Lms, Action::Status { code: 503, headers, body }),
        Fault::always(
            Server::Moodle,
            Action::Status { code: 503, headers: page.clone(), body: html.clone() },
        ),
        Fault::always(Server::Canvas, Action::Status { code: 503, headers: page, body: html }),
    ]
}

/// Every scenario by name.
pub(crate) const SCENARIOS: &[Scenario] = &[
    DEMO,
    Scenario {
        name: "conference-74",
        about: "An instant meeting of 26 November 2025 without reports: 74 call records, 10 of that day, 3 the class",
        world: conference::build,
        now: Some(conference::morning_after),
        ..DEMO
    },
    Scenario {
        name: "tenant-day",
        about: "6,000 call records on one day, 40 with the instructor, 12 the class: for measuring",
        world: tenant_day::build,
        ..DEMO
    },
    Scenario {
        name: "tenant-day-large",
        about: "The same with 97,000 call records: for measuring",
        world: tenant_day::large,
        ..DEMO
    },
    Scenario {
        name: "quota",
        about: "The day of 6,000 call records under Graph's quotas: 40 requests in 20 s to the list and to each record, 1,500 in all",
        world: tenant_day::build,
        switches: Switches { quotas: true, ..ORDINARY },
        ..DEMO
    },
    Scenario {
        name: "long-series",
        about: "Sixty weekly classes of one series: Graph lists the reports of the fifty newest",
        world: term::long_series,
        ..DEMO
    },
    Scenario {
        name: "unusual-meetings",
        about: "Meetings of a channel, expired, still on, a webinar, a town hall, with people who opted out, with a late report",
        world: unusual::build,
        ..DEMO
    },
    Scenario {
        name: "large-term",
        about: "Forty classes with two reports of 500 people each: for measuring",
        world: term::large,
        ..DEMO
    },
    Scenario {
        name: "hostile-names",
        about: "The demonstration with names that try to break whatever shows them",
        world: |seed, now| hostile::rename(demo::build(seed, now)),
        ..DEMO
    },
    device("device-manual", "A device code waits until it is approved by hand", DeviceFlow::Manual),
    device("device-declined", "The user declines the device code", DeviceFlow::Declined),
    device("device-expired", "The device code runs out after two seconds", DeviceFlow::Expired),
    device("device-slow-down", "The first poll is told to slow down", DeviceFlow::SlowDown),
    device("device-blocked", "Conditional Access blocks the device code flow", DeviceFlow::Blocked),
    device("consent-refused", "The user did not consent to the permissions", DeviceFlow::ConsentRefused),
    device("admin-consent", "Only an administrator may consent to the permissions", DeviceFlow::AdminConsent),
    switched(
        "browser-auto",
        "The browser sign-in redirects at once, without a page",
        Switches { browser_auto: true, ..ORDINARY },
    ),
    switched(
        "strict-rotation",
        "A refresh token works once; using it again revokes the family",
        Switches { strict_rotation: true, ..ORDINARY },
    ),
    switched("short-tokens", "Access tokens live five seconds", Switches { token_life: 5, ..ORDINARY }),
    switched(
        "refresh-revoked",
        "Refresh tokens are refused: sign in again",
        Switches { refresh: Some(REFRESH_EXPIRED), ..ORDINARY },
    ),
    switched(
        "refresh-blocked",
        "Conditional Access refuses every refresh: sign in with the browser",
        Switches { refresh: Some(BLOCKED), ..ORDINARY },
    ),
    Scenario {
        name: "relay-raw-links",
        about: "The relay for call records hands Graph's own links on: whoever follows them leaves the relay",
        world: conference::build,
        now: Some(conference::morning_after),
        switches: Switches { relay_raw_links: true, ..ORDINARY },
        ..DEMO
    },
    switched(
        "scopes-missing",
        "The permission to read attendance is not granted",
        Switches { scopes_missing: true, ..ORDINARY },
    ),
    switched(
        "claims-challenge",
        "Graph wants a sign-in in the browser that proves more",
        Switches { claims_wanted: true, browser_auto: true, ..ORDINARY },
    ),
    switched(
        "no-call-records",
        "The app-only credential lacks CallRecords.Read.All",
        Switches { call_records_forbidden: true, ..ORDINARY },
    ),
    switched(
        "reports-forbidden",
        "Attendance reports are refused to this user",
        Switches { reports_forbidden: true, ..ORDINARY },
    ),
    switched(
        "reports-empty",
        "No meeting has an attendance report",
        Switches { reports_empty: true, ..ORDINARY },
    ),
    switched(
        "lookup-empty",
        "Meeting lookups answer an empty list",
        Switches { lookup_empty: true, ..ORDINARY },
    ),
    faulty("throttled", "The first request to each path gets 429 with Retry-After 0.4", || {
        once_each(429, &[("Retry-After", "0.4")])
    }),
    faulty("flaky-503", "The first request to each path gets 503", || once_each(503, &[])),
    faulty("html-portal", "A portal's page instead of Graph's data", || on_data(&Action::Html)),
    faulty("cut-body", "Graph's answers end after 120 bytes", || on_data(&Action::CutAfter(120))),
    faulty("dropped-connection", "Connections for Graph's data close without an answer", || {
        on_data(&Action::Reset)
    }),
    switched(
        "foreign-next-link",
        "Links to further pages point to another host",
        Switches { next_link: NextLink::Foreign, ..ORDINARY },
    ),
    switched(
        "loop-next-link",
        "Links to further pages point to the page itself",
        Switches { next_link: NextLink::Loop, ..ORDINARY },
    ),
    switched(
        "lms-conflict",
        "A colleague changes the LMS's attendance between reading and writing",
        Switches { lms_conflict: true, ..ORDINARY },
    ),
    faulty("lms-down", "The LMS answers 503", lms_down),
    switched(
        "lms-partial",
        "The LMS refuses every seventh student",
        Switches { lms_partial: true, ..ORDINARY },
    ),
    switched(
        "moodle-4.3",
        "Moodle 4.3: exceptions have other class names, some fields are missing",
        Switches { moodle: MoodleSite { old_classes: true, ..MOODLE }, ..ORDINARY },
    ),
    switched(
        "moodle-2026",
        "Moodle with the attendance plug-in of 2026, which checks statuses",
        Switches { moodle: MoodleSite { strict: true, ..MOODLE }, ..ORDINARY },
    ),
    switched(
        "moodle-maintenance",
        "Moodle is in maintenance mode, which it says with status 200",
        Switches { moodle: MoodleSite { maintenance: true, ..MOODLE }, ..ORDINARY },
    ),
    switched(
        "moodle-closed",
        "Moodle's web services are switched off",
        Switches { moodle: MoodleSite { closed: true, ..MOODLE }, ..ORDINARY },
    ),
    switched(
        "canvas-throttled",
        "Canvas's rate limit is used up: 403 at first, little left afterwards",
        Switches { canvas: CanvasDay::Throttled, ..ORDINARY },
    ),
    switched(
        "canvas-job-stuck",
        "Canvas's grading jobs stay in the queue",
        Switches { canvas: CanvasDay::Stuck, ..ORDINARY },
    ),
    switched(
        "canvas-read-only",
        "Canvas's token may read the roster and nothing else",
        Switches { canvas: CanvasDay::ReadOnly, ..ORDINARY },
    ),
    switched(
        "canvas-drafts",
        "Assignments made in Canvas stay unpublished, so that it takes no grades for them",
        Switches { canvas: CanvasDay::Drafts, ..ORDINARY },
    ),
];
