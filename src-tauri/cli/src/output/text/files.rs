//! Files before and after they are imported.

use super::at;
use crate::output::table::table;
use crate::output::visible::visible;
use chrono_tz::Tz;
use rollbook_engine::view::{FileView, FilesView, RosterFileView};
use serde_json::Value;

pub fn files(view: &FilesView, own: Tz) -> String {
    view.files.iter().map(|file| one(file, own)).collect::<Vec<_>>().join("\n\n")
}

fn one(file: &FileView, own: Tz) -> String {
    let mut lines = vec![visible(&file.name)];
    if let Some(first) = &file.same_as {
        lines.push(format!("  the same content as {}: it counts once", visible(first)));
    }
    if let Some(reading) = &file.reading {
        let span = match (reading.start, reading.end) {
            (Some(start), Some(end)) => format!(", {} to {}", at(start, own), at(end, own)),
            _ => String::new(),
        };
        lines.push(format!(
            "  {}: {} people, {} stays{span} ({})",
            reading.description,
            reading.people,
            reading.stays,
            own.name()
        ));
        for note in &reading.notes {
            let line = note.line.map_or_else(String::new, |line| format!("line {line}: "));
            lines.push(format!("  {}: {line}{}", note.level, visible(&note.message)));
        }
    }
    if let Some(problem) = &file.problem {
        lines.push(format!("  {}", visible(&problem.message)));
        for reading in problem.details.get("readings").and_then(Value::as_array).into_iter().flatten() {
            let word = |key| reading.get(key).and_then(Value::as_str).unwrap_or("?");
            lines.push(format!("  {}: {} to {}", word("order"), word("first"), word("last")));
        }
        lines.push(format!("  {}", problem.hint));
    }
    for (at_top, class) in file.classes.iter().enumerate() {
        let word = if file.sure && at_top == 0 { "is of" } else { "may be of" };
        let before = if class.imported { "; imported there before" } else { "" };
        let when = at(class.start, own);
        lines.push(format!("  {word} {} ({when}): {}{before}", visible(&class.title), class.reason));
    }
    if file.reading.is_some() && file.classes.is_empty() {
        lines.push("  fits no class that is known here".to_owned());
    }
    lines.join("\n")
}

pub fn roster_file(view: &RosterFileView, dry_run: bool) -> String {
    let mut lines = Vec::new();
    let columns: Vec<Vec<String>> = view
        .columns
        .iter()
        .map(|column| {
            let samples = column.samples.join(", ");
            vec![(column.index + 1).to_string(), column.heading.clone(), column.role.clone(), samples]
        })
        .collect();
    lines.push(table(&["", "Heading", "Is", "For example"], &columns));
    lines.push(String::new());
    if let Some(problem) = &view.problem {
        lines.push(format!("{}\n{}", visible(&problem.message), problem.hint));
        return lines.join("\n");
    }
    for row in &view.skipped {
        lines.push(format!("line {}: passed over, {}", row.line, visible(&row.why)));
    }
    lines.extend(view.notes.iter().map(|note| visible(note)));
    let hidden = view.hidden.len();
    lines.push(format!(
        "{} students: {} new, {} changed, {hidden} no longer in the file",
        view.students.len(),
        view.added,
        view.changed
    ));
    lines.push(if dry_run { "Nothing was changed (dry run)." } else { "This is the roster now." }.to_owned());
    lines.join("\n")
}
