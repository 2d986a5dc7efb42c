//! The first source: attendance reports of the meeting behind the join link.

use super::gather::{Gather, counted};
use super::{Job, Nothing, Outcome};
use crate::error::Result;
use futures::{StreamExt, TryStreamExt};
use rollbook_core::calls::{Surroundings, judge};
use rollbook_core::observation::Source;
use rollbook_microsoft::graph::keep::Fetched;
use rollbook_microsoft::graph::meetings::{Lookup, OnlineMeeting};
use rollbook_microsoft::graph::{Graph, GraphError, interpret, meetings, reports};
use rollbook_store::answers::AnswerKind;

/// Reports whose records are read at the same time; the mailbox allows four requests.
const AT_ONCE: usize = 4;

impl Job<'_> {
    pub(super) async fn reports(&mut self, gather: &mut Gather) -> Result<Outcome> {
        let Some(link) = self.loaded.meeting.class.join_url.clone() else {
            return Ok(nothing("the class has no join link by which Microsoft could find its report", false));
        };
        self.progress.say("Looking for the meeting…");
        let graph = self.engine.graph(&self.account)?;
        let meeting = match meetings::by_join_url(&graph, &link, self.context).await {
            Ok(Lookup::Found(meeting)) => meeting,
            Ok(Lookup::NotFound { .. }) | Err(GraphError::NotFound { .. }) => {
                return Ok(nothing("Microsoft does not know a scheduled meeting with this join link", false));
            }
            Err(error) => return Err(error.into()),
        };
        self.inputs.organizers.extend(meeting.organizer_oid.clone());
        let body = serde_json::to_string(&meeting).map_err(|_| crate::error::Error::internal("lookup"))?;
        gather.push(AnswerKind::Lookup, &meeting.id, 0, body);
        self.progress.say("Reading the list of attendance reports…");
        let listed = match reports::list(&graph, &meeting.id, self.context).await {
            Err(GraphError::NotFound { .. }) => {
                return Ok(nothing("the meeting has no attendance reports", true));
            }
            listed => listed?,
        };
        gather.server_now = listed.server_now;
        gather.skipped(&self.progress, "Attendance reports", listed.skipped);
        if listed.items.is_empty() {
            return Ok(nothing("the meeting has no attendance report", true));
        }
        let total = listed.items.len();
        let (ours, others): (Vec<Fetched>, Vec<Fetched>) =
            listed.items.into_iter().partition(|r| self.is_ours(r));
        let day = self.loaded.meeting.class.local_day().format("%-d %b");
        gather.info(
            &self.progress,
            format!("Attendance reports: {total} listed, {} of the class on {day}.", ours.len()),
        );
        if !listed.incomplete {
            let named = ours.iter().chain(&others).map(|report| report.id.clone()).collect();
            gather.answers.named.push((AnswerKind::Report, named));
        }
        if ours.is_empty() {
            return Ok(nothing(
                "none of the meeting's attendance reports is of the time of this class",
                true,
            ));
        }
        // What else there was that day is listed beside them, read like them, so that it can be counted by hand.
        let near = others.into_iter().filter(|report| self.is_of_the_day(report));
        let wanted = ours.into_iter().chain(near).collect();
        let incomplete = self.read_records(&graph, &meeting, wanted, gather).await? || listed.incomplete;
        Ok(Outcome::Data {
            source: Source::AttendanceReports,
            explanation: "From Microsoft's attendance report.".to_owned(),
            incomplete,
        })
    }

    fn is_ours(&self, report: &Fetched) -> bool {
        let call = interpret::report(&report.body, None, &self.inputs.tenant);
        call.is_some_and(|call| judge(&call, &self.loaded.meeting.class, &Surroundings::default()).included)
    }

    fn is_of_the_day(&self, report: &Fetched) -> bool {
        let day = self.loaded.meeting.class.day_span();
        let call = interpret::report(&report.body, None, &self.inputs.tenant);
        call.and_then(|call| call.start).is_some_and(|start| day.start <= start && start < day.end)
    }

    async fn read_records(
        &self,
        graph: &Graph,
        meeting: &OnlineMeeting,
        wanted: Vec<Fetched>,
        gather: &mut Gather,
    ) -> Result<bool> {
        let total = wanted.len();
        let read = |report: Fetched| async move {
            let records = reports::records(graph, &meeting.id, &report.id, self.context).await?;
            Ok::<_, GraphError>((report, records))
        };
        let mut answers = futures::stream::iter(wanted.into_iter().map(read)).buffered(AT_ONCE);
        let (mut done, mut people, mut incomplete) = (0, 0, false);
        while let Some((report, records)) = answers.try_next().await? {
            done += 1;
            people += records.items.len();
            incomplete |= records.incomplete;
            self.progress.step(done, total, || format!("Attendance reports: {done} of {total} read"));
            let end = interpret::report(&report.body, None, &self.inputs.tenant).and_then(|call| call.end);
            if let Some(end) = end.filter(|_| self.is_ours(&report)) {
                gather.last_end = gather.last_end.max(Some(end));
            }
            gather.skipped(&self.progress, "Attendance records", records.skipped);
            gather.keep(AnswerKind::Report, &report);
            gather.keep_list(AnswerKind::Records, &report.id, report.version, records.items);
        }
        let reports = counted(total, "report", "reports");
        gather
            .info(&self.progress, format!("People: {} in {reports}.", counted(people, "record", "records")));
        Ok(incomplete)
    }
}

fn nothing(why: &str, may_come: bool) -> Outcome {
    Outcome::Nothing(Nothing { why: why.to_owned(), may_come })
}
