//! `attendanceReports` and the `attendanceRecords` of a report.
//!
//! One request lists the reports and one each reads the records: the list does not carry them, whatever is expanded. A
//! meeting and a session of a webinar or town hall hold reports of the same shapes, under different paths.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{Fetched, FetchedList, Records, Reports};
use super::paging::{Listing, Pages};
use super::read::encode;
use rollbook_transport::{Context, Lane};

/// How many reports a list holds at most: the newest ones. Older ones drop out of it (Graph, "List
/// meetingAttendanceReports").
pub const MOST_LISTED: usize = 50;

/// What holds the reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder(String);

impl Holder {
    /// A meeting of the signed-in user (Graph `onlineMeeting`).
    #[must_use]
    pub fn meeting(id: &str) -> Self {
        Self(format!("me/onlineMeetings/{}", encode(id)))
    }

    pub(super) fn session(kind: &str, event: &str, session: &str) -> Self {
        Self(format!("solutions/virtualEvents/{kind}/{}/sessions/{}", encode(event), encode(session)))
    }

    /// Tells it from every other one.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.0
    }
}

/// The reports of a holder, at most the 50 newest. For a channel meeting they are those of the whole channel: which of
/// them belong to the class is told by their times alone.
pub async fn list(
    graph: &Graph,
    holder: &Holder,
    context: &Context,
) -> Result<Pages<Vec<Fetched>>, GraphError> {
    let url = graph.url(&format!("{}/attendanceReports", holder.0))?;
    graph.objects::<Reports>(Listing::new(url, "graph reports", Lane::Mailbox), context).await
}

/// The records of one report.
pub async fn records(
    graph: &Graph,
    holder: &Holder,
    report_id: &str,
    context: &Context,
) -> Result<Pages<FetchedList>, GraphError> {
    let url =
        graph.url(&format!("{}/attendanceReports/{}/attendanceRecords", holder.0, encode(report_id)))?;
    graph.items::<Records>(Listing::new(url, "graph records", Lane::Mailbox), context).await
}
