//! Which Microsoft cloud, which tenant, and which addresses that makes.

use rollbook_transport::{Base, Error};
use url::{Host, Url};

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
    /// Reads the contract's word: `global`, `us-gov`, `us-gov-dod`, `china`.
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

/// One tenant's sign-in, and the Graph that its tokens are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    cloud: Cloud,
    login: Base,
    graph: Base,
    tenant: String,
    virtual_events: bool,
}

impl Authority {
    /// `tenant` is a tenant id, a domain, or `organizations`. The overrides are roots, without tenant or `/v1.0`, as
    /// the contract has them.
    ///
    /// [`Error::BadAddress`] for a tenant that is no name, and for addresses that [`Base`] refuses.
    pub fn new(
        cloud: Cloud,
        tenant: &str,
        login_url: Option<&str>,
        graph_url: Option<&str>,
    ) -> Result<Self, Error> {
        let tenant = tenant.trim();
        // The name becomes a segment of a path: nothing in it may lead elsewhere.
        let plain = tenant.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        if tenant.is_empty() || !plain || tenant.starts_with('.') {
            return Err(Error::BadAddress);
        }
        Ok(Self {
            cloud,
            login: Base::parse(login_url.unwrap_or(cloud.login_url()))?,
            graph: Base::parse(graph_url.unwrap_or(cloud.graph_url()))?,
            tenant: tenant.to_owned(),
            virtual_events: false,
        })
    }

    /// Asks for the instructor's webinars and town halls too.
    #[must_use]
    pub fn with_virtual_events(self) -> Self {
        Self { virtual_events: true, ..self }
    }

    /// Whether webinars and town halls are asked for.
    #[must_use]
    pub fn virtual_events(&self) -> bool {
        self.virtual_events
    }

    /// The cloud.
    #[must_use]
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// Root of the sign-in service, without tenant.
    #[must_use]
    pub fn login(&self) -> &Base {
        &self.login
    }

    /// Root of Graph, without `/v1.0`.
    #[must_use]
    pub fn graph(&self) -> &Base {
        &self.graph
    }

    /// The tenant as it was given.
    #[must_use]
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// Whether Graph is a stand-in on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        Url::parse(self.graph.as_str()).is_ok_and(|url| is_loopback(&url))
    }

    /// Where device codes come from (RFC 8628, section 3.1).
    pub fn device_code_url(&self) -> Result<Url, Error> {
        self.endpoint("devicecode")
    }

    /// Where tokens come from (RFC 6749, section 3.2).
    pub fn token_url(&self) -> Result<Url, Error> {
        self.endpoint("token")
    }

    /// Where the browser goes (RFC 6749, section 3.1).
    pub fn authorize_url(&self) -> Result<Url, Error> {
        self.endpoint("authorize")
    }

    /// Where an administrator agrees to permissions for the whole tenant.
    pub fn admin_consent_url(&self) -> Result<Url, Error> {
        self.login.join(&format!("{}/v2.0/adminconsent", self.tenant))
    }

    fn endpoint(&self, name: &str) -> Result<Url, Error> {
        self.login.join(&format!("{}/oauth2/v2.0/{name}", self.tenant))
    }
}

/// Whether an address is on this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_cloud_has_its_own_addresses() {
        for (word, token, graph) in [
            (
                "global",
                "https://login.microsoftonline.com/x.edu/oauth2/v2.0/token",
                "https://graph.microsoft.com/",
            ),
            (
                "us-gov",
                "https://login.microsoftonline.us/x.edu/oauth2/v2.0/token",
                "https://graph.microsoft.us/",
            ),
            (
                "us-gov-dod",
                "https://login.microsoftonline.us/x.edu/oauth2/v2.0/token",
                "https://dod-graph.microsoft.us/",
            ),
            (
                "china",
                "https://login.partner.microsoftonline.cn/x.edu/oauth2/v2.0/token",
                "https://microsoftgraph.chinacloudapi.cn/",
            ),
        ] {
            let authority = Authority::new(Cloud::parse(word).unwrap(), "x.edu", None, None).unwrap();
            assert_eq!(authority.token_url().unwrap().as_str(), token);
            assert_eq!(authority.graph().as_str(), graph);
            assert!(!authority.is_loopback());
        }
        assert_eq!(Cloud::parse("Global"), None);
    }

    #[test]
    fn overrides_replace_the_roots() {
        let here = Authority::new(
            Cloud::Global,
            "t",
            Some("http://127.0.0.1:9/login"),
            Some("http://127.0.0.1:9/graph/"),
        )
        .unwrap();
        assert_eq!(
            here.device_code_url().unwrap().as_str(),
            "http://127.0.0.1:9/login/t/oauth2/v2.0/devicecode"
        );
        assert_eq!(
            here.authorize_url().unwrap().as_str(),
            "http://127.0.0.1:9/login/t/oauth2/v2.0/authorize"
        );
        assert_eq!(here.graph().as_str(), "http://127.0.0.1:9/graph/");
        assert!(here.is_loopback());
        assert_eq!(
            Authority::new(Cloud::Global, "t", Some("http://login.example"), None),
            Err(Error::BadAddress)
        );
    }

    #[test]
    fn a_tenant_is_a_name_and_nothing_else() {
        for bad in ["", " ", "a/b", "..", "a?b", "a#b", "../x", "a b", "%2e", "a\\b", "a@b"] {
            assert_eq!(Authority::new(Cloud::Global, bad, None, None), Err(Error::BadAddress), "{bad}");
        }
    }
}
