//! What was written to a file.

use crate::output::visible::visible;
use rollbook_engine::view::ExportedView;

pub fn exported(view: &ExportedView) -> String {
    let rows = if view.rows == 1 { "1 row".to_owned() } else { format!("{} rows", view.rows) };
    let left_out = match view.left_out.len() {
        0 => String::new(),
        1 => "; 1 student is left out".to_owned(),
        count => format!("; {count} students are left out"),
    };
    format!("Written: {rows} to {}{left_out}.", visible(&view.path))
}
