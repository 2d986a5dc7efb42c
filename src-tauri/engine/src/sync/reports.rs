//! The first source: attendance reports of the meeting behind the join link, or of the webinar or town hall.

use super::gather::Gather;
use super::job::{Job, Nothing, Outcome, Prospect};
use crate::error::Result;
use rollbook_core::calls::{Surroundings, judge};
use rollbook_core::join_link;
use rollbook_core::observation::Source;
use rollbook_microsoft::graph::keep::Fetched;
use rollbook_microsoft::graph::paging::Pages;
use rollbook_microsoft::graph::reports::{self, Holder};
use rollbook_microsoft::graph::{Graph, GraphError, interpret, virtual_events};
use rollbook_store::answers::AnswerKind;

/// Why an unknown meeting gives nothing.
const UNKNOWN: &str = "Microsoft does not know a scheduled meeting with this join link";

impl Job<'_> {
    pub(super) async fn reports(&mut self, gather: &mut Gather) -> Result<Outcome> {
        let Some(link) = self.loaded.meeting.class.join_url.clone() else {
            return Ok(nothing(
                "the class has no join link by which Microsoft could find its report",
                Prospect::None,
            ));
        };
        let graph = self.engine.graph(&self.account)?;
        let of_meeting = self.of_meeting(&graph, &link, gather).await?;
        let Outcome::Nothing(_) = &of_meeting else { return Ok(of_meeting) };
        if self.engine.config().webinars
            && let Some(found) = self.of_event(&graph, &link, gather).await?
        {
            return Ok(found);
        }
        Ok(of_meeting)
    }

    async fn of_meeting(&mut self, graph: &Graph, link: &str, gather: &mut Gather) -> Result<Outcome> {
        self.progress.say("Looking for the meeting…");
        let Some((meeting, how)) = self.meeting(graph, link).await? else {
            return Ok(nothing(UNKNOWN, Prospect::UnknownMeeting));
        };
        self.progress.say("Reading the list of attendance reports…");
        let holder = Holder::meeting(&meeting.id);
        let Some(listed) = self.reports_of(graph, &holder).await? else {
            return Ok(nothing("the meeting has no attendance reports", Prospect::MayCome));
        };
        if let Some(sentence) = how.sentence() {
            gather.info(&self.progress, sentence.to_owned());
        }
        self.inputs.organizers.extend(meeting.organizer_oid.clone());
        let body = serde_json::to_string(&meeting).map_err(|_| crate::error::Error::internal("lookup"))?;
        gather.push(AnswerKind::Lookup, &meeting.id, 0, body);
        if listed.items.is_empty() && listed.skipped == 0 {
            if !listed.incomplete {
                gather.answers.named.push((AnswerKind::Report, vec![]));
            }
            return Ok(nothing("the meeting has no attendance report", Prospect::MayCome));
        }
        self.choose(graph, vec![(holder, listed)], gather).await
    }

    /// Of a webinar or town hall; `None` where the class is none.
    async fn of_event(&mut self, graph: &Graph, link: &str, gather: &mut Gather) -> Result<Option<Outcome>> {
        self.progress.say("Looking for a webinar or town hall…");
        let class = self.loaded.meeting.class.reach();
        let holders = match virtual_events::sessions_of(graph, link, class, self.context).await {
            Ok(holders) => holders,
            Err(GraphError::Forbidden { .. } | GraphError::NotOrganizer { .. }) => {
                gather.warn(
                    &self.progress,
                    "Your webinars and town halls could not be asked for: sign in again, so that Microsoft asks you for the \
                     permission VirtualEvent.Read, or ask IT to allow it."
                        .to_owned(),
                );
                return Ok(None);
            }
            Err(GraphError::NotFound { .. } | GraphError::BadRequest { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut listed = Vec::new();
        for holder in holders {
            if let Some(reports) = self.reports_of(graph, &holder).await? {
                listed.push((holder, reports));
            }
        }
        if listed.iter().all(|(_, reports)| reports.items.is_empty()) {
            return Ok(None);
        }
        gather.answers.named.retain(|(kind, _)| *kind != AnswerKind::Report);
        self.choose(graph, listed, gather).await.map(Some)
    }

    /// The last resort for a meeting that Microsoft does not know any more: it keeps a meeting 60 days after its last use and
    /// its reports for a year, so they may still answer under the id that links of this form have. `None` where not.
    pub(super) async fn of_expired(&mut self, gather: &mut Gather) -> Result<Option<Outcome>> {
        let link = self.loaded.meeting.class.join_url.as_deref();
        let Some(id) = link.and_then(join_link::likely_id) else { return Ok(None) };
        let graph = self.engine.graph(&self.account)?;
        let holder = Holder::meeting(&id);
        let listed = match reports::list(&graph, &holder, self.context).await {
            Ok(listed) if !listed.items.is_empty() => listed,
            // Whatever is said of an id that was guessed says nothing of the class.
            Err(GraphError::Transport(error)) => return Err(error.into()),
            Ok(_) | Err(_) => return Ok(None),
        };
        let found = self.choose(&graph, vec![(holder, listed)], gather).await?;
        if matches!(found, Outcome::Nothing(_)) {
            return Ok(None);
        }
        gather.info(
            &self.progress,
            "Microsoft does not know this meeting any more; its reports were found by the id that such links have."
                .to_owned(),
        );
        Ok(Some(found))
    }

    /// Which of the listed reports are of the class, and reads them.
    async fn choose(
        &mut self,
        graph: &Graph,
        listed: Vec<(Holder, Pages<Vec<Fetched>>)>,
        gather: &mut Gather,
    ) -> Result<Outcome> {
        gather.server_now = listed.iter().find_map(|(_, pages)| pages.server_now);
        let skipped = listed.iter().map(|(_, pages)| pages.skipped).sum();
        gather.skipped(&self.progress, "Attendance reports", skipped);
        let incomplete = listed.iter().any(|(_, pages)| pages.incomplete);
        let full = listed.iter().any(|(_, pages)| pages.items.len() >= reports::MOST_LISTED);
        let all: Vec<(Holder, Fetched)> = listed
            .into_iter()
            .flat_map(|(holder, pages)| pages.items.into_iter().map(move |report| (holder.clone(), report)))
            .collect();
        let oldest = all.iter().filter_map(|(_, report)| self.start_of(report)).min();
        // A report that a full list leaves out may be older than all that it names, and is not gone for that.
        if !incomplete && !full {
            let named = all.iter().map(|(_, report)| report.id.clone()).collect();
            gather.answers.named.push((AnswerKind::Report, named));
        }
        let total = all.len();
        let (ours, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, report)| self.is_ours(report));
        let day = self.loaded.meeting.class.local_day().format("%-d %b");
        gather.info(
            &self.progress,
            format!("Attendance reports: {total} listed, {} of the class on {day}.", ours.len()),
        );
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
            return Ok(Outcome::Nothing(Nothing {
                why: "Microsoft lists only the 50 newest reports of a meeting, and this class is older than all of them".to_owned(),
                prospect: Prospect::OutOfReach,
            }));
        }
        if ours.is_empty() {
            return Ok(nothing(
                "none of the meeting's attendance reports is of the time of this class",
                Prospect::MayCome,
            ));
        }
        // What else there was that day is listed beside them, read like them, so that it can be counted by hand.
        let near = others.into_iter().filter(|(_, report)| self.is_of_the_day(report));
        let wanted = ours.into_iter().chain(near).collect();
        let incomplete = self.read_records(graph, wanted, gather).await? || incomplete;
        Ok(Outcome::Data {
            source: Source::AttendanceReports,
            explanation: "From Microsoft's attendance report.".to_owned(),
            incomplete,
        })
    }

    pub(super) fn is_ours(&self, report: &Fetched) -> bool {
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
}

fn nothing(why: &str, prospect: Prospect) -> Outcome {
    Outcome::Nothing(Nothing { why: why.to_owned(), prospect })
}
