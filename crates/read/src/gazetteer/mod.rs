//! The gazetteer: places by name, read where they lie in one compact file.

mod folding;
mod layout;
mod pack;
mod walk;

use crate::Error;
use dateline_doc::Point;
pub use folding::Folding;
pub(crate) use folding::is_hyphen;
use layout::{
    ALIAS, DEGREE, LAST, NAME_BLOCK, NO_COUNTRY, NO_PARENT, NO_POINT, OCTAVE, POSTING, RECORD,
    Stored,
};
pub use pack::pack;
use std::borrow::Cow;
pub use walk::Walk;

/// Number of a place in the gazetteer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlaceNumber(pub u32);

/// A place that a name may mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sense {
    /// The place.
    pub place: PlaceNumber,
    /// Whether the name is another than the place's usual one.
    pub alias: bool,
}

/// Places by name. The default holds none.
#[derive(Default)]
pub struct Gazetteer {
    folding: Folding,
    codes: Vec<String>,
    countries: Section,
    names: Section,
    records: Section,
    postings: Section,
    keys: Option<fst::Map<Section>>,
}

/// Bytes of one section: of the program itself when the pack is embedded, else owned.
#[derive(Default)]
struct Section(Cow<'static, [u8]>);

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Gazetteer {
    /// Opens the contents of `places.gaz`.
    ///
    /// # Errors
    /// When they are not a gazetteer of this version, or damaged.
    #[expect(clippy::ptr_arg, reason = "sections of embedded bytes live as long as the program")]
    pub fn open(bytes: &Cow<'static, [u8]>) -> Result<Self, Error> {
        let sections = layout::sections(bytes)?;
        let cut = |index: usize| {
            let (start, len) = sections[index];
            Section(match bytes {
                Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[start..start + len]),
                Cow::Owned(bytes) => Cow::Owned(bytes[start..start + len].to_vec()),
            })
        };
        let text = |index: usize| String::from_utf8_lossy(&cut(index).0).into_owned();
        let broken = |error| {
            Error::new(format!("packs/gazetteer/places.gaz: {error}; pack or fetch it again"))
        };
        let keys = fst::Map::new(cut(6)).map_err(broken)?;
        if matches!(bytes, Cow::Owned(_)) {
            // A file from a folder may be damaged; the embedded one was checked when it was packed.
            keys.as_fst().verify().map_err(broken)?;
        }
        Ok(Self {
            folding: Folding::parse("gazetteer/places.gaz", &text(0))?,
            codes: text(1).lines().map(str::to_owned).collect(),
            countries: cut(2),
            names: cut(3),
            records: cut(4),
            postings: cut(5),
            keys: Some(keys),
        })
    }

    /// How names are folded before they are compared.
    pub fn folding(&self) -> &Folding {
        &self.folding
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.records.0.len() / RECORD
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Starts looking up a folded name piece by piece.
    pub fn walk(&self) -> Option<Walk<'_>> {
        self.keys.as_ref().map(|keys| Walk::new(keys.as_fst()))
    }

    /// What a folded name may mean, in order of place number.
    pub fn senses(&self, folded: &str) -> Vec<Sense> {
        let found = self.keys.as_ref().and_then(|keys| keys.get(folded));
        found.map(|first| self.postings(first)).unwrap_or_default()
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    pub fn nation(&self, alpha2: &str) -> Option<Sense> {
        let at =
            self.countries.0.chunks_exact(5).position(|codes| &codes[..2] == alpha2.as_bytes())?;
        Some(Sense { place: PlaceNumber(at as u32), alias: false })
    }

    /// The capital of a country. Goes through all places.
    pub fn capital(&self, country: PlaceNumber) -> Option<PlaceNumber> {
        let code = self.codes.iter().position(|code| &**code == "P.PPLC")?;
        let is_capital = |stored: &Stored| {
            usize::from(stored.code) == code && u32::from(stored.country) == country.0
        };
        let records = self.records.0.chunks_exact(RECORD).map(Stored::read);
        let at = records.into_iter().position(|stored| is_capital(&stored))?;
        Some(PlaceNumber(at as u32))
    }

    /// ISO 3166-1 alpha-2 of an alpha-3 code.
    pub fn alpha2(&self, alpha3: &str) -> Option<&str> {
        let codes =
            self.countries.0.chunks_exact(5).find(|codes| &codes[2..] == alpha3.as_bytes())?;
        std::str::from_utf8(&codes[..2]).ok()
    }

    /// The postings from `first` to the last of its key.
    pub fn postings(&self, first: u64) -> Vec<Sense> {
        let mut senses = Vec::new();
        let from = usize::try_from(first).unwrap_or(usize::MAX).saturating_mul(POSTING);
        for entry in self.postings.0.get(from..).unwrap_or_default().chunks_exact(POSTING) {
            let entry = u32::from_le_bytes([entry[0], entry[1], entry[2], 0]);
            let place = PlaceNumber(entry & !(LAST | ALIAS));
            senses.push(Sense { place, alias: entry & ALIAS != 0 });
            if entry & LAST != 0 {
                break;
            }
        }
        senses
    }

    fn stored(&self, place: PlaceNumber) -> Option<Stored> {
        let from = place.0 as usize * RECORD;
        self.records.0.get(from..from + RECORD).map(Stored::read)
    }

    /// The place's usual name.
    pub fn name(&self, place: PlaceNumber) -> String {
        let name = self.stored(place).and_then(|stored| self.display(stored.name as usize));
        name.unwrap_or_default()
    }

    /// The display name of a number: its block is read up to it.
    fn display(&self, number: usize) -> Option<String> {
        let bytes = &*self.names.0;
        let wide = |at: usize| {
            let four = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize)
        };
        let table = wide(0)?;
        let mut at = 4 + table + wide(4 + number / NAME_BLOCK * 4)?;
        let mut name: Vec<u8> = Vec::new();
        for _ in 0..=number % NAME_BLOCK {
            let (shared, rest) = (usize::from(*bytes.get(at)?), usize::from(*bytes.get(at + 1)?));
            name.truncate(shared);
            name.extend(bytes.get(at + 2..at + 2 + rest)?);
            at += 2 + rest;
        }
        String::from_utf8(name).ok()
    }

    /// GeoNames id.
    pub fn geonameid(&self, place: PlaceNumber) -> Option<u32> {
        self.stored(place).map(|stored| stored.geonameid).filter(|id| *id != 0)
    }

    /// Where it is.
    pub fn point(&self, place: PlaceNumber) -> Option<Point> {
        let stored = self.stored(place).filter(|stored| stored.lat != NO_POINT)?;
        Some(Point { lat: f64::from(stored.lat) / DEGREE, lon: f64::from(stored.lon) / DEGREE })
    }

    /// GeoNames class and code, such as `P.PPLA2`.
    pub fn feature(&self, place: PlaceNumber) -> &str {
        let code = self.stored(place).and_then(|stored| self.codes.get(usize::from(stored.code)));
        code.map_or("", String::as_str)
    }

    /// Common logarithm of its inhabitants and one; 0 when unknown.
    pub fn log_population(&self, place: PlaceNumber) -> f32 {
        let octaves =
            self.stored(place).map_or(0.0, |stored| f32::from(stored.population) / OCTAVE);
        octaves * std::f32::consts::LOG10_2
    }

    /// The country it lies in or is, as a place.
    pub fn country(&self, place: PlaceNumber) -> Option<PlaceNumber> {
        let country = self.stored(place)?.country;
        (country != NO_COUNTRY).then_some(PlaceNumber(u32::from(country)))
    }

    /// ISO 3166-1 alpha-2 and alpha-3 of the country a place lies in or is.
    pub fn country_codes(&self, place: PlaceNumber) -> Option<(&str, &str)> {
        let from = self.country(place)?.0 as usize * 5;
        let codes = std::str::from_utf8(self.countries.0.get(from..from + 5)?).ok()?;
        Some(codes.split_at(2))
    }

    /// The area or country that holds it.
    pub fn parent(&self, place: PlaceNumber) -> Option<PlaceNumber> {
        let parent = self.stored(place)?.parent;
        (parent != NO_PARENT).then_some(PlaceNumber(u32::from(parent)))
    }

    /// The areas that hold it, from the smallest to the country.
    pub fn holders(&self, place: PlaceNumber) -> impl Iterator<Item = PlaceNumber> + '_ {
        // Four levels: second, first, country, and one to spare; a damaged file cannot loop.
        std::iter::successors(self.parent(place), |place| self.parent(*place)).take(4)
    }

    /// Whether `inner` lies in `outer`.
    pub fn holds(&self, outer: PlaceNumber, inner: PlaceNumber) -> bool {
        self.holders(inner).any(|holder| holder == outer)
    }
}
