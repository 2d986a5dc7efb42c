//! The columns of the table of people, each with its word, its heading and what it means.

use super::class::{About, PersonRow, StayRow, share};
use super::local::local;
use super::value::Value;
use chrono_tz::Tz;
use rollbook_core::identity::Kind;
use std::borrow::Cow;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $heading:literal, $meaning:literal;)+) => {
        /// One column of the table of people.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Column { $($(#[$doc])* $name,)+ }

        impl Column {
            /// Every column.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word by which it is chosen.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// Its heading.
            #[must_use]
            pub fn heading(self) -> &'static str {
                match self { $(Self::$name => $heading,)+ }
            }

            /// What it means and in which unit, for the legend.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)+ }
            }
        }
    };
}

columns! {
    /// Name.
    Name = "name", "Name", "Display name as it was typed; for students who were not seen, the name on the roster.";
    /// E-mail.
    Email = "email", "E-mail", "E-mail address, else the user principal name.";
    /// Total time.
    Total = "total", "Total time (min)", "All time connected, in minutes; two devices at once count once.";
    /// Time in class.
    InClass = "in-class", "In class (min)", "The part of it that lies in the class window, in minutes.";
    /// First join.
    FirstJoin = "first-join", "First join", "First join, local time, not cut to the class.";
    /// Last leave.
    LastLeave = "last-leave", "Last leave", "Last leave, local time, not cut to the class.";
    /// Status.
    Status = "status", "Status", "present, late, left-early, absent, excused, or unknown (no data, which is not absent); empty for people who are no student.";
    /// Stays in words.
    Sessions = "sessions", "Sessions", "Every stay as the source wrote it, local time; \"?\" where an end is not known.";
    /// Roster name.
    Student = "student", "Student", "The student this person is, as the roster writes them.";
    /// Zone.
    TimeZone = "time-zone", "Time zone", "The zone of the local times.";
    /// LMS id.
    StudentId = "student-id", "Student ID", "The LMS's id of that student.";
    /// Kind.
    Kind = "kind", "Kind", "member, guest, anonymous, phone, application or unknown.";
    /// Role.
    Role = "role", "Role", "Microsoft's word for the role in the meeting.";
    /// Share of the class.
    Share = "share", "Share of class (%)", "Time in class as a share of the class window, in percent.";
    /// Number of stays.
    SessionCount = "session-count", "Number of sessions", "How many stays the source lists.";
    /// Flags.
    Flags = "flags", "Remarks", "same-name: others typed the same name. name-conflict: the sources give different names. duration-unknown: seen, but nothing says how long. total-differs: Microsoft's own total is another.";
}

impl Column {
    /// The columns of a table where nobody chose.
    pub const DEFAULT: [Self; 10] = [
        Self::Name,
        Self::Email,
        Self::Total,
        Self::InClass,
        Self::FirstJoin,
        Self::LastLeave,
        Self::Status,
        Self::Sessions,
        Self::Student,
        Self::TimeZone,
    ];

    /// The column of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.word() == word)
    }

    /// The value of a person in this column.
    #[must_use]
    pub fn value<'a>(self, row: &'a PersonRow, about: &About) -> Value<'a> {
        match self {
            Self::Name => Value::text(row.name.as_deref()),
            Self::Email => Value::text(row.email.as_deref()),
            Self::Total => Value::minutes(row.total),
            Self::InClass => Value::minutes(row.in_class),
            Self::FirstJoin => Value::time(row.first_join),
            Self::LastLeave => Value::time(row.last_leave),
            Self::Status => row.status.map_or(Value::Empty, Value::Status),
            Self::Sessions => Value::Word(Cow::Owned(sessions(&row.stays, about.zone))),
            Self::Student => Value::text(row.student.as_deref()),
            Self::TimeZone => Value::word(about.zone.name()),
            Self::StudentId => Value::text(row.lms_id.as_deref()),
            Self::Kind => row.kind.map_or(Value::Empty, |kind| Value::word(kind_word(kind))),
            Self::Role => Value::text(row.role.as_deref()),
            Self::Share => Value::percent(share(row.in_class, about.window)),
            Self::SessionCount => Value::Count(row.stays.len()),
            Self::Flags => Value::Word(Cow::Owned(row.flags.join(", "))),
        }
    }
}

/// The columns that were chosen, else the default ones; without addresses where none are wanted.
#[must_use]
pub fn chosen(columns: Option<&[Column]>, emails: bool) -> Vec<Column> {
    let all = columns.unwrap_or(&Column::DEFAULT);
    all.iter().copied().filter(|column| emails || *column != Column::Email).collect()
}

/// The contract's word for a kind of account.
#[must_use]
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Member => "member",
        Kind::Guest => "guest",
        Kind::Anonymous => "anonymous",
        Kind::Phone => "phone",
        Kind::Application => "application",
        Kind::Unknown => "unknown",
    }
}

/// `join to leave; join to leave`, with `?` for an end that is not known.
fn sessions(stays: &[StayRow], zone: Tz) -> String {
    let mut text = String::new();
    for (index, stay) in stays.iter().enumerate() {
        if index > 0 {
            text.push_str("; ");
        }
        text.push_str(&stay.join.map_or_else(|| "?".to_owned(), |at| local(at, zone)));
        text.push_str(" to ");
        text.push_str(&stay.leave.map_or_else(|| "?".to_owned(), |at| local(at, zone)));
    }
    text
}
