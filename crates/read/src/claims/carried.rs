//! Where and when of claims that go on with a happening told shortly before.

use super::{ontology::Ontology, scene::Scene, setting::lies_in};
use crate::entities::Part;
use dateline_doc::{
    Claim, Place, PlaceId, Polarity, Precision, Role, RoleKind, Span, Tag, TimeId, TimeType,
};

/// Most paragraphs from a happening to where it is taken up again.
const PARAGRAPHS: usize = 2;

/// Tokens at the start of a sentence that say how it goes on from the one before.
const OPENING: usize = 4;

/// Gives claims that lack a place or time those of the happening that they go on with, and what still has no
/// place that of its source or of the dateline.
pub(super) fn carry(scene: Scene<'_>, ontology: &Ontology, claims: &mut [Claim]) {
    leave_destinations(scene, claims);
    for at in 1..claims.len() {
        let claim = &claims[at];
        if claim.place.is_some() && scene.dated(claim.time).is_some() {
            continue;
        }
        let violent = |one: &Claim| ontology.is_violent(&one.kind);
        let before = |one: &&Claim| {
            let place = claim.place.is_none() && one.place.is_some();
            let time = scene.dated(claim.time).is_none() && scene.is_over(one.time);
            one.trigger.end() <= claim.trigger.start()
                && (place || time)
                && scene.may_go_on(one, claim)
                && (scene.shares_doer(one, claim)
                    || violent(one) && violent(claim) && scene.goes_on_with(one, claim))
        };
        let all = || claims[..at].iter().rev().filter(before);
        // "the ambush": one of that kind told before, even where it has no place to give.
        let named = |one: &&Claim| one.kind == claim.kind && scene.may_go_on(one, claim);
        let meant = scene.names_again(claim).then(|| claims[..at].iter().rev().find(named));
        if meant.flatten().is_some_and(|one| !before(&one)) {
            continue;
        }
        // "the death toll", without the dead: that of the deaths told before.
        let same = all().find(|one| claim.roles.is_empty() && one.kind == claim.kind);
        let Some(before) = same.or_else(|| all().next()) else { continue };
        let (place, time) = (before.place, before.time.filter(|time| scene.is_over(Some(*time))));
        claims[at].place = claims[at].place.or(place);
        claims[at].time = scene.dated(claims[at].time).or(time).or(claims[at].time);
    }
    narrow(scene, claims);
    headline(scene, claims);
    let dateline = scene.dateline_place();
    for claim in claims {
        let source = || scene.place_of_source(claim.trigger).map(|at| PlaceId(at as u32));
        let here = || scene.place_of_here(claim.trigger);
        claim.place = claim.place.or_else(source).or_else(here).or(dateline);
    }
}

/// "The attack forced people to flee to Hinche": where one deed leads is not where another was done.
fn leave_destinations(scene: Scene<'_>, claims: &mut [Claim]) {
    let destinations = |claim: &Claim| -> Vec<Span> {
        let leads = claim.roles.iter().filter(|role| role.kind == RoleKind::Destination);
        leads.map(|role| role.span).collect()
    };
    let all: Vec<Span> = claims.iter().flat_map(destinations).collect();
    for claim in claims {
        let place = claim.place.map(|place| scene.input.places[place.0 as usize].span);
        let among = |spans: &[Span]| {
            place.is_some_and(|place| spans.iter().any(|span| span.overlaps(place)))
        };
        if among(&all) && !among(&destinations(claim)) {
            claim.place = None;
        }
    }
}

/// What a headline tells is where and when the text under it first tells the same.
fn headline(scene: Scene<'_>, claims: &mut [Claim]) {
    let paragraph = |one: &Claim| scene.segments.paragraph_of(scene.first_token(one.trigger));
    if !scene.opens_with_headline() {
        return;
    }
    for at in 0..claims.len() {
        let claim = &claims[at];
        if paragraph(claim) > 0 {
            break;
        }
        let same = |one: &&Claim| {
            one.kind == claim.kind
                && (1..=PARAGRAPHS).contains(&paragraph(one))
                && one.polarity == claim.polarity
                && scene.agree(one.place, claim.place)
        };
        let Some(told) = claims[at..].iter().find(same) else { continue };
        let (place, time) = (told.place, told.time);
        claims[at].place = claims[at].place.or(place);
        claims[at].time = claims[at].time.or(time);
    }
}

/// "raided the mine of Kilo in Ituri, killing eight": deeds of one doer in one sentence are where the first of
/// them is, when that lies in what is said last. "Haiti's police" killed where the happening told before was.
fn narrow(scene: Scene<'_>, claims: &mut [Claim]) {
    for at in 1..claims.len() {
        let claim = &claims[at];
        let places = scene.input.places;
        let Some(wide) = claim.place.map(|place| &places[place.0 as usize]) else { continue };
        // A village that the gazetteer does not have lies in no area that it knows.
        let unknown = |place: &Place| {
            place.geonameid.is_none()
                && matches!(place.precision, Precision::Town | Precision::Near)
                && matches!(wide.precision, Precision::Admin1 | Precision::Admin2)
        };
        let owner = scene.is_owner(wide);
        let inside = |one: &&Claim| {
            let place = one.place.map(|place| &places[place.0 as usize]);
            place.is_some_and(|place| lies_in(place, wide) || unknown(place))
                && (scene.shares_doer(one, claim) || owner && scene.may_go_on(one, claim))
        };
        let first = claims[..at].iter().rev().find(inside).and_then(|one| one.place);
        claims[at].place = first.or(claims[at].place);
    }
}

impl Scene<'_> {
    /// Whether a claim is near enough to one before it, and says nothing against its being of one happening.
    fn may_go_on(self, before: &Claim, claim: &Claim) -> bool {
        let paragraph = |one: &Claim| self.segments.paragraph_of(self.first_token(one.trigger));
        let told = |one: &Claim| matches!(one.polarity, Polarity::Asserted | Polarity::Supposed);
        paragraph(claim) - paragraph(before) <= PARAGRAPHS
            && !self.turns_to_another(before, claim)
            && told(before)
            && (told(claim) || claim.polarity == Polarity::Denied)
            && self.agree(before.place, claim.place)
            && (self.dated(claim.time).is_none()
                || before.time.is_none()
                || before.time == claim.time
                || self.on_one_day(before.time, claim.time))
    }

    /// "In a separate incident": the sentence turns to something else than what was told before it.
    fn turns_to_another(self, before: &Claim, claim: &Claim) -> bool {
        let start = self.sentence(self.first_token(claim.trigger)).start();
        let anew = |at: usize| self.nouns.part(self.fold(at)) == Some(Part::Anew);
        self.first_token(before.trigger) < start && (start..start + OPENING).any(anew)
    }

    /// "on Wednesday" and "on Wednesday afternoon".
    fn on_one_day(self, a: Option<TimeId>, b: Option<TimeId>) -> bool {
        let days = |time: Option<TimeId>| {
            let interval = self.input.times[time?.0 as usize].interval?;
            interval.start.zip(interval.end)
        };
        days(a).is_some_and(|(first, last)| first == last && days(b) == Some((first, last)))
    }

    /// Whether the first paragraph is a headline: no stop ends it.
    fn opens_with_headline(self) -> bool {
        let first = self.segments.paragraphs.first().filter(|_| self.segments.paragraphs.len() > 1);
        first.is_some_and(|first| !self.is_mark(first.end() - 1, "."))
    }

    /// A time that says which day: not "before dawn".
    fn dated(self, time: Option<TimeId>) -> Option<TimeId> {
        time.filter(|time| {
            let time = &self.input.times[time.0 as usize];
            time.interval.is_some() || time.kind == TimeType::Date
        })
    }

    /// Whether a time is told that does not go on until now: not "since 2007".
    fn is_over(self, time: Option<TimeId>) -> bool {
        time.is_some_and(|time| {
            let interval = self.input.times[time.0 as usize].interval;
            interval.is_none_or(|interval| interval.end.is_some())
        })
    }

    fn first_token(self, span: Span) -> usize {
        self.segments.tokens_in(span).start()
    }

    /// Whether a claim tells more of the happening of one before it.
    fn goes_on_with(self, before: &Claim, claim: &Claim) -> bool {
        self.names_again(claim) || self.acts_again(before, claim) || self.is_toll(claim)
    }

    /// "Police dispersed the crowd and arrested twelve": two deeds of one doer in one sentence.
    fn shares_doer(self, before: &Claim, claim: &Claim) -> bool {
        let sentence = |one: &Claim| self.segments.sentence_of(self.first_token(one.trigger));
        let doer = |role: &&Role| role.kind.acts();
        let known = |role: &Role| {
            role.entity.is_some()
                && before.roles.iter().filter(doer).any(|one| one.entity == role.entity)
        };
        sentence(before) == sentence(claim) && claim.roles.iter().filter(doer).any(known)
    }

    /// Whether two claims' places may be of one happening.
    fn agree(self, a: Option<PlaceId>, b: Option<PlaceId>) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return true };
        let (a, b): (&Place, &Place) =
            (&self.input.places[a.0 as usize], &self.input.places[b.0 as usize]);
        a.name == b.name || lies_in(a, b) || lies_in(b, a)
    }

    /// "the attack", "the killings": a happening spoken of before.
    fn names_again(self, claim: &Claim) -> bool {
        let first = self.first_token(claim.trigger);
        let phrase =
            self.phrase(first).filter(|phrase| self.tag(phrase.head as usize) != Tag::Name);
        // "among the dead were two nurses"
        let mut words = self.segments.tokens_in(claim.trigger).range();
        phrase.is_some_and(|phrase| self.is_definite(phrase.tokens.start()))
            || words.any(|at| self.tag(at) == Tag::Determiner && self.is_definite(at))
    }

    /// "the attackers", "the shells": unnamed people or weapons spoken of before do it, or those who did that.
    fn acts_again(self, before: &Claim, claim: &Claim) -> bool {
        let doers = |claim: &Claim| -> Vec<_> {
            let doer = |kind| matches!(kind, RoleKind::Actor | RoleKind::Weapon);
            claim.roles.iter().filter(|role| doer(role.kind)).cloned().collect()
        };
        let earlier = doers(before);
        doers(claim).iter().any(|role| {
            let entity = role.entity.map(|id| &self.input.entities[id.0 as usize]);
            let unnamed = entity.is_some_and(|entity| entity.actor.is_none());
            let same = || earlier.iter().any(|known| known.entity == role.entity);
            let start = self.first_token(role.span);
            let definite = || {
                let phrase = self.phrase(start).map_or(start, |phrase| phrase.tokens.start());
                self.is_definite(phrase)
            };
            // "They fled": a pronoun's span is that of what it stands for.
            let pronoun = || role.span.end() <= before.trigger.end();
            unnamed && (definite() || same() && pronoun())
        })
    }

    /// "Ten people were killed.": people harmed by nobody in particular, with no place and time of their own, are
    /// those of the happening just told. What has been so far is a total.
    fn is_toll(self, claim: &Claim) -> bool {
        let by_nobody = !claim.roles.iter().any(|role| role.kind.brings_about());
        let trigger = self.first_token(claim.trigger);
        let group = self.group_start(trigger)..trigger;
        let so_far = group.into_iter().any(|at| {
            self.auxiliary(at) == Some(super::lexicon::Auxiliary::Other)
                && self.tag(at) == Tag::VerbPresent
        });
        // "killed since the war began".
        let next = trigger + self.segments.tokens_in(claim.trigger).len();
        let so_far = so_far || self.nouns.part(self.fold(next)) == Some(Part::Clause);
        let bare = claim.place.is_none() && claim.time.is_none();
        bare && by_nobody && !claim.counts.is_empty() && !so_far
    }

    /// Whether a noun phrase that starts here is of what was spoken of before: "the", "this", "both".
    pub fn is_definite(self, start: usize) -> bool {
        let opens = matches!(self.tag(start), Tag::Determiner | Tag::Possessive);
        let new = matches!(
            self.nouns.part(self.fold(start)),
            Some(Part::Indefinite | Part::Share | Part::Bound)
        );
        opens && !new && self.lexicon.modality.longest(self.segments, start).is_none()
    }
}
