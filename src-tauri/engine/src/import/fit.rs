//! Which class a file is of: by time, then by title.

use rollbook_core::people::fold_spaces;
use rollbook_core::{Class, Span};

/// How well a file fits a class, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    /// Shares at least half of the class's time, or lies on the day of a class without times.
    pub most: bool,
    /// Bears the class's title.
    pub titled: bool,
    /// Common time in seconds.
    pub seconds: i64,
}

impl Fit {
    /// How a file of this span and title fits a class; `None` where they share no time.
    pub fn of(class: &Class, span: Span, title: Option<&str>) -> Option<Self> {
        if !class.reach().overlaps(&span) {
            return None;
        }
        let theirs = class.window().unwrap_or_else(|| class.day_span());
        let common = theirs.end.min(span.end) - theirs.start.max(span.start);
        let titled = title.is_some_and(|title| folded(title) == folded(&class.title));
        let most = class.window().is_none() || common * 2 >= theirs.length();
        Some(Self { most, titled, seconds: common.num_seconds() })
    }

    /// In words, for the choice that is shown.
    pub fn reason(self, class: &Class) -> String {
        let time = match (class.window().is_some(), self.most) {
            (false, _) => "the same day",
            (true, true) => "the same time",
            (true, false) if self.seconds > 0 => "part of its time",
            (true, false) => "just before or after it",
        };
        if self.titled { format!("{time}, the same title") } else { time.to_owned() }
    }
}

/// The classes that a file may be of, best first, and whether the first is beyond doubt: no other is as good in time,
/// or only it bears the title.
pub(crate) fn fitting<'c>(
    classes: impl IntoIterator<Item = &'c Class>,
    span: Span,
    title: Option<&str>,
) -> (Vec<(&'c Class, Fit)>, bool) {
    let mut found: Vec<(&Class, Fit)> =
        classes.into_iter().filter_map(|class| Some((class, Fit::of(class, span, title)?))).collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
    let sure = match found.as_slice() {
        [] => false,
        [(_, only)] => only.most || only.titled,
        [(_, first), (_, second), ..] => first.most && (!second.most || (first.titled && !second.titled)),
    };
    (found, sure)
}

fn folded(title: &str) -> String {
    fold_spaces(title).to_lowercase()
}

#[cfg(test)]
#[path = "fit_tests.rs"]
mod tests;
