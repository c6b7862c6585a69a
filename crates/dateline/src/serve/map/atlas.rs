use super::{Land, World, view::View};
use askama::Template;
use std::sync::{Arc, Mutex, PoisonError};

/// Views whose outlines are kept.
const KEPT: usize = 64;

/// The outlines of a view, by its name.
type Drawn = ([u64; 3], Arc<String>);

#[derive(Template)]
#[template(path = "lands.html")]
struct Lands {
    lands: Vec<Land>,
}

/// The world as it was drawn: the same views are looked at again and again.
pub struct Atlas {
    pub world: World,
    /// Outlines by view, the one asked for last at the end.
    drawn: Mutex<Vec<Drawn>>,
}

impl Atlas {
    pub fn open() -> Self {
        Self { world: World::load(), drawn: Mutex::default() }
    }

    /// The outlines of all that lies in a view, as markup.
    pub fn lands(&self, view: &View) -> Arc<String> {
        let name = view.name();
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = drawn.iter().position(|(it, _)| *it == name) {
            let known = drawn.remove(at);
            drawn.push(known);
        } else {
            if drawn.len() == KEPT {
                drawn.remove(0);
            }
            drawn.push((name, Arc::new(self.draw(view))));
        }
        drawn[drawn.len() - 1].1.clone()
    }

    fn draw(&self, view: &View) -> String {
        let countries = self.world.countries.iter();
        let lands = countries.filter_map(|country| {
            Some(Land { path: view.path(country)?, name: country.name.clone() })
        });
        // A template fails on no data of ours.
        Lands { lands: lands.collect() }.render().unwrap_or_default()
    }
}
