//! The fallback: call records of the day, the calls of the class among them, their sessions.
//!
//! Ask for little: the calls that the instructor took part in; the whole day only where none of them counts, or where
//! the user wants it. Sessions are read of the calls that count, nothing else.

use super::CallsMode;
use super::gather::{Gather, counted};
use super::job::{Job, Nothing, Outcome, Prospect};
use super::refusals::refused;
use crate::config::CallRecordsMode;
use crate::error::{Error, Result};
use crate::loaded::surroundings;
use futures::{StreamExt, TryStreamExt};
use rollbook_core::CallId;
use rollbook_core::attendance::derive;
use rollbook_core::calls::{Surroundings, judge};
use rollbook_core::class::Span;
use rollbook_core::observation::{Call, CallForm, Source};
use rollbook_microsoft::graph::keep::{Fetched, FetchedList};
use rollbook_microsoft::graph::{Graph, GraphError, call_records, interpret, participants, sessions};
use rollbook_store::answers::AnswerKind;
use std::collections::{BTreeMap, BTreeSet};

/// Calls whose details are read at the same time; the transport's own limit is over it.
const AT_ONCE: usize = 8;

/// A listed record with what is known of the call.
struct Listed {
    fetched: Fetched,
    call: Call,
    people: Option<FetchedList>,
}

impl Job<'_> {
    pub(super) async fn call_records(&mut self, gather: &mut Gather, why: &str) -> Result<Outcome> {
        let graph = self.engine.call_records_graph(&self.account).await?;
        let Some(span) = self.day(gather) else {
            return Ok(Outcome::Nothing(Nothing {
                why: "the class has not begun".to_owned(),
                prospect: Prospect::MayCome,
            }));
        };
        let all_day = self.options.calls == CallsMode::AllDay;
        let around = surroundings(&self.inputs, &self.loaded.roster, all_day);
        let whose = if all_day { vec![] } else { self.whose() };
        let (mut listed, mut incomplete) = self.list(&graph, span, &whose, gather).await?;
        self.ask_people(&graph, &mut listed, &around).await?;
        let mut counting = self.counting(&listed, &around);
        if counting.is_empty() && !all_day {
            gather.info(
                &self.progress,
                "None of your own calls belongs to the class, so the whole day is read.".to_owned(),
            );
            (listed, incomplete) = self.list(&graph, span, &[], gather).await?;
            self.ask_people(&graph, &mut listed, &around).await?;
            counting = self.counting(&listed, &around);
        }
        if listed.is_empty() {
            let why = "Microsoft has neither a report nor a call record of that day".to_owned();
            return Ok(Outcome::Nothing(Nothing { why, prospect: Prospect::MayCome }));
        }
        // An empty class would be taken for a fetched one while its record is still being written.
        if counting.is_empty() && self.too_early() {
            let why = "Microsoft has no call record of it yet, only of other calls of that day".to_owned();
            return Ok(Outcome::Nothing(Nothing { why, prospect: Prospect::MayCome }));
        }
        let ours = listed.iter().filter(|l| counting.contains_key(&l.call.id)).count();
        gather.info(&self.progress, self.summary(&listed, ours));
        let Some(lacking) = self.read_sessions(&graph, &listed, &counting, gather).await? else {
            let why = "Microsoft lists its call record, but does not give the sessions".to_owned();
            return Ok(Outcome::Nothing(Nothing { why, prospect: Prospect::MayCome }));
        };
        incomplete |= lacking;
        for one in listed {
            gather.keep(AnswerKind::CallRecord, &one.fetched);
            if let Some(people) = one.people {
                gather.keep_list(AnswerKind::Participants, &one.fetched.id, one.fetched.version, people);
            }
        }
        let explanation = if counting.is_empty() {
            format!(
                "From call records, because {why}; none of the day's calls is of this class by the rules."
            )
        } else {
            format!("From call records, because {why}.")
        };
        Ok(Outcome::Data { source: Source::CallRecords, explanation, incomplete })
    }

    /// The local day(s) of the class, widened so that a call just before midnight is seen, capped at the server's present:
    /// Graph refuses a filter that reaches into the future.
    fn day(&self, gather: &Gather) -> Option<Span> {
        let class = &self.loaded.meeting.class;
        let (day, reach) = (class.day_span(), class.reach());
        let present = gather.server_now.unwrap_or_else(|| self.engine.now());
        if present <= reach.start {
            return None;
        }
        let from =
            if self.options.calls == CallsMode::AllDay { day.start } else { day.start.min(reach.start) };
        Span::new(from, day.end.min(present)).filter(|span| span.start < span.end)
    }

    /// Whose calls to ask for first: the instructor's, and those of the meeting's organizer, where that is known to be
    /// somebody else. A relay answers for the instructor alone.
    fn whose(&self) -> Vec<String> {
        let mut whose = self.inputs.organizers.clone();
        if self.engine.config().call_records == CallRecordsMode::Relay {
            whose.truncate(1);
        }
        let mut seen = BTreeSet::new();
        whose.retain(|id| !id.is_empty() && seen.insert(id.to_lowercase()));
        whose
    }

    /// The records of these people, or of everybody.
    async fn list(
        &self,
        graph: &Graph,
        span: Span,
        whose: &[String],
        gather: &mut Gather,
    ) -> Result<(Vec<Listed>, bool)> {
        let day = self.loaded.meeting.class.day_span();
        let mut listed: BTreeMap<String, Listed> = BTreeMap::new();
        let mut read = 0;
        let mut on_day = 0;
        let on_page = |page: Vec<Fetched>| {
            for fetched in page {
                let known = listed.get(&fetched.id);
                if known.is_some_and(|known| known.fetched.version > fetched.version) {
                    continue;
                }
                let Some(call) = interpret::call_record(&fetched.body, None, None, &self.inputs.tenant)
                else {
                    continue;
                };
                // The same call may come with each of its people, and a newer version of it while the list is read.
                if known.is_none() {
                    read += 1;
                    on_day +=
                        usize::from(call.start.is_some_and(|start| day.start <= start && start < day.end));
                }
                listed.insert(fetched.id.clone(), Listed { fetched, call, people: None });
            }
            self.progress.count(|| format!("Call records: {read} read, {on_day} on {}", self.day_words()));
        };
        let refused = |error| self.refused(error);
        let (from, to) = (span.start, span.end);
        let end = if whose.is_empty() {
            call_records::list_all(graph, from, to, self.context, on_page).await
        } else {
            call_records::list_of(graph, from, to, whose, self.context, on_page).await
        };
        let end = end.map_err(refused)?;
        gather.skipped(&self.progress, "Call records", end.skipped);
        Ok((listed.into_values().collect(), end.incomplete))
    }

    /// Step 4 of the rules: `participants_v2` of the group calls that only their people can decide.
    async fn ask_people(&self, graph: &Graph, listed: &mut [Listed], around: &Surroundings) -> Result<()> {
        let class = &self.loaded.meeting.class;
        let open = |listed: &Listed| judge(&listed.call, class, around).people_would_tell;
        let ids: Vec<String> = listed.iter().filter(|l| open(l)).map(|l| l.fetched.id.clone()).collect();
        let size = graph.together(ids.len());
        let ask = |ids: Vec<String>| async move {
            let names: Vec<&str> = ids.iter().map(String::as_str).collect();
            let found = participants::list_together(graph, &names, self.context).await?;
            let found = there(found)?;
            Ok::<_, GraphError>(ids.into_iter().zip(found).collect::<Vec<_>>())
        };
        let together = ids.chunks(size).map(<[String]>::to_vec).map(ask);
        let mut asked = futures::stream::iter(together.collect::<Vec<_>>()).buffer_unordered(AT_ONCE);
        let mut people = BTreeMap::new();
        while let Some(found) = asked.try_next().await.map_err(|error| self.refused(error))? {
            people.extend(found.into_iter().filter_map(|(id, people)| Some((id, people?.items))));
        }
        for one in listed {
            let Some(people) = people.remove(&one.fetched.id) else { continue };
            if let Some(call) = interpret::call_record(
                &one.fetched.body,
                Some(&people.clone().into_body()),
                None,
                &self.inputs.tenant,
            ) {
                one.call = call;
            }
            one.people = Some(people);
        }
        Ok(())
    }

    /// The calls that count, by the rules and by the instructor's choices, with their forms.
    fn counting(&self, listed: &[Listed], around: &Surroundings) -> BTreeMap<CallId, CallForm> {
        let calls = listed.iter().map(|one| one.call.clone()).collect();
        let judged =
            derive(&self.loaded.meeting.class, calls, around, &self.loaded.call_choices, false).calls;
        judged.into_iter().filter(|j| j.verdict.included).map(|j| (j.call.id, j.call.form)).collect()
    }

    async fn read_sessions(
        &self,
        graph: &Graph,
        listed: &[Listed],
        counting: &BTreeMap<CallId, CallForm>,
        gather: &mut Gather,
    ) -> Result<Option<bool>> {
        let wanted = listed.iter().filter(|l| counting.contains_key(&l.call.id));
        let wanted: Vec<(Fetched, Call)> = wanted.map(|l| (l.fetched.clone(), l.call.clone())).collect();
        let total = wanted.len();
        let size = graph.together(total);
        let read = |calls: Vec<(Fetched, Call)>| async move {
            let names: Vec<_> = calls.iter().map(|(record, call)| (record.id.as_str(), call.form)).collect();
            let found = sessions::list_together(graph, &names, self.context).await?;
            let found = there(found)?;
            Ok::<_, GraphError>(calls.into_iter().zip(found).collect::<Vec<_>>())
        };
        let together: Vec<_> = wanted.chunks(size).map(<[_]>::to_vec).map(read).collect();
        let mut answers = futures::stream::iter(together).buffer_unordered(AT_ONCE);
        let (mut done, mut count, mut lacking, mut incomplete) = (0, 0, 0, false);
        let mut all = BTreeMap::new();
        while let Some(found) = answers.try_next().await.map_err(|error| self.refused(error))? {
            done += found.len();
            self.progress.step(done, total, || format!("Sessions: {done} of {total} calls read"));
            for ((record, call), found) in found {
                let Some(found) = found else {
                    lacking += 1;
                    continue;
                };
                count += found.items.len();
                incomplete |= found.incomplete;
                gather.skipped(&self.progress, "Sessions", found.skipped);
                gather.last_end = gather.last_end.max(call.end);
                all.insert(record.id, (record.version, found.items));
            }
        }
        if lacking > 0 {
            incomplete = true;
            let calls = counted(lacking, "call was listed whose", "calls were listed whose");
            gather.warn(
                &self.progress,
                format!("{calls} sessions Microsoft does not give (yet, or any more)."),
            );
        }
        if total > 0 && all.is_empty() {
            // An empty class would be taken for a fetched one.
            return Ok(None);
        }
        // In the order of ids, whatever came first over the wire.
        for (id, (version, items)) in all {
            gather.keep_list(AnswerKind::Sessions, &id, version, items);
        }
        if total > 0 {
            let calls = counted(total, "call", "calls");
            gather.info(&self.progress, format!("Sessions: {count} read from {calls}."));
        }
        Ok(Some(incomplete))
    }

    fn refused(&self, error: GraphError) -> Error {
        refused(self.engine.config().call_records, error)
    }

    fn summary(&self, listed: &[Listed], ours: usize) -> String {
        let day = self.loaded.meeting.class.day_span();
        let on_day =
            listed.iter().filter(|l| l.call.start.is_some_and(|s| day.start <= s && s < day.end)).count();
        let belong = if ours == 1 { "1 belongs" } else { &format!("{ours} belong") };
        format!(
            "Call records: {} read, {on_day} on {}, {belong} to this class.",
            listed.len(),
            self.day_words()
        )
    }

    fn day_words(&self) -> String {
        self.loaded.meeting.class.local_day().format("%-d %b").to_string()
    }
}

/// One record that is gone, or whose parts are not written yet, must not sink the others. `None` for it.
fn there<T>(
    answers: Vec<std::result::Result<T, GraphError>>,
) -> std::result::Result<Vec<Option<T>>, GraphError> {
    let there = |answer| match answer {
        Ok(found) => Ok(Some(found)),
        Err(GraphError::NotFound { .. } | GraphError::TooOld { .. }) => Ok(None),
        Err(error) => Err(error),
    };
    answers.into_iter().map(there).collect()
}
