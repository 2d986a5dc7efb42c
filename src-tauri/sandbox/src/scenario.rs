//! Scenarios: a data set, faults and switches under a name.

mod list;

pub(crate) use list::SCENARIOS;

use crate::fault::Fault;
use crate::login::answer::Refusal;
use crate::moodle::{self, MoodleSite};
use crate::world::World;
use chrono::{DateTime, Utc};

/// How a device code is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DeviceFlow {
    /// Approved by itself 1.5 s after it was issued.
    Auto,
    /// By the page or the control call only.
    Manual,
    Declined,
    /// The code lives two seconds.
    Expired,
    /// The first poll is told to slow down, then as `Auto`.
    SlowDown,
    /// Conditional Access forbids the flow (AADSTS53003).
    Blocked,
    /// The user may not consent (AADSTS65001).
    ConsentRefused,
    /// An administrator must consent (AADSTS90094).
    AdminConsent,
}

/// What links to further pages look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NextLink {
    Honest,
    /// On another host: whoever follows it hands out the token.
    Foreign,
    /// The same page again.
    Loop,
}

/// What differs in Canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CanvasDay {
    Ordinary,
    /// The rate limit is used up when it opens.
    Throttled,
    /// Jobs stay in the queue.
    Stuck,
    /// The token may read only.
    ReadOnly,
    /// New assignments stay drafts, whatever was asked for.
    Drafts,
}

/// What differs from an ordinary day.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches of a scenario")]
pub(crate) struct Switches {
    pub device: DeviceFlow,
    pub browser_auto: bool,
    pub strict_rotation: bool,
    /// Seconds that an access token lives.
    pub token_life: i64,
    /// How every refresh is refused.
    pub refresh: Option<Refusal>,
    /// The permission to read attendance is left out of what is granted.
    pub scopes_missing: bool,
    /// Graph wants a sign-in that proves more.
    pub claims_wanted: bool,
    pub call_records_forbidden: bool,
    /// Call records have Graph's quotas.
    pub quotas: bool,
    /// The relay hands Graph's own links on.
    pub relay_raw_links: bool,
    pub reports_forbidden: bool,
    pub reports_empty: bool,
    pub lookup_empty: bool,
    pub next_link: NextLink,
    /// A colleague marks somebody right after a class's attendance was first read.
    pub lms_conflict: bool,
    /// The LMS refuses every seventh student.
    pub lms_partial: bool,
    /// Which Moodle it is.
    pub moodle: MoodleSite,
    pub canvas: CanvasDay,
}

/// An ordinary day.
pub(crate) const ORDINARY: Switches = Switches {
    device: DeviceFlow::Auto,
    browser_auto: false,
    strict_rotation: false,
    token_life: 3599,
    refresh: None,
    scopes_missing: false,
    claims_wanted: false,
    call_records_forbidden: false,
    quotas: false,
    relay_raw_links: false,
    reports_forbidden: false,
    reports_empty: false,
    lookup_empty: false,
    next_link: NextLink::Honest,
    lms_conflict: false,
    lms_partial: false,
    moodle: moodle::ORDINARY,
    canvas: CanvasDay::Ordinary,
};

/// One scenario.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    pub name: &'static str,
    pub about: &'static str,
    pub world: fn(u64, DateTime<Utc>) -> World,
    /// The clock's start where none is given; else the present.
    pub now: Option<fn() -> DateTime<Utc>>,
    pub faults: fn() -> Vec<Fault>,
    pub switches: Switches,
}

impl Scenario {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        SCENARIOS.iter().find(|scenario| scenario.name == name)
    }
}
