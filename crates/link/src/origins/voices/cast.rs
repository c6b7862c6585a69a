use super::super::name::Name;
use std::cmp::Reverse;

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
    /// Whether two are the same for certain.
    fn is(&self, other: &Self) -> bool {
        self.id.is_some() && self.id == other.id || !self.name.is_empty() && self.name == other.name
    }

    /// Whether two can be the same by their names.
    fn may_be(&self, other: &Self) -> bool {
        match (self.is_person, other.is_person) {
            (true, true) => self.name.may_be_person(&other.name),
            (false, false) => self.name.may_be_body(&other.name),
            _ => false,
        }
    }
}

/// Which members are one: for each the number of its group, the group of the fullest name first.
///
/// Those with the same id or the same name are one. Each short name then joins the first of the
/// fuller ones that it may stand for, and no other: so it never makes one of two that differ.
pub fn group(members: &[Member]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|number| (Reverse(members[*number].name.len()), &members[*number]));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for certain in certain(members, &order) {
        let fuller = groups.iter_mut().find(|group| joins(members, &certain, group));
        match fuller {
            Some(group) => group.extend(certain),
            None => groups.push(certain),
        }
    }
    let mut of = vec![0; members.len()];
    for (number, group) in groups.iter().enumerate() {
        for member in group {
            of[*member] = number;
        }
    }
    of
}

/// The members that are the same for certain, in the given order of their first.
fn certain(members: &[Member], order: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &number in order {
        let is_in =
            |group: &Vec<usize>| group.iter().any(|other| members[number].is(&members[*other]));
        let (same, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_in);
        groups = others;
        let mut whole: Vec<usize> = same.into_iter().flatten().collect();
        whole.push(number);
        groups.push(whole);
    }
    let place = |member: &usize| order.iter().position(|number| number == member);
    groups.sort_by_key(|group| group.iter().filter_map(place).min());
    groups
}

/// Whether all of one group can be one of another: by the names of any two, unless ids tell them apart.
fn joins(members: &[Member], group: &[usize], fuller: &[usize]) -> bool {
    let has_id = |group: &[usize]| group.iter().any(|number| members[*number].id.is_some());
    let may_be = |a: &usize, b: &usize| members[*a].may_be(&members[*b]);
    !(has_id(group) && has_id(fuller)) && group.iter().any(|a| fuller.iter().any(|b| may_be(a, b)))
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
}
