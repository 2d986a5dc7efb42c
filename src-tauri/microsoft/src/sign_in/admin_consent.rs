//! Where an administrator agrees to the app's permissions for everybody (Microsoft Entra, "Admin consent on the Microsoft
//! identity platform": `GET {authority}/v2.0/adminconsent`).

use super::authority::Authority;
use super::scopes;
use rollbook_transport::Error;
use url::Url;

/// The page for an administrator. It ends at `http://localhost`, where nothing needs to answer: the consent is given by
/// then.
pub fn url(authority: &Authority, client_id: &str) -> Result<Url, Error> {
    let mut url = authority.admin_consent_url()?;
    url.query_pairs_mut()
        .append_pair("client_id", client_id)
        .append_pair("scope", &scopes::of_graph(authority).join(" "))
        .append_pair("redirect_uri", "http://localhost");
    Ok(url)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::sign_in::Cloud;

    #[test]
    fn the_link_names_app_permissions_and_tenant() {
        let authority = Authority::new(Cloud::Global, "contoso.edu", None, None).unwrap();
        let url = url(&authority, "11111111-2222").unwrap();
        assert!(url.as_str().starts_with(
            "https://login.microsoftonline.com/contoso.edu/v2.0/adminconsent?client_id=11111111-2222&scope="
        ));
        let pairs: std::collections::BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        // An administrator's consent names resources in full, whatever short names a sign-in may use.
        assert_eq!(pairs["scope"].split(' ').next(), Some("https://graph.microsoft.com/User.Read"));
        assert_eq!(pairs["scope"].split(' ').count(), scopes::PERMISSIONS.len());
        assert_eq!(pairs["redirect_uri"], "http://localhost");
        let gov = Authority::new(Cloud::UsGov, "organizations", None, None).unwrap();
        let gov = super::url(&gov, "c").unwrap();
        assert!(
            gov.as_str().starts_with("https://login.microsoftonline.us/organizations/v2.0/adminconsent?")
        );
        assert!(gov.query().unwrap().contains("graph.microsoft.us"));
    }
}
