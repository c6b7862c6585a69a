use super::layout::{DIM, Layout, PLAIN, styled};
use dateline_doc::{Place, Reading};

/// The places, each once, with where they lie and how often they are named.
pub fn write(reading: &Reading, layout: &mut Layout) {
    let mut seen: Vec<(&Place, usize)> = Vec::new();
    for place in &reading.places {
        match seen.iter_mut().find(|(known, _)| same(known, place)) {
            Some((_, times)) => *times += 1,
            None => seen.push((place, 1)),
        }
    }
    if seen.is_empty() {
        return;
    }
    layout.section("Places");
    let names: Vec<String> = seen.into_iter().map(|(place, times)| entry(place, times)).collect();
    layout.paragraph("  ", &names.join(" · "), PLAIN);
}

fn same(a: &Place, b: &Place) -> bool {
    a.name == b.name && a.geonameid == b.geonameid && a.country == b.country
}

fn entry(place: &Place, times: usize) -> String {
    let area = place.admin1.as_deref().filter(|area| *area != place.name);
    let within: Vec<&str> = area.into_iter().chain(place.country.as_deref()).collect();
    let within =
        if within.is_empty() { String::new() } else { format!(" ({})", within.join(", ")) };
    let often = if times > 1 { format!(" ×{times}") } else { String::new() };
    format!("{}{}", place.name, styled(&format!("{within}{often}"), DIM))
}
