//! The first source: attendance reports of the meeting behind the join link.

use super::gather::{Gather, counted};
use super::series::How;
use super::{Job, Nothing, Outcome};
use crate::error::Result;
use futures::{StreamExt, TryStreamExt};
use rollbook_core::calls::{Surroundings, judge};
use rollbook_core::observation::Source;
use rollbook_microsoft::graph::keep::Fetched;
use rollbook_microsoft::graph::meetings::OnlineMeeting;
use rollbook_microsoft::graph::{Graph, GraphError, interpret, reports};
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
        let Some((meeting, how)) = self.meeting(&graph, &link).await? else {
            return Ok(nothing("Microsoft does not know a scheduled meeting with this join link", false));
        };
        match how {
            How::Asked => {}
            How::Kept => gather.info(
                &self.progress,
                "Microsoft does not know this join link any more; the meeting that it led to before is asked.".to_owned(),
            ),
            How::ByLikelyId => gather.info(
                &self.progress,
                "Microsoft does not find this join link; the meeting was found by the id that such links have.".to_owned(),
            ),
        }
        self.inputs.organizers.extend(meeting.organizer_oid.clone());
        let body = serde_json::to_string(&meeting).map_err(|_| crate::error::Error::internal("lookup"))?;
        gather.push(AnswerKind::Lookup, &meeting.id, 0, body);
        self.progress.say("Reading the list of attendance reports…");
        let Some(listed) = self.reports_of(&graph, &meeting.id).await? else {
            return Ok(nothing("the meeting has no attendance reports", true));
        };
        gather.server_now = listed.server_now;
        gather.skipped(&self.progress, "Attendance reports", listed.skipped);
        if listed.items.is_empty() {
            return Ok(nothing("the meeting has no attendance report", true));
        }
        let total = listed.items.len();
        let full = total >= reports::MOST_LISTED;
        let oldest = listed.items.iter().filter_map(|report| self.start_of(report)).min();
        let (ours, others): (Vec<Fetched>, Vec<Fetched>) =
            listed.items.into_iter().partition(|r| self.is_ours(r));
        let day = self.loaded.meeting.class.local_day().format("%-d %b");
        gather.info(
            &self.progress,
            format!("Attendance reports: {total} listed, {} of the class on {day}.", ours.len()),
        );
        // A report that a full list leaves out may be older than all that it names, and is not gone for that.
        if !listed.incomplete && !full {
            let named = ours.iter().chain(&others).map(|report| report.id.clone()).collect();
            gather.answers.named.push((AnswerKind::Report, named));
        }
        if full {
            gather.warn(
                &self.progress,
                format!(
                    "Microsoft lists only the {} newest reports of a meeting: fetch the older classes of this series before theirs drop out of the list.",
                    reports::MOST_LISTED
                ),
            );
        }
        if ours.is_empty() && full && oldest.is_some_and(|oldest| self.end() <= oldest) {
            return Ok(nothing(
                "Microsoft lists only the 50 newest reports of a meeting, and this class is older than all of them",
                false,
            ));
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

    fn start_of(&self, report: &Fetched) -> Option<chrono::DateTime<chrono::Utc>> {
        interpret::report(&report.body, None, &self.inputs.tenant)?.start
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
