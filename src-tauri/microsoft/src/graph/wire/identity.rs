//! Who somebody is, in all the shapes that Graph has for it.

use super::field::{Absent, FromMap, Held, Name, object};
use super::plain::Plain;
use serde::de::{IgnoredAny, MapAccess};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

object! {
    /// One identity: the fields of all its types together.
    Person {
        "@odata.type" odata_type: Plain<'a>,
        "id" id: Plain<'a>,
        "displayName" name: Plain<'a>,
        "tenantId" tenant_id: Plain<'a>,
        "userPrincipalName" upn: Plain<'a>,
        "email" email: Plain<'a>,
        "azureCommunicationServicesResourceId" resource_id: Plain<'a>,
    }
}

/// The kinds of an identity set, those of live answers that no schema names included.
pub(crate) const KINDS: &[&str] = &[
    "user",
    "guest",
    "phone",
    "acsUser",
    "azureCommunicationServicesUser",
    "spoolUser",
    "application",
    "applicationInstance",
    "azureApplicationInstance",
    "acsApplicationInstance",
    "spoolApplicationInstance",
    "device",
    "encrypted",
    "onPremises",
];

/// An `identitySet`: one identity of each kind, in the order of [`KINDS`].
#[derive(Clone, Default, PartialEq)]
pub(crate) struct IdentitySet<'a>(Vec<(usize, Person<'a>)>);

impl<'a> IdentitySet<'a> {
    /// The identities with their kinds.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Person<'a>)> {
        self.0.iter().map(|(kind, person)| (KINDS[*kind], person))
    }

    fn put(&mut self, kind: usize, person: Option<Person<'a>>) {
        self.0.retain(|(known, _)| *known != kind);
        if let Some(person) = person {
            let at = self.0.partition_point(|(known, _)| *known < kind);
            self.0.insert(at, (kind, person));
        }
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.iter().try_for_each(|(kind, person)| map.serialize_entry(kind, person))
    }
}

fn kind(name: &str) -> Option<usize> {
    KINDS.iter().position(|kind| *kind == name)
}

impl<'de> FromMap<'de> for IdentitySet<'de> {
    fn from_map<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut set = Self::default();
        while let Some(Name(name)) = map.next_key()? {
            match kind(&name) {
                Some(kind) => set.put(kind, map.next_value::<Held<Person<'de>>>()?.0),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(set)
    }
}

impl Serialize for IdentitySet<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        self.write(&mut map)?;
        map.end()
    }
}

/// The identity of an attendance record is of an open type: one identity, or a set of them.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct OpenIdentity<'a> {
    pub one: Person<'a>,
    pub set: IdentitySet<'a>,
}

impl<'de> FromMap<'de> for OpenIdentity<'de> {
    fn from_map<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut read = Self::default();
        while let Some(Name(name)) = map.next_key()? {
            if let Some(field) = read.one.field(&name) {
                *field = map.next_value()?;
            } else if let Some(kind) = kind(&name) {
                read.set.put(kind, map.next_value::<Held<Person<'de>>>()?.0);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(read)
    }
}

impl Serialize for OpenIdentity<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (name, value) in self.one.fields() {
            if !value.is_absent() {
                map.serialize_entry(name, value)?;
            }
        }
        self.set.write(&mut map)?;
        map.end()
    }
}

impl<'a> Person<'a> {
    fn field(&mut self, name: &str) -> Option<&mut Plain<'a>> {
        Some(match name {
            "@odata.type" => &mut self.odata_type,
            "id" => &mut self.id,
            "displayName" => &mut self.name,
            "tenantId" => &mut self.tenant_id,
            "userPrincipalName" => &mut self.upn,
            "email" => &mut self.email,
            "azureCommunicationServicesResourceId" => &mut self.resource_id,
            _ => return None,
        })
    }

    fn fields(&self) -> [(&'static str, &Plain<'a>); 7] {
        [
            ("@odata.type", &self.odata_type),
            ("id", &self.id),
            ("displayName", &self.name),
            ("tenantId", &self.tenant_id),
            ("userPrincipalName", &self.upn),
            ("email", &self.email),
            ("azureCommunicationServicesResourceId", &self.resource_id),
        ]
    }
}

object! {
    /// An element of `participants_v2`, and `organizer_v2`.
    Participant {
        "id" id: Plain<'a>,
        "identity" identity: Held<IdentitySet<'a>>,
    }
}

object! {
    /// A caller or callee, of which only who they are is read.
    EndPoint {
        "identity" identity: Held<IdentitySet<'a>>,
        "associatedIdentity" associated: Held<Person<'a>>,
    }
}
