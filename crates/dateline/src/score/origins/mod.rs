//! Reports of one origin: copies that are made of known texts, found again.
//!
//! A corpus is a recipe: a seed, grammars to make up reports from, texts of our own. Of each report
//! copies are made, by shortening, reordering, rewording and adding to it, and beside it stand
//! reports of other incidents of the same kind, day and place, and of the same incident by another
//! hand. All are joined to families by what they have from one another; a pair of reports is right
//! when both are in one family and of one origin. Figures by making count the pairs that a report
//! made so is in.
//!
//! A recipe with a scale is for time: see [`scale`].

mod chance;
mod clock;
mod derive;
mod grammar;
mod linked;
mod made;
mod recipe;
mod scale;

use super::{Figure, Figures, Request};
use anyhow::Result;
use made::{Made, Maker, Making};
use recipe::Recipe;
use std::collections::BTreeMap;

/// Pairs of reports of one origin; or, of a recipe with a scale, how fast they are found.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    let recipe = Recipe::load(request.gold)?;
    let (grammars, texts) = (recipe.grammars()?, recipe.texts()?);
    if !recipe.scale.is_empty() {
        return Ok(scale::measure(&recipe, &grammars, &texts));
    }
    let mut maker = Maker::new(&grammars, recipe.seed);
    texts.iter().for_each(|text| maker.own(text));
    (0..recipe.stories).for_each(|_| maker.story());
    let families = linked::families(maker.made.iter().map(|made| &made.article));
    Ok(figures(&maker.made, &families))
}

/// The figures of reports, given the family that each was found to be of.
fn figures(made: &[Made], families: &[usize]) -> Figures {
    let pairs: Vec<(usize, usize)> =
        made.iter().zip(families).map(|(made, found)| (made.family, *found)).collect();
    let together = Together::of(&pairs);
    let mut tallies: BTreeMap<Making, [usize; 3]> = BTreeMap::new();
    let mut all = [0; 3];
    for (made, pair) in made.iter().zip(&pairs) {
        let counts = together.with(*pair);
        let tally = tallies.entry(made.making).or_default();
        for (number, count) in counts.into_iter().enumerate() {
            tally[number] += count;
            all[number] += count;
        }
    }
    let mut figures = Figures::default();
    figures.push("reports", Figure::Count(made.len()));
    figures.push("pairs", matched(all.map(|twice| twice / 2)));
    for (making, tally) in tallies {
        figures.push(making.name(), matched(tally));
    }
    figures
}

fn matched([right, proposed, gold]: [usize; 3]) -> Figure {
    Figure::Matched { right, proposed, gold }
}

/// How many reports are in a family that was found, in one that is true, and in both.
#[derive(Default)]
struct Together {
    both: BTreeMap<(usize, usize), usize>,
    found: BTreeMap<usize, usize>,
    gold: BTreeMap<usize, usize>,
}

impl Together {
    fn of(pairs: &[(usize, usize)]) -> Self {
        let mut together = Self::default();
        for pair in pairs {
            *together.both.entry(*pair).or_default() += 1;
            *together.gold.entry(pair.0).or_default() += 1;
            *together.found.entry(pair.1).or_default() += 1;
        }
        together
    }

    /// The other reports that a report is rightly with, is with, and ought to be with.
    fn with(&self, pair: (usize, usize)) -> [usize; 3] {
        [self.both[&pair] - 1, self.found[&pair.1] - 1, self.gold[&pair.0] - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted_by_making() {
        let made =
            [(1, Making::Own), (1, Making::Original), (2, Making::Neighbour), (3, Making::Retold)];
        let made =
            made.map(|(family, making)| Made { family, making, article: Default::default() });
        let figures = figures(&made, &[7, 7, 7, 9]).json();
        assert_eq!(
            (figures["pairs"]["tp"].as_u64(), figures["pairs"]["pred"].as_u64()),
            (Some(1), Some(3))
        );
        assert_eq!(figures["pairs"]["gold"].as_u64(), Some(1));
        assert_eq!(figures["same day and place"]["pred"].as_u64(), Some(2));
        assert_eq!(figures["own texts"]["r"].as_f64(), Some(1.0));
    }
}
