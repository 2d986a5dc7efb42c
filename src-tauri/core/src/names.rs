//! Names made comparable: what a display name or roster name may say, in the forms that the matching compares.
//!
//! Presence rules, sections 2 and 4: decorations are set aside for matching and kept for display. A display name can
//! often be read in more than one way ("Rossi, Mario" or a person of an organisation "Mario"), so reading gives
//! several [`Reading`]s, the one as it stands first; the matching takes the one that fits best.

mod address;
mod aside;
mod lists;
mod order;
mod plain;
mod readings;
mod romanise;
mod script;
mod skeleton;
mod sound;
mod tidy;
mod word;

pub use address::{local_part, login};
pub use readings::{NameReadings, Reading, Source, read_address, read_display, read_roster};
pub use romanise::{Keys, keys};
pub use romanise::{han_latin, hangul_latin, kana_latin};
pub use script::Script;
pub use sound::{korean, sound};
pub use word::Word;
