use super::Folding;
use super::layout::{
    ALIAS, DEGREE, LAST, NO_COUNTRY, NO_PARENT, NO_POINT, OCTAVE, Stored, assemble,
};
use crate::Error;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

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
    let mut names = Names::default();
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
        row.stored(names.put(row.name), code, country.copied(), parent)?.write(&mut records);
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
        names.bytes,
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

/// Display names, each stored once.
#[derive(Default)]
struct Names<'a> {
    bytes: Vec<u8>,
    known: FxHashMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    fn put(&mut self, name: &'a str) -> u32 {
        let Self { bytes, known } = self;
        *known.entry(name).or_insert_with(|| {
            let at = bytes.len() as u32;
            let end = name.floor_char_boundary(usize::from(u8::MAX));
            bytes.push(end as u8);
            bytes.extend(&name.as_bytes()[..end]);
            at
        })
    }
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
