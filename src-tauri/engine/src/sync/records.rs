//! The records of the reports: who was there, and what the reports leave out.

use super::gather::{Gather, counted};
use super::job::Job;
use crate::error::Result;
use futures::StreamExt;
use rollbook_core::observation::Call;
use rollbook_microsoft::graph::keep::{Fetched, FetchedList};
use rollbook_microsoft::graph::paging::Pages;
use rollbook_microsoft::graph::reports::Holder;
use rollbook_microsoft::graph::{Graph, GraphError, interpret, reports};
use rollbook_store::answers::AnswerKind;

/// Reports whose records are read at the same time; the mailbox allows four requests.
const AT_ONCE: usize = 4;

/// What was read.
#[derive(Default)]
struct Read {
    done: usize,
    people: usize,
    incomplete: bool,
    /// Reports of other times of the day that could not be read.
    beside: usize,
}

impl Job<'_> {
    /// Reads the records of these reports; true where a list was cut short. A report that is not of the class is shown
    /// beside it only, so that the class does not fail with it.
    pub(super) async fn read_records(
        &self,
        graph: &Graph,
        wanted: Vec<(Holder, Fetched)>,
        gather: &mut Gather,
    ) -> Result<bool> {
        let total = wanted.len();
        let read = |(holder, report): (Holder, Fetched)| async move {
            let records = reports::records(graph, &holder, &report.id, self.context).await;
            (report, records)
        };
        let mut answers = futures::stream::iter(wanted.into_iter().map(read)).buffered(AT_ONCE);
        let mut so_far = Read::default();
        while let Some((report, records)) = answers.next().await {
            match records {
                Ok(records) => self.keep_records(&report, records, &mut so_far, gather),
                Err(error) if self.is_ours(&report) || concerns_all(&error) => return Err(error.into()),
                Err(_) => so_far.beside += 1,
            }
            so_far.done += 1;
            let done = so_far.done;
            self.progress.step(done, total, || format!("Attendance reports: {done} of {total} read"));
        }
        if so_far.beside > 0 {
            let reports = counted(so_far.beside, "report", "reports");
            gather.warn(&self.progress, format!("{reports} of other times of the day could not be read."));
        }
        let reports = counted(total - so_far.beside, "report", "reports");
        let records = counted(so_far.people, "record", "records");
        gather.info(&self.progress, format!("People: {records} in {reports}."));
        Ok(so_far.incomplete)
    }

    fn keep_records(
        &self,
        report: &Fetched,
        records: Pages<FetchedList>,
        so_far: &mut Read,
        gather: &mut Gather,
    ) {
        so_far.people += records.items.len();
        so_far.incomplete |= records.incomplete;
        gather.skipped(&self.progress, "Attendance records", records.skipped);
        gather.keep(AnswerKind::Report, report);
        let (skipped, body) = (records.skipped, records.items.into_body());
        if let Some(call) = interpret::report(&report.body, Some(&body), &self.inputs.tenant)
            && self.is_ours(report)
        {
            match call.end {
                Some(end) => gather.last_end = gather.last_end.max(Some(end)),
                None => gather.running = true,
            }
            self.say_what_is_left_out(&call, skipped, gather);
        }
        gather.push(AnswerKind::Records, &report.id, report.version, body);
    }

    /// Reports may lack people and times by policy (Teams admin, "Microsoft Teams meeting attendance report").
    fn say_what_is_left_out(&self, call: &Call, skipped: usize, gather: &mut Gather) {
        let records = call.records.as_deref().unwrap_or_default();
        if !records.is_empty() && records.iter().all(|record| record.stays.is_empty()) {
            gather.info(
                &self.progress,
                "The report says only who attended, not when: a policy of your institution. Nobody in it counts as absent; \
                 for how long they were there is not known."
                    .to_owned(),
            );
        }
        let left_out = usize::try_from(call.left_out()).unwrap_or_default().saturating_sub(skipped);
        if left_out > 0 {
            let people = counted(left_out, "person", "people");
            gather.warn(
                &self.progress,
                format!(
                    "Microsoft counts {people} more than the report names: whoever opted out of attendance reports is \
                     left out of it. Somebody who looks absent may have been there."
                ),
            );
        }
    }
}

/// Trouble that the next request would meet as well.
fn concerns_all(error: &GraphError) -> bool {
    !matches!(
        error,
        GraphError::NotFound { .. }
            | GraphError::BadRequest { .. }
            | GraphError::Forbidden { .. }
            | GraphError::ServerFault { .. }
    )
}
