//! What a command ended with: an exit code, and the error where there is one (contract, section 2).

use rollbook_engine::Error;
use rollbook_engine::view::ErrorView;

/// How a command that printed its answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit(pub u8);

impl Exit {
    /// Done.
    pub const DONE: Self = Self(0);
    /// A problem was found and told.
    pub const FAILED: Self = Self(1);
    /// Changed on the other side; nothing overwritten.
    pub const CONFLICT: Self = Self(8);
    /// Some of several failed; the answer says which.
    pub const PARTLY: Self = Self(10);
}

/// How a command ended that has no answer.
#[derive(Debug)]
pub enum Failure {
    /// The engine refused.
    Engine(Error),
    /// An error that came inside an answer, with its exit code.
    Inside(ErrorView, u8),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

impl Failure {
    /// The error as it is shown.
    pub fn view(&self) -> ErrorView {
        match self {
            Self::Engine(error) => error.view(),
            Self::Inside(view, _) => view.clone(),
        }
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Engine(error) => error.code.exit(),
            Self::Inside(_, code) => *code,
        }
    }
}

/// The exit code of an error inside an answer.
pub fn code_of(view: &ErrorView) -> u8 {
    rollbook_engine::Code::from_word(&view.code).map_or(1, rollbook_engine::Code::exit)
}
