//! People whom the registry does not know.

use super::{
    Profile, visit,
    wipe::{self, MARK, Names},
};
use crate::event::{Event, Role};
use std::collections::BTreeSet;

const PERSON: &str = "person";

/// Puts "a person" where their names stood, in fields and in quotes.
pub fn leave_out(event: &mut Event, profile: Profile) {
    let names = Names::of(&unknown(event, profile));
    event.roles = gathered(std::mem::take(&mut event.roles));
    for role in event.claims.iter_mut().flat_map(|claim| &mut claim.roles) {
        if is_unknown(&role.name, role.kind.as_deref(), role.actor.as_deref()) {
            MARK.clone_into(&mut role.name);
            MARK.clone_into(&mut role.span.quote);
        }
    }
    visit::prose(event, |text| names.wipe(text));
    visit::quotes(event, |quote, _| names.wipe(&mut quote.quote));
}

/// Whether it is someone by name, not by what they are ("a farmer"), and not in the registry.
fn is_unknown(name: &str, kind: Option<&str>, actor: Option<&str>) -> bool {
    kind == Some(PERSON) && actor.is_none() && wipe::is_name(name)
}

/// The names that are to go: of everyone in a role, and for the public of speakers too.
fn unknown(event: &Event, profile: Profile) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for role in &event.roles {
        if is_unknown(&role.name, role.kind.as_deref(), role.actor.as_deref()) {
            names.insert(role.name.clone());
        }
    }
    for claim in &event.claims {
        for role in &claim.roles {
            if is_unknown(&role.name, role.kind.as_deref(), role.actor.as_deref()) {
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
fn gathered(roles: Vec<Role>) -> Vec<Role> {
    let mut kept: Vec<(Role, usize)> = Vec::new();
    for mut role in roles {
        let unknown = is_unknown(&role.name, role.kind.as_deref(), role.actor.as_deref());
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
