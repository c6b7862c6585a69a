use super::words::words;

/// A name as names are compared, over titles, case, spelling and word order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Name {
    /// Its telling words, in their order.
    words: Vec<String>,
}

impl Name {
    /// The name of a person: articles and particles of one or two letters are left out.
    pub fn of_person(text: &str) -> Self {
        Self::telling(text, |word| word.chars().count() > 2)
    }

    /// The name of a body or an outlet: words of up to three letters are left out too, unless they
    /// are in capitals, as abbreviations are, or in a script that has none.
    pub fn of_body(text: &str) -> Self {
        Self::telling(text, |word| {
            let letters = word.chars().count();
            letters > 3 || letters > 1 && !word.chars().any(char::is_lowercase)
        })
    }

    /// The words that `tells` is true of; all where it is true of none.
    fn telling(text: &str, tells: impl Fn(&str) -> bool) -> Self {
        let parts = text.split(|letter: char| letter.is_whitespace() || "-–/.,()".contains(letter));
        let kept: Vec<String> = parts.filter(|part| tells(part)).flat_map(words).collect();
        Self { words: if kept.is_empty() { words(text) } else { kept } }
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How full it is.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Its telling words, in their order.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether two names can be one person's: both end in the same name, and the rest of one is in
    /// the other or the name before the last is the same too, so that only titles differ.
    pub fn may_be_person(&self, other: &Self) -> bool {
        let (Some(last), Some(others)) = (self.words.last(), other.words.last()) else {
            return false;
        };
        let before = |name: &Self| name.words.iter().rev().nth(1).cloned();
        last == others && (self.one_holds_other(other) || before(self) == before(other))
    }

    /// Whether two names can be one body's: all words of one are in the other.
    pub fn may_be_body(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && self.one_holds_other(other)
    }

    fn one_holds_other(&self, other: &Self) -> bool {
        let (less, more) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        less.words.iter().all(|word| more.words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(a: &str, b: &str) -> bool {
        Name::of_person(a).may_be_person(&Name::of_person(b))
    }

    fn body(a: &str, b: &str) -> bool {
        Name::of_body(a).may_be_body(&Name::of_body(b))
    }

    #[test]
    fn titles_and_first_names_may_be_missing() {
        assert!(person("Col. Nadir Osman", "Nadir Osman"));
        assert!(person("Gen. Nadir Osman", "Colonel Nadir OSMAN"));
        assert!(person("Osman", "Nadir Osman"));
        assert!(person("Hatem al-Falahi", "Hatem Al Falahi"));
        assert!(person("العقيد نادر عثمان", "نادر عثمان"));
        assert!(!person("Ahmed Osman", "Nadir Osman"));
        assert!(!person("Nadir", "Nadir Osman"));
    }

    #[test]
    fn a_body_is_known_by_any_order_of_its_words() {
        assert!(body("the South Kordofan ministry of health", "health ministry"));
        assert!(body("The Health Ministry", "Ministry of Health"));
        assert!(body("the UN", "UN"));
        assert!(body("وزارة الصحة السودانية", "وزارة الصحه"));
        assert!(!body("interior ministry", "health ministry"));
        assert!(!body("UN mission", "EU mission"));
    }
}
