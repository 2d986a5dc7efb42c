//! Which Microsoft cloud, which tenant, which addresses, and the names of the permissions there.

use rollbook_transport::{Base, Error};
use url::Url;

/// The clouds in which Graph has meetings (Microsoft Graph, "national cloud deployments").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cloud {
    /// The worldwide service, and GCC.
    #[default]
    Global,
    /// US Government L4 (GCC High).
    UsGov,
    /// US Government L5 (`DoD`).
    UsGovDod,
    /// 21Vianet. Sign-in works; Graph has no attendance there.
    China,
}

impl Cloud {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "global" => Some(Self::Global),
            "us-gov" => Some(Self::UsGov),
            "us-gov-dod" => Some(Self::UsGovDod),
            "china" => Some(Self::China),
            _ => None,
        }
    }

    /// Root of the sign-in service, without tenant.
    #[must_use]
    pub fn login_url(self) -> &'static str {
        match self {
            Self::Global => "https://login.microsoftonline.com",
            Self::UsGov | Self::UsGovDod => "https://login.microsoftonline.us",
            Self::China => "https://login.partner.microsoftonline.cn",
        }
    }

    /// Root of Graph, without `/v1.0`.
    #[must_use]
    pub fn graph_url(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGov => "https://graph.microsoft.us",
            Self::UsGovDod => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }
}

/// Permissions on Graph that the app asks an instructor for.
const PERMISSIONS: [&str; 4] =
    ["User.Read", "Calendars.Read", "OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"];
/// Scopes of the sign-in itself (`OpenID` Connect), never prefixed.
const OPEN_ID: [&str; 3] = ["offline_access", "openid", "profile"];

/// One tenant's sign-in and the Graph that its tokens are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    login: Base,
    graph: Base,
    resource: String,
    tenant: String,
}

impl Authority {
    /// `tenant` is a tenant id, a domain, or `organizations`. The overrides are roots, as the contract has them.
    ///
    /// [`Error::BadAddress`] for a tenant that is no name, and for addresses that [`Base`] refuses.
    pub fn new(
        cloud: Cloud,
        tenant: &str,
        login_url: Option<&str>,
        graph_url: Option<&str>,
    ) -> Result<Self, Error> {
        let tenant = tenant.trim();
        let plain = tenant.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        if tenant.is_empty() || !plain || tenant.starts_with('.') {
            return Err(Error::BadAddress);
        }
        let login = Base::parse(login_url.unwrap_or(cloud.login_url()))?;
        let root = Base::parse(graph_url.unwrap_or(cloud.graph_url()))?;
        // A stand-in on this machine is no resource that a permission could name.
        let resource = match graph_url {
            Some(_) if root.origin().starts_with("https://") => root.origin(),
            _ => cloud.graph_url().to_owned(),
        };
        let graph = Base::parse(&format!("{}v1.0", root.as_str()))?;
        Ok(Self { login, graph, resource, tenant: tenant.to_owned() })
    }

    /// Root of Graph v1.0.
    #[must_use]
    pub fn graph(&self) -> &Base {
        &self.graph
    }

    /// The tenant as it was given.
    #[must_use]
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    pub(super) fn login(&self) -> &Base {
        &self.login
    }

    /// `{login}/{tenant}/oauth2/v2.0/{what}`.
    pub(super) fn endpoint(&self, what: &str) -> Result<Url, Error> {
        self.login.join(&format!("{}/oauth2/v2.0/{what}", self.tenant))
    }

    /// What to ask an instructor for. Short names mean the worldwide Graph, so other clouds need full ones.
    #[must_use]
    pub fn scopes(&self) -> Vec<String> {
        let worldwide = self.resource == Cloud::Global.graph_url();
        let name = |permission: &&str| match worldwide {
            true => (*permission).to_owned(),
            false => format!("{}/{permission}", self.resource),
        };
        PERMISSIONS.iter().map(name).chain(OPEN_ID.iter().map(|word| (*word).to_owned())).collect()
    }

    /// All permissions that an administrator gave an app (RFC 6749, section 4.4; Entra's `.default`).
    #[must_use]
    pub fn app_scope(&self) -> String {
        format!("{}/.default", self.resource)
    }
}

/// Permissions on Graph that were asked for and are not among the granted ones, by their short names.
pub(super) fn missing(granted: &[String]) -> Vec<&'static str> {
    let has = |wanted: &str| {
        granted.iter().any(|scope| scope.rsplit('/').next().is_some_and(|s| s.eq_ignore_ascii_case(wanted)))
    };
    PERMISSIONS.into_iter().filter(|wanted| !has(wanted)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_cloud_has_its_own_addresses_and_names() {
        let global = Authority::new(Cloud::Global, "organizations", None, None).unwrap();
        assert_eq!(
            global.endpoint("token").unwrap().as_str(),
            "https://login.microsoftonline.com/organizations/oauth2/v2.0/token"
        );
        assert_eq!(global.graph().as_str(), "https://graph.microsoft.com/v1.0/");
        assert!(global.scopes().contains(&"OnlineMeetingArtifact.Read.All".to_owned()));
        assert_eq!(global.app_scope(), "https://graph.microsoft.com/.default");
        let dod = Authority::new(Cloud::parse("us-gov-dod").unwrap(), "x.edu", None, None).unwrap();
        assert!(dod.scopes().contains(&"https://dod-graph.microsoft.us/Calendars.Read".to_owned()));
        assert!(dod.scopes().contains(&"offline_access".to_owned()));
    }

    #[test]
    fn a_stand_in_on_this_machine_keeps_the_names_of_the_cloud() {
        let here = Authority::new(
            Cloud::Global,
            "t",
            Some("http://127.0.0.1:9/login"),
            Some("http://127.0.0.1:9/graph"),
        )
        .unwrap();
        assert_eq!(here.graph().as_str(), "http://127.0.0.1:9/graph/v1.0/");
        assert_eq!(here.app_scope(), "https://graph.microsoft.com/.default");
        assert!(here.scopes().contains(&"User.Read".to_owned()));
    }

    #[test]
    fn a_tenant_is_a_name_and_nothing_else() {
        for bad in ["", " ", "a/b", "..", "a?b", "a#b", "../x", "a b", "%2e"] {
            assert_eq!(Authority::new(Cloud::Global, bad, None, None), Err(Error::BadAddress), "{bad}");
        }
        assert!(Authority::new(Cloud::Global, "t", Some("http://login.example"), None).is_err());
    }

    #[test]
    fn granted_permissions_are_known_by_short_and_full_names() {
        let granted = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(missing(&granted("User.Read profile openid email")).len(), 3);
        let full = "https://graph.microsoft.com/User.Read calendars.read OnlineMeetings.Read https://graph.microsoft.com/OnlineMeetingArtifact.Read.All";
        assert!(missing(&granted(full)).is_empty());
    }
}
