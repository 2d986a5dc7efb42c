//! Slips of the finger, told from other names.

/// One letter of at least five is missing, added, wrong or exchanged with its neighbour, inside the word: first and last
/// letters tell names apart (Mario and Maria, Petrov and Petrova). One letter for another needs a longer word (Mario and
/// Marco).
pub(super) fn is_typo(a: &str, b: &str) -> bool {
    let (a_len, b_len) = (a.chars().count(), b.chars().count());
    let shorter = a_len.min(b_len);
    if shorter < 4 || a_len.max(b_len) < 5 || a_len.abs_diff(b_len) > 1 {
        return false;
    }
    if a.chars().next() != b.chars().next() || a.chars().next_back() != b.chars().next_back() {
        return false;
    }
    if strsim::osa_distance(a, b) != 1 {
        return false;
    }
    let exchanged = a_len == b_len && {
        let mut differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y);
        differing.next().is_some() && differing.next().is_some()
    };
    a_len != b_len || exchanged || shorter >= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_a_typo_and_another_name_is_not() {
        for (a, b) in
            [("giogria", "giorgia"), ("cabreli", "cabrelli"), ("wiliam", "william"), ("cabrelli", "cabralli")]
        {
            assert!(is_typo(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("maria", "mario"),
            ("marco", "mario"),
            ("rossi", "russo"),
            ("petrov", "petrova"),
            ("daniel", "daniela"),
            ("liu", "li"),
            ("harry", "barry"),
            ("callari", "cabrelli"),
            ("ana", "anna"),
            ("rosso", "russo"),
        ] {
            assert!(!is_typo(a, b), "{a} {b}");
        }
    }
}
