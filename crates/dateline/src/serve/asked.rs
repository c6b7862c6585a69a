//! What an address asks for: the same filters as on the command line, under the same names.

use super::{desk::Desk, refusal::Refusal};
use crate::{
    commands::Filters,
    store::{Cursor, Query},
};
use url::form_urlencoded;

/// An address's query, in order and without what is left empty.
#[derive(Clone, Default)]
pub struct Asked {
    pairs: Vec<(String, String)>,
}

impl Asked {
    pub fn of(query: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned();
        Self { pairs: pairs.filter(|(_, value)| !value.trim().is_empty()).collect() }
    }

    /// Whether a form left fields empty, which an address need not say.
    pub fn has_empty(query: Option<&str>) -> bool {
        form_urlencoded::parse(query.unwrap_or_default().as_bytes())
            .any(|(_, value)| value.trim().is_empty())
    }

    /// All values of a name, with commas between; empty when there are none.
    pub fn get(&self, name: &str) -> String {
        let values = self.pairs.iter().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(",")
    }

    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).split(',').any(|it| it == value)
    }

    /// Whether any of these is asked for.
    pub fn has_any(&self, names: &[&str]) -> bool {
        self.pairs.iter().any(|(key, _)| names.contains(&key.as_str()))
    }

    /// The same with other values; an empty one takes its name out. The list starts anew.
    pub fn with(&self, changes: &[(&str, &str)]) -> Self {
        let changed = |key: &str| key == "cursor" || changes.iter().any(|(name, _)| *name == key);
        let kept = self.pairs.iter().filter(|(key, _)| !changed(key)).cloned();
        let new = changes.iter().filter(|(_, value)| !value.is_empty());
        let new = new.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { pairs: kept.chain(new).collect() }
    }

    /// `path` with this query.
    pub fn at(&self, path: &str) -> String {
        if self.pairs.is_empty() {
            return path.to_owned();
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.pairs);
        format!("{path}?{}", query.finish())
    }

    /// The list's events with these changes.
    pub fn events(&self, changes: &[(&str, &str)]) -> String {
        self.with(changes).at("/events")
    }

    /// Every name and value, for a form that is to keep them.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// What is asked of the store.
    ///
    /// # Errors
    /// When a value is not what it should be.
    pub fn query(&self, desk: &Desk) -> Result<Query, Refusal> {
        if !self.get("text").is_empty() && !desk.visitor.may_see_words() {
            return Err(Refusal::forbidden(
                "your role sees no words of reports, nor searches them",
            ));
        }
        let own = ["cursor", "limit", "by", "format", "quotes", "profile", "view"];
        let pairs = self.pairs.iter().filter(|(key, _)| !own.contains(&key.as_str()));
        let filters = Filters::of_pairs(pairs.map(|(key, value)| (key.as_str(), value.as_str())));
        let query = filters.and_then(|filters| filters.query(desk.ontology()));
        query.map_err(|error| Refusal::wrong(format!("{error:#}")))
    }

    /// Where the list goes on.
    ///
    /// # Errors
    /// When it is no cursor.
    pub fn cursor(&self) -> Result<Option<Cursor>, Refusal> {
        let cursor = self.get("cursor");
        let parsed = (!cursor.is_empty()).then(|| cursor.parse()).transpose();
        parsed.map_err(|error: anyhow::Error| Refusal::wrong(error.to_string()))
    }

    /// How many are asked for, at most `most`.
    ///
    /// # Errors
    /// When it is no number.
    pub fn limit(&self, usual: usize, most: usize) -> Result<usize, Refusal> {
        match self.get("limit").as_str() {
            "" => Ok(usual),
            limit => match limit.parse() {
                Ok(limit) if limit >= 1 && limit <= most => Ok(limit),
                _ => Err(Refusal::wrong(format!("limit {limit}: give a number from 1 to {most}"))),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_only_what_is_asked() {
        let query = Some("text=&country=MLI&country=NER&cursor=1~e");
        let asked = Asked::of(query);
        assert!(Asked::has_empty(query) && !Asked::has_empty(Some("a=b")));
        assert_eq!(asked.get("country"), "MLI,NER");
        assert!(asked.is("country", "NER") && !asked.is("country", "NE"));
        assert_eq!(asked.events(&[("since", "2024-03"), ("country", "")]), "/events?since=2024-03");
        assert_eq!(asked.with(&[]).at("/events"), "/events?country=MLI&country=NER");
    }
}
