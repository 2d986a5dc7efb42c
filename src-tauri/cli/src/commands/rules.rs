//! The rules, and what others would change.

use super::{Result, class};
use crate::arguments::Rules;
use crate::exit::Exit;
use crate::output::{Output, text};
use rollbook_engine::{Engine, Error};
use serde_json::json;

pub async fn rules(engine: &Engine, rules: &Rules, output: &Output) -> Result {
    match rules {
        Rules::Show => {
            let rules = engine.rules();
            output.answer(&rules, || text::rules(&rules));
        }
        Rules::Preview { rules, meetings, course } => {
            let changes: Vec<(String, String)> =
                rules.iter().map(|rule| change(rule)).collect::<Result<_>>()?;
            let mut only = match course {
                Some(course) => engine.meetings_of_course(course).await?,
                None => vec![],
            };
            for meeting in meetings {
                only.push(class(engine, meeting).await?);
            }
            if course.is_some() && only.is_empty() {
                return Err(Error::bad_input(
                    "No class of this course has begun, so nobody would change.",
                    "Choose another course, or leave --course out.",
                )
                .into());
            }
            let found = engine.preview_rules(&changes, &only).await?;
            output.answer(&found, || text::preview(&found));
        }
        Rules::Adopt { meetings } => {
            let mut classes = Vec::new();
            for meeting in meetings {
                classes.push(class(engine, meeting).await?);
            }
            let mut adopted = Vec::new();
            for id in &classes {
                adopted.push(engine.adopt_rules(id).await?);
            }
            output.answer(&json!({ "meetings": adopted }), || {
                adopted.iter().map(text::reconciled).collect::<Vec<_>>().join("\n\n")
            });
        }
    }
    Ok(Exit::DONE)
}

/// `min_present_percent=60`, with or without `rules.` before it.
fn change(text: &str) -> Result<(String, String)> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(Error::bad_input(
            format!("{text:?} is not of the form RULE=VALUE."),
            "Write it as min_present_percent=60.",
        )
        .into());
    };
    let name = name.trim();
    let key = if name.starts_with("rules.") { name.to_owned() } else { format!("rules.{name}") };
    Ok((key, value.trim().to_owned()))
}
