use crate::{Error, gazetteer::Gazetteer, packs::LanguageFolder};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a kind word ("province", "river", "street") makes of the name beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Country,
    Admin1,
    Admin2,
    Town,
    Region,
    Water,
    Sea,
    Site,
    Road,
}

/// What a word says about a name beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// A preposition that places.
    Strong,
    /// A preposition that may place.
    Weak,
    /// Close to, not in.
    Near,
    /// A part or side of a place.
    Direction,
    /// A person's title.
    Title,
    /// What persons do.
    Speech,
    /// An organization's, work's or event's noun.
    Body,
    /// A noun that a demonym places: "Syrian territory".
    Ground,
    /// Of the ground, the town where a country is ruled from: "the Lebanese capital".
    Capital,
    /// "south" in "south of".
    Compass,
    /// A unit of distance.
    Measure,
    /// A kind word for several: "provinces".
    Plural,
    /// A form of address: what follows is a person.
    Honorific,
    /// A noun of newspapers' names.
    Press,
    /// Joins the last of a list: "and".
    Join,
    /// Stands before a site without more words: "in Banga".
    Site,
    /// Stands before a site that is told to be in another: "at Tajori in Lakki Marwat".
    Spot,
    /// Says what lies where: "Tikrit in northern Iraq".
    Inside,
    /// Makes a settlement of the name it is said of alone: "Yelewata, a farming community".
    Called,
    /// Stands between the name of a district and its kind word: "Guma Local Government Area".
    Rank,
}

/// What an abbreviation or a word for a country's people and things stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stands {
    /// Folded name of the place, or its country's ISO alpha-2 code.
    pub place: String,
    /// ISO alpha-2 code of the country it lies in; empty when `place` says enough.
    pub country: String,
    /// Only after a comma ("Springfield, Ill."); of a demonym: names people, not things.
    pub limited: bool,
}

/// A language's words around names of places.
#[derive(Default)]
pub struct PlaceWords {
    kinds: FxHashMap<String, Kind>,
    roles: FxHashMap<String, u32>,
    abbreviations: FxHashMap<String, Stands>,
    demonyms: FxHashMap<String, Stands>,
    rarely: FxHashSet<String>,
    /// Weight of each feature of recognition, in cased text and in text without capitals or all in them.
    weights: FxHashMap<String, [f32; 2]>,
}

impl PlaceWords {
    /// Loads the pack's files in `places/`.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(folder: &LanguageFolder<'_>) -> Result<Self, Error> {
        let mut words = Self::default();
        folder.rows("places/words.tsv", |row| {
            let word = row.get("word")?.to_lowercase().replace('.', "");
            let (role, level) = (row.get("role")?, row.get("level")?);
            if role == "kind" {
                let kind = kind(level).ok_or_else(|| row.error(&format!("no level {level:?}")))?;
                words.kinds.entry(word).or_insert(kind);
            } else {
                let role = self::role(role, level)
                    .ok_or_else(|| row.error(&format!("no role {role:?} of level {level:?}")))?;
                *words.roles.entry(word).or_default() |= role.bit();
            }
            Ok(())
        })?;
        folder.rows("places/abbreviations.tsv", |row| {
            let stands = Stands {
                place: row.get("place")?.to_owned(),
                country: row.get("country")?.to_owned(),
                limited: row.get("where")? == "after_comma",
            };
            words.abbreviations.insert(row.get("form")?.to_owned(), stands);
            Ok(())
        })?;
        folder.rows("places/demonyms.tsv", |row| {
            let stands = Stands {
                place: row.get("place")?.to_owned(),
                country: String::new(),
                limited: row.get("kind")? == "people",
            };
            words.demonyms.insert(row.get("form")?.to_lowercase(), stands);
            Ok(())
        })?;
        folder.rows("places/rarely.tsv", |row| {
            words.rarely.insert(row.get("form")?.to_lowercase());
            Ok(())
        })?;
        folder.rows("places/weights.tsv", |row| {
            let weight = |column| {
                let cell = row.get(column)?;
                cell.parse::<f32>().map_err(|_| row.error(&format!("{cell:?} is no number")))
            };
            let weights = [weight("cased")?, weight("caseless")?];
            words.weights.insert(row.get("feature")?.to_owned(), weights);
            Ok(())
        })?;
        Ok(words)
    }

    /// What a folded word makes of the name beside it.
    pub fn kind(&self, folded: &str) -> Option<Kind> {
        self.kinds.get(folded).copied()
    }

    /// Whether a folded word has a role.
    pub fn is(&self, folded: &str, role: Role) -> bool {
        self.roles.get(folded).is_some_and(|roles| roles & role.bit() != 0)
    }

    /// The abbreviation as written, with its period.
    pub fn abbreviation(&self, form: &str) -> Option<&Stands> {
        self.abbreviations.get(form)
    }

    /// A demonym in lower case.
    pub fn demonym(&self, form: &str) -> Option<&Stands> {
        self.demonyms.get(form)
    }

    /// Whether the word names some place, and nearly always means something else.
    pub fn is_rarely(&self, folded: &str) -> bool {
        self.rarely.contains(folded)
    }

    /// The weight of a feature of recognition; 0 when the pack gives none.
    pub fn weight(&self, feature: &str, cased: bool) -> f32 {
        self.weights.get(feature).map_or(0.0, |weights| weights[usize::from(!cased)])
    }

    /// Whether the pack can tell names of places from other words.
    pub fn recognises(&self) -> bool {
        !self.weights.is_empty()
    }
}

impl Role {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl Stands {
    /// The place it stands for, when the gazetteer has it.
    pub fn senses(&self, gazetteer: &Gazetteer) -> Vec<crate::gazetteer::Sense> {
        let is_code = self.place.len() == 2;
        if is_code {
            return gazetteer.nation(&self.place).into_iter().collect();
        }
        let mut senses = gazetteer.senses(&gazetteer.folding().name(&self.place));
        senses.retain(|sense| {
            let code = gazetteer.country_codes(sense.place).map_or("", |(code, _)| code);
            let large = !gazetteer.feature(sense.place).starts_with("P.")
                && gazetteer.feature(sense.place) != "A.ADM2";
            large && (self.country.is_empty() || code == self.country)
        });
        senses.truncate(1);
        senses
    }
}

fn kind(level: &str) -> Option<Kind> {
    Some(match level {
        "country" => Kind::Country,
        "admin1" => Kind::Admin1,
        "admin2" => Kind::Admin2,
        "town" => Kind::Town,
        "region" => Kind::Region,
        "water" => Kind::Water,
        "sea" => Kind::Sea,
        "site" => Kind::Site,
        "road" => Kind::Road,
        _ => return None,
    })
}

fn role(role: &str, level: &str) -> Option<Role> {
    Some(match (role, level) {
        ("before", "strong") => Role::Strong,
        ("before", "weak") => Role::Weak,
        ("near", "") => Role::Near,
        ("direction", "") => Role::Direction,
        ("title", "") => Role::Title,
        ("speech", "") => Role::Speech,
        ("body", "") => Role::Body,
        ("ground", "") => Role::Ground,
        ("capital", "") => Role::Capital,
        ("compass", "") => Role::Compass,
        ("measure", "") => Role::Measure,
        ("site", "") => Role::Site,
        ("spot", "") => Role::Spot,
        ("plural", "") => Role::Plural,
        ("honorific", "") => Role::Honorific,
        ("press", "") => Role::Press,
        ("join", "") => Role::Join,
        ("inside", "") => Role::Inside,
        ("called", "") => Role::Called,
        ("rank", "") => Role::Rank,
        _ => return None,
    })
}
