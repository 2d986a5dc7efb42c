//! Pages of a listing, cut while they are read: no item is ever held whole.

use super::{Fetched, FetchedList, Kept, Named};
use crate::graph::paging::Page;
use crate::graph::wire::Held;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// A page of objects, each to be kept by itself.
pub(crate) struct Objects<K> {
    pub all: Vec<Fetched>,
    /// Items that are no object or have no id.
    pub skipped: usize,
    kind: PhantomData<K>,
}

/// A single object: an answer that is no list.
pub(crate) struct One<K> {
    /// The object, where it has an id.
    pub object: Option<Fetched>,
    kind: PhantomData<K>,
}

/// A page of items that are kept as one list.
pub(crate) struct Items<K> {
    pub list: FetchedList,
    /// Items that are no object.
    pub skipped: usize,
    kind: PhantomData<K>,
}

impl<K> Default for Objects<K> {
    fn default() -> Self {
        Self { all: vec![], skipped: 0, kind: PhantomData }
    }
}

impl<K> Default for Items<K> {
    fn default() -> Self {
        Self { list: FetchedList::default(), skipped: 0, kind: PhantomData }
    }
}

/// What takes the items of a page one by one.
trait Take<'de>: Default {
    type Kept: Kept;

    fn take<E: Error>(&mut self, item: Option<<Self::Kept as Kept>::Wire<'de>>) -> Result<(), E>;
}

impl<'de, K: Named> Take<'de> for Objects<K> {
    type Kept = K;

    fn take<E: Error>(&mut self, item: Option<K::Wire<'de>>) -> Result<(), E> {
        let named = item.and_then(|wire| Some((K::name(&wire)?, wire)));
        let Some(((id, version), mut wire)) = named else {
            self.skipped += 1;
            return Ok(());
        };
        K::cut(&mut wire);
        let body = serde_json::to_string(&wire).map_err(E::custom)?;
        self.all.push(Fetched { id, version, body });
        Ok(())
    }
}

impl<'de, K: Kept> Take<'de> for Items<K> {
    type Kept = K;

    fn take<E: Error>(&mut self, item: Option<K::Wire<'de>>) -> Result<(), E> {
        let Some(mut wire) = item else {
            self.skipped += 1;
            return Ok(());
        };
        K::cut(&mut wire);
        self.list.push(&wire).map_err(E::custom)
    }
}

struct Read<P>(PhantomData<P>);

impl<'de, P: Take<'de>> Visitor<'de> for Read<P> {
    type Value = P;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<P, A::Error> {
        let mut page = P::default();
        while let Some(Held(item)) = items.next_element()? {
            page.take(item)?;
        }
        Ok(page)
    }
}

impl<'de, K: Named> Deserialize<'de> for Objects<K> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Read(PhantomData))
    }
}

impl<'de, K: Kept> Deserialize<'de> for Items<K> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Read(PhantomData))
    }
}

impl<'de, K: Named> Deserialize<'de> for One<K> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Held(item) = Held::deserialize(from)?;
        let mut all = Objects::<K>::default();
        all.take(item)?;
        Ok(Self { object: all.all.pop(), kind: PhantomData })
    }
}

impl<K> Hash for Objects<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.all, self.skipped).hash(state);
    }
}

impl<K> Hash for Items<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.list, self.skipped).hash(state);
    }
}

impl<K: Named + Send> Page for Objects<K> {
    fn count(&self) -> usize {
        self.all.len() + self.skipped
    }
}

impl<K: Kept + Send> Page for Items<K> {
    fn count(&self) -> usize {
        self.list.len() + self.skipped
    }
}
