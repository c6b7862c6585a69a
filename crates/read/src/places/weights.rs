use crate::{
    Error,
    packs::{PackFiles, Table},
};

/// How much each kind of evidence adds to a sense of an ambiguous name, in the unit of
/// `features::importance`; from `packs/gazetteer/weights.tsv`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights {
    /// The words beside the name say that it lies in what holds the sense.
    pub holder: f32,
    /// The sense is what the kind word says.
    pub kind: f32,
    /// The words place something near the name or in its outskirts, and the sense is a town.
    pub town_context: f32,
    /// Taken from a first-level area whose seat has the same name: the bare name means the town.
    pub seat: f32,
    /// An article stands before the name, and the sense is a water or a region: "the Red Sea".
    pub article: f32,
    /// The text names the country that holds the sense.
    pub in_country: f32,
    /// The text names the first-level area that holds the sense.
    pub in_admin1: f32,
    /// The text names the second-level area that holds the sense.
    pub in_admin2: f32,
    /// Times the share of the text's other places that lie in the same country.
    pub same_country: f32,
    /// Times the share of the text's other places that lie in the same first-level area.
    pub same_admin1: f32,
    /// Times the sum over other places of e to the minus distance in 100 km, at most 3.
    pub close: f32,
    /// Times the number of other places that the sense holds, at most 3.
    pub holds: f32,
    /// The name beside it in a list means a place of the same level.
    pub listed_alike: f32,
    /// The same name elsewhere in the text means this.
    pub same_name: f32,
}

impl Weights {
    /// Loads `gazetteer/weights.tsv`; all weights are 0 without it.
    ///
    /// # Errors
    /// When the file is malformed or names evidence that does not exist.
    pub fn load(files: &PackFiles) -> Result<Self, Error> {
        let path = "gazetteer/weights.tsv";
        let mut weights = Self::default();
        let Some(text) = files.text(path)? else { return Ok(weights) };
        for row in Table::parse(path, text)?.rows() {
            let (evidence, weight) = (row.get("evidence")?, row.get("weight")?);
            let parsed: f32 =
                weight.parse().map_err(|_| row.error(&format!("{weight:?} is no number")))?;
            *weights
                .named(evidence)
                .ok_or_else(|| row.error(&format!("no evidence {evidence:?}")))? = parsed;
        }
        Ok(weights)
    }

    fn named(&mut self, evidence: &str) -> Option<&mut f32> {
        Some(match evidence {
            "holder" => &mut self.holder,
            "kind" => &mut self.kind,
            "town_context" => &mut self.town_context,
            "seat" => &mut self.seat,
            "article" => &mut self.article,
            "in_country" => &mut self.in_country,
            "in_admin1" => &mut self.in_admin1,
            "in_admin2" => &mut self.in_admin2,
            "same_country" => &mut self.same_country,
            "same_admin1" => &mut self.same_admin1,
            "close" => &mut self.close,
            "holds" => &mut self.holds,
            "listed_alike" => &mut self.listed_alike,
            "same_name" => &mut self.same_name,
            _ => return None,
        })
    }
}
