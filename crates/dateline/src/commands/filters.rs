use crate::store::{Area, Days, Naming, Query, Sort, Standing};
use anyhow::{Context, Result, bail};
use clap::{Args, CommandFactory, Parser, ValueEnum};
use dateline_read::claims::Ontology;

/// Which events.
#[derive(Args)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Only events of this type, or of a kind of it: shelling, armed-attack, political-violence… Any of several
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    types: Vec<String>,

    /// Only in this country, by its three letters (ISO 3166-1): MLI. Any of several
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    country: Vec<String>,

    /// Only in the first-level area of this name, such as a governorate
    #[arg(long, value_name = "NAME")]
    admin1: Option<String>,

    /// Only in the second-level area of this name, such as a district
    #[arg(long, value_name = "NAME")]
    admin2: Option<String>,

    /// Only where a place, or an area it lies in, has these words in its name
    #[arg(long, value_name = "WORDS")]
    place: Option<String>,

    /// Only within so many kilometres of a point: LAT,LON,KM
    #[arg(long, value_name = "LAT,LON,KM", allow_hyphen_values = true, conflicts_with = "bbox")]
    near: Option<String>,

    /// Only within a box in degrees: WEST,SOUTH,EAST,NORTH
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    bbox: Option<String>,

    /// Only what happened on this day or later: a year, a month or a day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Only what happened on this day or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Only what was reported on this day or later
    #[arg(long, value_name = "DATE")]
    published_since: Option<String>,

    /// Only what was reported on this day or earlier
    #[arg(long, value_name = "DATE")]
    published_until: Option<String>,

    /// Only what came into the store on this day or later
    #[arg(long, value_name = "DATE")]
    added_since: Option<String>,

    /// Only what came into the store on this day or earlier
    #[arg(long, value_name = "DATE")]
    added_until: Option<String>,

    /// Only where somebody of this name, or of this id in the registry, took part
    #[arg(long, value_name = "WORDS")]
    actor: Option<String>,

    /// Only where a person, body or outlet of this name says so
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,

    /// Only where a source is named so. Any of several
    #[arg(long, value_enum, value_delimiter = ',')]
    naming: Vec<Naming>,

    /// Only what so many independent origins tell, or more
    #[arg(long, value_name = "N")]
    origins: Option<u32>,

    /// Only what stands so. Any of several
    #[arg(long, value_enum, value_delimiter = ',')]
    standing: Vec<Standing>,

    /// Only with these words in titles and sentences; words in quotation marks stand together
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,

    /// Only aggregates, which tell of many happenings at once (true), or only single events (false)
    #[arg(long, value_name = "BOOL")]
    aggregate: Option<bool>,

    /// What the list is ordered by, the latest or most first
    #[arg(long, value_enum, default_value_t = Sort::Occurred)]
    sort: Sort,

    /// The earliest or least first
    #[arg(long)]
    ascending: bool,
}

/// Filters alone, as a command line.
#[derive(Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Line {
    #[command(flatten)]
    filters: Filters,
}

impl Filters {
    /// The filters of names and values, as an address has them.
    ///
    /// # Errors
    /// When there is no filter of a name, or a value is not what it should be.
    pub fn of_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let options = pairs.map(|(name, value)| match (name, value) {
            ("ascending", "true") => "--ascending".to_owned(),
            _ => format!("--{name}={value}"),
        });
        let line = Line::try_parse_from(options).map_err(|error| {
            let told = error.to_string();
            let first = told.lines().next().unwrap_or_default();
            anyhow::anyhow!("{}", first.trim_start_matches("error: "))
        })?;
        Ok(line.filters)
    }

    /// The name of every filter, and what it does.
    pub fn described() -> Vec<(String, String)> {
        let line = Line::command();
        let described = line.get_arguments().filter_map(|option| {
            Some((option.get_long()?.to_owned(), option.get_help()?.to_string()))
        });
        described.collect()
    }

    /// The query that they make.
    ///
    /// # Errors
    /// When a value is not what it should be.
    pub fn query(&self, ontology: &Ontology) -> Result<Query> {
        for kind in &self.types {
            if ontology.event_type(kind).is_none() {
                bail!("--type {kind}: no such type; {}", nearest(kind, ontology));
            }
        }
        Ok(Query {
            types: self.types.clone(),
            countries: self.country.iter().map(|code| code.to_uppercase()).collect(),
            admin1: self.admin1.clone(),
            admin2: self.admin2.clone(),
            place: self.place.clone(),
            area: self.area()?,
            occurred: span(&self.since, &self.until).context("--since, --until")?,
            published: span(&self.published_since, &self.published_until)
                .context("--published-since, --published-until")?,
            added: span(&self.added_since, &self.added_until)
                .context("--added-since, --added-until")?,
            actor: self.actor.clone(),
            source: self.source.clone(),
            namings: self.naming.clone(),
            text: self.text.clone(),
            origins: self.origins,
            standings: self.standing.clone(),
            aggregate: self.aggregate,
            sort: self.sort,
            ascending: self.ascending,
        })
    }

    /// The filters that were given, as on the command line.
    pub fn given(&self) -> Vec<String> {
        let one = |name: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("--{name}={value}"))
        };
        let list = |name: &str, values: Vec<String>| {
            (!values.is_empty()).then(|| format!("--{name}={}", values.join(",")))
        };
        let words = |values: &[Naming]| values.iter().map(name_of).collect();
        let standings = self.standing.iter().map(name_of).collect();
        [
            list("type", self.types.clone()),
            list("country", self.country.clone()),
            one("admin1", &self.admin1),
            one("admin2", &self.admin2),
            one("place", &self.place),
            one("near", &self.near),
            one("bbox", &self.bbox),
            one("since", &self.since),
            one("until", &self.until),
            one("published-since", &self.published_since),
            one("published-until", &self.published_until),
            one("added-since", &self.added_since),
            one("added-until", &self.added_until),
            one("actor", &self.actor),
            one("source", &self.source),
            list("naming", words(&self.naming)),
            one("origins", &self.origins.map(|origins| origins.to_string())),
            list("standing", standings),
            one("text", &self.text),
            one("aggregate", &self.aggregate.map(|aggregate| aggregate.to_string())),
            Some(format!("--sort={}", name_of(&self.sort))),
            self.ascending.then(|| "--ascending".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn area(&self) -> Result<Option<Area>> {
        if let Some(near) = &self.near {
            let [lat, lon, km] = numbers(near).context("--near takes LAT,LON,KM")?;
            if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) || km < 0.0 {
                bail!(
                    "--near {near}: no point on earth; give LAT,LON,KM in degrees and kilometres"
                );
            }
            return Ok(Some(Area::Circle { lat, lon, km }));
        }
        let Some(bbox) = &self.bbox else { return Ok(None) };
        let [west, south, east, north] = numbers(bbox).context("--bbox takes W,S,E,N")?;
        if south > north {
            bail!("--bbox {bbox}: south is above north; give WEST,SOUTH,EAST,NORTH");
        }
        Ok(Some(Area::Box { west, south, east, north }))
    }
}

/// A value as the command line has it.
fn name_of(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn span(since: &Option<String>, until: &Option<String>) -> Result<Days> {
    Days::between(since.as_deref(), until.as_deref())
}

fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let numbers = text.split(',').map(|number| number.trim().parse().ok());
    let numbers: Option<Vec<f64>> = numbers.collect();
    numbers?.try_into().ok()
}

/// The types that share the beginning of a word that is none.
fn nearest(word: &str, ontology: &Ontology) -> String {
    let start = word.get(..3).unwrap_or(word);
    let near = ontology.types().filter(|info| info.id.contains(start));
    let near: Vec<&str> = near.map(|info| &*info.id).take(8).collect();
    if near.is_empty() {
        return "`political-violence` stands for all violence".to_owned();
    }
    format!("there is {}", near.join(", "))
}
