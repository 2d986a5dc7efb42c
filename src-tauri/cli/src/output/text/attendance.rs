//! A class, its calls, its people, its students.

use super::{at, clock, minutes, or_dash, zone};
use crate::output::table::table;
use crate::output::visible::visible;
use chrono_tz::Tz;
use rollbook_engine::view::{
    CallView, HistoryView, MeetingView, ParticipantView, ReconcileView, ShowView, StudentView, SyncAnswer,
};
use std::fmt::Write as _;

fn heading(meeting: &MeetingView) -> String {
    let there = zone(&meeting.timezone);
    let when = match (meeting.start, meeting.end) {
        (Some(start), Some(end)) => {
            format!("{} – {}", at(start, there), end.with_timezone(&there).format("%H:%M"))
        }
        _ => meeting.date.to_string(),
    };
    format!("{}\n{when} ({there})", visible(&meeting.title))
}

pub fn show(show: &ShowView) -> String {
    let there = zone(&show.meeting.timezone);
    let mut out = format!("{}\n{}", heading(&show.meeting), visible(&show.sync.explanation));
    if let Some(fetched) = show.sync.fetched_at {
        let _ = write!(out, " Fetched {}, {}", at(fetched, there), show.sync.completeness);
        if let Some(next) = show.sync.next_attempt_at {
            let _ = write!(out, ", look again {}", at(next, there));
        }
        out.push('.');
    }
    if !show.participants.is_empty() {
        let rows: Vec<_> = show.participants.iter().map(|p| person(p, there)).collect();
        out.push_str("\n\n");
        out.push_str(&table(
            &["Name", "E-mail", "Total (min)", "In class (min)", "First join", "Last leave", "Sessions"],
            &rows,
        ));
    }
    out
}

fn person(p: &ParticipantView, there: Tz) -> Vec<String> {
    let exact =
        |minutes: Option<f64>| minutes.map_or_else(|| "?".to_owned(), |minutes| format!("{minutes:.2}"));
    vec![
        p.name.clone().unwrap_or_else(|| "(no name)".to_owned()),
        or_dash(p.email.as_deref()),
        exact(p.total_minutes),
        exact(p.present_minutes),
        clock(p.first_join, there),
        clock(p.last_leave, there),
        p.sessions.len().to_string(),
    ]
}

pub fn calls(show: &ShowView) -> String {
    if show.calls.is_empty() {
        return "No calls are known of this class. Sync it first.".to_owned();
    }
    let there = zone(&show.meeting.timezone);
    let row = |c: &CallView| {
        let counts = if c.included { "counts" } else { "-" };
        let time = format!("{} – {}", clock(c.start, there), clock(c.end, there));
        vec![counts.to_owned(), time, or_dash(c.organizer.as_deref()), c.reason.clone(), c.id.clone()]
    };
    table(&["Counts", "Time", "Organizer", "Why", "Id"], &show.calls.iter().map(row).collect::<Vec<_>>())
}

pub fn synced(answer: &SyncAnswer) -> String {
    let one = |m: &rollbook_engine::view::SyncedView| match &m.error {
        Some(error) => format!("{}: failed: {} ({})", m.id, visible(&error.message), error.code),
        None => format!(
            "{}: {} people in {} of {} calls. {} ({})",
            m.id,
            m.counts.participants,
            m.counts.included,
            m.counts.calls,
            m.sync.explanation,
            m.sync.completeness
        ),
    };
    match answer.meetings.as_slice() {
        [] => "There is nothing to fetch.".to_owned(),
        all => all.iter().map(one).collect::<Vec<_>>().join("\n"),
    }
}

pub fn reconciled(view: &ReconcileView) -> String {
    let row = |s: &StudentView| {
        let mut why = s.reasons.join("; ");
        if let Some(note) = &s.note {
            let _ = write!(why, " [{note}]");
        }
        vec![
            s.status.clone(),
            s.name.clone(),
            minutes(s.present_seconds),
            or_dash(s.matched.how.as_deref()),
            why,
            s.student_id.clone(),
        ]
    };
    let students: Vec<_> = view.students.iter().map(row).collect();
    let mut out = format!("{}\n\n", heading(&view.meeting));
    out.push_str(&table(&["Status", "Student", "In class (min)", "Matched by", "Why", "Id"], &students));
    if !view.unmatched.is_empty() {
        let name = |id: &str| {
            view.students.iter().find(|s| s.student_id == id).map_or("?", |s| s.name.as_str()).to_owned()
        };
        let rows: Vec<_> = view
            .unmatched
            .iter()
            .map(|u| {
                let best = u.candidates.first().map_or_else(
                    || "-".to_owned(),
                    |c| {
                        format!(
                            "{}? ({}{})",
                            name(&c.student_id),
                            c.reasons.join(", "),
                            if u.ambiguous { ", ambiguous" } else { "" }
                        )
                    },
                );
                let who = u.name.clone().unwrap_or_else(|| "(no name)".to_owned());
                vec![who, or_dash(u.email.as_deref()), best, u.participant_id.clone()]
            })
            .collect();
        out.push_str("\n\nNot matched to a student:\n");
        out.push_str(&table(&["Name", "E-mail", "Candidate", "Id"], &rows));
    }
    let s = &view.summary;
    let _ = write!(
        out,
        "\n\n{} present, {} late, {} left early, {} absent, {} excused, {} unknown",
        s.present, s.late, s.left_early, s.absent, s.excused, s.unknown
    );
    out
}

pub fn step(word: &str, what: Option<&str>) -> String {
    what.map_or_else(|| "There is nothing more.".to_owned(), |what| format!("{word}: {}", visible(what)))
}

pub fn history(history: &[HistoryView], own: Tz) -> String {
    if history.is_empty() {
        return "Nothing was decided yet.".to_owned();
    }
    let row = |h: &HistoryView| {
        let undone = if h.undone { "(taken back)" } else { "" };
        vec![at(h.at, own), h.what.clone(), undone.to_owned()]
    };
    table(&["When", "What", ""], &history.iter().map(row).collect::<Vec<_>>())
}
