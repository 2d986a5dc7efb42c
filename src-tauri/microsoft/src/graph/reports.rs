//! `attendanceReports` of a meeting and the `attendanceRecords` of a report.
//!
//! One request lists the reports and one each reads the records: the list does not carry them, whatever is expanded.

use super::client::Graph;
use super::errors::GraphError;
use super::keep::{Fetched, FetchedList, Records, Reports};
use super::paging::{Listing, Pages};
use super::read::encode;
use rollbook_transport::{Context, Lane};

/// How many reports a list holds at most: the newest ones. Older ones drop out of it (Graph, "List
/// meetingAttendanceReports").
pub const MOST_LISTED: usize = 50;

/// The reports of a meeting, at most the 50 newest. For a channel meeting they are those of the whole channel: which
/// of them belong to the class is told by their times alone.
pub async fn list(
    graph: &Graph,
    meeting_id: &str,
    context: &Context,
) -> Result<Pages<Vec<Fetched>>, GraphError> {
    let url = graph.url(&format!("me/onlineMeetings/{}/attendanceReports", encode(meeting_id)))?;
    graph.objects::<Reports>(Listing::new(url, "graph reports", Lane::Mailbox), context).await
}

/// The records of one report.
pub async fn records(
    graph: &Graph,
    meeting_id: &str,
    report_id: &str,
    context: &Context,
) -> Result<Pages<FetchedList>, GraphError> {
    let (meeting, report) = (encode(meeting_id), encode(report_id));
    let url =
        graph.url(&format!("me/onlineMeetings/{meeting}/attendanceReports/{report}/attendanceRecords"))?;
    graph.items::<Records>(Listing::new(url, "graph records", Lane::Mailbox), context).await
}
