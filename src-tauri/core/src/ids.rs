//! Identifiers as types of their own, so that a student's id can never be taken for a meeting's.
//!
//! All of them are opaque text: ours are UUIDs, Microsoft's and the LMS's are whatever those servers say.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

id!(
    /// A class meeting in this data folder.
    MeetingId
);
id!(
    /// A course in this data folder.
    CourseId
);
id!(
    /// A student of a course in this data folder.
    StudentId
);
id!(
    /// A call, attendance report or attendance file, as its source names it.
    CallId
);
id!(
    /// A person seen in a meeting; derived from the strongest key of that person, stable over re-syncs.
    ParticipantId
);
id!(
    /// One upload to the LMS.
    UploadId
);
