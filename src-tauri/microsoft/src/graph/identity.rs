//! From Graph's identities to the core's: by shape, because `@odata.type` is often absent and the types are open.
//!
//! Two families: an attendance record carries one `identity` whose type tells its kind; call records carry an
//! `identitySet` with one property per kind. Presence rules, section 2: what is no key must not become one.

use super::keep::KINDS;
use super::read::text;
use rollbook_core::identity::{Identity, Kind};
use serde_json::Value;

/// What a shape says about the kind of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    User,
    Guest,
    Outside,
    Phone,
    Application,
    Other,
}

/// What an id is, by its form.
enum Id {
    /// A directory object id.
    Object(String),
    /// A visitor or an account of another service.
    Visitor(String),
    /// A phone number.
    Number(String),
    /// A bot.
    Bot(String),
    /// Text of no known form.
    Opaque(String),
    None,
}

/// Who an attendance record is about: its `identity` and its `emailAddress`.
#[must_use]
pub fn of_record(record: &Value, own_tenant: &str) -> Identity {
    let email = text(record, "emailAddress");
    let identity = record.get("identity").filter(|value| value.is_object());
    let (one, shape) = match identity {
        Some(set) if set.get("id").is_none() && filled(set).is_some() => {
            filled(set).unwrap_or((set, Shape::User))
        }
        Some(one) => (one, shape_of_type(one)),
        None => (&Value::Null, Shape::User),
    };
    let mut who = of_one(one, shape, own_tenant);
    who.email = email.or(who.email);
    // An id of unknown form would tell every re-join of an anonymous person apart (presence rules, section 2).
    let opaque = matches!(id_of(one), Id::Opaque(_)) && matches!(shape, Shape::User | Shape::Guest);
    if opaque && who.email.is_none() && who.upn.is_none() {
        who.external_id = None;
        who.kind = if who.name.is_some() { Kind::Anonymous } else { Kind::Unknown };
    }
    who
}

/// Who an `identitySet` names; `None` where it names nobody at all.
#[must_use]
pub fn of_set(set: &Value, own_tenant: &str) -> Option<Identity> {
    let (one, shape) = filled(set)?;
    Some(of_one(one, shape, own_tenant))
}

/// Who an element of `participants_v2`, or `organizer_v2`, names: its `identity`, else its own id.
#[must_use]
pub fn of_participant(participant: &Value, own_tenant: &str) -> Option<Identity> {
    let inner = participant.get("identity").and_then(|set| of_set(set, own_tenant));
    inner.or_else(|| text(participant, "id").map(|_| of_one(participant, Shape::User, own_tenant)))
}

/// Who a caller or callee is: `associatedIdentity`, which has the UPN, completed by `identity`, which alone tells a
/// phone or a bot from a user. `None` for the conference service, which has neither.
#[must_use]
pub fn of_endpoint(endpoint: &Value, own_tenant: &str) -> Option<Identity> {
    let (plain, shape) = endpoint.get("identity").and_then(filled).unwrap_or((&Value::Null, Shape::User));
    let associated = endpoint.get("associatedIdentity").filter(|value| value.is_object());
    match (associated, plain.is_object()) {
        (None, false) => None,
        (None, true) => Some(of_one(plain, shape, own_tenant)),
        (Some(first), _) => {
            let mut both = first.clone();
            for field in ["id", "displayName", "tenantId", "userPrincipalName", "email"] {
                if let (None, Some(value)) = (text(first, field), plain.get(field)) {
                    both[field] = value.clone();
                }
            }
            // Somebody with an account who dialled in is that account.
            let dialled = shape == Shape::Phone && matches!(id_of(first), Id::Object(_));
            Some(of_one(&both, if dialled { Shape::User } else { shape }, own_tenant))
        }
    }
}

fn of_one(one: &Value, shape: Shape, own_tenant: &str) -> Identity {
    let mut who = Identity {
        name: text(one, "displayName"),
        upn: text(one, "userPrincipalName"),
        email: text(one, "email"),
        tenant_id: text(one, "tenantId").filter(|tenant| !is_nil(tenant)),
        ..Identity::default()
    };
    let id = id_of(one);
    who.kind = kind(&who, shape, &id, own_tenant);
    match id {
        // A hidden or masked number is shown, but as a key it would make one person of all who hide theirs.
        Id::Opaque(id) if shape == Shape::Phone && !is_number(&id) => {
            who.name.get_or_insert(id);
        }
        // The id of an app is a GUID too, but no account of a person.
        Id::Object(id) if who.kind == Kind::Application => who.external_id = Some(id),
        Id::Object(id) => who.object_id = Some(id),
        Id::Visitor(id) | Id::Number(id) | Id::Bot(id) | Id::Opaque(id) => who.external_id = Some(id),
        Id::None => {}
    }
    who
}

fn kind(who: &Identity, shape: Shape, id: &Id, own_tenant: &str) -> Kind {
    let account = who.upn.is_some() || who.email.is_some() || who.tenant_id.is_some();
    let typed = who.name.is_some() && !account;
    let invited = who.upn.as_deref().is_some_and(|upn| upn.to_ascii_lowercase().contains("#ext#"));
    match (shape, id) {
        (Shape::Application, _) | (_, Id::Bot(_)) => Kind::Application,
        (Shape::Phone, _) | (_, Id::Number(_)) => Kind::Phone,
        (Shape::User | Shape::Guest, Id::None) if typed => Kind::Anonymous,
        (Shape::Guest | Shape::Outside, _) | (_, Id::Visitor(_)) => Kind::Guest,
        (Shape::Other, _) => Kind::Unknown,
        // Graph names tenants by GUID; an own tenant known by its domain only cannot be compared.
        (Shape::User, id) => match &who.tenant_id {
            _ if invited => Kind::Guest,
            Some(tenant) if is_guid(own_tenant) => {
                if tenant.eq_ignore_ascii_case(own_tenant) {
                    Kind::Member
                } else {
                    Kind::Guest
                }
            }
            _ if matches!(id, Id::Object(_)) => Kind::Member,
            _ => Kind::Unknown,
        },
    }
}

/// The kind of an identity set that says something: the first with an id or a name, else the first that is there.
fn filled(set: &Value) -> Option<(&Value, Shape)> {
    let present = || KINDS.iter().filter_map(|kind| Some((set.get(*kind).filter(|v| v.is_object())?, *kind)));
    let says = |one: &Value| text(one, "id").is_some() || text(one, "displayName").is_some();
    let (one, kind) = present().find(|(one, _)| says(one)).or_else(|| present().next())?;
    Some((one, shape_of_kind(kind)))
}

fn shape_of_kind(kind: &str) -> Shape {
    match kind {
        "user" => Shape::User,
        "guest" => Shape::Guest,
        "phone" => Shape::Phone,
        "acsUser" | "azureCommunicationServicesUser" | "spoolUser" => Shape::Outside,
        "encrypted" | "onPremises" => Shape::Other,
        _ => Shape::Application,
    }
}

/// Of `#microsoft.graph.communicationsGuestIdentity` and its kin; without a type it is a user until its id says other.
fn shape_of_type(one: &Value) -> Shape {
    let name = text(one, "@odata.type").unwrap_or_default().to_lowercase();
    let name = name.rsplit('.').next().unwrap_or_default();
    [
        ("phone", Shape::Phone),
        ("guest", Shape::Guest),
        ("application", Shape::Application),
        ("azurecommunicationservices", Shape::Outside),
        ("onpremises", Shape::Other),
        ("encrypted", Shape::Other),
    ]
    .into_iter()
    .find(|(part, _)| name.contains(part))
    .map_or(Shape::User, |(_, shape)| shape)
}

/// Reads the id by its form. Teams' own prefixes: `8:` people, `28:` bots, `4:` phones.
fn id_of(one: &Value) -> Id {
    let Some(id) = text(one, "id").map(|id| id.trim().to_owned()) else { return Id::None };
    let lower = id.to_ascii_lowercase();
    if is_nil(&id) {
        return Id::None;
    }
    if is_guid(&id) {
        return Id::Object(id);
    }
    if let Some(object) = lower.strip_prefix("8:orgid:").filter(|rest| is_guid(rest)) {
        return Id::Object(object.to_owned());
    }
    let bare = lower.strip_prefix("8:").unwrap_or(&lower);
    if bare.starts_with("teamsvisitor:") || lower.starts_with("8:") || lower.starts_with("live:") {
        return Id::Visitor(id);
    }
    if lower.starts_with("28:") {
        return Id::Bot(id);
    }
    let number = id.strip_prefix("4:").unwrap_or(&id);
    if number.starts_with('+') && is_number(number) {
        return Id::Number(number.to_owned());
    }
    Id::Opaque(id)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.len() >= 3 && digits.chars().all(|c| c.is_ascii_digit())
}

fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = parts.iter().map(|part| part.len());
    lengths.eq([8, 4, 4, 4, 12]) && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_hexdigit()))
}

/// The GUID of zeros stands for "none": as a key it would make one person of many.
fn is_nil(text: &str) -> bool {
    is_guid(text) && text.chars().all(|c| c == '0' || c == '-')
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
