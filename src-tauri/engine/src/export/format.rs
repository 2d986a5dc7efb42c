//! The formats, each with its word and the ending of its files.

macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $extension:literal;)+) => {
        /// The formats (contract, section 4).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $($(#[$doc])* $name,)+ }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The contract's word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// Ending of the file name.
            #[must_use]
            pub fn extension(self) -> &'static str {
                match self { $(Self::$name => $extension,)+ }
            }
        }
    };
}

formats! {
    /// A table: one row a person; of a course, one row a student.
    Csv = "csv", "csv";
    /// A workbook.
    Xlsx = "xlsx", "xlsx";
    /// The report shape (contract, section 5).
    Json = "json", "json";
    /// A report to print.
    Html = "html", "html";
    /// For a session of Moodle's attendance activity.
    MoodleCsv = "moodle-csv", "csv";
    /// For Moodle's gradebook.
    MoodleGradesCsv = "moodle-grades-csv", "csv";
    /// For Canvas's gradebook.
    CanvasCsv = "canvas-csv", "csv";
}

impl Format {
    /// The format of a contract word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.word() == word)
    }

    /// Whether the file is text that can go to a terminal or a pipe.
    #[must_use]
    pub fn is_text(self) -> bool {
        self != Self::Xlsx
    }
}
