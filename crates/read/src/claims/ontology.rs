use crate::{Error, PackFiles};
use dateline_doc::EventType;
use std::{collections::BTreeMap, sync::Arc};
use toml::de::DeTable;

/// The event types of one ontology pack, with what they are called in other ontologies.
#[derive(Default)]
pub struct Ontology {
    types: BTreeMap<Arc<str>, TypeInfo>,
}

/// One event type.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TypeInfo {
    /// Dateline's own id, such as `shelling`.
    pub id: Arc<str>,
    /// What people call it.
    pub label: String,
    /// What it covers, in a sentence.
    pub description: String,
    /// The type that this one is a kind of.
    pub broader: Option<Arc<str>>,
    /// Families of happenings that its claims may tell of, where not those of the broader type: a
    /// killing may be part of an attack or of a protest.
    pub families: Vec<Arc<str>>,
    /// Whether it is what comes of a happening, such as deaths, and seldom the whole of it.
    pub outcome: bool,
    /// The roles that its claims may have, by their names in the record.
    pub roles: Vec<String>,
    /// PLOVER's event, and its mode where there is one.
    pub plover: Option<(String, Option<String>)>,
    /// ACLED's event type and sub-event type.
    pub acled: Option<(String, String)>,
    /// CAMEO's code.
    pub cameo: Option<String>,
}

impl Ontology {
    /// Loads every file of `ontology/dateline/`.
    ///
    /// # Errors
    /// When a file is malformed or names a broader type that no file defines.
    pub fn load(files: &PackFiles) -> Result<Self, Error> {
        let mut types = BTreeMap::new();
        for (path, bytes) in files.under("ontology/dateline/") {
            if !path.ends_with(".toml") {
                continue;
            }
            let wrong = |what: &str| Error::new(format!("packs/{path}: {what}"));
            let text = std::str::from_utf8(bytes).map_err(|_| wrong("not UTF-8"))?;
            let info = TypeInfo::parse(text).map_err(|what| wrong(&what))?;
            types.insert(info.id.clone(), info);
        }
        let ontology = Self { types };
        for info in ontology.types.values() {
            if let Some(broader) =
                info.broader.as_ref().filter(|id| !ontology.types.contains_key(*id))
            {
                let id = &info.id;
                return Err(Error::new(format!(
                    "packs/ontology/dateline: {id} is a kind of {broader:?}, which no file defines"
                )));
            }
        }
        Ok(ontology)
    }

    /// What is known of a type.
    pub fn get(&self, kind: &EventType) -> Option<&TypeInfo> {
        self.types.get(&kind.0)
    }

    /// The type of an id, when there is one.
    pub fn event_type(&self, id: &str) -> Option<EventType> {
        self.types.get_key_value(id).map(|(id, _)| EventType(id.clone()))
    }

    /// All types by id.
    pub fn types(&self) -> impl Iterator<Item = &TypeInfo> {
        self.types.values()
    }

    /// Whether claims of this type may have victims: the mark of violence.
    pub fn is_violent(&self, kind: &EventType) -> bool {
        self.get(kind).is_some_and(|info| info.roles.iter().any(|role| role == "victim"))
    }

    /// Whether `kind` is `of` or a kind of it.
    pub fn is_a(&self, kind: &EventType, of: &str) -> bool {
        &*kind.0 == of || self.broader(kind).iter().any(|broader| &*broader.0 == of)
    }

    /// The types that `kind` is a kind of, the nearest first.
    pub fn broader(&self, kind: &EventType) -> Vec<EventType> {
        let broader = |kind: &EventType| self.get(kind)?.broader.clone().map(EventType);
        // Bounded: a loop of broader types in a pack must not hang the reader.
        std::iter::successors(broader(kind), broader).take(8).collect()
    }

    /// The families of happenings that claims of this type may tell of: its own, else those of the
    /// nearest broader type that has some, else one of the widest type's name. Claims of one
    /// happening have a family in common.
    pub fn families(&self, kind: &EventType) -> Vec<Arc<str>> {
        let chain = || std::iter::once(kind.clone()).chain(self.broader(kind));
        let own = |kind: EventType| self.get(&kind).map(|info| info.families.clone());
        let told = chain().filter_map(own).find(|families| !families.is_empty());
        told.unwrap_or_else(|| chain().last().into_iter().map(|widest| widest.0).collect())
    }
}

impl TypeInfo {
    fn parse(text: &str) -> Result<Self, String> {
        let table = DeTable::parse(text).map_err(|error| error.message().to_owned())?;
        let table = table.get_ref();
        let required = |key: &str| word(table, key).ok_or_else(|| format!("no `{key} = \"…\"`"));
        let pair = |section: &str, first: &str, second: &str| {
            let inner = table.get(section)?.get_ref().as_table()?;
            Some((word(inner, first)?, word(inner, second)))
        };
        Ok(Self {
            id: required("id")?.into(),
            label: required("label")?,
            description: required("description")?,
            broader: word(table, "broader").map(Into::into),
            outcome: table
                .get("outcome")
                .and_then(|value| value.get_ref().as_bool())
                .unwrap_or(false),
            families: words(table, "families").map(Into::into).collect(),
            roles: words(table, "roles").map(str::to_owned).collect(),
            plover: pair("plover", "event", "mode"),
            acled: pair("acled", "event", "sub_event").and_then(|(event, sub)| Some((event, sub?))),
            cameo: word(table, "cameo"),
        })
    }
}

fn word(table: &DeTable<'_>, key: &str) -> Option<String> {
    table.get(key)?.get_ref().as_str().map(str::to_owned)
}

fn words<'a>(table: &'a DeTable<'_>, key: &str) -> impl Iterator<Item = &'a str> {
    let list = table.get(key).and_then(|value| value.get_ref().as_array());
    list.into_iter().flatten().filter_map(|value| value.get_ref().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(toml: &'static str) -> PackFiles {
        let mut files = PackFiles::default();
        files.insert("ontology/dateline/x.toml", toml.as_bytes());
        files
    }

    #[test]
    fn reads_a_type_with_its_crosswalk() {
        let ontology = Ontology::load(&files(
            "id = \"x\"\nlabel = \"X\"\ndescription = \"…\"\nroles = [\"actor\"]\ncameo = \"194\"\n[plover]\nevent = \"ASSAULT\"\n",
        ))
        .unwrap();
        let kind = ontology.event_type("x").unwrap();
        let info = ontology.get(&kind).unwrap();
        assert_eq!(info.plover, Some(("ASSAULT".to_owned(), None)));
        assert_eq!((info.acled.as_ref(), info.cameo.as_deref()), (None, Some("194")));
        assert!(ontology.is_a(&kind, "x") && !ontology.is_a(&kind, "y"));
    }

    #[test]
    fn families_are_ones_own_or_those_of_the_nearest_broader_type() {
        let mut files = PackFiles::default();
        for (path, toml) in [
            ("ontology/dateline/a.toml", "id = \"a\"\nfamilies = [\"f\"]\n"),
            ("ontology/dateline/b.toml", "id = \"b\"\nbroader = \"a\"\n"),
            (
                "ontology/dateline/c.toml",
                "id = \"c\"\nbroader = \"a\"\nfamilies = [\"f\", \"g\"]\n",
            ),
            ("ontology/dateline/d.toml", "id = \"d\"\n"),
            ("ontology/dateline/e.toml", "id = \"e\"\nbroader = \"d\"\n"),
        ] {
            let toml = format!("label = \"…\"\ndescription = \"…\"\n{toml}");
            files.insert(path, toml.into_bytes());
        }
        let ontology = Ontology::load(&files).unwrap();
        let families = |id: &str| {
            let families = ontology.families(&ontology.event_type(id).unwrap());
            families.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!([families("a"), families("b")], [["f"], ["f"]]);
        assert_eq!(families("c"), ["f", "g"]);
        assert_eq!([families("d"), families("e")], [["d"], ["d"]]);
    }

    #[test]
    fn names_the_file_that_is_wrong() {
        let error = Ontology::load(&files("id = \"x\"\n")).err().unwrap().to_string();
        assert_eq!(error, "packs/ontology/dateline/x.toml: no `label = \"…\"`");
        let orphan = "id = \"x\"\nlabel = \"X\"\ndescription = \"…\"\nbroader = \"y\"\n";
        assert!(Ontology::load(&files(orphan)).is_err());
    }
}
