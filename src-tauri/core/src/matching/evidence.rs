//! What speaks for a student being a participant, how strongly, and in words.

use super::differences::Difference;

/// The kind of evidence, strongest first. Each has a tier and a score; [`super`] explains the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Several students have one of the participant's addresses.
    SharedAddress,
    /// The same name.
    Same,
    /// The same but for accents, hyphens or apostrophes.
    Marks,
    /// The same words in another order.
    Order,
    /// Umlauts and the like spelled out: `ü` as ue.
    SpelledOut,
    /// Words written together or apart.
    Joined,
    /// The participant typed an address or login of the student's as their name.
    TypedAddress,
    /// The whole name stands in an e-mail address, a bracket or a device's name.
    Elsewhere,
    /// The whole name in another script.
    Transliterated,
    /// Letters of another script that look alike.
    LookAlike,
    /// A middle name is an initial, everything else fits.
    MiddleInitial,
    /// A middle name or second surname is left out, on either side.
    LeftOut,
    /// Initials and one name.
    Initials,
    /// Another usual spelling of a name.
    Spelling,
    /// One letter differs in a word.
    Typo,
    /// A single word of the name.
    SingleWord,
}

/// Evidence of one tier is about equally strong: two students in one tier are ambiguous.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The full name: homonyms.
    Full,
    /// The full name, by way of something else.
    Derived,
    /// Most of the name.
    Partial,
    /// Initials.
    Initials,
    /// Similar spelling.
    Similar,
    /// One word.
    Single,
}

impl Evidence {
    pub(super) fn tier(self) -> Tier {
        match self {
            Self::SharedAddress
            | Self::Same
            | Self::Marks
            | Self::Order
            | Self::SpelledOut
            | Self::Joined => Tier::Full,
            Self::TypedAddress | Self::Elsewhere | Self::Transliterated | Self::LookAlike => Tier::Derived,
            Self::MiddleInitial | Self::LeftOut => Tier::Partial,
            Self::Initials => Tier::Initials,
            Self::Spelling | Self::Typo => Tier::Similar,
            Self::SingleWord => Tier::Single,
        }
    }

    /// The score where nothing else differs.
    pub(super) fn score(self) -> f64 {
        match self {
            Self::SharedAddress | Self::Same => 1.0,
            Self::Marks => 0.98,
            Self::Order => 0.96,
            Self::SpelledOut => 0.95,
            Self::Joined => 0.94,
            Self::TypedAddress => 0.92,
            Self::Elsewhere => 0.90,
            Self::Transliterated => 0.88,
            Self::LookAlike => 0.87,
            Self::MiddleInitial => 0.85,
            Self::LeftOut => 0.83,
            Self::Initials => 0.70,
            Self::Spelling => 0.62,
            Self::Typo => 0.60,
            Self::SingleWord => 0.45,
        }
    }

    /// Whether "accept all" may take it, when nobody else fits.
    pub(super) fn may_be_accepted(self) -> bool {
        matches!(self, Self::Same | Self::Marks | Self::Order)
    }

    /// Whether it is flagged even where only one student fits.
    fn is_weak(self) -> bool {
        matches!(self.tier(), Tier::Initials | Tier::Single)
    }
}

/// What the comparison of two names found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    pub evidence: Evidence,
    pub score: f64,
    pub differences: Vec<Difference>,
    /// Flagged even where only one student fits.
    pub weak: bool,
    /// Same words, no more and no less: what "accept all" asks for.
    pub whole: bool,
}

impl Fit {
    /// Small differences beside the main one lower the score within its tier.
    pub(super) fn new(evidence: Evidence, mut differences: Vec<Difference>, whole: bool) -> Self {
        differences.sort();
        differences.dedup();
        let beside = differences.len().saturating_sub(usize::from(evidence != Evidence::Same));
        let small = f64::from(u32::try_from(beside.min(5)).unwrap_or(5));
        let step = if evidence.tier() == Tier::Full { 0.004 } else { 0.008 };
        Self {
            evidence,
            score: evidence.score() - small * step,
            differences,
            weak: evidence.is_weak(),
            whole,
        }
    }

    /// Flagged, for too much is left over.
    pub(super) fn doubtful(mut self) -> Self {
        self.weak = true;
        self.score -= 0.02;
        self
    }

    /// The same name, found elsewhere than where a name is typed.
    pub(super) fn by_way_of(mut self, evidence: Evidence, way: Difference) -> Self {
        self.whole = false;
        if self.evidence.tier() == Tier::Full {
            self.evidence = evidence;
            self.score = evidence.score() - (1.0 - self.score) * 0.1;
        } else {
            self.score -= 0.01;
        }
        self.differences.push(way);
        self
    }

    /// The words were taken apart to fit: never as good as typed so.
    pub(super) fn is_guessed(&mut self) {
        self.whole = false;
        if self.evidence.tier() == Tier::Full {
            self.evidence = Evidence::Joined;
            self.score = self.score.min(Evidence::Joined.score());
            self.differences.push(Difference::Together);
        }
    }

    pub(super) fn reasons(&self) -> Vec<String> {
        if self.differences.is_empty() {
            return vec![match self.evidence {
                Evidence::SharedAddress => "has one of this person's addresses".to_owned(),
                _ => "same name".to_owned(),
            }];
        }
        self.differences.iter().map(Difference::words).collect()
    }
}
