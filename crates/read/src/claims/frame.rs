/// Where each participant of a happening stands.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Frame(pub Vec<(Slot, Fill)>);

/// A place in the sentence around a trigger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    /// The subject of the active verb.
    Subject,
    /// Its object: the subject of the passive.
    Object,
    /// "the rebels' attack".
    Owner,
    /// Inside the noun phrase, before the trigger.
    Modifier,
    /// The noun that follows, in a language without parts of speech.
    Next,
    /// After this word.
    After(String),
}

/// What stands in a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fill {
    /// Actor, organization or weapon, by what it is.
    Actor,
    /// An armed party or a weapon, of harm done to others by nobody who is named: "killed when gunmen attacked".
    Armed,
    /// Victim or target, by what it is.
    Harmed,
    Victim,
    Target,
    Weapon,
    Recipient,
    /// A weapon, else a recipient.
    WeaponOrRecipient,
    Origin,
    Destination,
    /// A place that is taken.
    Place,
    /// Weapon, actor or harmed, by what it is.
    Any,
    /// A number of those harmed.
    Count,
}

/// What must be found for a trigger to count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Need {
    /// Somebody or something is acted on.
    Object,
    /// Somebody acts, or the subject is harmed.
    Subject,
    /// Who is acted on is people.
    People,
    /// What is acted on is a thing or a body.
    Thing,
    /// A weapon.
    Weapon,
    /// An armed party or a weapon.
    Armed,
    /// An armed actor, a weapon or a state that acts.
    Violent,
    /// A party on either side.
    Parties,
    /// Civilians.
    Civilians,
    /// Protesters.
    Protesters,
    /// Captives.
    Captives,
    /// Forces among the harmed, and how many: "lost four men".
    Lost,
    /// Bodies of the dead, and how many.
    Bodies,
    /// Fighters or forces are moved.
    Fighters,
    /// A place is taken.
    Place,
    /// A base or station is taken.
    Post,
    /// A government acts.
    Government,
    /// A number of those harmed is given.
    Number,
    /// Somebody acts or is acted on.
    Somebody,
    /// Nothing: the verb does without an object, so that a past form after a phrase is no passive.
    Intransitive,
    /// It is no modifier: "displaced people" says who they are.
    Told,
    /// Those whom it is told of do or suffer nothing else in the sentence: "soldiers stationed at a base were
    /// killed" says who they are.
    Main,
}

impl Slot {
    pub fn parse(word: &str) -> Self {
        match word {
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "poss" => Self::Owner,
            "mod" => Self::Modifier,
            "next" => Self::Next,
            word => Self::After(word.to_owned()),
        }
    }
}

impl Fill {
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "actor" => Self::Actor,
            "armed" => Self::Armed,
            "harmed" => Self::Harmed,
            "victim" => Self::Victim,
            "target" => Self::Target,
            "weapon" => Self::Weapon,
            "recipient" => Self::Recipient,
            "weapon|recipient" => Self::WeaponOrRecipient,
            "origin" => Self::Origin,
            "destination" => Self::Destination,
            "place" => Self::Place,
            "any" => Self::Any,
            "count" => Self::Count,
            _ => return None,
        })
    }
}

impl Need {
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "object" => Self::Object,
            "subject" => Self::Subject,
            "people" => Self::People,
            "thing" => Self::Thing,
            "weapon" => Self::Weapon,
            "armed" => Self::Armed,
            "violent" => Self::Violent,
            "parties" => Self::Parties,
            "civilians" => Self::Civilians,
            "protesters" => Self::Protesters,
            "captives" => Self::Captives,
            "lost" => Self::Lost,
            "bodies" => Self::Bodies,
            "fighters" => Self::Fighters,
            "place" => Self::Place,
            "post" => Self::Post,
            "government" => Self::Government,
            "number" => Self::Number,
            "somebody" => Self::Somebody,
            "intransitive" => Self::Intransitive,
            "told" => Self::Told,
            "main" => Self::Main,
            _ => return None,
        })
    }
}

impl Frame {
    /// What stands in a slot, when anything does.
    pub fn fill(&self, slot: &Slot) -> Option<Fill> {
        self.0.iter().find(|(known, _)| known == slot).map(|(_, fill)| *fill)
    }

    /// What stands after a folded word.
    pub fn after(&self, word: &str) -> Option<Fill> {
        self.0.iter().find_map(|(slot, fill)| match slot {
            Slot::After(known) if known == word => Some(*fill),
            _ => None,
        })
    }
}
