use super::{Names, Penn};

/// A rule for words that the lexicon does not hold, such as `NN ed fhassuf 2 VBN x`.
pub(super) struct UnknownRule {
    /// The tag the word must have so far; `None` for any.
    from: Option<Penn>,
    test: Test,
    to: Penn,
}

enum Test {
    HasSuffix(Box<str>),
    HasPrefix(Box<str>),
    HasChar(Box<str>),
    /// The word without the suffix is known.
    DeleteSuffix(Box<str>),
    DeletePrefix(Box<str>),
    /// The word with the affix added is known.
    AddSuffix(Box<str>),
    AddPrefix(Box<str>),
}

/// Parses one rule; rules over neighbouring words (`goodright`, `goodleft`) never apply here and parse to a
/// test that fails, since a neighbour's mere presence in the training corpus says little.
pub(super) fn parse(line: &str, names: &mut Names) -> Option<UnknownRule> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (from, affix, name, to) = match words.as_slice() {
        [from, affix, name, .., to, "x"] if name.starts_with('f') => {
            (Some(*from), *affix, &name[1..], *to)
        }
        [affix, name, .., to, "x"] => (None, *affix, *name, *to),
        _ => return None,
    };
    let affix = affix.into();
    let test = match name {
        "hassuf" => Test::HasSuffix(affix),
        "haspref" => Test::HasPrefix(affix),
        "char" => Test::HasChar(affix),
        "deletesuf" => Test::DeleteSuffix(affix),
        "deletepref" => Test::DeletePrefix(affix),
        "addsuf" => Test::AddSuffix(affix),
        "addpref" => Test::AddPrefix(affix),
        _ => return None,
    };
    Some(UnknownRule { from: from.map(|tag| names.number(tag)), test, to: names.number(to) })
}

impl UnknownRule {
    pub(super) fn apply(&self, word: &str, tag: Penn, known: impl Fn(&str) -> bool) -> Penn {
        if self.from.is_some_and(|from| from != tag) {
            return tag;
        }
        let holds = match &self.test {
            Test::HasSuffix(affix) => word.ends_with(&**affix),
            Test::HasPrefix(affix) => word.starts_with(&**affix),
            Test::HasChar(mark) => word.contains(&**mark),
            Test::DeleteSuffix(affix) => word.strip_suffix(&**affix).is_some_and(known),
            Test::DeletePrefix(affix) => word.strip_prefix(&**affix).is_some_and(known),
            Test::AddSuffix(affix) => known(&format!("{word}{affix}")),
            Test::AddPrefix(affix) => known(&format!("{affix}{word}")),
        };
        if holds { self.to } else { tag }
    }
}
