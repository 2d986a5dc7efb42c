//! Reports, attendance records, call records and sessions.

use super::field::{Held, object};
use super::identity::{EndPoint, IdentitySet, OpenIdentity, Participant};
use super::list::List;
use super::plain::Plain;

object! {
    /// An attendance report.
    Report {
        "id" id: Plain<'a>,
        "meetingStartDateTime" start: Plain<'a>,
        "meetingEndDateTime" end: Plain<'a>,
        "totalParticipantCount" people: Plain<'a>,
        "attendanceRecords" records: List<Attendee<'a>>,
    }
}

object! {
    /// An attendance record.
    Attendee {
        "id" id: Plain<'a>,
        "emailAddress" email: Plain<'a>,
        "role" role: Plain<'a>,
        "totalAttendanceInSeconds" seconds: Plain<'a>,
        "identity" identity: Held<OpenIdentity<'a>>,
        "attendanceIntervals" intervals: List<Interval<'a>>,
    }
}

object! {
    /// One interval of an attendance record.
    Interval {
        "joinDateTime" join: Plain<'a>,
        "leaveDateTime" leave: Plain<'a>,
        "durationInSeconds" seconds: Plain<'a>,
    }
}

object! {
    /// A call record.
    CallRecord {
        "id" id: Plain<'a>,
        "version" version: Plain<'a>,
        "type" form: Plain<'a>,
        "startDateTime" start: Plain<'a>,
        "endDateTime" end: Plain<'a>,
        "lastModifiedDateTime" modified: Plain<'a>,
        "joinWebUrl" join_url: Plain<'a>,
        "organizer" organizer: Held<IdentitySet<'a>>,
        "organizer_v2" organizer_v2: Held<Participant<'a>>,
    }
}

object! {
    /// A session.
    Session {
        "id" id: Plain<'a>,
        "startDateTime" start: Plain<'a>,
        "endDateTime" end: Plain<'a>,
        "caller" caller: Held<EndPoint<'a>>,
        "callee" callee: Held<EndPoint<'a>>,
    }
}
