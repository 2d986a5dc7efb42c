//! `rollbook rules`: who would change under other rules.

use super::RulesView;
use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

/// One student whose status would change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StatusChangeView {
    /// Which student.
    pub student_id: String,
    /// Name.
    pub name: String,
    /// Status now.
    pub before: String,
    /// Status then.
    pub after: String,
    /// Why it would be so, in words.
    pub reasons: Vec<String>,
}

/// The changes in one class.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RulesPreviewClassView {
    /// Which class.
    pub meeting_id: String,
    /// Its title.
    pub title: String,
    /// Its local day.
    #[ts(as = "String")]
    pub date: NaiveDate,
    /// True where the class is in the LMS already: it keeps the rules of its upload, and these changes come only when the
    /// instructor lets it follow the settings.
    pub uploaded: bool,
    /// Who would change.
    pub changes: Vec<StatusChangeView>,
}

/// `rollbook rules preview`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RulesPreviewView {
    /// The rules of the settings.
    pub before: RulesView,
    /// The rules that were asked about.
    pub after: RulesView,
    /// How many statuses would change, uploaded classes aside.
    pub students: u32,
    /// In how many classes.
    pub meetings: u32,
    /// How many uploaded classes keep their rules.
    pub uploaded: u32,
    /// The classes with changes, oldest first.
    pub classes: Vec<RulesPreviewClassView>,
}
