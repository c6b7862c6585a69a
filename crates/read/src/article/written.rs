//! Days written for readers: "4 March 2024", "March 4, 2024", "04.03.2024".

use super::date;
use crate::Error;
use crate::packs::LanguageFolder;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// A language's names of months, from `times/months.tsv` (columns `form`, `class`, `value`).
#[derive(Debug, Default, Clone)]
pub struct Months {
    numbers: FxHashMap<String, String>,
}

impl Months {
    /// Loads the names.
    ///
    /// # Errors
    /// When the table is malformed.
    pub fn load(folder: &LanguageFolder<'_>) -> Result<Self, Error> {
        let mut months = Self::default();
        folder.rows("times/months.tsv", |row| {
            if !row.list("class")?.any(|class| class == "month") {
                return Ok(());
            }
            let number = row.get("value")?;
            for form in row.list("form")? {
                let form = form.trim_end_matches('.').to_lowercase();
                months.numbers.insert(form, number.to_owned());
            }
            Ok(())
        })?;
        Ok(months)
    }

    /// The first whole day in `text`; none when it names none with its year.
    pub fn day(&self, text: &str) -> Option<Date> {
        let numeric = text.split([' ', ',', '|', '(', ')']).find_map(date::parse);
        numeric.or_else(|| self.named(text))
    }

    fn named(&self, text: &str) -> Option<Date> {
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !self.is_between(word))
            .collect();
        words.windows(3).find_map(|window| {
            let [a, b, c] = window else { return None };
            let month = |word: &str| self.numbers.get(&word.to_lowercase());
            // Day before month, or month before day; then the year.
            match (month(a), month(b)) {
                (_, Some(month)) if is_year(c) => date::day(c, month, digits(a)),
                (Some(month), _) if is_year(c) => date::day(c, month, digits(b)),
                _ => None,
            }
        })
    }

    /// Words of one or two letters stand between a day and its month in many languages.
    fn is_between(&self, word: &str) -> bool {
        word.chars().count() <= 2 && word.chars().all(char::is_lowercase)
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// The digits that a word such as "4th" starts with.
fn digits(word: &str) -> &str {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    &word[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months() -> Months {
        let names = [("march", "3"), ("mar", "3"), ("mars", "3")];
        Months { numbers: names.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect() }
    }

    #[test]
    fn days_as_readers_see_them() {
        let day = Date::new(2024, 3, 4).ok();
        for text in [
            "Posted on 4 March 2024 at 10:00",
            "Monday, March 4, 2024 | World",
            "4th of March, 2024",
            "Publié le 4 mars 2024",
            "Mar. 4, 2024",
            "Stand: 04.03.2024, 18:20",
            "2024-03-04 10:00",
        ] {
            assert_eq!(months().day(text), day, "{text}");
        }
    }

    #[test]
    fn what_lacks_a_year_or_a_day_is_none() {
        for text in ["4 March", "March 2024", "32 March 2024", "4/3/2024", "Two killed", ""] {
            assert_eq!(months().day(text), None, "{text}");
        }
    }
}
