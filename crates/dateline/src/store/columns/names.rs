use std::{collections::HashMap, sync::Arc};

/// Words that many rows share, each once. The first is the empty one, of rows without.
#[derive(Clone)]
pub struct Names {
    all: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Default for Names {
    fn default() -> Self {
        let mut names = Self { all: Vec::new(), numbers: HashMap::new() };
        names.number("");
        names
    }
}

impl Names {
    /// The number of a word, which is kept if it is new.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.all.len() as u32;
        let word: Arc<str> = word.into();
        self.all.push(word.clone());
        self.numbers.insert(word, number);
        number
    }

    pub fn get(&self, number: u32) -> &str {
        &self.all[number as usize]
    }

    /// The word, to be kept elsewhere; none when it is empty.
    pub fn shared(&self, number: u32) -> Option<Arc<str>> {
        (number != 0).then(|| self.all[number as usize].clone())
    }

    /// Of each word whether this holds.
    pub fn each(&self, holds: impl Fn(&str) -> bool) -> Vec<bool> {
        self.all.iter().map(|word| holds(word)).collect()
    }
}

/// The words of all events: what they are and where, and when they came.
#[derive(Clone, Default)]
pub struct Words {
    pub names: Names,
    /// Apart, for there are many and nothing is looked for among them.
    pub times: Names,
}
