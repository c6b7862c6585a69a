//! Every place in an event that holds words.

use crate::event::{Event, Quote};

/// Shows `change` every quote, and the code point at which its claim names the happening.
pub fn quotes(event: &mut Event, mut change: impl FnMut(&mut Quote, usize)) {
    for claim in &mut event.claims {
        let at = claim.trigger.start;
        claim.each_quote(&mut |quote| change(quote, at));
    }
}

/// Shows `change` every other text that may hold the name of a person whom the registry does not know.
pub fn prose(event: &mut Event, mut change: impl FnMut(&mut String)) {
    let mut name = |name: &mut String, actor: &Option<String>| {
        if actor.is_none() {
            change(name);
        }
    };
    event.roles.iter_mut().for_each(|role| name(&mut role.name, &role.actor));
    event.origins.iter_mut().for_each(|origin| name(&mut origin.name, &origin.actor));
    for claim in &mut event.claims {
        claim.chain.iter_mut().for_each(|link| name(&mut link.name, &link.actor));
        claim.roles.iter_mut().for_each(|role| name(&mut role.name, &role.actor));
    }
    for origin in &mut event.origins {
        origin.because.iter_mut().for_each(&mut change);
    }
    for report in &mut event.reports {
        report.title.iter_mut().for_each(&mut change);
        report.byline.iter_mut().for_each(&mut change);
    }
    event.joins.iter_mut().for_each(|join| change(&mut join.because));
}
