//! The permissions that the app asks an instructor for, by the names that each cloud knows them by.

use super::authority::{Authority, Cloud};

/// Permissions on Graph, delegated (Microsoft Graph, "permissions reference"): the profile, the calendar, its online
/// meetings, and their attendance reports.
pub const PERMISSIONS: [&str; 4] =
    ["User.Read", "Calendars.Read", "OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"];

/// For webinars and town halls, asked only of whoever holds some (Microsoft Graph, "List virtualEventSessions").
const VIRTUAL_EVENTS: &str = "VirtualEvent.Read";

/// The permissions on Graph that this sign-in asks for, by their short names.
#[must_use]
pub fn permissions(authority: &Authority) -> Vec<&'static str> {
    PERMISSIONS.into_iter().chain(authority.virtual_events().then_some(VIRTUAL_EVENTS)).collect()
}

/// Scopes of the sign-in itself (`OpenID` Connect Core, sections 5.4 and 11): a refresh token and an id token.
const OPEN_ID: [&str; 3] = ["offline_access", "openid", "profile"];

/// What to ask an instructor for, in this order: Graph's permissions, then those of the sign-in.
///
/// Short names mean the worldwide Graph; the other clouds want the root of theirs before the name. A stand-in on this
/// machine is no resource that a permission could name.
#[must_use]
pub fn delegated(authority: &Authority) -> Vec<String> {
    let short = authority.cloud() == Cloud::Global || authority.is_loopback();
    let root = authority.graph().as_str();
    let name = |permission: &str| if short { permission.to_owned() } else { format!("{root}{permission}") };
    permissions(authority).into_iter().map(name).chain(OPEN_ID.into_iter().map(str::to_owned)).collect()
}

/// Graph's permissions by their full names, as an administrator's consent wants them.
#[must_use]
pub fn of_graph(authority: &Authority) -> Vec<String> {
    permissions(authority)
        .iter()
        .map(|permission| format!("{}{permission}", authority.graph().as_str()))
        .collect()
}

/// `{graph}/.default`: every permission that an administrator gave the app (Entra, "the .default scope").
#[must_use]
pub fn app(authority: &Authority) -> String {
    format!("{}.default", authority.graph().as_str())
}

/// The permissions without which no class can be fetched: its meeting, and the attendance of it.
pub const NEEDED: [&str; 2] = ["OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"];

/// The permissions on Graph that are not among the granted ones, by their short names. A grant counts under its short
/// and its full name, in any letter case.
#[must_use]
pub fn missing(granted: &[String]) -> Vec<&'static str> {
    let has = |wanted: &str| {
        granted.iter().any(|scope| scope.rsplit('/').next().is_some_and(|s| s.eq_ignore_ascii_case(wanted)))
    };
    PERMISSIONS.into_iter().filter(|wanted| !has(wanted)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn authority(cloud: Cloud, graph: Option<&str>) -> Authority {
        Authority::new(cloud, "organizations", None, graph).unwrap()
    }

    #[test]
    fn only_national_clouds_want_the_root_before_the_name() {
        let global = delegated(&authority(Cloud::Global, None));
        assert_eq!(
            global.join(" "),
            "User.Read Calendars.Read OnlineMeetings.Read OnlineMeetingArtifact.Read.All offline_access openid profile"
        );
        let events = delegated(&authority(Cloud::Global, None).with_virtual_events());
        assert_eq!(events[3..5], ["OnlineMeetingArtifact.Read.All", "VirtualEvent.Read"]);
        let dod = delegated(&authority(Cloud::UsGovDod, None));
        assert_eq!(dod[1], "https://dod-graph.microsoft.us/Calendars.Read");
        assert_eq!(dod[4..], ["offline_access", "openid", "profile"]);
        let stand_in = delegated(&authority(Cloud::UsGovDod, Some("http://127.0.0.1:9/graph")));
        assert_eq!(stand_in, global);
    }

    #[test]
    fn an_app_asks_for_all_it_was_given_on_this_graph() {
        assert_eq!(app(&authority(Cloud::Global, None)), "https://graph.microsoft.com/.default");
        assert_eq!(app(&authority(Cloud::UsGov, None)), "https://graph.microsoft.us/.default");
        let stand_in = authority(Cloud::Global, Some("http://127.0.0.1:9/graph"));
        assert_eq!(app(&stand_in), "http://127.0.0.1:9/graph/.default");
    }

    #[test]
    fn granted_permissions_are_known_by_short_and_full_names() {
        let granted = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            missing(&granted("User.Read profile openid email")),
            ["Calendars.Read", "OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"]
        );
        let full = "https://graph.microsoft.com/User.Read calendars.read OnlineMeetings.Read https://graph.microsoft.com/OnlineMeetingArtifact.Read.All";
        assert!(missing(&granted(full)).is_empty());
        assert_eq!(missing(&granted("OnlineMeetings.ReadWrite")).len(), 4);
    }
}
