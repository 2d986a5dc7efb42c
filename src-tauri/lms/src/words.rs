//! The sentences of [`LmsError`]: what happened, and who can mend it.

use crate::address::AddressFault;
use crate::error::LmsError;

impl LmsError {
    /// What happened, in one sentence.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::BadAddress(AddressFault::Unreadable) => "The address of the LMS is not a web address.",
            Self::BadAddress(AddressFault::NotHttps) => {
                "The address of the LMS does not begin with https://."
            }
            Self::BadAddress(AddressFault::Userinfo) => {
                "The address of the LMS holds a user name or a password."
            }
            Self::BadAddress(AddressFault::Extra) => "The address of the LMS has a part after ? or #.",
            Self::UnusableToken => "The LMS token is empty or holds characters that no token has.",
            Self::Unsupported => "This LMS offers no way for a program to do this.",
            Self::BadId => "The LMS cannot have a course or meeting with this id.",
            Self::BadToken => "The LMS does not accept the token any more, or never did.",
            Self::NotPermitted(_) => "The LMS knows you, but does not let you do this.",
            Self::NotFound(_) => {
                "The LMS does not know this course or meeting, or the address is not quite right."
            }
            Self::Busy(_) => "The LMS is still busy with this meeting or has locked it.",
            Self::Conflict => {
                "Somebody else changed the marks of this meeting since they were read. Nothing was overwritten."
            }
            Self::NoVersion => {
                "The LMS does not say which version of the marks it holds, so nothing was written."
            }
            Self::Unpublished => "This session is not published in the LMS, so it takes no marks yet.",
            Self::Refused { .. } => "The LMS understood the request and refused it.",
            Self::Throttled { .. } => "The LMS asks to come back later.",
            Self::Down { .. } => "The LMS is down or under maintenance.",
            Self::Portal => "A web page answered instead of the LMS, most likely a login page.",
            Self::Nonsense(_) => "The LMS answered something that makes no sense.",
            Self::UntrustedLink => "The LMS named a link to another server, which was not followed.",
            Self::TooLarge => "The LMS sent far more than a course can hold.",
            Self::Offline => "Offline: the LMS was not asked.",
            Self::Unreachable => "The LMS cannot be reached.",
            Self::Proxy => {
                "The proxy of this network asks for a sign-in before it lets you through to the LMS."
            }
            Self::Tls => "The connection to the LMS is not secure, so nothing was sent.",
            Self::TimedOut => "The LMS did not answer in time.",
            Self::Cancelled => "Stopped.",
            Self::Moodle(fault) => fault.message(),
        }
    }

    /// What the instructor, or the administrator of the LMS, can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::BadAddress(_) => {
                "Enter the address of the LMS as it stands in the browser up to the first single slash, for \
                 example https://lms.example.edu. Plain http:// is accepted only for a server on this computer."
            }
            Self::UnusableToken => "Copy the token once more from the LMS and store it again.",
            Self::Unsupported => "Do this step in the LMS itself, or export a file and import it there.",
            Self::BadId | Self::NotFound(_) => {
                "Refresh the list of courses and meetings. If that fails too, check the address of the LMS with \
                 its administrator."
            }
            Self::BadToken => "Make a new token in the LMS and store it in the settings. Nothing is lost.",
            Self::NotPermitted(_) => {
                "Ask the administrator of the LMS to let your token read the roster and write the attendance of \
                 this course."
            }
            Self::Busy(_) => "Wait a minute and try again; the same upload is never stored twice.",
            Self::Conflict => "Look at the difference again, decide, and upload again.",
            Self::NoVersion => {
                "The administrator of the LMS must make its attendance answers carry an ETag header, as the \
                 contract in docs/http-lms.openapi.yaml says."
            }
            Self::Unpublished => "Publish the session in the LMS, then upload again.",
            Self::Refused { .. } => {
                "Check that the meeting is open for marking and that its students are still enrolled; else show \
                 this to the administrator of the LMS."
            }
            Self::Throttled { .. } => "Nothing to do: try again after the time given.",
            Self::Down { .. } => "Try again later. What you decided is kept here.",
            Self::Portal => {
                "Open the address of the LMS in a browser: sign in to the network if it asks for that, and check \
                 the address with the administrator of the LMS."
            }
            Self::Nonsense(_) | Self::UntrustedLink | Self::TooLarge => {
                "Show this to the administrator of the LMS: its answers do not follow the contract in \
                 docs/http-lms.openapi.yaml, or something between changes them."
            }
            Self::Offline => "Connect to the network and leave offline mode.",
            Self::Unreachable => "Check the network, the VPN and the address of the LMS, then try again.",
            Self::Proxy => {
                "Sign in to the proxy in your browser or leave this network; if it stays, your IT must let the LMS's \
                 address through."
            }
            Self::Tls => {
                "Check the date of this computer. If it is right, the administrator of the LMS must renew or \
                 repair its certificate; there is no switch to ignore it."
            }
            Self::TimedOut => "Try again; before anything is sent twice, the LMS is asked what it holds.",
            Self::Cancelled => "Start it again when you like.",
            Self::Moodle(fault) => fault.hint(),
        }
    }
}
