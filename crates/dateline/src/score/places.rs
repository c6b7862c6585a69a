use super::{Figure, Figures, Request, Spans, rows};
use crate::record::Points;
use anyhow::Result;
use dateline_doc::{Place, Point, Segmented, Span};
use dateline_read::{places::LexiconPlaces, segment};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Half the earth's circumference: what a place that was not found is wrong by, in kilometres.
const WORST_KM: f64 = 20_039.0;
/// 100 miles: a place nearer than this to gold counts as right.
const NEAR_KM: f64 = 161.0;

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Predicted {
    id: String,
    toponyms: Vec<Toponym>,
}

/// A mention and where it is; `cc` is ISO 3166-1 alpha-2.
#[derive(Clone, Deserialize)]
struct Toponym {
    start: usize,
    end: usize,
    lat: Option<f64>,
    lon: Option<f64>,
    cc: Option<String>,
    geonameid: Option<u64>,
}

#[derive(Default)]
struct Tally {
    gold: usize,
    proposed: usize,
    exact: usize,
    overlap: usize,
    /// Error of every gold place with a point, in kilometres.
    errors: Vec<f64>,
    /// The same, of those that were found and given a point.
    resolved: Vec<f64>,
    country: Share,
    id: Share,
}

#[derive(Default)]
struct Share {
    right: usize,
    of: usize,
}

/// Recognition by exact span and by overlap, and distances of the places meant to gold's.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    let gold: Vec<Gold> = rows::load(request.gold)?;
    let predictions: Option<BTreeMap<String, Vec<Toponym>>> = match request.predictions {
        Some(file) => Some(
            rows::load::<Predicted>(file)?.into_iter().map(|row| (row.id, row.toponyms)).collect(),
        ),
        None => None,
    };
    let resolver = LexiconPlaces::new(request.reader.packs().clone());
    let mut tally = Tally::default();
    for row in &gold {
        let proposed = match (&predictions, request.spans) {
            (Some(predictions), _) => predictions.get(&row.id).cloned().unwrap_or_default(),
            (None, Spans::Read) => read(row, request),
            (None, Spans::Given) => given(row, request, &resolver),
        };
        tally.add(&row.toponyms, &proposed);
    }
    Ok(tally.figures())
}

fn read(row: &Gold, request: &Request<'_>) -> Vec<Toponym> {
    let points = Points::of(&row.text);
    let reading = request.reader.read(rows::article(&row.id, &row.text, None));
    reading.places.iter().map(|place| toponym(place, points.range(place.span), request)).collect()
}

/// The places meant by gold's own spans.
fn given(row: &Gold, request: &Request<'_>, resolver: &LexiconPlaces) -> Vec<Toponym> {
    let article = rows::article(&row.id, &row.text, None);
    let language = request.reader.packs().language(article.language.as_deref());
    let segments = segment::segment(&article.text, language);
    let mut bytes: Vec<usize> = row.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(row.text.len());
    let byte = |point: usize| bytes.get(point).copied().unwrap_or(row.text.len());
    let spans: Vec<Span> =
        row.toponyms.iter().map(|gold| Span::new(byte(gold.start), byte(gold.end))).collect();
    let places = resolver.at(Segmented { article: &article, segments: &segments }, &spans);
    let pairs = row.toponyms.iter().zip(&places);
    pairs.map(|(gold, place)| toponym(place, [gold.start, gold.end], request)).collect()
}

fn toponym(place: &Place, [start, end]: [usize; 2], request: &Request<'_>) -> Toponym {
    let gazetteer = &request.reader.packs().gazetteer;
    let alpha2 = |alpha3: &str| gazetteer.alpha2(alpha3).map(str::to_owned);
    Toponym {
        start,
        end,
        lat: place.point.map(|point| point.lat),
        lon: place.point.map(|point| point.lon),
        cc: place.country.as_deref().and_then(alpha2),
        geonameid: place.geonameid.map(u64::from),
    }
}

impl Toponym {
    fn point(&self) -> Option<Point> {
        Some(Point { lat: self.lat?, lon: self.lon? })
    }
}

impl Tally {
    fn add(&mut self, gold: &[Toponym], proposed: &[Toponym]) {
        self.gold += gold.len();
        self.proposed += proposed.len();
        let spans = |list: &[Toponym]| {
            list.iter().map(|place| (place.start, place.end)).collect::<BTreeSet<_>>()
        };
        self.exact += spans(gold).intersection(&spans(proposed)).count();
        let pairs = pairs(gold, proposed);
        self.overlap += pairs.len();
        for (number, place) in gold.iter().enumerate() {
            let Some(point) = place.point() else { continue };
            let found = pairs.get(&number).map(|at| &proposed[*at]);
            let error = found.and_then(Toponym::point).map(|found| point.distance_km(found));
            self.resolved.extend(error);
            self.errors.push(error.unwrap_or(WORST_KM));
            if let Some(country) = place.cc.as_deref().filter(|code| !code.is_empty()) {
                self.country.add(found.is_some_and(|found| found.cc.as_deref() == Some(country)));
            }
            if let Some(id) = place.geonameid.filter(|id| *id != 0) {
                self.id.add(found.is_some_and(|found| found.geonameid == Some(id)));
            }
        }
    }

    fn figures(self) -> Figures {
        let prf = |right| Figure::prf(right, self.proposed, self.gold);
        let mut figures = Figures::default();
        figures.push("gold", Figure::Count(self.gold));
        figures.push("proposed", Figure::Count(self.proposed));
        figures.push("exact", prf(self.exact));
        figures.push("overlap", prf(self.overlap));
        push_distances(&mut figures, "", self.errors);
        push_distances(&mut figures, "resolved ", self.resolved);
        self.country.push(&mut figures, "country");
        self.id.push(&mut figures, "geonameid");
        figures
    }
}

impl Share {
    fn add(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }

    fn push(&self, figures: &mut Figures, name: &str) {
        if self.of > 0 {
            figures.push(name, Figure::Number(self.right as f64 / self.of as f64));
        }
    }
}

/// Share within 161 km, mean and median, and the area under the curve of ln(error + 1), of distances.
fn push_distances(figures: &mut Figures, of: &str, mut errors: Vec<f64>) {
    if errors.is_empty() {
        return;
    }
    errors.sort_by(f64::total_cmp);
    let count = errors.len();
    let near = errors.iter().filter(|error| **error <= NEAR_KM).count();
    let sum: f64 = errors.iter().sum();
    let median = (errors[(count - 1) / 2] + errors[count / 2]) / 2.0;
    figures.push(format!("{of}places"), Figure::Count(count));
    figures.push(format!("{of}within 161 km"), Figure::Number(near as f64 / count as f64));
    figures.push(format!("{of}mean km"), Figure::Number(sum / count as f64));
    figures.push(format!("{of}median km"), Figure::Number(median));
    figures.push(format!("{of}auc"), Figure::Number(area(&errors)));
}

/// By trapezes over the sorted errors, each ln(error + 1) as a share of the worst's.
fn area(errors: &[f64]) -> f64 {
    if errors.len() < 2 {
        return 0.0;
    }
    let share = |error: f64| (error.min(WORST_KM) + 1.0).ln() / WORST_KM.ln();
    let trapezes = errors.windows(2).map(|pair| (share(pair[0]) + share(pair[1])) / 2.0);
    trapezes.sum::<f64>() / (errors.len() - 1) as f64
}

/// One-to-one pairs from gold to proposed numbers: equal spans first, then the longest overlap.
fn pairs(gold: &[Toponym], proposed: &[Toponym]) -> BTreeMap<usize, usize> {
    let mut candidates = Vec::new();
    for (g, x) in gold.iter().enumerate() {
        for (p, y) in proposed.iter().enumerate() {
            let overlap = x.end.min(y.end).saturating_sub(x.start.max(y.start));
            if overlap > 0 {
                let equal = (x.start, x.end) == (y.start, y.end);
                candidates.push((!equal, std::cmp::Reverse(overlap), g, p));
            }
        }
    }
    candidates.sort_unstable();
    let mut pairs = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, _, g, p) in candidates {
        if !pairs.contains_key(&g) && taken.insert(p) {
            pairs.insert(g, p);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Start, end, point, country and GeoNames id.
    type Row = (usize, usize, Option<(f64, f64)>, &'static str, u64);

    fn toponyms(rows: &[Row]) -> Vec<Toponym> {
        let toponym = |&(start, end, point, cc, id): &Row| Toponym {
            start,
            end,
            lat: point.map(|(lat, _)| lat),
            lon: point.map(|(_, lon)| lon),
            cc: (!cc.is_empty()).then(|| cc.to_owned()),
            geonameid: (id != 0).then_some(id),
        };
        rows.iter().map(toponym).collect()
    }

    #[test]
    fn figures_are_those_of_the_field_s_scorer() {
        let gold = toponyms(&[
            (0, 6, Some((35.468, 44.392)), "IQ", 94787),
            (10, 14, Some((33.0, 44.0)), "IQ", 99237),
            (20, 30, None, "", 0),
            (40, 45, Some((31.0, 35.0)), "", 281184),
            (50, 55, Some((15.35, 44.2)), "YE", 71137),
        ]);
        let proposed = toponyms(&[
            (0, 6, Some((35.468, 44.392)), "IQ", 94787),
            (10, 16, Some((34.0, 45.0)), "IQ", 1),
            (39, 45, Some((60.0, 100.0)), "RU", 2),
            (20, 30, None, "", 0),
            (60, 70, None, "", 0),
            (50, 53, None, "", 71137),
        ]);
        let mut tally = Tally::default();
        tally.add(&gold, &proposed);
        let squeezed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let figures: Vec<String> = tally.figures().text().lines().map(squeezed).collect();
        assert_eq!(figures, WANTED.lines().map(squeezed).collect::<Vec<_>>());
    }

    /// Worked out by the field's scorer in Python on the same rows.
    const WANTED: &str = "\
gold                      5
proposed                  6
exact                     P 0.3333  R 0.4000  F1 0.3636
overlap                   P 0.8333  R 1.0000  F1 0.9091
places                    4
within 161 km             0.5000
mean km                   6468.0984
median km                 2916.6968
auc                       0.6253
resolved places           3
resolved within 161 km    0.6667
resolved mean km          1944.4646
resolved median km        144.7809
resolved auc              0.4697
country                   0.6667
geonameid                 0.5000";
}
