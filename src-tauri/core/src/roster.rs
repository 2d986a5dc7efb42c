//! The course roster: the students that a class is reconciled with.

use crate::ids::StudentId;
use serde::{Deserialize, Serialize};

/// One student of a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// Id in this data folder; stable over roster changes.
    pub id: StudentId,
    /// The LMS's id.
    pub lms_id: Option<String>,
    /// Name as the LMS or file wrote it.
    pub name: String,
    /// Known e-mail addresses, the main one first.
    pub emails: Vec<String>,
    /// Login name.
    pub username: Option<String>,
    /// Directory object id, where it is known.
    pub object_id: Option<String>,
    /// Names of the groups or sections that the LMS has them in.
    #[serde(default)]
    pub groups: Vec<String>,
    /// False once the student is no longer in the roster: hidden, with the history kept.
    pub active: bool,
}
