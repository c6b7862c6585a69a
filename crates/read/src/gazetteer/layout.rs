//! The gazetteer file: a header, then sections.
//!
//! | section | holds |
//! |---|---|
//! | folding | the table names are folded by, as text |
//! | codes | feature classes and codes such as `P.PPLA2`, one a line, by number |
//! | countries | ISO 3166-1 alpha-2 and alpha-3, 5 bytes a country; a country's place has the same number |
//! | names | display names in byte order, front-coded in blocks of 16, after the blocks' starts |
//! | records | 18 bytes a place, by number: countries, then areas, then the rest |
//! | postings | 3 bytes an entry: place number, whether by an alias, whether the key's last |
//! | keys | an `fst` map from folded names to their first posting |
//!
//! All numbers are little-endian. It is read where it lies: opening decodes the folding table and the codes.

use crate::Error;

/// First bytes of the file: its kind, and the version of this layout.
pub const MAGIC: &[u8; 8] = b"DLGAZ\0\0\x01";
/// Number of sections, in the order of the table above.
pub const SECTIONS: usize = 7;
/// Bytes of a record.
pub const RECORD: usize = 18;
/// Bytes of a posting.
pub const POSTING: usize = 3;
/// Display names in a block.
pub const NAME_BLOCK: usize = 16;
/// No country.
pub const NO_COUNTRY: u8 = u8::MAX;
/// No parent.
pub const NO_PARENT: u16 = u16::MAX;
/// Latitude of a place without a known point.
pub const NO_POINT: i32 = -(1 << 23);
/// Posting: the last of its key.
pub const LAST: u32 = 1 << 23;
/// Posting: the key is not the place's usual name.
pub const ALIAS: u32 = 1 << 22;
/// Degrees times this make a record's coordinate.
pub const DEGREE: f64 = 10_000.0;
/// A record's population is its base-2 logarithm times this.
pub const OCTAVE: f32 = 7.0;

/// A place as stored.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stored {
    pub geonameid: u32,
    pub lat: i32,
    pub lon: i32,
    pub name: u32,
    pub population: u8,
    pub code: u8,
    pub country: u8,
    pub parent: u16,
}

impl Stored {
    /// Reads the record at the start of `bytes`, which holds at least one.
    pub fn read(bytes: &[u8]) -> Self {
        let wide = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], 0]);
        let signed = |at: usize| ((wide(at) << 8) as i32) >> 8;
        Self {
            geonameid: u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]),
            lat: signed(4),
            lon: signed(7),
            name: wide(10),
            population: bytes[13],
            code: bytes[14],
            country: bytes[15],
            parent: u16::from_le_bytes([bytes[16], bytes[17]]),
        }
    }

    /// Appends the record.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.geonameid.to_le_bytes());
        bytes.extend(&self.lat.to_le_bytes()[..3]);
        bytes.extend(&self.lon.to_le_bytes()[..3]);
        bytes.extend(&self.name.to_le_bytes()[..3]);
        bytes.extend([self.population, self.code, self.country]);
        bytes.extend(self.parent.to_le_bytes());
    }
}

/// Start and length of every section.
///
/// # Errors
/// When the header is not that of a gazetteer of this version, or a section lies outside the file.
pub fn sections(bytes: &[u8]) -> Result<[(usize, usize); SECTIONS], Error> {
    let header = MAGIC.len() + SECTIONS * 8;
    if bytes.len() < header || bytes[..MAGIC.len()] != MAGIC[..] {
        return Err(Error::new(
            "packs/gazetteer/places.gaz: not a gazetteer of this version; pack it again with this program",
        ));
    }
    let number = |at: usize| {
        u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
    };
    let mut found = [(0, 0); SECTIONS];
    for (index, section) in found.iter_mut().enumerate() {
        let at = MAGIC.len() + index * 8;
        *section = (number(at), number(at + 4));
        if section.0.checked_add(section.1).is_none_or(|end| end > bytes.len()) {
            return Err(Error::new(
                "packs/gazetteer/places.gaz: cut short; pack or fetch it again",
            ));
        }
    }
    Ok(found)
}

/// The file made of its sections.
pub fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut at = MAGIC.len() + SECTIONS * 8;
    for section in sections {
        bytes.extend((at as u32).to_le_bytes());
        bytes.extend((section.len() as u32).to_le_bytes());
        at += section.len();
    }
    sections.iter().for_each(|section| bytes.extend(section));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back() {
        let stored = Stored {
            geonameid: 98182,
            lat: -333_406,
            lon: 1_799_999,
            name: 70_000,
            population: 159,
            code: 3,
            country: 104,
            parent: 4_000,
        };
        let mut bytes = Vec::new();
        stored.write(&mut bytes);
        assert_eq!(bytes.len(), RECORD);
        assert_eq!(Stored::read(&bytes), stored);
    }

    #[test]
    fn a_short_or_foreign_file_is_refused() {
        assert!(sections(b"DLGAZ").is_err());
        let mut bytes = assemble(&std::array::from_fn(|n| vec![0; n]));
        assert!(sections(&bytes).is_ok());
        bytes.pop();
        assert!(sections(&bytes).is_err());
    }
}
