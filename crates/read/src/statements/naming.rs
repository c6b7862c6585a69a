use super::{cues::StatementLexicon, view::View, words::Class};
use dateline_doc::{Article, Entity, EntityId, EntityKind, Naming, Place, Tag, TokenSpan};

/// What is known of the article that sources are held against.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) entities: &'a [Entity],
    pub(super) places: &'a [Place],
    pub(super) article: &'a Article,
    pub(super) lexicon: &'a StatementLexicon,
}

impl<'a> Known<'a> {
    /// Whether the name is that of the article's outlet or one it came through, in full or in part.
    fn is_outlet(self, name: &str) -> bool {
        let via = self.article.via.iter().map(|via| via.outlet.as_str());
        let mut outlets = self.article.outlet.as_deref().into_iter().chain(via);
        !name.is_empty()
            && outlets.any(|outlet| {
                outlet.starts_with(name) || name.starts_with(outlet) && !outlet.is_empty()
            })
    }

    /// The entity with the name of the article's outlet.
    pub(super) fn outlet_entity(self) -> Option<EntityId> {
        let outlet = self.article.outlet.as_deref()?;
        let named = |entity: &Entity| {
            let mut names = entity.mentions.iter().map(|mention| &self.article.text[*mention]);
            entity.name == outlet || names.any(|name| name == outlet)
        };
        self.entities.iter().position(named).map(|entity| EntityId(entity as u32))
    }

    /// The first entity with a mention over the token.
    pub(super) fn at(self, view: &View<'_>, token: usize) -> Option<(EntityId, &'a Entity)> {
        let at = view.segments.tokens[token].span;
        let over = |entity: &&Entity| entity.mentions.iter().any(|mention| mention.contains(at));
        let number = self.entities.iter().position(|entity| over(&entity))?;
        Some((EntityId(number as u32), &self.entities[number]))
    }

    fn is_place(self, view: &View<'_>, token: usize) -> bool {
        let at = view.segments.tokens[token].span;
        self.places.iter().any(|place| place.span.contains(at))
    }
}

/// A base noun phrase of a source.
#[derive(Clone, Copy)]
struct Base {
    tokens: TokenSpan,
    head: usize,
    /// Whether it stands right after a comma: another name for what is before.
    apposed: bool,
}

/// How a source is named, and the entity it means when the article has it.
pub(super) fn naming(
    view: &View<'_>,
    known: Known<'_>,
    source: TokenSpan,
) -> (Naming, Option<EntityId>) {
    let bases = bases(view, source);
    let Some(first) = bases.first().copied() else { return (by_class(view, source), None) };
    let entity = |base: Base| known.at(view, base.head);
    let name = view.text[view.segments.span(first.tokens)].trim();
    if known.is_outlet(name) {
        return (Naming::Outlet, entity(first).map(|(id, _)| id));
    }
    let naming = of_base(view, known, first);
    if naming == Naming::Unnamed
        && let Some(person) = by_other_name(view, known, source, &bases)
    {
        return (Naming::Named, known.at(view, person).map(|(id, _)| id));
    }
    if let Some(person) = after_office(view, known, source, &bases) {
        return (Naming::Named, Some(person));
    }
    // "Doctors Without Borders": a body of that name, whatever its first word is by itself.
    let whole = view.segments.span(source);
    let is_body = |entity: &Entity| {
        entity.kind != EntityKind::Person
            && entity.actor.is_some()
            && entity.mentions.contains(&whole)
    };
    if let Some(body) =
        known.entities.iter().position(is_body).filter(|_| naming == Naming::Unnamed)
    {
        return (Naming::Institution, Some(EntityId(body as u32)));
    }
    let apposed = || bases.get(1).copied().filter(|second| second.apposed).and_then(entity);
    (naming, entity(first).or_else(apposed).map(|(id, _)| id))
}

/// Whether a phrase is of people or bodies, who can speak.
pub(super) fn speaks(view: &View<'_>, known: Known<'_>, phrase: TokenSpan) -> bool {
    let Some(base) = bases(view, phrase).first().copied() else { return false };
    let classes = [Class::Generic, Class::Title, Class::Institution, Class::Outlet];
    classes.into_iter().any(|class| view.is(base.head, class))
        || known.at(view, base.head).is_some_and(|(_, entity)| entity.kind == EntityKind::Person)
}

/// The head of a source's first phrase.
pub(super) fn head(view: &View<'_>, source: TokenSpan) -> Option<usize> {
    bases(view, source).first().map(|base| base.head)
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

fn bases(view: &View<'_>, source: TokenSpan) -> Vec<Base> {
    let phrases = &view.segments.phrases;
    let first = phrases.partition_point(|phrase| phrase.tokens.end() <= source.start());
    let inside = phrases[first..].iter().take_while(|phrase| phrase.tokens.start() < source.end());
    inside
        .map(|phrase| {
            let start = phrase.tokens.start();
            let apposed = start > source.start() && view.is_comma(start - 1);
            let head = (phrase.head as usize).min(source.end() - 1);
            Base { tokens: phrase.tokens, head, apposed }
        })
        .collect()
}

/// The person named after an office of two parts: "Superintendent of Police Name Surname".
fn after_office(
    view: &View<'_>,
    known: Known<'_>,
    source: TokenSpan,
    bases: &[Base],
) -> Option<EntityId> {
    let [_, body] = bases else { return None };
    let office = view.tag(source.start()) != Tag::Determiner
        && view.is(body.tokens.start(), Class::Institution)
        && body.tokens.end() == source.end();
    let (person, entity) = known.at(view, body.head).filter(|_| office)?;
    (entity.kind == EntityKind::Person).then_some(person)
}

/// The last word of the name of somebody first told of without it: "the spokesman, Name Surname,",
/// "one of them, Name Surname of the institute", "a commander known as Name".
fn by_other_name(
    view: &View<'_>,
    known: Known<'_>,
    source: TokenSpan,
    bases: &[Base],
) -> Option<usize> {
    let alias = source.range().find(|at| view.is(*at, Class::Alias));
    let after_alias = |base: &Base| {
        alias.is_some_and(|alias| base.tokens.start() > alias && base.tokens.start() - alias < 4)
    };
    let clause = |base: &Base| {
        (source.start()..base.tokens.start())
            .any(|at| view.is(at, Class::Relative) && view.tag(at) != Tag::Determiner)
    };
    let other = bases.iter().skip(1).find(|base| {
        let apposed = base.apposed && !clause(base);
        apposed && of_base(view, known, **base) == Naming::Named
            || after_alias(base) && by_words(view, base.tokens, base.head) == Naming::Named
    });
    other.map(|base| base.head)
}

fn of_base(view: &View<'_>, known: Known<'_>, base: Base) -> Naming {
    let by_words = by_words(view, base.tokens, base.head);
    let kind = known.at(view, base.head).map(|(_, entity)| entity.kind);
    let office = view.is(base.head, Class::Generic) || view.is(base.head, Class::Title);
    let name = view.tag(base.head) == Tag::Name
        || !office && view.word(base.head).contains(char::is_uppercase);
    match kind {
        Some(EntityKind::Person) if name => Naming::Named,
        Some(
            EntityKind::Government
            | EntityKind::Military
            | EntityKind::Police
            | EntityKind::Organization
            | EntityKind::Group,
        ) if by_words == Naming::Named => Naming::Institution,
        // "The Houthis": nobody puts an article before a person's bare name.
        None if by_words == Naming::Named && is_bare_with_article(view, base) => {
            Naming::Institution
        }
        // A capital or a country that says something is its government.
        None if by_words == Naming::Named && known.is_place(view, base.head) => Naming::Institution,
        _ => by_words,
    }
}

/// Whether a phrase is an article and names, with no title among them.
fn is_bare_with_article(view: &View<'_>, base: Base) -> bool {
    let first = base.tokens.start();
    let article = view.tag(first) == Tag::Determiner && view.is(first, Class::Definite);
    let plain = |at: usize| view.tag(at) == Tag::Name && !view.is(at, Class::Title);
    article && base.tokens.range().skip(1).all(plain)
}

fn by_words(view: &View<'_>, phrase: TokenSpan, head: usize) -> Naming {
    let names = || phrase.range().filter(|at| view.tag(*at) == Tag::Name);
    let name = view.tag(head) == Tag::Name;
    let is_institution = view.is(head, Class::Institution);
    if view.is(head, Class::Outlet) {
        let remit = phrase.range().any(|at| at != head && view.is(at, Class::Remit));
        return if remit { Naming::Institution } else { Naming::Outlet };
    }
    if view.is(head, Class::Generic) && !(name && is_institution) {
        return Naming::Unnamed;
    }
    if is_institution {
        return Naming::Institution;
    }
    if !name {
        return Naming::Unnamed;
    }
    if let Some(naming) = by_noun_before(view, phrase, head) {
        return naming;
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

/// "the newspaper Name", "the state company Name": what the noun before a name says it is.
fn by_noun_before(view: &View<'_>, phrase: TokenSpan, head: usize) -> Option<Naming> {
    // Taggers take a noun before a name for a part of it.
    let capital = |at: &usize| view.word(*at).starts_with(char::is_uppercase);
    let start = (phrase.start()..=head).rev().take_while(capital).last()?;
    let noun = start.checked_sub(1).filter(|at| *at >= phrase.start())?;
    let person = view.is(noun, Class::Title) || view.is(noun, Class::Generic);
    if person {
        return None;
    }
    let classes = [(Class::Outlet, Naming::Outlet), (Class::Institution, Naming::Institution)];
    classes.into_iter().find(|(class, _)| view.is(noun, *class)).map(|(_, naming)| naming)
}

/// "army spokesman Name Surname": a title or a generic noun before the last words makes them a person's.
fn person_follows(view: &View<'_>, phrase: TokenSpan) -> bool {
    phrase
        .range()
        .take(phrase.len().saturating_sub(1))
        .any(|at| view.is(at, Class::Title) || view.is(at, Class::Generic))
}
