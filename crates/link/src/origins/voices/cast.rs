use super::super::name::Name;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Someone spoken of, to be matched with others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Member {
    /// Its name.
    pub name: Name,
    /// Whether it is a person, whose names are matched otherwise than those of bodies.
    pub is_person: bool,
    /// An actor's id or a publisher: those with the same one are the same.
    pub id: Option<String>,
}

impl Member {
    /// Two that share one of these are the same for certain.
    fn marks(&self) -> impl Iterator<Item = Mark<'_>> {
        let name = Some(&self.name).filter(|name| !name.is_empty());
        self.id.as_deref().map(Mark::Id).into_iter().chain(name.map(Mark::Name))
    }

    /// Whether two can be the same by their names.
    fn may_be(&self, other: &Self) -> bool {
        #[cfg(test)]
        super::tests::count();
        match (self.is_person, other.is_person) {
            (true, true) => self.name.may_be_person(&other.name),
            (false, false) => self.name.may_be_body(&other.name),
            _ => false,
        }
    }
}

/// What tells for certain who somebody is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark<'m> {
    Id(&'m str),
    Name(&'m Name),
}

/// Members that are one.
#[derive(Default)]
struct Group<'m> {
    numbers: Vec<usize>,
    /// Those of them that differ in name, by which it is compared.
    named: BTreeSet<(bool, &'m Name)>,
    /// One of them for each of these.
    shown: Vec<&'m Member>,
    has_id: bool,
}

impl<'m> Group<'m> {
    fn add(&mut self, number: usize, member: &'m Member) {
        self.numbers.push(number);
        self.has_id |= member.id.is_some();
        if self.named.insert((member.is_person, &member.name)) {
            self.shown.push(member);
        }
    }

    /// Whether all of it can be one with a fuller one: by the names of any two, unless ids tell them apart.
    fn joins(&self, fuller: &Self) -> bool {
        let may_be = |a: &&Member| fuller.shown.iter().any(|b| a.may_be(b));
        !(self.has_id && fuller.has_id) && self.shown.iter().any(may_be)
    }
}

/// Which members are one: for each the number of its group, the group of the fullest name first.
///
/// Those with the same id or the same name are one. Each short name then joins the first of the
/// fuller ones that it may stand for, and no other: so it never makes one of two that differ. Only those
/// are compared that an [`Index`] says may be.
pub fn group(members: &[Member]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|number| (Reverse(members[*number].name.len()), &members[*number]));
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut index = Index::of(members);
    for certain in certain(members, &order) {
        let mut near = index.near(&certain).into_iter();
        let fuller = near.find(|number| certain.joins(&groups[*number]));
        let number = fuller.unwrap_or(groups.len());
        if number == groups.len() {
            groups.push(Group::default());
        }
        index.add(&certain, number);
        for member in certain.numbers {
            groups[number].add(member, &members[member]);
        }
    }
    let mut of = vec![0; members.len()];
    for (number, group) in groups.iter().enumerate() {
        for member in &group.numbers {
            of[*member] = number;
        }
    }
    of
}

/// Groups by words of their names.
///
/// Persons who may be the same share their last name. Of two bodies that may be the same one has all words
/// of the other, so also the other's rarest.
struct Index<'m> {
    /// In how many names of bodies a word is.
    counts: BTreeMap<&'m str, usize>,
    groups: BTreeMap<Key<'m>, BTreeSet<usize>>,
}

/// What a group is found by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'m> {
    /// The last name of a person.
    Last(&'m str),
    /// Any word of a body's name.
    Word(&'m str),
    /// The rarest of them.
    Rarest(&'m str),
}

impl<'m> Index<'m> {
    fn of(members: &'m [Member]) -> Self {
        let bodies = members.iter().filter(|member| !member.is_person).map(|member| &member.name);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in bodies.collect::<BTreeSet<_>>().into_iter().flat_map(Name::words) {
            *counts.entry(word).or_default() += 1;
        }
        Self { counts, groups: BTreeMap::new() }
    }

    /// The groups that may be this one, the first first.
    fn near(&self, group: &Group<'m>) -> BTreeSet<usize> {
        let keys = group.shown.iter().flat_map(|member| self.keys(member, Key::Rarest, Key::Word));
        keys.filter_map(|key| self.groups.get(&key)).flatten().copied().collect()
    }

    fn add(&mut self, group: &Group<'m>, number: usize) {
        for member in &group.shown {
            for key in self.keys(member, Key::Word, Key::Rarest) {
                self.groups.entry(key).or_default().insert(number);
            }
        }
    }

    /// Of a person the last name; of a body all words and the rarest, each as said.
    fn keys(
        &self,
        member: &'m Member,
        each: fn(&'m str) -> Key<'m>,
        rarest: fn(&'m str) -> Key<'m>,
    ) -> Vec<Key<'m>> {
        let mut words = member.name.words().iter().map(String::as_str);
        if member.is_person {
            return words.next_back().map(Key::Last).into_iter().collect();
        }
        let least = words.clone().min_by_key(|word| (self.counts.get(word), *word));
        words.map(each).chain(least.map(rarest)).collect()
    }
}

/// What is in each group, in its order.
pub fn gathered<'a, T>(all: &'a [T], groups: &[usize]) -> Vec<Vec<&'a T>> {
    let mut gathered = vec![Vec::new(); groups.iter().max().map_or(0, |last| last + 1)];
    for (one, group) in all.iter().zip(groups) {
        gathered[*group].push(one);
    }
    gathered
}

/// The members that are the same for certain, in the given order of their first.
fn certain<'m>(members: &'m [Member], order: &[usize]) -> Vec<Group<'m>> {
    let mut sets = Sets((0..members.len()).collect());
    let mut known: BTreeMap<Mark<'_>, usize> = BTreeMap::new();
    for &number in order {
        for mark in members[number].marks() {
            sets.join(*known.entry(mark).or_insert(number), number);
        }
    }
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for &number in order {
        let place = *places.entry(sets.first(number)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Group::default());
        }
        groups[place].add(number, &members[number]);
    }
    groups
}

/// Sets of numbers: each names another of its set, until one that names itself.
struct Sets(Vec<usize>);

impl Sets {
    fn first(&mut self, mut number: usize) -> usize {
        while self.0[number] != number {
            self.0[number] = self.0[self.0[number]];
            number = self.0[number];
        }
        number
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Member {
        Member { name: Name::of_person(name), is_person: true, id: None }
    }

    fn body(name: &str, id: Option<&str>) -> Member {
        Member { name: Name::of_body(name), is_person: false, id: id.map(str::to_owned) }
    }

    #[test]
    fn a_surname_matches_one_fuller_name() {
        let groups = group(&[person("Osman"), person("Nadir Osman"), person("Ahmed Osman")]);
        assert_ne!(groups[1], groups[2]);
        assert!(groups[0] == groups[1] || groups[0] == groups[2]);
    }

    #[test]
    fn an_id_holds_names_together_and_parts_them() {
        let groups = group(&[
            body("SAF", Some("sdn-saf")),
            body("Sudanese Armed Forces", Some("sdn-saf")),
            body("Armed Forces of Libya", Some("lby-af")),
            body("armed forces", None),
        ]);
        assert_eq!(groups[0], groups[1]);
        assert_ne!(groups[1], groups[2]);
        assert!(groups[3] == groups[1] || groups[3] == groups[2]);
    }

    #[test]
    fn order_does_not_matter() {
        let names = ["health ministry", "ministry of health", "Kordofan health ministry", "police"];
        let members: Vec<Member> = names.map(|name| body(name, None)).into();
        let reversed: Vec<Member> = members.iter().rev().cloned().collect();
        let mut back = group(&reversed);
        back.reverse();
        assert_eq!(group(&members), back);
        assert_eq!(group(&members), [0, 0, 0, 1]);
    }
    /// The rules as they are said, each with each.
    fn plainly(members: &[Member]) -> Vec<usize> {
        let is = |a: &Member, b: &Member| {
            a.id.is_some() && a.id == b.id || !a.name.is_empty() && a.name == b.name
        };
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by_key(|number| (Reverse(members[*number].name.len()), &members[*number]));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut left = order.clone();
        while !left.is_empty() {
            let mut whole = vec![left.remove(0)];
            while let Some(at) = left
                .iter()
                .position(|it| whole.iter().any(|other| is(&members[*it], &members[*other])))
            {
                whole.push(left.remove(at));
            }
            let has_id = |group: &[usize]| group.iter().any(|it| members[*it].id.is_some());
            let fuller = groups.iter_mut().find(|group| {
                !(has_id(group) && has_id(&whole))
                    && whole.iter().any(|a| group.iter().any(|b| members[*a].may_be(&members[*b])))
            });
            match fuller {
                Some(group) => group.extend(whole),
                None => groups.push(whole),
            }
        }
        let of = |member: usize| groups.iter().position(|group| group.contains(&member)).unwrap();
        (0..members.len()).map(of).collect()
    }

    #[test]
    fn it_is_the_same_as_comparing_each_with_each() {
        let mut seed = 3_u64;
        let mut below = |most: usize| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % most
        };
        let words =
            ["Osman", "Nadir", "Ahmed", "ministry", "health", "Kordofan", "army", "SAF", ""];
        for _ in 0..300 {
            let members: Vec<Member> = (0..below(14))
                .map(|_| {
                    let name = (0..=below(3)).map(|_| words[below(words.len())]);
                    let name = name.collect::<Vec<_>>().join(" ");
                    let id = ["sdn-saf", "sdn-moh"].get(below(8)).map(|id| (*id).to_owned());
                    match below(2) {
                        0 => Member { id, ..person(&name) },
                        _ => body(&name, id.as_deref()),
                    }
                })
                .collect();
            assert_eq!(group(&members), plainly(&members), "{members:?}");
        }
    }
}
