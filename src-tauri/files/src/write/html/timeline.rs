//! Bars of time: one lane a person over the class, drawn as SVG, said in words for who cannot see it.

use super::super::class::{About, ClassSheet, StayRow};
use super::super::local::clock;
use super::text::Html;
use chrono::{DateTime, TimeDelta, Utc};
use rollbook_core::Span;
use rollbook_core::class::WINDOW_MARGIN;

/// What the lanes of one report show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    shown: Span,
    class: Option<Span>,
}

/// Width of a lane in its own units.
const WIDTH: f64 = 1000.0;

impl Axis {
    /// The class with what lies just around it; without a class window, from the first join to the last leave. `None`
    /// where nothing says when anybody was there.
    pub fn of(sheet: &ClassSheet) -> Option<Self> {
        let spans = sheet.people.iter().flat_map(|person| person.stays.iter().filter_map(|stay| stay.span));
        let all = spans.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) })?;
        let class = sheet.about.window;
        let shown = class.map_or(all, |class| {
            let near = class.widened(WINDOW_MARGIN);
            let start = all.start.max(near.start).min(class.start);
            Span { start, end: all.end.min(near.end).max(class.end) }
        });
        (shown.length() > TimeDelta::zero()).then_some(Self { shown, class })
    }

    fn at(&self, time: DateTime<Utc>) -> f64 {
        let share = (time - self.shown.start).as_seconds_f64() / self.shown.length().as_seconds_f64();
        (share * WIDTH).clamp(0.0, WIDTH)
    }

    /// The heading of the lanes, with the ends of the axis.
    pub fn heading(&self, page: &mut Html, about: &About) {
        let end = |at: DateTime<Utc>| at.with_timezone(&about.zone).format("%H:%M").to_string();
        page.raw("<th scope=\"col\" class=\"lane\">Timeline<span class=\"axis\"><span>");
        page.text(&end(self.shown.start))
            .raw("</span><span>")
            .text(&end(self.shown.end))
            .raw("</span></span></th>");
    }

    /// The lane of one person.
    pub fn lane(&self, page: &mut Html, stays: &[StayRow], about: &About) {
        page.raw("<td class=\"lane\">");
        if stays.iter().any(|stay| stay.span.is_some()) {
            page.raw("<svg class=\"bar\" role=\"img\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-label=\"");
            page.text(&in_words(stays, about)).raw("\">");
            self.rect(page, "outside", self.shown, 0.0, 12.0);
            if let Some(class) = self.class {
                self.rect(page, "class", class, 0.0, 12.0);
            }
            for span in stays.iter().filter_map(|stay| stay.span) {
                self.rect(page, "cut", span, 3.0, 6.0);
                if let Some(inside) = self.class.map_or(Some(span), |class| span.intersect(&class)) {
                    self.rect(page, "stay", inside, 2.0, 8.0);
                }
            }
            if let Some(class) = self.class {
                for edge in [class.start, class.end] {
                    page.raw("<path class=\"edge\" d=\"M").number(self.at(edge)).raw(" 0V12\"/>");
                }
            }
            page.raw("</svg>");
        }
        page.raw("</td>");
    }

    fn rect(&self, page: &mut Html, class: &'static str, span: Span, y: f64, height: f64) {
        let (from, to) = (self.at(span.start), self.at(span.end));
        if to <= from {
            return;
        }
        page.raw("<rect class=\"").raw(class).raw("\" x=\"").number(from).raw("\" y=\"").number(y);
        page.raw("\" width=\"").number(to - from).raw("\" height=\"").number(height).raw("\"/>");
    }
}

fn in_words(stays: &[StayRow], about: &About) -> String {
    let end = |at: DateTime<Utc>| clock(at, about.zone, about.day);
    let words: Vec<String> = stays
        .iter()
        .filter_map(|stay| stay.span)
        .map(|span| format!("{} to {}", end(span.start), end(span.end)))
        .collect();
    words.join(", ")
}
