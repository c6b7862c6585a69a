use super::{view::View, words::Class};
use dateline_doc::{Article, Entity, EntityId, EntityKind, Naming, Span, Tag, TokenSpan};

/// What the article says of itself that names of sources are held against.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) entities: &'a [Entity],
    pub(super) article: &'a Article,
}

impl Known<'_> {
    /// Whether the name is that of the article's outlet or one it came through, in full or in part.
    fn is_outlet(self, name: &str) -> bool {
        let via = self.article.via.iter().map(|via| via.outlet.as_str());
        let mut outlets = self.article.outlet.as_deref().into_iter().chain(via);
        !name.is_empty()
            && outlets.any(|outlet| {
                outlet.starts_with(name) || name.starts_with(outlet) && !outlet.is_empty()
            })
    }
}

/// How a source is named, and the entity it means when the article has it.
pub(super) fn naming(
    view: &View<'_>,
    known: Known<'_>,
    source: TokenSpan,
) -> (Naming, Option<EntityId>) {
    let entities = known.entities;
    let phrases = base_phrases(view, source);
    let first = phrases.first().map(|(phrase, _)| &view.text[view.segments.span(*phrase)]);
    if first.is_some_and(|first| known.is_outlet(first)) {
        return (Naming::Outlet, entity_of(view, entities, &phrases));
    }
    let kinds: Vec<Naming> =
        phrases.iter().map(|(phrase, head)| kind(view, *phrase, *head)).collect();
    // "the spokesman, Name Surname," is named by its apposition.
    let by_words = match kinds.as_slice() {
        [] => by_class(view, source),
        [Naming::Unnamed, rest @ ..]
            if appositions(view, &phrases)
                .zip(rest)
                .any(|(apposed, kind)| apposed && *kind == Naming::Named) =>
        {
            Naming::Named
        }
        [first, ..] => *first,
    };
    let Some(entity) = entity_of(view, entities, &phrases) else { return (by_words, None) };
    let by_entity = match entities[entity.0 as usize].kind {
        EntityKind::Person if by_words == Naming::Unnamed && !is_name(view, &phrases) => {
            Naming::Unnamed
        }
        EntityKind::Person => Naming::Named,
        _ => by_words,
    };
    (by_entity, Some(entity))
}

/// By the first telling word, where no noun phrases are known.
fn by_class(view: &View<'_>, source: TokenSpan) -> Naming {
    let told = source.range().find_map(|at| {
        let classes = [
            (Class::Outlet, Naming::Outlet),
            (Class::Generic, Naming::Unnamed),
            (Class::Institution, Naming::Institution),
            (Class::Title, Naming::Named),
        ];
        classes.into_iter().find(|(class, _)| view.is(at, *class)).map(|(_, naming)| naming)
    });
    told.unwrap_or(Naming::Unnamed)
}

/// The base noun phrases of a source with their heads.
fn base_phrases(view: &View<'_>, source: TokenSpan) -> Vec<(TokenSpan, usize)> {
    let phrases = &view.segments.phrases;
    let first = phrases.partition_point(|phrase| phrase.tokens.end() <= source.start());
    let inside = phrases[first..].iter().take_while(|phrase| phrase.tokens.start() < source.end());
    inside.map(|phrase| (phrase.tokens, (phrase.head as usize).min(source.end() - 1))).collect()
}

/// For each phrase but the first, whether a comma alone parts it from the one before.
fn appositions<'a>(
    view: &'a View<'_>,
    phrases: &'a [(TokenSpan, usize)],
) -> impl Iterator<Item = bool> + 'a {
    phrases.windows(2).map(|pair| {
        let (before, after) = (pair[0].0, pair[1].0);
        after.start() == before.end() + 1 && view.is_comma(before.end())
    })
}

fn is_name(view: &View<'_>, phrases: &[(TokenSpan, usize)]) -> bool {
    phrases.first().is_some_and(|(_, head)| view.tag(*head) == Tag::Name)
}

fn kind(view: &View<'_>, phrase: TokenSpan, head: usize) -> Naming {
    let names = || phrase.range().filter(|at| view.tag(*at) == Tag::Name);
    if view.is(head, Class::Outlet) {
        return Naming::Outlet;
    }
    let is_institution = view.is(head, Class::Institution);
    if view.is(head, Class::Generic) && !(view.tag(head) == Tag::Name && is_institution) {
        return Naming::Unnamed;
    }
    if is_institution {
        return Naming::Institution;
    }
    if view.tag(head) != Tag::Name {
        return Naming::Unnamed;
    }
    if names().any(|at| view.is(at, Class::Institution) && !view.is(at, Class::Title))
        && !person_follows(view, phrase)
    {
        return Naming::Institution;
    }
    let word = view.word(head);
    let acronym = word.chars().count() > 1
        && word.chars().all(|letter| letter.is_uppercase() || letter == '.');
    if acronym && phrase.len() <= 2 { Naming::Institution } else { Naming::Named }
}

/// "army spokesman Name Surname": a title or a generic noun before the last words makes them a person's.
fn person_follows(view: &View<'_>, phrase: TokenSpan) -> bool {
    phrase
        .range()
        .take(phrase.len().saturating_sub(1))
        .any(|at| view.is(at, Class::Title) || view.is(at, Class::Generic))
}

fn entity_of(
    view: &View<'_>,
    entities: &[Entity],
    phrases: &[(TokenSpan, usize)],
) -> Option<EntityId> {
    let head_of =
        |number: usize| phrases.get(number).map(|(_, head)| view.segments.tokens[*head].span);
    let holding = |at: Span| {
        let entity = entities
            .iter()
            .position(|entity| entity.mentions.iter().any(|mention| mention.contains(at)))?;
        Some(EntityId(entity as u32))
    };
    let first = holding(head_of(0)?);
    first.or_else(|| {
        appositions(view, phrases)
            .next()
            .filter(|apposed| *apposed)
            .and_then(|_| holding(head_of(1)?))
    })
}
