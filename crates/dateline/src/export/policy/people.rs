//! People whom the registry does not know.

use super::{
    Profile, visit,
    wipe::{self, MARK, Names},
};
use crate::event::{ClaimRole, Event, Role};
use std::collections::BTreeSet;

const PERSON: &str = "person";

/// Roles of what is no person.
const THINGS: [&str; 3] = ["weapon", "origin", "destination"];

/// Puts "a person" where their names stood, in fields and in quotes.
pub fn leave_out(event: &mut Event, profile: Profile) {
    let names = Names::of(&unknown(event, profile));
    event.roles = gathered(std::mem::take(&mut event.roles), profile);
    for role in event.claims.iter_mut().flat_map(|claim| &mut claim.roles) {
        if is_unknown(&Party::of_claim(role), profile) {
            MARK.clone_into(&mut role.name);
            MARK.clone_into(&mut role.span.quote);
        }
    }
    visit::prose(event, |text| names.wipe(text));
    visit::quotes(event, |quote, _| names.wipe(&mut quote.quote));
    for url in event.reports.iter_mut().filter_map(|report| report.url.as_mut()) {
        if profile == Profile::Public && names.are_in_address(url) {
            *url = front_page(url).to_owned();
        }
    }
}

/// One who took part.
struct Party<'a> {
    role: &'a str,
    name: &'a str,
    kind: Option<&'a str>,
    actor: Option<&'a str>,
}

impl<'a> Party<'a> {
    fn of_event(role: &'a Role) -> Self {
        let (kind, actor) = (role.kind.as_deref(), role.actor.as_deref());
        Self { role: &role.role, name: &role.name, kind, actor }
    }

    fn of_claim(role: &'a ClaimRole) -> Self {
        let (kind, actor) = (role.kind.as_deref(), role.actor.as_deref());
        Self { role: &role.role, name: &role.name, kind, actor }
    }
}

/// Whether it is someone by name, not by what they are ("a farmer"), and not in the registry. For the
/// public also what may be someone and was not seen as a person: whatever its kind is not known of, and
/// whoever was harmed.
fn is_unknown(party: &Party<'_>, profile: Profile) -> bool {
    let is_person = match party.kind {
        Some(PERSON) => true,
        None | Some("other") => profile == Profile::Public && !THINGS.contains(&party.role),
        Some(_) => profile == Profile::Public && party.role == "victim",
    };
    is_person && party.actor.is_none() && wipe::is_name(party.name)
}

/// An address without what tells of the page.
fn front_page(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find(['/', '?', '#']).map_or(url, |end| &url[..host + end])
}

/// The names that are to go: of everyone in a role, and for the public of speakers too.
fn unknown(event: &Event, profile: Profile) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for role in &event.roles {
        if is_unknown(&Party::of_event(role), profile) {
            names.insert(role.name.clone());
        }
    }
    for claim in &event.claims {
        for role in &claim.roles {
            if is_unknown(&Party::of_claim(role), profile) {
                names.extend([role.name.clone(), role.span.quote.clone()]);
            }
        }
        for link in &claim.chain {
            if profile == Profile::Public && link.naming == "named" && link.actor.is_none() {
                names.insert(link.name.clone());
            }
        }
    }
    names
}

/// Unknown people in the same role become one entry that says how many were named.
fn gathered(roles: Vec<Role>, profile: Profile) -> Vec<Role> {
    let mut kept: Vec<(Role, usize)> = Vec::new();
    for mut role in roles {
        let unknown = is_unknown(&Party::of_event(&role), profile);
        let same = kept.iter_mut().find(|(other, people)| *people > 0 && other.role == role.role);
        match same {
            Some((other, people)) if unknown => {
                *people += 1;
                other.name = format!("[{people} persons]");
                join(&mut other.origins, role.origins);
                join(&mut other.claims, role.claims);
            }
            _ => {
                if unknown {
                    MARK.clone_into(&mut role.name);
                }
                kept.push((role, usize::from(unknown)));
            }
        }
    }
    kept.into_iter().map(|(role, _)| role).collect()
}

fn join(ids: &mut Vec<String>, others: Vec<String>) {
    for id in others {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
}
