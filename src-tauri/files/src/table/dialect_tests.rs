use super::*;

fn separator(text: &str) -> char {
    char::from(detect(text).separator)
}

#[test]
fn instants_and_decimals_hold_commas() {
    assert_eq!(separator("Name;Join\nAnn;4/13/2022, 7:56:32 AM\nBob;4/13/2022, 7:57:13 AM\n"), ';');
    assert_eq!(
        separator("Name\tJoin\nLee, Ann\t4/13/2022, 7:56:32 AM\nRay, Bob\t4/13/2022, 7:57:13 AM\n"),
        '\t'
    );
    assert_eq!(separator("Name;A;B\nx;3,5;4,2\ny;1,5;2,5\n"), ';');
    assert_eq!(separator("Name,Join\nAnn,\"4/13/2022, 7:56:32 AM\"\nBob,\"4/13/2022, 7:57:13 AM\"\n"), ',');
}

#[test]
fn lists_in_cells_hold_semicolons() {
    assert_eq!(separator("Name,Mails\nAnn,a@x;b@x;c@x;d@x\nBob,a@x;b@x;c@x;d@x\nEve,a@x;b@x;c@x;d@x\n"), ',');
    assert_eq!(separator("\"Doe; Jane\",\"x; y\"\n\"Ray; Bob\",\"v; w\"\n"), ',');
}

#[test]
fn titles_and_padding_do_not_mislead() {
    assert_eq!(separator("Class 1A, winter term\n\nnr;name;mail\n1;Ann;a@x\n2;Bob;b@x\n"), ';');
    assert_eq!(separator("1. Summary;;;;;;\nTitle;Lab 3;;;;;\nStart;4/10/25, 8:00:48 AM;;;;;\n"), ';');
    assert_eq!(separator("a|b|c\n1|2|3\n"), '|');
    assert_eq!(separator("one column\nof lines\n"), ',');
}

#[test]
fn sep_lines_are_exact() {
    assert_eq!(declared("sep=;\nx"), Some((b';', 6)));
    assert_eq!(declared("\"SEP=\t\"\r\nx"), Some((b'\t', 9)));
    assert_eq!(declared("sep=;;;\nx"), Some((b';', 8)));
    assert_eq!(declared("sep=ab\nx"), None);
    assert_eq!(declared("September\nx"), None);
    assert_eq!(declared("sep=ü\nx"), None);
}
