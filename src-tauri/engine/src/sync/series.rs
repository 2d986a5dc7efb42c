//! From a class's link to its meeting, and the list of the meeting's reports: asked for once for all classes of a series
//! that are synced together.
//!
//! A series is one meeting at Microsoft. Whoever fetches forty classes of it one by one asks forty times for the same two
//! answers.

use super::job::Job;
use crate::engine::Engine;
use crate::error::{Error, Result};
use rollbook_core::join_link;
use rollbook_microsoft::graph::keep::Fetched;
use rollbook_microsoft::graph::meetings::{self, Lookup, OnlineMeeting};
use rollbook_microsoft::graph::paging::Pages;
use rollbook_microsoft::graph::reports::{self, Holder};
use rollbook_microsoft::graph::{Graph, GraphError};
use rollbook_store::answers::{self, AnswerKind};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// How a meeting was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By its link or its number.
    Asked,
    /// Microsoft does not know the link any more; an earlier sync kept the meeting.
    Kept,
    /// By the id that links of this form have had so far.
    ByLikelyId,
}

impl How {
    /// What the log says of it.
    pub(super) fn sentence(self) -> Option<&'static str> {
        match self {
            Self::Asked => None,
            Self::Kept => Some(
                "Microsoft does not know this join link any more; the meeting that it led to before is asked.",
            ),
            Self::ByLikelyId => Some(
                "Microsoft does not find this join link; the meeting was found by the id that such links have.",
            ),
        }
    }
}

type Cells<T> = Mutex<BTreeMap<String, Arc<OnceCell<T>>>>;

/// What the classes of one sync share.
#[derive(Default)]
pub(super) struct Series {
    found: Cells<Option<(OnlineMeeting, How)>>,
    listed: Cells<Option<Pages<Vec<Fetched>>>>,
}

fn cell<T>(cells: &Cells<T>, key: String) -> Arc<OnceCell<T>> {
    cells.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
}

impl Job<'_> {
    /// The meeting behind the class's link; `None` where Microsoft does not know it.
    pub(super) async fn meeting(&self, graph: &Graph, link: &str) -> Result<Option<(OnlineMeeting, How)>> {
        let key = join_link::key(link).unwrap_or_else(|| link.to_owned());
        let cell = cell(&self.series.found, format!("{} {key}", self.account.id));
        cell.get_or_try_init(|| self.find(graph, link)).await.cloned()
    }

    /// The reports of a meeting or of a session; `None` where it has none (404).
    pub(super) async fn reports_of(
        &self,
        graph: &Graph,
        holder: &Holder,
    ) -> Result<Option<Pages<Vec<Fetched>>>> {
        let cell = cell(&self.series.listed, format!("{} {}", self.account.id, holder.key()));
        let list = || async {
            match reports::list(graph, holder, self.context).await {
                Err(GraphError::NotFound { .. }) => Ok(None),
                listed => Ok::<_, Error>(Some(listed?)),
            }
        };
        cell.get_or_try_init(list).await.cloned()
    }

    /// Asks in the order of what each answer is worth, and stops at the first that is one.
    async fn find(&self, graph: &Graph, link: &str) -> Result<Option<(OnlineMeeting, How)>> {
        if !join_link::is_number_only(link) {
            for spelling in join_link::spellings(link) {
                if let Some(found) = known(meetings::by_join_url(graph, &spelling, self.context).await)? {
                    return Ok(Some((found, How::Asked)));
                }
            }
        }
        if let Some(number) = join_link::number_of(link)
            && let Some(found) = known(meetings::by_meeting_id(graph, &number, self.context).await)?
        {
            return Ok(Some((found, How::Asked)));
        }
        if let Some(kept) = self.engine.kept_meeting(link).await? {
            return Ok(Some((kept, How::Kept)));
        }
        if let Some(id) = join_link::likely_id(link) {
            let found = known(meetings::by_id(graph, &id, self.context).await)?;
            return Ok(found.map(|found| (found, How::ByLikelyId)));
        }
        Ok(None)
    }
}

fn known(answer: std::result::Result<Lookup, GraphError>) -> Result<Option<OnlineMeeting>> {
    match answer {
        Ok(Lookup::Found(meeting)) => Ok(Some(meeting)),
        Ok(Lookup::NotFound { .. }) | Err(GraphError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Engine {
    /// The meeting that an earlier sync found behind this link, for this class or another one of its series.
    async fn kept_meeting(&self, link: &str) -> Result<Option<OnlineMeeting>> {
        let key = join_link::key(link);
        let kept = self.db(move |store| {
            for meeting in rollbook_store::meetings::list(store, None, None)?.into_iter().rev() {
                let same = meeting.class.join_url.as_deref().and_then(join_link::key) == key;
                if same && let Some(body) = answers::newest(store, &meeting.class.id, AnswerKind::Lookup)? {
                    return Ok(Some(body));
                }
            }
            Ok(None)
        });
        Ok(kept.await?.and_then(|body| serde_json::from_str(&body).ok()))
    }
}
