#![allow(clippy::unwrap_used)]
use super::super::{Form, read};

fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
    let table = read(text.as_bytes()).unwrap().table;
    table.rows().map(|row| (row.line(), row.cells().map(str::to_owned).collect())).collect()
}

fn lines(text: &str) -> Vec<Vec<String>> {
    rows(text).into_iter().map(|(_, row)| row).collect()
}

#[test]
fn quotes_hold_separators_line_breaks_and_quotes() {
    let read = rows("a,\"b, \"\"c\"\"\",d\r\n\"x\r\ny\",,z\r\n1,2,3");
    assert_eq!(read[0], (1, vec!["a".into(), "b, \"c\"".into(), "d".into()]));
    assert_eq!(read[1], (2, vec!["x\r\ny".into(), String::new(), "z".into()]));
    assert_eq!(read[2], (4, vec!["1".into(), "2".into(), "3".into()]));
}

#[test]
fn quotes_in_names_are_letters() {
    let text =
        "Name\tMail\tRole\n\"Ace\" Miller\ta@x.org\tR\nSky \"Ace\" Name\ts@x.org\tR\n\"Ann\"\tn@x.org\tR\n";
    let read = lines(text);
    assert_eq!(read[1], ["\"Ace\" Miller", "a@x.org", "R"]);
    assert_eq!(read[2], ["Sky \"Ace\" Name", "s@x.org", "R"]);
    assert_eq!(read[3], ["Ann", "n@x.org", "R"]);
}

#[test]
fn a_lone_quote_swallows_nothing() {
    for separator in ["\t", ";", ","] {
        // The second quote would close the first one's cell.
        let text = "Name#Mail#Role\n\"Lone#a@x.org#R\nBob#b@x.org#R\nSky 5\"#s@x.org#R\nZoë#z@x.org#R\n"
            .replace('#', separator);
        let read = rows(&text);
        assert_eq!(read.len(), 5, "{separator:?}: {read:?}");
        assert_eq!(read[1], (2, vec!["\"Lone".into(), "a@x.org".into(), "R".into()]));
        assert_eq!(read[4].0, 5);
        let open = "a#b\n\"c#d\ne#f\n".replace('#', separator);
        assert_eq!(lines(&open)[1..], [["\"c", "d"], ["e", "f"]], "{separator:?}");
    }
}

#[test]
fn long_texts_with_line_breaks_are_one_cell() {
    let read = rows("Name,Mail,Note\nA,a@x.org,\"Dear all,\nhello, you\nbye\"\nB,b@x.org,\n");
    assert_eq!(read[1].1[2], "Dear all,\nhello, you\nbye");
    assert_eq!(read[2].0, 5);
    let title = rows("1. Summary\nTitle\t\"Group \nmeeting\"\nCount\t22\n\nName\tJoin\n");
    assert_eq!(title[1].1, ["Title", "Group \nmeeting"]);
    assert_eq!(title[2], (4, vec!["Count".into(), "22".into()]));
    assert_eq!(title[3], (5, vec![]));
}

#[test]
fn every_line_end_counts_once() {
    for end in ["\n", "\r\n", "\r"] {
        let read = rows(&["a;b", "", "c;d", "e;f", ""].join(end));
        assert_eq!(read.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2, 3, 4], "{end:?}");
    }
    assert_eq!(lines("a;b\rc;d\nx;y\n")[0], ["a", "b\rc", "d"]);
}

#[test]
fn padding_goes_and_gaps_stay() {
    assert_eq!(lines("1. Summary;;;\n;;;\na;;b;\n"), [vec!["1. Summary"], vec![], vec!["a", "", "b"]]);
}

#[test]
fn the_first_line_may_name_the_separator() {
    let file = read(b"sep=|\r\na|b;c\r\nd|e\r\n").unwrap();
    assert!(matches!(file.form, Form::Text { separator: '|', .. }));
    assert_eq!(file.table.row(0).unwrap().cells().collect::<Vec<_>>(), ["a", "b;c"]);
    assert_eq!(file.table.row(0).unwrap().line(), 2);
}

#[test]
fn a_file_of_separators_or_line_ends_is_refused_early() {
    use super::super::ReadError;
    let wide = format!("{}x", ";".repeat(20_000));
    assert_eq!(read(wide.as_bytes()).unwrap_err(), ReadError::TooManyCells);
    let long = format!("{}x", "\n".repeat(2_000_001));
    assert_eq!(read(long.as_bytes()).unwrap_err(), ReadError::TooManyCells);
    assert_eq!(read(";".repeat(1 << 20).as_bytes()).unwrap_err(), ReadError::Empty);
}

#[test]
fn many_quotes_cost_one_look_each() {
    let start = std::time::Instant::now();
    for unit in ["\"a\n", "\"\t\"\"\n", "\"\"\"\n", "\"x\"\"\n", "\"\"\"\" x\n"] {
        let text = unit.repeat(400_000);
        assert!(read(text.as_bytes()).is_ok());
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
