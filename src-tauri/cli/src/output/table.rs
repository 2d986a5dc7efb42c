//! Plain tables: aligned by what a terminal shows, never wider than it needs.

use super::visible::visible;
use unicode_width::UnicodeWidthStr;

/// A table with its headings; cells are made visible here.
pub fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| visible(cell)).collect()).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
        cells.chain([headings[column].width()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let line = |cells: &[&str]| {
        let mut out = String::new();
        for (column, cell) in cells.iter().enumerate() {
            out.push_str(cell);
            if column + 1 < cells.len() {
                out.push_str(&" ".repeat(widths[column].saturating_sub(cell.width()) + 2));
            }
        }
        out.trim_end().to_owned()
    };
    let mut lines = vec![line(headings)];
    lines.extend(rows.iter().map(|row| line(&row.iter().map(String::as_str).collect::<Vec<_>>())));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_what_is_shown() {
        let shown = table(
            &["Name", "min"],
            &[vec!["王小明".into(), "4.64".into()], vec!["Hari".into(), "6.81".into()]],
        );
        assert_eq!(shown, "Name    min\n王小明  4.64\nHari    6.81");
    }
}
