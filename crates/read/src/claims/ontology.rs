use crate::{Error, PackFiles};
use dateline_doc::EventType;
use std::{collections::BTreeMap, sync::Arc};
use toml::de::{DeTable, DeValue};

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
        let roles = table.get("roles").and_then(|value| value.get_ref().as_array());
        let role = |value: &toml::Spanned<DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
        Ok(Self {
            id: required("id")?.into(),
            label: required("label")?,
            description: required("description")?,
            broader: word(table, "broader").map(Into::into),
            roles: roles.into_iter().flat_map(|roles| roles.iter().filter_map(role)).collect(),
            plover: pair("plover", "event", "mode"),
            acled: pair("acled", "event", "sub_event").and_then(|(event, sub)| Some((event, sub?))),
            cameo: word(table, "cameo"),
        })
    }
}

fn word(table: &DeTable<'_>, key: &str) -> Option<String> {
    table.get(key)?.get_ref().as_str().map(str::to_owned)
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
    fn names_the_file_that_is_wrong() {
        let error = Ontology::load(&files("id = \"x\"\n")).err().unwrap().to_string();
        assert_eq!(error, "packs/ontology/dateline/x.toml: no `label = \"…\"`");
        let orphan = "id = \"x\"\nlabel = \"X\"\ndescription = \"…\"\nbroader = \"y\"\n";
        assert!(Ontology::load(&files(orphan)).is_err());
    }
}
