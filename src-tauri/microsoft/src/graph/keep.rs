//! What may be kept of an answer: the fields that the wire types name, so that what Graph adds tomorrow is left out by
//! itself.
//!
//! Call data carries IP and MAC addresses, device and processor names, user agents and feedback. No type names them.
//! The result is what [`super::interpret`] reads. A page is cut while it is read, item by item.

mod page;

pub(crate) use page::{Items, Objects, One};

use super::paging::Envelope;
use super::wire::{self, FromMap, Held, List};
use rollbook_core::observation::CallForm;
use rollbook_transport::json;
use serde::Serialize;
use std::fmt;

/// One object of Graph, cut down to what may be kept.
#[derive(Clone, PartialEq, Hash)]
pub struct Fetched {
    /// Graph's id.
    pub id: String,
    /// Version of a call record; 0 elsewhere.
    pub version: u64,
    /// JSON of the fields that may be kept.
    pub body: String,
}

impl fmt::Debug for Fetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fetched")
    }
}

/// The list that belongs to an object (a report's records, a call's sessions), cut down to what may be kept.
#[derive(Clone, Default, PartialEq, Hash)]
pub struct FetchedList {
    count: usize,
    /// JSON of the list without its last bracket; nothing before the first item.
    items: Vec<u8>,
}

impl FetchedList {
    /// How many items it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// True for a list without items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Takes the items of the page that comes after.
    pub fn append(&mut self, page: Self) {
        if self.is_empty() {
            *self = page;
        } else if let [_, items @ ..] = page.items.as_slice() {
            self.items.push(b',');
            self.items.extend_from_slice(items);
            self.count += page.count;
        }
    }

    /// JSON of the list.
    #[must_use]
    pub fn into_body(mut self) -> String {
        if self.is_empty() {
            self.items.push(b'[');
        }
        self.items.push(b']');
        // serde_json writes UTF-8 and nothing else.
        String::from_utf8(self.items).unwrap_or_default()
    }

    fn push<T: Serialize>(&mut self, item: &T) -> serde_json::Result<()> {
        self.items.push(if self.is_empty() { b'[' } else { b',' });
        self.count += 1;
        serde_json::to_writer(&mut self.items, item)
    }
}

impl fmt::Debug for FetchedList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FetchedList({})", self.count)
    }
}

/// A kind of object that is kept.
pub(crate) trait Kept {
    /// Its fields.
    type Wire<'a>: FromMap<'a> + Serialize;

    /// Takes out what may not be kept of this kind though its type names it.
    fn cut(_wire: &mut Self::Wire<'_>) {}
}

/// A kind of object that has an id. Without one its details could not be asked for.
pub(crate) trait Named: Kept {
    /// Id and version.
    fn name(wire: &Self::Wire<'_>) -> Option<(String, u64)>;
}

/// Attendance reports, without records.
pub(crate) struct Reports;

impl Kept for Reports {
    type Wire<'a> = wire::Report<'a>;

    fn cut(report: &mut wire::Report<'_>) {
        report.records = List::default();
    }
}

impl Named for Reports {
    fn name(report: &wire::Report<'_>) -> Option<(String, u64)> {
        Some((report.id.owned()?, 0))
    }
}

/// Attendance records.
pub(crate) struct Records;

impl Kept for Records {
    type Wire<'a> = wire::Attendee<'a>;
}

/// Call records, without sessions and participants.
pub(crate) struct CallRecords;

impl Kept for CallRecords {
    type Wire<'a> = wire::CallRecord<'a>;
}

impl Named for CallRecords {
    fn name(record: &wire::CallRecord<'_>) -> Option<(String, u64)> {
        Some((record.id.owned()?, record.version.version()))
    }
}

/// Sessions: their times, and of their ends only who they are.
pub(crate) struct Sessions<const BOTH_ENDS: bool>;

/// Sessions of a call between two people.
pub(crate) type PeerSessions = Sessions<true>;
/// Sessions of any other call: the callee is Microsoft's conference service and is left out.
pub(crate) type GroupSessions = Sessions<false>;

impl<const BOTH_ENDS: bool> Kept for Sessions<BOTH_ENDS> {
    type Wire<'a> = wire::Session<'a>;

    fn cut(session: &mut wire::Session<'_>) {
        if !BOTH_ENDS {
            session.callee = Held(None);
        }
        for end in [&mut session.caller, &mut session.callee] {
            end.0.take_if(|end| end.identity.0.is_none() && end.associated.0.is_none());
        }
    }
}

/// True where both ends of a session are people.
pub(crate) fn both_ends(form: CallForm) -> bool {
    form == CallForm::PeerToPeer
}

/// Participants of a call.
pub(crate) struct Participants;

impl Kept for Participants {
    type Wire<'a> = wire::Participant<'a>;
}

/// One element of a list of reports. `None` for what has no id.
#[must_use]
pub fn report(json: &[u8]) -> Option<Fetched> {
    one::<Reports>(json)
}

/// One element of a list of call records. `None` for what has no id.
#[must_use]
pub fn call_record(json: &[u8]) -> Option<Fetched> {
    one::<CallRecords>(json)
}

/// A page of attendance records as Graph sends it. `None` for what is none.
#[must_use]
pub fn records(page: &[u8]) -> Option<FetchedList> {
    items::<Records>(page)
}

/// A page of a group call's sessions as Graph sends it. `None` for what is none.
#[must_use]
pub fn sessions(page: &[u8]) -> Option<FetchedList> {
    items::<GroupSessions>(page)
}

fn one<K: Named>(json: &[u8]) -> Option<Fetched> {
    json::parse::<One<K>>(json, "JSON").ok()?.object
}

fn items<K: Kept + Send>(page: &[u8]) -> Option<FetchedList> {
    Some(json::parse::<Envelope<Items<K>>>(page, "JSON").ok()?.page.list)
}

#[cfg(test)]
#[path = "keep_tests.rs"]
mod tests;
