use super::Folding;
use super::layout::{
    ALIAS, DEGREE, LAST, NAME_BLOCK, NO_COUNTRY, NO_PARENT, NO_POINT, OCTAVE, Stored, assemble,
};
use crate::Error;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Packs a table of places (see `packs/gazetteer/build/prepare.py`) and the folding table into the
/// bytes of a gazetteer file.
///
/// # Errors
/// When a table is malformed or too large for the layout.
pub fn pack(places: &str, folding: &str) -> Result<Vec<u8>, Error> {
    let folding = Folding::parse("gazetteer/folding.tsv", folding)?;
    let mut rows = places.lines().skip(1).map(Row::parse).collect::<Result<Vec<_>, _>>()?;
    // Countries first, then the areas that hold places: their numbers are stored in fewer bits.
    rows.sort_by_key(Row::rank);
    let numbers: FxHashMap<&str, u32> = rows.iter().zip(0..).map(|(row, n)| (row.key, n)).collect();
    let countries: FxHashMap<&str, u32> = rows
        .iter()
        .zip(0..)
        .take_while(|(row, _)| row.rank() == 0)
        .map(|(row, n)| (&row.country[..2], n))
        .collect();
    if countries.len() >= usize::from(NO_COUNTRY) {
        return Err(Error::new("more countries than the layout can number"));
    }

    let mut codes: Vec<&str> = Vec::new();
    let (names, name_numbers) = names(&rows)?;
    let mut records = Vec::new();
    let mut keys: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (row, number) in rows.iter().zip(0..) {
        let code = codes.iter().position(|code| *code == row.code).unwrap_or_else(|| {
            codes.push(row.code);
            codes.len() - 1
        });
        let country = row.country.get(..2).and_then(|code| countries.get(code));
        let parent = numbers.get(row.parent).map(|n| u16::try_from(*n));
        let parent = parent.transpose().map_err(|_| row.error("its parent is no area"))?;
        row.stored(name_numbers[row.name], code, country.copied(), parent)?.write(&mut records);
        let mut seen: Vec<String> = Vec::new();
        for (name, alias) in
            row.names.split('|').zip(std::iter::once(false).chain(std::iter::repeat(true)))
        {
            let folded = folding.name(name);
            if !folded.is_empty() && !seen.contains(&folded) {
                let flag = if alias { ALIAS } else { 0 };
                keys.entry(folded.clone()).or_default().push(number | flag);
                seen.push(folded);
            }
        }
    }
    if rows.len() as u32 >= ALIAS {
        return Err(Error::new("more places than the layout can number"));
    }

    let (postings, keys) = index(&keys)?;
    let nations = rows.iter().take(countries.len());
    let nations: String = nations.map(|row| row.country.replace('/', "")).collect();
    Ok(assemble(&[
        folding.table().into_bytes(),
        codes.join("\n").into_bytes(),
        nations.into_bytes(),
        names,
        records,
        postings,
        keys,
    ]))
}

/// The postings and the map from keys to them.
fn index(keys: &BTreeMap<String, Vec<u32>>) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let failed = |error: fst::Error| Error::new(format!("packing names: {error}"));
    let mut postings = Vec::new();
    let mut map = fst::MapBuilder::memory();
    // Lists that are the same are stored once.
    let mut known: FxHashMap<Vec<u32>, u64> = FxHashMap::default();
    let mut entries = 0u64;
    for (key, senses) in keys {
        let mut senses = senses.clone();
        senses.sort_unstable_by_key(|sense| sense & !ALIAS);
        let first = *known.entry(senses.clone()).or_insert_with(|| {
            let at = entries;
            entries += senses.len() as u64;
            if let Some(last) = senses.last_mut() {
                *last |= LAST;
            }
            postings.extend(senses.iter().flat_map(|sense| sense.to_le_bytes()[..3].to_vec()));
            at
        });
        map.insert(key, first).map_err(failed)?;
    }
    Ok((postings, map.into_inner().map_err(failed)?))
}

/// The display names, sorted, and the number of each: every name says how many bytes it shares with the
/// one before it, and every sixteenth shares none, so that a name is read from its block's start.
fn names<'a>(rows: &[Row<'a>]) -> Result<(Vec<u8>, FxHashMap<&'a str, u32>), Error> {
    let sorted: BTreeSet<&str> = rows.iter().map(|row| row.name).collect();
    let mut starts = Vec::new();
    let mut bytes = Vec::new();
    let mut before = "";
    for (number, name) in sorted.iter().enumerate() {
        if number % NAME_BLOCK == 0 {
            starts.extend((bytes.len() as u32).to_le_bytes());
            before = "";
        }
        let shared = before.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        let rest = &name.as_bytes()[shared..];
        let short = |length: usize| {
            u8::try_from(length).map_err(|_| Error::new(format!("`{name}`: too long a name")))
        };
        bytes.extend([short(shared)?, short(rest.len())?]);
        bytes.extend(rest);
        before = name;
    }
    let numbers = sorted.into_iter().zip(0..).collect();
    let mut section = (starts.len() as u32).to_le_bytes().to_vec();
    section.extend(starts);
    section.extend(bytes);
    Ok((section, numbers))
}

/// A line of the table.
struct Row<'a> {
    key: &'a str,
    code: &'a str,
    name: &'a str,
    point: Option<(f64, f64)>,
    population: f32,
    country: &'a str,
    parent: &'a str,
    names: &'a str,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Result<Self, Error> {
        let broken =
            || Error::new(format!("`{line}`: not nine cells of a place; prepare the table again"));
        let cells: Vec<&str> = line.split('\t').collect();
        let [key, code, name, lat, lon, population, country, parent, names] = cells[..] else {
            return Err(broken());
        };
        let point = match (lat.parse(), lon.parse()) {
            (Ok(lat), Ok(lon)) => Some((lat, lon)),
            _ if lat.is_empty() && lon.is_empty() => None,
            _ => return Err(broken()),
        };
        let population = population.parse().map_err(|_| broken())?;
        Ok(Self { key, code, name, point, population, country, parent, names })
    }

    fn rank(&self) -> u8 {
        match self.code {
            _ if self.country.len() == 6 => 0,
            "A.ADM1" => 1,
            "A.ADM2" => 2,
            _ => 3,
        }
    }

    fn stored(
        &self,
        name: u32,
        code: usize,
        country: Option<u32>,
        parent: Option<u16>,
    ) -> Result<Stored, Error> {
        let degrees = |value: f64| (value * DEGREE).round() as i32;
        let (lat, lon) =
            self.point.map_or((NO_POINT, 0), |(lat, lon)| (degrees(lat), degrees(lon)));
        let octaves = ((self.population + 1.0).log2() * OCTAVE).round().clamp(0.0, 255.0);
        Ok(Stored {
            // Places without a GeoNames id have keys of other letters.
            geonameid: self
                .key
                .strip_prefix('g')
                .map_or(Ok(0), str::parse)
                .map_err(|_| self.error("bad id"))?,
            lat,
            lon,
            name,
            population: octaves as u8,
            code: u8::try_from(code).map_err(|_| self.error("too many feature codes"))?,
            country: country.map_or(NO_COUNTRY, |country| country as u8),
            parent: parent.unwrap_or(NO_PARENT),
        })
    }

    fn error(&self, what: &str) -> Error {
        Error::new(format!("place {} ({}): {what}", self.key, self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::pack;
    use crate::gazetteer::{Gazetteer, PlaceNumber};
    use std::borrow::Cow;

    const FOLDING: &str = "form\tfolded\twhere\nal\tal\tanywhere\nsaint\tst\tanywhere\n";
    const PLACES: &str = "key\tclass\tname\tlat\tlon\tpop\tcountry\tparent\tnames\n\
        g3\tP.PPLA\tPort Saint\t10.5\t-20.25\t99999\tXA\tg2\tPort Saint|Old Port|al-Port\n\
        r1\tH.SEA\tGrey Sea\t0\t0\t0\t\t\tGrey Sea|Port St.\n\
        g2\tA.ADM1\tCoast\t\t\t5\tXA\tg1\tCoast\n\
        g1\tA.PCLI\tAland\t1\t2\t0\tXA/XAA\t\tAland|A.L.\n";

    fn gazetteer() -> Gazetteer {
        Gazetteer::open(&Cow::Owned(pack(PLACES, FOLDING).unwrap())).unwrap()
    }

    fn numbers(gazetteer: &Gazetteer, name: &str) -> Vec<(String, bool)> {
        let senses = gazetteer.senses(&gazetteer.folding().name(name));
        senses.iter().map(|sense| (gazetteer.name(sense.place), sense.alias)).collect()
    }

    #[test]
    fn every_spelling_finds_its_places() {
        let gazetteer = gazetteer();
        let both = [("Port Saint".to_owned(), false), ("Grey Sea".to_owned(), true)];
        assert_eq!(numbers(&gazetteer, "PORT ST"), both);
        assert_eq!(numbers(&gazetteer, "Al Port"), [("Port Saint".to_owned(), true)]);
        assert!(numbers(&gazetteer, "Port").is_empty());
    }

    #[test]
    fn a_place_keeps_what_was_packed() {
        let gazetteer = gazetteer();
        let port = gazetteer.senses("port st")[0].place;
        assert_eq!(gazetteer.geonameid(port), Some(3));
        assert_eq!(gazetteer.feature(port), "P.PPLA");
        assert_eq!(gazetteer.point(port).map(|point| (point.lat, point.lon)), Some((10.5, -20.25)));
        assert_eq!(gazetteer.country_codes(port), Some(("XA", "XAA")));
        assert!((gazetteer.log_population(port) - 5.0).abs() < 0.05);
        let holders: Vec<String> =
            gazetteer.holders(port).map(|area| gazetteer.name(area)).collect();
        assert_eq!(holders, ["Coast", "Aland"]);
        assert_eq!(gazetteer.point(gazetteer.parent(port).unwrap()), None);
        assert_eq!(gazetteer.geonameid(gazetteer.senses("grey sea")[0].place), None);
    }

    #[test]
    fn a_place_that_is_not_there_is_empty() {
        let gazetteer = gazetteer();
        assert_eq!(gazetteer.name(PlaceNumber(99)), "");
        assert_eq!(gazetteer.point(PlaceNumber(99)), None);
        assert!(Gazetteer::default().senses("port").is_empty());
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let mut bytes = pack(PLACES, FOLDING).unwrap();
        let last = bytes.len() - 10;
        bytes[last] ^= 0xff;
        assert!(Gazetteer::open(&Cow::Owned(bytes)).is_err());
    }
}
