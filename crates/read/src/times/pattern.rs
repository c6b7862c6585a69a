//! The notation of patterns.
//!
//! A pattern is a row of elements separated by spaces; an element is a word, a class in braces such as
//! `{month}`, a part of speech such as `:Noun`, or several of these separated by `|`; `?` after it makes
//! it optional. What stands before `<` or after `>` must be there and is no part of the expression.

use super::{grammar::Atom, step::Step};

/// One element of a pattern's sequence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Element {
    /// This word, class or part of speech.
    Atom(Atom),
    /// The expression starts here.
    Open,
    /// The expression ends here.
    Close,
}

/// What a pattern or a list of words makes.
pub struct Row {
    /// Classes under which later passes find it.
    pub classes: Vec<Atom>,
    /// How its meaning follows from its parts.
    pub steps: Vec<Step>,
    /// Whether it is a whole expression.
    pub whole: bool,
    /// Whether it only keeps its words from being read as a time.
    pub blocks: bool,
}

/// Every sequence that a pattern stands for; `intern` numbers words, classes and parts of speech.
pub fn parse_pattern(
    pattern: &str,
    intern: &mut dyn FnMut(&str) -> Atom,
) -> Result<Vec<Vec<Element>>, String> {
    let mut sequences: Vec<Vec<Element>> = vec![Vec::new()];
    for element in pattern.split(' ').filter(|element| !element.is_empty()) {
        let choices: Vec<Option<Element>> = match element {
            "<" => vec![Some(Element::Open)],
            ">" => vec![Some(Element::Close)],
            _ => {
                let optional = element.len() > 1 && element.ends_with('?');
                let words = if optional { &element[..element.len() - 1] } else { element };
                let words = words.split('|').filter(|word| !word.is_empty());
                let choices = words.map(|word| Some(Element::Atom(intern(word))));
                choices.chain(optional.then_some(None)).collect()
            }
        };
        sequences = sequences
            .iter()
            .flat_map(|sequence| {
                choices.iter().map(|choice| sequence.iter().copied().chain(*choice).collect())
            })
            .collect();
        if sequences.len() > 4096 {
            return Err("stands for more than 4096 sequences; write it as several rows".to_owned());
        }
    }
    if sequences.iter().any(Vec::is_empty) {
        return Err("pattern can be empty".to_owned());
    }
    Ok(sequences)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequences(pattern: &str) -> Result<usize, String> {
        let mut names: Vec<String> = Vec::new();
        let mut intern = |name: &str| {
            names.push(name.to_owned());
            Atom(names.len() as u16)
        };
        parse_pattern(pattern, &mut intern).map(|sequences| sequences.len())
    }

    #[test]
    fn choices_and_options_multiply() {
        assert_eq!(sequences("{month} {day}"), Ok(1));
        assert_eq!(sequences("in|since < the? {month} > ,|."), Ok(8));
        assert!(sequences("a?").is_err());
        assert!(sequences(&"a|b ".repeat(13)).is_err());
    }
}
