#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::is_guid;
use crate::graph::test_server::{any_json, body};
use crate::graph::test_values::{of_endpoint, of_participant, of_record, of_set};
use proptest::prelude::*;
use rollbook_core::identity::{Identity, Kind};
use serde_json::{Value, json};

const OWN: &str = "f1dd4023-a656-480a-8a0e-c1b1eec51e1e";
const OTHER: &str = "dc368399-474c-4d40-900c-6265431fd81f";
const OID: &str = "821809f5-0000-0000-0000-3b5136c0e777";

fn key(who: &Identity) -> (Kind, Option<&str>, Option<&str>) {
    (who.kind, who.object_id.as_deref(), who.external_id.as_deref())
}

#[test]
fn identity_sets_by_kind_and_tenant() {
    use Kind::*;
    let visitor = "teamsvisitor:94a5933c63764bed8ce6e7ee004f9d8b";
    for (set, expected) in [
        (json!({"phone": null, "user": {"id": OID, "tenantId": OWN}}), (Member, Some(OID), None)),
        (json!({"user": {"id": OID, "tenantId": OWN.to_uppercase()}}), (Member, Some(OID), None)),
        (json!({"user": {"id": OID, "tenantId": OTHER}}), (Guest, Some(OID), None)),
        (json!({"user": {"id": OID, "tenantId": null}}), (Member, Some(OID), None)),
        (json!({"user": {"id": "x", "tenantId": null}}), (Unknown, None, Some("x"))),
        (
            json!({"user": {"id": OID, "tenantId": OWN, "userPrincipalName": "h_g.com#EXT#@c.x"}}),
            (Guest, Some(OID), None),
        ),
        (json!({"user": {"id": visitor, "displayName": null}}), (Guest, None, Some(visitor))),
        (json!({"guest": {"id": visitor, "displayName": "iPhone"}}), (Guest, None, Some(visitor))),
        (json!({"guest": {"displayName": "iPhone"}}), (Anonymous, None, None)),
        (json!({"user": {"displayName": "iPhone"}}), (Anonymous, None, None)),
        (json!({"user": {"displayName": "Emma", "tenantId": OWN}}), (Member, None, None)),
        (json!({"phone": {"id": "+5564981205182"}}), (Phone, None, Some("+5564981205182"))),
        (json!({"phone": {"id": "4:+5564981205182"}}), (Phone, None, Some("+5564981205182"))),
        (json!({"phone": {"id": "+55649812*****"}}), (Phone, None, None)),
        (json!({"phone": {"id": "anonymous"}}), (Phone, None, None)),
        (json!({"acsUser": {"id": "8:acs:1_2"}}), (Guest, None, Some("8:acs:1_2"))),
        (
            json!({"azureCommunicationServicesUser": {"id": "8:acs:1_2", "azureCommunicationServicesResourceId": "1"}}),
            (Guest, None, Some("8:acs:1_2")),
        ),
        (json!({"spoolUser": {"id": "8:live:emma"}}), (Guest, None, Some("8:live:emma"))),
        (json!({"application": {"id": OID, "displayName": "Bot"}}), (Application, None, Some(OID))),
        (json!({"applicationInstance": {"id": OID, "tenantId": OWN}}), (Application, None, Some(OID))),
        (json!({"user": {"id": "28:bot"}}), (Application, None, Some("28:bot"))),
        (json!({"device": {"id": OID}}), (Application, None, Some(OID))),
        (json!({"encrypted": {"id": "e"}}), (Unknown, None, Some("e"))),
        (json!({"onPremises": {"id": "p"}}), (Unknown, None, Some("p"))),
        (json!({"user": {"id": format!("8:orgid:{OID}"), "tenantId": OWN}}), (Member, Some(OID), None)),
        (json!({"user": {"id": "00000000-0000-0000-0000-000000000000"}}), (Unknown, None, None)),
        (json!({"user": {}, "phone": {"id": "+4930123"}}), (Phone, None, Some("+4930123"))),
    ] {
        let who = of_set(&set, OWN).unwrap();
        assert_eq!(key(&who), expected, "{set}");
    }
    for nobody in
        [json!({}), json!({"user": null}), json!({"tomorrow": {"id": "x"}}), json!("x"), json!(null)]
    {
        assert_eq!(of_set(&nobody, OWN), None);
    }
}

#[test]
fn a_tenant_known_by_its_domain_makes_nobody_a_guest() {
    let set = json!({"user": {"id": OID, "tenantId": OTHER}});
    for own in ["contoso.com", "", "common"] {
        assert_eq!(of_set(&set, own).unwrap().kind, Kind::Member, "{own}");
    }
}

#[test]
fn the_published_guest_is_a_key_without_a_name() {
    let who = of_set(&body("callrecord-guest-participant-fragment.json"), OWN).unwrap();
    assert_eq!(key(&who), (Kind::Guest, None, Some("teamsvisitor:94a5933c63764bed8ce6e7ee004f9d8b")));
    assert_eq!(who.name, None);
}

#[test]
fn attendance_records_by_type_or_by_id() {
    let of = |identity: Value, email: Value| {
        of_record(&json!({"id": OID, "emailAddress": email, "identity": identity}), OWN).unwrap()
    };
    let ty = |name: &str| format!("#microsoft.graph.{name}");
    let named = |id: Value| json!({"id": id, "displayName": "Em\u{0}ma"});
    let who = of(named(json!(OID)), json!("emma@example.edu"));
    assert_eq!(key(&who), (Kind::Member, Some(OID), None));
    assert_eq!((who.name.as_deref(), who.email.as_deref()), (Some("Emma"), Some("emma@example.edu")));
    // Without an object id, an address or a known id there is only the typed name.
    for id in [json!(null), json!("94a5933c"), json!(""), json!(5)] {
        assert_eq!(key(&of(named(id.clone()), json!(null))), (Kind::Anonymous, None, None), "{id}");
        assert_eq!(of(named(id), json!("a@b.c")).email.as_deref(), Some("a@b.c"));
    }
    let typed =
        json!({"@odata.type": ty("communicationsGuestIdentity"), "id": null, "displayName": "iPhone"});
    assert_eq!(key(&of(typed, json!(null))), (Kind::Anonymous, None, None));
    let guest =
        json!({"@odata.type": ty("communicationsGuestIdentity"), "id": "teamsvisitor:1", "email": "a@b.c"});
    let who = of(guest, json!(null));
    assert_eq!(key(&who), (Kind::Guest, None, Some("teamsvisitor:1")));
    assert_eq!(who.email.as_deref(), Some("a@b.c"));
    let phone = json!({"@odata.type": ty("communicationsPhoneIdentity"), "id": "+4930123"});
    assert_eq!(key(&of(phone, json!(null))), (Kind::Phone, None, Some("+4930123")));
    assert_eq!(key(&of(json!({"id": "+4930123"}), json!(null))), (Kind::Phone, None, Some("+4930123")));
    let acs = json!({"@odata.type": ty("azureCommunicationServicesUserIdentity"), "id": "8:acs:x",
                     "azureCommunicationServicesResourceId": "shared"});
    assert_eq!(key(&of(acs, json!(null))), (Kind::Guest, None, Some("8:acs:x")));
    let bot =
        json!({"@odata.type": ty("communicationsApplicationIdentity"), "id": OID, "displayName": "Recorder"});
    assert_eq!(key(&of(bot, json!(null))), (Kind::Application, None, Some(OID)));
    let set = json!({"user": {"id": OID, "tenantId": OTHER}});
    assert_eq!(key(&of(set, json!(null))), (Kind::Guest, Some(OID), None));
    // The record's own id is no key: for people without an account it is made up.
    for nothing in [json!(null), json!({}), json!("x"), json!([])] {
        assert_eq!(of(nothing.clone(), json!(null)), Identity::default());
        assert_eq!(of(nothing, json!("a@b.c")).email.as_deref(), Some("a@b.c"));
    }
}

#[test]
fn a_caller_is_the_account_completed_by_the_shape() {
    let caller = json!({
        "identity": {"user": {"id": OID, "displayName": "Emma", "tenantId": OWN}},
        "associatedIdentity": {"id": OID, "displayName": null, "userPrincipalName": "emma@x.y"},
    });
    let who = of_endpoint(&caller, OWN).unwrap();
    assert_eq!(key(&who), (Kind::Member, Some(OID), None));
    assert_eq!((who.name.as_deref(), who.upn.as_deref()), (Some("Emma"), Some("emma@x.y")));
    assert_eq!(who.tenant_id.as_deref(), Some(OWN));
    // Only the set knows that this is a bot.
    let bot =
        json!({"identity": {"application": {"id": OID}}, "associatedIdentity": {"id": OID, "tenantId": OWN}});
    assert_eq!(key(&of_endpoint(&bot, OWN).unwrap()), (Kind::Application, None, Some(OID)));
    // Somebody with an account who dialled in.
    let dialled = json!({"identity": {"phone": {"id": "+4930123"}}, "associatedIdentity": {"id": OID, "tenantId": OWN}});
    assert_eq!(key(&of_endpoint(&dialled, OWN).unwrap()), (Kind::Member, Some(OID), None));
    for service in
        [json!({}), json!({"identity": {"user": null}}), json!(null), json!({"associatedIdentity": null})]
    {
        assert_eq!(of_endpoint(&service, OWN), None);
    }
}

#[test]
fn a_participant_is_who_its_identity_names_else_its_own_id() {
    let sample = body("callrecord-get-expand-participants_v2.json");
    let all: Vec<Identity> = sample["participants_v2"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| of_participant(one, OTHER).unwrap())
        .collect();
    // The documentation gives both the same outer id.
    assert_eq!(all[0].object_id.as_deref(), Some(OID));
    assert_eq!(all[1].object_id.as_deref(), Some("f69e2c00-0000-0000-0000-185e5f5f5d8a"));
    assert!(all.iter().all(|who| who.kind == Kind::Member));
    let bare = of_participant(&json!({"id": "+4930123", "identity": null}), OWN).unwrap();
    assert_eq!(key(&bare), (Kind::Phone, None, Some("+4930123")));
    assert_eq!(of_participant(&json!({}), OWN), None);
}

proptest! {
    #[test]
    fn no_json_panics(value in any_json(), tenant in ".{0,4}") {
        let _ = of_set(&value, &tenant);
        let _ = of_participant(&value, &tenant);
        let _ = of_endpoint(&value, &tenant);
        let who = of_record(&value, &tenant);
        prop_assert!(who.and_then(|who| who.object_id).as_deref().is_none_or(is_guid));
    }
}
