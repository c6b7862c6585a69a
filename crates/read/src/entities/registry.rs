use crate::{
    Error, PackFiles,
    packs::{Language, Lexicon, Row, Table},
};
use dateline_doc::{ActorId, Basis, EntityKind, Segments, TimeInterval};
use std::{collections::BTreeMap, sync::Arc};

/// The actors known by name: forces, groups, bodies, officials and states, with dated codes.
#[derive(Default)]
pub struct Registry {
    actors: Vec<Actor>,
    /// Every name, with how it is used.
    names: Vec<(String, Name)>,
    /// Numbers of the actors by their ids.
    numbers: BTreeMap<ActorId, u32>,
}

/// An actor of the registry.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// Its id, such as `irn-quds-force`.
    pub id: ActorId,
    /// Its usual name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-3; `None` for international actors.
    pub country: Option<String>,
    /// Codes in the field's actor dictionaries, with the time each holds.
    pub codes: Vec<DatedCode>,
}

/// An actor code, such as `IRQREB`, and when it holds.
#[derive(Clone, PartialEq, Debug)]
pub struct DatedCode {
    /// CAMEO's actor code.
    pub code: String,
    /// When it holds; open on the sides that the dictionary leaves open.
    pub when: Option<TimeInterval>,
}

/// One name of an actor, by number in the registry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name {
    actor: u32,
    /// How the name is used.
    pub usage: Usage,
}

/// How a name stands for its actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Usage {
    /// It is the actor's own name.
    Own,
    /// It is in capitals throughout, and only so is it a name.
    Acronym,
    /// It is a state's name, which is its government's only where the state acts.
    State,
    /// It is a state's seat of government, likewise.
    Seat,
    /// It says of which state something is: "Turkish".
    Adjective,
}

impl Registry {
    /// Loads the tables of `actors/`; a name in several belongs to the earlier table's actor first.
    ///
    /// # Errors
    /// When a row is malformed.
    pub fn load(files: &PackFiles) -> Result<Self, Error> {
        let mut registry = Self::default();
        for path in ["actors/overlay.tsv", "actors/registry.tsv"] {
            let Some(text) = files.text(path)? else { continue };
            Table::parse(path, text)?.rows().try_for_each(|row| registry.add(&row))?;
        }
        let path = "actors/countries.tsv";
        if let Some(text) = files.text(path)? {
            Table::parse(path, text)?.rows().try_for_each(|row| registry.add_state(&row))?;
        }
        Ok(registry)
    }

    fn add(&mut self, row: &Row<'_, '_>) -> Result<(), Error> {
        let name = row.get("name")?;
        let kind = kind(row.get("kind")?).ok_or_else(|| row.error("no such kind of entity"))?;
        let codes = row.list("codes")?.map(dated_code).collect::<Option<Vec<_>>>();
        let country = Some(row.get("country")?).filter(|country| !country.is_empty());
        let actor = self.push(Actor {
            id: ActorId(row.get("id")?.into()),
            name: name.to_owned(),
            kind,
            country: country.map(str::to_owned),
            codes: codes.ok_or_else(|| row.error("a code is CODE or CODE:from..to"))?,
        });
        for name in std::iter::once(name).chain(row.list("aliases")?) {
            let usage = if is_acronym(name) { Usage::Acronym } else { Usage::Own };
            self.names.push((name.to_owned(), Name { actor, usage }));
        }
        Ok(())
    }

    fn add_state(&mut self, row: &Row<'_, '_>) -> Result<(), Error> {
        let country = row.get("country")?;
        let names: Vec<&str> = row.list("names")?.collect();
        let Some(name) = names.first() else { return Err(row.error("a country has a name")) };
        let actor = self.push(Actor {
            id: ActorId(format!("{}-government", country.to_lowercase()).into()),
            name: (*name).to_owned(),
            kind: EntityKind::Government,
            country: Some(country.to_owned()),
            codes: vec![DatedCode { code: format!("{country}GOV"), when: None }],
        });
        let mut add = |name: &str, usage| self.names.push((name.to_owned(), Name { actor, usage }));
        names.iter().for_each(|name| add(name, Usage::State));
        row.list("seats")?.for_each(|name| add(name, Usage::Seat));
        row.list("adjectives")?.for_each(|name| add(name, Usage::Adjective));
        Ok(())
    }

    fn push(&mut self, actor: Actor) -> u32 {
        let number = self.actors.len() as u32;
        self.numbers.entry(actor.id.clone()).or_insert(number);
        self.actors.push(actor);
        number
    }

    /// The actor of an id.
    pub fn get(&self, id: &ActorId) -> Option<&Actor> {
        self.numbers.get(id).map(|number| &self.actors[*number as usize])
    }

    /// The actor of a name.
    pub fn actor(&self, name: Name) -> &Actor {
        &self.actors[name.actor as usize]
    }

    /// The number of a name's actor among [`Registry::actors`].
    pub fn number(&self, name: Name) -> u32 {
        name.actor
    }

    /// All actors, by table and row.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The names as a lexicon for texts of `language`.
    pub fn lexicon(&self, language: &Language) -> Lexicon<Name> {
        let mut lexicon = Lexicon::default();
        for (form, name) in &self.names {
            language.add(&mut lexicon, form, *name);
        }
        lexicon
    }

    /// The longest name that starts at `token`, whose actor was about when the article was published.
    pub fn longest(
        &self,
        lexicon: &Lexicon<Name>,
        segments: &Segments,
        token: usize,
        published: Option<TimeInterval>,
        fits: impl Fn(usize, Name) -> bool,
    ) -> Option<(usize, Name)> {
        let mut best: Option<(usize, Name)> = None;
        for (length, name) in lexicon.matches(segments, token) {
            if best.is_some_and(|(found, _)| found > length) {
                break;
            }
            if !fits(length, *name) {
                continue;
            }
            // An actor of the time stands before a namesake who only was there earlier.
            let better = match best {
                None => self.began(*name, published),
                Some((_, first)) => {
                    !self.current(first, published) && self.current(*name, published)
                }
            };
            if better {
                best = Some((length, *name));
            }
        }
        best
    }

    /// Whether the actor was there at the time, or before it.
    fn began(&self, name: Name, published: Option<TimeInterval>) -> bool {
        let Some(end) = published.and_then(|published| published.end) else { return true };
        let codes = &self.actor(name).codes;
        let starts = |code: &DatedCode| code.when.and_then(|when| when.start);
        codes.is_empty() || codes.iter().any(|code| starts(code).is_none_or(|start| start <= end))
    }

    /// Whether some code of the actor holds at the time.
    fn current(&self, name: Name, published: Option<TimeInterval>) -> bool {
        let Some(published) = published else { return true };
        let codes = &self.actor(name).codes;
        codes.is_empty()
            || codes.iter().any(|code| code.when.is_none_or(|when| when.overlaps(published)))
    }
}

/// `IRQREB`, or `IRQREB:2007-01-01..` with a day or nothing on either side of the dots.
fn dated_code(cell: &str) -> Option<DatedCode> {
    let Some((code, when)) = cell.split_once(':') else {
        return Some(DatedCode { code: cell.to_owned(), when: None });
    };
    let (start, end) = when.split_once("..")?;
    let day = |text: &str| TimeInterval::parse(text, Basis::Stated);
    let any = day(if start.is_empty() { end } else { start })?;
    let when = TimeInterval {
        start: day(start).and_then(|day| day.start),
        end: day(end).and_then(|day| day.end),
        ..any
    };
    Some(DatedCode { code: code.to_owned(), when: Some(when) })
}

fn is_acronym(name: &str) -> bool {
    name.chars().count() <= 8
        && !name.contains(char::is_whitespace)
        && !name.contains(char::is_lowercase)
        && name.contains(|letter: char| letter.is_uppercase())
}

/// The kind of entity named in a table.
pub(super) fn kind(word: &str) -> Option<EntityKind> {
    Some(match word {
        "person" => EntityKind::Person,
        "group" => EntityKind::Group,
        "organization" => EntityKind::Organization,
        "government" => EntityKind::Government,
        "military" => EntityKind::Military,
        "police" => EntityKind::Police,
        "civilians" => EntityKind::Civilians,
        "facility" => EntityKind::Facility,
        "vehicle" => EntityKind::Vehicle,
        "weapon" => EntityKind::Weapon,
        "place" => EntityKind::Place,
        "other" => EntityKind::Other,
        _ => return None,
    })
}

/// The id of a registry's actor as an entity carries it.
pub(super) fn id(actor: &Actor) -> ActorId {
    ActorId(Arc::clone(&actor.id.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::Language;

    const TABLE: &str = "id\tname\taliases\tkind\tcountry\tcodes\tsource\tlicence\n\
        col-x\tRed Front\tRF\tgroup\tCOL\tCOLREB:1990-01-01..2000-12-31\tdateline\tMIT\n\
        per-x\tNew Red Front\tRed Front\tgroup\tPER\tPERREB:2005-01-01..\tdateline\tMIT\n";

    fn meant(text: &str, published: Option<&str>) -> Option<(usize, String)> {
        let mut files = PackFiles::default();
        files.insert("actors/registry.tsv", TABLE.as_bytes());
        let registry = Registry::load(&files).unwrap();
        let language = Language::default();
        let lexicon = registry.lexicon(&language);
        let segments = language.tokenizer.segments(text);
        let published = published.map(|day| TimeInterval::parse(day, Basis::Stated).unwrap());
        let (length, name) = registry.longest(&lexicon, &segments, 0, published, |_, _| true)?;
        Some((length, registry.actor(name).id.0.to_string()))
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(meant("New Red Front men", None), Some((3, "per-x".to_owned())));
        assert_eq!(meant("Front men", None), None);
    }

    #[test]
    fn the_article_s_date_tells_namesakes_apart() {
        assert_eq!(meant("Red Front", Some("1995-03-01")), Some((2, "col-x".to_owned())));
        assert_eq!(meant("Red Front", Some("2010-03-01")), Some((2, "per-x".to_owned())));
        assert_eq!(meant("Red Front", None), Some((2, "col-x".to_owned())));
    }

    #[test]
    fn nobody_is_meant_before_their_time() {
        assert_eq!(meant("New Red Front", Some("1995-03-01")), None);
    }

    #[test]
    fn a_code_may_be_open_on_a_side() {
        let code = dated_code("IRQREB:..2003-03-20").unwrap();
        assert_eq!(code.when.unwrap().edtf(), "../2003-03-20");
        assert_eq!(dated_code("IRQREB:x"), None);
    }
}
