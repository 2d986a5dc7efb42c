//! From Graph's identities to the core's: by shape, because `@odata.type` is often absent and the types are open.
//!
//! Two families: an attendance record carries one `identity` whose type tells its kind; call records carry an
//! `identitySet` with one property per kind. Presence rules, section 2: what is no key must not become one.

use super::wire::{Attendee, EndPoint, IdentitySet, Participant, Person, Plain};
use rollbook_core::identity::{Identity, Kind};

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
pub(crate) fn of_record(record: &Attendee<'_>, own_tenant: &str) -> Identity {
    let nobody = Person::default();
    let (one, shape) = match &record.identity.0 {
        Some(open) => match filled(&open.set) {
            Some(found) if open.one.id == Plain::Missing => found,
            _ => (&open.one, shape_of_type(&open.one)),
        },
        None => (&nobody, Shape::User),
    };
    let mut who = of_one(one, shape, own_tenant);
    who.email = record.email.owned().or(who.email);
    // An id of unknown form would tell every re-join of an anonymous person apart (presence rules, section 2).
    let opaque = matches!(shape, Shape::User | Shape::Guest) && matches!(id_of(one), Id::Opaque(_));
    if opaque && who.email.is_none() && who.upn.is_none() {
        who.external_id = None;
        who.kind = if who.name.is_some() { Kind::Anonymous } else { Kind::Unknown };
    }
    who
}

/// Who an `identitySet` names; `None` where it names nobody at all.
pub(crate) fn of_set(set: &IdentitySet<'_>, own_tenant: &str) -> Option<Identity> {
    let (one, shape) = filled(set)?;
    Some(of_one(one, shape, own_tenant))
}

/// Who an element of `participants_v2`, or `organizer_v2`, names: its `identity`, else its own id.
pub(crate) fn of_participant(participant: &Participant<'_>, own_tenant: &str) -> Option<Identity> {
    let inner = participant.identity.0.as_ref().and_then(|set| of_set(set, own_tenant));
    inner.or_else(|| {
        let id = participant.id.text().map(Plain::Text)?;
        Some(of_one(&Person { id, ..Person::default() }, Shape::User, own_tenant))
    })
}

/// Who a caller or callee is: `associatedIdentity`, which has the UPN, completed by `identity`, which alone tells a
/// phone or a bot from a user. `None` for the conference service, which has neither.
pub(crate) fn of_endpoint(end: &EndPoint<'_>, own_tenant: &str) -> Option<Identity> {
    let plain = end.identity.0.as_ref().and_then(filled);
    let shape = plain.map_or(Shape::User, |(_, shape)| shape);
    match (&end.associated.0, plain) {
        (None, None) => None,
        (None, Some((plain, _))) => Some(of_one(plain, shape, own_tenant)),
        (Some(first), plain) => {
            // Somebody with an account who dialled in is that account.
            let dialled = shape == Shape::Phone && matches!(id_of(first), Id::Object(_));
            let shape = if dialled { Shape::User } else { shape };
            Some(match plain {
                Some((plain, _)) => of_one(&completed(first, plain), shape, own_tenant),
                None => of_one(first, shape, own_tenant),
            })
        }
    }
}

/// The first identity, with the fields of the second that it lacks.
fn completed<'a>(first: &'a Person<'_>, second: &'a Person<'_>) -> Person<'a> {
    let either = |first: &'a Plain<'_>, second: &'a Plain<'_>| first.text().or_else(|| second.text());
    let field = |first, second| either(first, second).map_or(Plain::Missing, Plain::Text);
    Person {
        id: field(&first.id, &second.id),
        name: field(&first.name, &second.name),
        tenant_id: field(&first.tenant_id, &second.tenant_id),
        upn: field(&first.upn, &second.upn),
        email: field(&first.email, &second.email),
        ..Person::default()
    }
}

fn of_one(one: &Person<'_>, shape: Shape, own_tenant: &str) -> Identity {
    let mut who = Identity {
        name: one.name.owned(),
        upn: one.upn.owned(),
        email: one.email.owned(),
        tenant_id: one.tenant_id.owned().filter(|tenant| !is_nil(tenant)),
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
fn filled<'s, 'a>(set: &'s IdentitySet<'a>) -> Option<(&'s Person<'a>, Shape)> {
    let says = |one: &Person<'_>| one.id.text().is_some() || one.name.text().is_some();
    let (kind, one) = set.iter().find(|(_, one)| says(one)).or_else(|| set.iter().next())?;
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
fn shape_of_type(one: &Person<'_>) -> Shape {
    let Some(name) = one.odata_type.text() else { return Shape::User };
    let name = name.rsplit('.').next().unwrap_or_default();
    if name == "communicationsUserIdentity" {
        return Shape::User;
    }
    let name = name.to_lowercase();
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
fn id_of(one: &Person<'_>) -> Id {
    let Some(text) = one.id.text() else { return Id::None };
    let id = text.trim();
    if is_nil(id) {
        return Id::None;
    }
    if is_guid(id) {
        return Id::Object(id.to_owned());
    }
    let lower = id.to_ascii_lowercase();
    if let Some(object) = lower.strip_prefix("8:orgid:").filter(|rest| is_guid(rest)) {
        return Id::Object(object.to_owned());
    }
    let bare = lower.strip_prefix("8:").unwrap_or(&lower);
    if bare.starts_with("teamsvisitor:") || lower.starts_with("8:") || lower.starts_with("live:") {
        return Id::Visitor(id.to_owned());
    }
    if lower.starts_with("28:") {
        return Id::Bot(id.to_owned());
    }
    let number = id.strip_prefix("4:").unwrap_or(id);
    if number.starts_with('+') && is_number(number) {
        return Id::Number(number.to_owned());
    }
    Id::Opaque(id.to_owned())
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.len() >= 3 && digits.chars().all(|c| c.is_ascii_digit())
}

fn is_guid(text: &str) -> bool {
    let hyphen = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let fits = |(at, byte): (usize, u8)| if hyphen(at) { byte == b'-' } else { byte.is_ascii_hexdigit() };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

/// The GUID of zeros stands for "none": as a key it would make one person of many.
fn is_nil(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0' | b'-')) && is_guid(text)
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
