//! Rules as decisions: previewed before they apply, undoable, and never changing a class that was already uploaded.

use crate::config::{Config, KEYS, Key};
use crate::decide::decision;
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::loaded::Loaded;
use crate::present;
use crate::view::{ReconcileView, RulesPreviewClassView, RulesPreviewView, RulesView, StatusChangeView};
use rollbook_core::MeetingId;
use rollbook_core::preview::{StatusChange, preview};
use rollbook_core::rules::Rules;
use rollbook_store::decisions::{Decision, DecisionKind, NewDecision};
use rollbook_store::{Store, meetings, uploads};
use serde_json::{Value, json};

/// Where the rules of a class come from; the words are those of the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RulesFrom {
    /// The settings in force.
    Settings,
    /// The upload that put the class into the LMS.
    Upload,
}

impl RulesFrom {
    pub fn word(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Upload => "upload",
        }
    }
}

/// Subject of the decision that an uploaded class shall follow the settings again.
const FOLLOW: &str = "rules";

/// The rules that stand for a class (presence rules, section 5: past, uploaded classes never change by themselves).
pub(crate) fn in_force(
    store: &Store,
    id: &MeetingId,
    settings: Rules,
    standing: &[Decision],
) -> rollbook_store::Result<(Rules, RulesFrom)> {
    let Some((rules, uploaded_at)) = uploads::rules_in_force(store, id)? else {
        return Ok((settings, RulesFrom::Settings));
    };
    let follows = standing.iter().any(|d| {
        let here = d.decision.kind == DecisionKind::Rule && d.decision.meeting_id.as_ref() == Some(id);
        here && d.decision.subject == FOLLOW && !d.decision.after.is_null() && d.at >= uploaded_at
    });
    Ok(match serde_json::from_value(rules) {
        Ok(rules) if !follows => (rules, RulesFrom::Upload),
        _ => (settings, RulesFrom::Settings),
    })
}

impl Engine {
    /// The rules of the settings.
    #[must_use]
    pub fn rules(&self) -> RulesView {
        present::rules(&self.config().rules)
    }

    /// Changes a setting as the instructor does: a rule is a decision, in the history and undoable.
    pub async fn change_setting(&self, name: &str, text: &str) -> Result<()> {
        let Some(key) = Key::named(name).filter(|key| is_rule(key)) else {
            return self.set_setting(name, text);
        };
        let (was, was_set) = self.config_file().get(key);
        let before = if was_set { was.clone() } else { Value::Null };
        self.set_setting(name, text)?;
        let (is, _) = self.config_file().get(key);
        if was == is {
            return Ok(());
        }
        let after = if text.trim().is_empty() { Value::Null } else { is.clone() };
        let step = NewDecision {
            meeting_id: None,
            course_id: None,
            kind: DecisionKind::Rule,
            subject: name.to_owned(),
            before: before.clone(),
            after,
            what: format!("{name}: {} instead of {}", plain(&is), plain(&was)),
        };
        match self.write_down(vec![step]).await {
            // Settings are for mending a folder that does not open, too: then there is no history to write to.
            Err(error) if error.code == Code::Locked => Ok(()),
            Err(error) => {
                self.set_setting(name, &plain(&before))?;
                Err(error)
            }
            Ok(()) => Ok(()),
        }
    }

    /// Brings config.toml to where an undone or redone step says.
    pub(crate) fn put_rules(&self, steps: &[Decision], value: fn(&NewDecision) -> &Value) -> Result<()> {
        let rules = steps.iter().map(|step| &step.decision);
        for rule in rules.filter(|d| d.kind == DecisionKind::Rule && d.meeting_id.is_none()) {
            self.set_setting(&rule.subject, &plain(value(rule)))?;
        }
        Ok(())
    }

    /// Who would change under other rules, class by class; nothing is changed. `changes` are keys of the settings with
    /// their texts; `only` names classes, empty for all that have data.
    pub async fn preview_rules(
        &self,
        changes: &[(String, String)],
        only: &[MeetingId],
    ) -> Result<RulesPreviewView> {
        let (now, then) = (self.config().rules, self.rules_with(changes)?);
        let only = only.to_vec();
        let classes = self.db(move |store| {
            let mut classes = Vec::new();
            for meeting in meetings::list(store, None, None)? {
                if only.is_empty() || only.contains(&meeting.class.id) {
                    classes.extend(class_preview(store, &meeting.class.id, now, then)?);
                }
            }
            Ok(classes)
        });
        let classes: Vec<RulesPreviewClassView> = classes.await?;
        let changing = classes.iter().filter(|class| !class.uploaded && !class.changes.is_empty());
        let students = changing.clone().map(|class| class.changes.len()).sum();
        Ok(RulesPreviewView {
            before: present::rules(&now),
            after: present::rules(&then),
            students: present::count(students),
            meetings: present::count(changing.count()),
            uploaded: present::count(classes.iter().filter(|class| class.uploaded).count()),
            classes: classes.into_iter().filter(|class| !class.changes.is_empty()).collect(),
        })
    }

    /// Lets an uploaded class follow the settings again.
    pub async fn adopt_rules(&self, id: &MeetingId) -> Result<ReconcileView> {
        let loaded = self.load(id).await?;
        if loaded.rules_from == RulesFrom::Upload {
            let what = format!("{}: rules of the settings", loaded.meeting.class.title);
            let after = json!(RulesFrom::Settings.word());
            self.write_down(vec![decision(&loaded, DecisionKind::Rule, FOLLOW, Value::Null, after, what)])
                .await?;
        }
        self.reconcile(id).await
    }

    fn rules_with(&self, changes: &[(String, String)]) -> Result<Rules> {
        let mut file = self.config_file().clone();
        for (name, text) in changes {
            if !Key::named(name).is_some_and(is_rule) {
                let names: Vec<&str> = KEYS.iter().filter(|key| is_rule(key)).map(|key| key.name).collect();
                return Err(Error::bad_input(
                    format!("{name:?} is not a rule."),
                    format!("The rules are {}.", names.join(", ")),
                ));
            }
            file.try_on(name, text)?;
        }
        Ok(Config::of(&file, self.config().timezone).rules)
    }
}

fn is_rule(key: &Key) -> bool {
    key.name.starts_with("rules.")
}

/// A value as it is typed; the empty text for none.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn class_preview(
    store: &Store,
    id: &MeetingId,
    now: Rules,
    then: Rules,
) -> rollbook_store::Result<Option<RulesPreviewClassView>> {
    let before = Loaded::read(store, id, now)?;
    if before.run.is_none() || before.roster.is_empty() {
        return Ok(None);
    }
    let uploaded = before.rules_from == RulesFrom::Upload;
    let after = before.reconcile_under(store, then)?;
    Ok(Some(RulesPreviewClassView {
        meeting_id: id.to_string(),
        title: before.meeting.class.title.clone(),
        date: before.meeting.class.local_day(),
        uploaded,
        changes: preview(&before.reconcile(), &after).into_iter().map(change).collect(),
    }))
}

fn change(change: StatusChange) -> StatusChangeView {
    StatusChangeView {
        student_id: change.student.to_string(),
        name: change.name,
        before: change.before.word().to_owned(),
        after: change.after.word().to_owned(),
        reasons: change.reasons,
    }
}
