//! Identifiers as types of their own, so that a student's id can never be taken for a meeting's.
//!
//! All of them are opaque text: ours are UUIDs, Microsoft's and the LMS's are whatever those servers say. The text is
//! shared, because every stay names its call.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(Arc::from(text.into()))
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
                Self(Arc::from(text))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::new)
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
