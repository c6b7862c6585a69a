//! The vocabulary's words on the wire, and back: each is its variant's name in lower case.

use anyhow::{Context, Result, anyhow};
use dateline_doc::{
    Basis, EntityKind, Grain, Mode, Naming, Polarity, Precision, Relation, RoleKind, Stance,
    TimeInterval, TimeType,
};
use dateline_link::origins::EdgeKind;
use std::fmt::{self, Debug, Write};

/// A variant's name on the wire.
pub fn word(variant: impl Debug) -> String {
    format!("{variant:?}").to_lowercase()
}

/// The variant that [`word`] writes so.
fn variant<T: Copy + Debug>(all: &[T], name: &str) -> Result<T> {
    let found = all.iter().find(|variant| is_written(variant, name));
    found.copied().ok_or_else(|| anyhow!("{name:?} is none of {all:?}"))
}

/// Whether [`word`] writes a variant so: thousands are asked for while reports are linked, so no word is made.
fn is_written(variant: impl Debug, name: &str) -> bool {
    let mut rest = Rest(name);
    write!(rest, "{variant:?}").is_ok() && rest.0.is_empty()
}

/// What of a name is still to be written.
struct Rest<'a>(&'a str);

impl Write for Rest<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let (start, rest) = self.0.split_at_checked(part.len()).ok_or(fmt::Error)?;
        self.0 = rest;
        let lower = part.bytes().map(|byte| byte.to_ascii_lowercase());
        lower.eq(start.bytes()).then_some(()).ok_or(fmt::Error)
    }
}

pub fn relation(name: &str) -> Result<Relation> {
    variant(&[Relation::Republishes, Relation::Translates, Relation::Quotes], name)
}

pub fn edge_kind(name: &str) -> Result<EdgeKind> {
    use EdgeKind::{
        Carries, PartOf, Quotes, Republishes, Rewrite, SameAddress, SameText, SameWords, Translates,
    };
    let texts = [SameText, PartOf, Rewrite, Carries];
    let told = [SameAddress, Republishes, Translates, Quotes, SameWords];
    variant(&[&texts[..], &told[..]].concat(), name)
}

pub fn entity_kind(name: &str) -> Result<EntityKind> {
    use EntityKind::{
        Civilians, Facility, Government, Group, Military, Organization, Other, Person, Place,
        Police, Vehicle, Weapon,
    };
    let people = [Person, Group, Organization, Government, Military, Police, Civilians];
    let things = [Facility, Vehicle, Weapon, Place, Other];
    variant(&[&people[..], &things[..]].concat(), name)
}

pub fn precision(name: &str) -> Result<Precision> {
    use Precision::{Admin1, Admin2, Country, Near, Region, Sea, Site, Town};
    variant(&[Site, Town, Near, Admin2, Admin1, Region, Country, Sea], name)
}

pub fn time_type(name: &str) -> Result<TimeType> {
    variant(&[TimeType::Date, TimeType::Time, TimeType::Duration, TimeType::Set], name)
}

pub fn naming(name: &str) -> Result<Naming> {
    variant(&[Naming::Named, Naming::Unnamed, Naming::Institution, Naming::Outlet], name)
}

pub fn mode(name: &str) -> Result<Mode> {
    variant(&[Mode::Direct, Mode::Indirect, Mode::Mixed], name)
}

pub fn stance(name: &str) -> Result<Stance> {
    use Stance::{Asks, Asserts, Denies, Doubts, Supposes};
    variant(&[Asserts, Denies, Doubts, Supposes, Asks], name)
}

pub fn polarity(name: &str) -> Result<Polarity> {
    use Polarity::{Asserted, Denied, Planned, Supposed, Threatened};
    variant(&[Asserted, Denied, Supposed, Planned, Threatened], name)
}

pub fn role_kind(name: &str) -> Result<RoleKind> {
    use RoleKind::{Actor, Destination, Organization, Origin, Recipient, Target, Victim, Weapon};
    variant(&[Actor, Organization, Recipient, Victim, Target, Weapon, Origin, Destination], name)
}

pub fn grain(name: &str) -> Result<Grain> {
    use Grain::{Day, Long, Month, Season, Week, Year};
    variant(&[Day, Week, Month, Season, Year, Long], name)
}

pub fn basis(name: &str) -> Result<Basis> {
    variant(&[Basis::Stated, Basis::Inferred, Basis::Published], name)
}

/// An interval written `start/end`, with `..` for an open side.
pub fn interval(edtf: &str, given: &str) -> Result<TimeInterval> {
    let basis = basis(given)?;
    let (start, end) = edtf.split_once('/').with_context(|| format!("{edtf:?} is no interval"))?;
    let side = |text: &str| match text {
        ".." => Ok(None),
        date => Ok::<_, anyhow::Error>(Some(date.parse().with_context(|| format!("{date:?}"))?)),
    };
    let open = TimeInterval { start: side(start)?, end: side(end)?, grain: Grain::Long, basis };
    // Its shortest form names the unit, if it is one of the calendar's.
    let named = TimeInterval::parse(&open.to_string(), basis);
    let is_week = open.days() == Some(7);
    let grain = if is_week { Grain::Week } else { Grain::Long };
    Ok(named.unwrap_or(TimeInterval { grain, ..open }))
}
