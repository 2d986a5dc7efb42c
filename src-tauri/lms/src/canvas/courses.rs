//! Who the token belongs to, which courses they teach, and who is in them.

use super::{CanvasLms, PER_PAGE, rights, wire};
use crate::error::{LmsError, Nonsense};
use crate::lenient;
use crate::model::{Listed, LmsAccount, LmsCourse, LmsStudent};
use rollbook_transport::Context;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// In these roles somebody may take attendance.
const ROLES: [&str; 2] = ["teacher", "ta"];

impl CanvasLms {
    pub(super) async fn account(&self, ctx: &Context) -> Result<LmsAccount, LmsError> {
        let user = self.api.get(self.api.call(&["users", "self"], &[])?, "canvas-who", ctx).await?;
        let id = user.get("id").and_then(lenient::id).ok_or(LmsError::Nonsense(Nonsense::WrongShape))?;
        let mut courses: Vec<Value> = Vec::new();
        for role in ROLES {
            courses.extend(self.api.page(&self.of_role(role)?, "canvas-who-courses", ctx).await?.0);
        }
        courses.retain(|course| !wire::is_shut(course));
        let ids: BTreeSet<String> = courses.iter().filter_map(wire::course).map(|course| course.id).collect();
        let abilities = match courses.iter().find(|course| wire::course(course).is_some()) {
            Some(course) => self.rights_in(course, ctx).await?,
            None => rights::nowhere(),
        };
        let name = user.get("name").and_then(lenient::text);
        Ok(LmsAccount { id: Some(id), name, site: None, courses: ids.len(), abilities })
    }

    /// What the token may do in a course: as Canvas tells, else as the role usually may.
    async fn rights_in(&self, course: &Value, ctx: &Context) -> Result<Vec<crate::Ability>, LmsError> {
        let Some(LmsCourse { id, title }) = wire::course(course) else { return Ok(Vec::new()) };
        let query: Vec<_> = rights::NAMES.iter().map(|name| ("permissions[]", *name)).collect();
        let url = self.api.call(&["courses", &id, "permissions"], &query)?;
        match self.api.get(url, "canvas-rights", ctx).await {
            Ok(told) => Ok(rights::told(&told, &title)),
            // An older Canvas, or one that keeps this call from tokens.
            Err(LmsError::NotPermitted(_) | LmsError::NotFound(_) | LmsError::Refused { .. }) => {
                Ok(rights::by_role(course, &title))
            }
            Err(error) => Err(error),
        }
    }

    pub(super) async fn taught(&self, ctx: &Context) -> Result<Listed<LmsCourse>, LmsError> {
        let mut all = Listed::default();
        let mut seen = BTreeSet::new();
        for role in ROLES {
            let read = |record: &Value| wire::course(record).map(|course| (course, wire::is_shut(record)));
            let listed = self
                .api
                .list(self.of_role(role)?, "canvas-courses", read, |(course, _)| course.id.as_str(), ctx)
                .await?;
            all.skipped += listed.skipped;
            let open = listed.items.into_iter().filter(|(_, shut)| !shut).map(|(course, _)| course);
            all.items.extend(open.filter(|course| seen.insert(course.id.clone())));
        }
        Ok(all)
    }

    fn of_role(&self, role: &str) -> Result<Url, LmsError> {
        let query = [
            ("enrollment_type", role),
            // Teachers prepare courses before they are published.
            ("state[]", "unpublished"),
            ("state[]", "available"),
            PER_PAGE,
        ];
        self.api.call(&["courses"], &query)
    }

    pub(super) async fn roster(&self, course: &str, ctx: &Context) -> Result<Listed<LmsStudent>, LmsError> {
        let sections = self.section_names(course, ctx).await?;
        let query = [
            ("enrollment_type[]", "student"),
            ("enrollment_state[]", "active"),
            ("enrollment_state[]", "invited"),
            ("enrollment_state[]", "inactive"),
            ("include[]", "email"),
            ("include[]", "enrollments"),
            PER_PAGE,
        ];
        let url = self.api.call(&["courses", course, "users"], &query)?;
        let read = |record: &Value| wire::student(record, &sections);
        self.api.list(url, "canvas-students", read, |student| student.id.as_str(), ctx).await
    }

    /// Names of the course's sections by id; none where the token may not see them, for they are only a help.
    async fn section_names(&self, course: &str, ctx: &Context) -> Result<BTreeMap<String, String>, LmsError> {
        let url = self.api.call(&["courses", course, "sections"], &[PER_PAGE])?;
        match self.api.list(url, "canvas-sections", wire::section, |(id, _)| id.as_str(), ctx).await {
            Ok(listed) => Ok(listed.items.into_iter().collect()),
            Err(LmsError::NotPermitted(_)) => Ok(BTreeMap::new()),
            Err(error) => Err(error),
        }
    }
}
