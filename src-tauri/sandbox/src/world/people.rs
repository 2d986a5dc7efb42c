//! The people: members of the tenant and the many kinds of others who turn up in a class.

use super::names::{Name, full_name};
use super::{Student, Tenant};
use crate::dice::{self, Dice};
use std::collections::HashSet;
use std::sync::Arc;

/// How Microsoft knows somebody, which decides the shape of their identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An account of this tenant.
    Member,
    /// An account of another tenant.
    External,
    /// Joined by link without an account; may have typed a name.
    Visitor,
    /// Dialled in.
    Phone,
    /// A recorder or another bot.
    Application,
}

/// Somebody who can be in a call.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Object id, `teamsvisitor:` key, telephone number or application id.
    pub key: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub upn: Option<String>,
    pub kind: Kind,
    pub tenant: String,
}

impl Person {
    /// An account of `tenant`.
    pub(crate) fn member(tenant: &Tenant, name: &str, email: &str) -> Arc<Self> {
        Arc::new(Self {
            key: dice::uuid(&format!("{}/oid/{email}", tenant.id)),
            name: Some(name.to_owned()),
            email: Some(email.to_owned()),
            upn: Some(email.to_owned()),
            kind: Kind::Member,
            tenant: tenant.id.clone(),
        })
    }

    /// Somebody without an account here.
    pub(crate) fn other(kind: Kind, key: &str, name: Option<&str>, email: Option<&str>) -> Arc<Self> {
        Arc::new(Self {
            key: key.to_owned(),
            name: name.map(str::to_owned),
            email: email.map(str::to_owned),
            upn: email.map(str::to_owned),
            kind,
            tenant: dice::uuid(&format!("foreign tenant/{key}")),
        })
    }
}

/// A student's account and their line on the course list.
#[derive(Clone, Debug)]
pub(crate) struct Enrolled {
    pub account: Arc<Person>,
    pub student: Student,
}

/// How often another name is drawn for somebody whose name is taken.
const TRIES: u32 = 1_000;

/// Enrols `count` people with numbers from `first` on.
pub(crate) fn enrol(
    tenant: &Tenant,
    dice: &mut Dice,
    taken: &mut HashSet<String>,
    first: u32,
    count: u32,
) -> Vec<Enrolled> {
    (0..count)
        .map(|place| {
            let mut name = Name::drawn(dice);
            // A list longer than the stock of names has people of one name, as real ones do.
            for _ in 0..TRIES {
                if taken.insert(full_name(&name)) {
                    break;
                }
                name = Name::drawn(dice);
            }
            enrolled(tenant, &name, first + place, place)
        })
        .collect()
}

/// One enrolment. Every tenth list has an alias instead of the account's address, every twelfth both that and a
/// private one, every eleventh account signs in under its number.
pub(crate) fn enrolled(tenant: &Tenant, name: &Name, number: u32, place: u32) -> Enrolled {
    let local = format!("{}.{}", name.given_ascii, name.family_ascii);
    // Numbers keep addresses of people with one romanised name apart.
    let email = format!("{local}{}@{}", number % 1000, tenant.domain);
    let upn = if place % 11 == 7 { format!("u{number}@{}", tenant.domain) } else { email.clone() };
    let emails = match (place % 10, place % 12) {
        (9, _) => vec![format!("{}.{}@alumni.{}", name.family_ascii, number, tenant.domain)],
        (_, 5) => vec![email.clone(), format!("{local}{number}@post.example")],
        _ => vec![email.clone()],
    };
    let full = full_name(name);
    let account = Arc::new(Person {
        key: dice::uuid(&format!("{}/oid/{number}", tenant.id)),
        name: Some(full.clone()),
        email: Some(email),
        upn: Some(upn),
        kind: Kind::Member,
        tenant: tenant.id.clone(),
    });
    let student = Student {
        number,
        name: full,
        given: name.given.to_owned(),
        family: name.family.to_owned(),
        emails,
        username: format!("u{number}"),
        active: true,
    };
    Enrolled { account, student }
}
