//! What of an event may leave the program: whose names, how many words, which points.

mod people;
mod point;
mod quote;
mod visit;
mod wipe;

use super::{Options, Profile, Quotes};
use crate::event::Event;
pub use quote::is_verbatim;

/// The event as the options let it leave.
pub fn apply(mut event: Event, options: &Options) -> Event {
    if options.profile != Profile::Internal {
        people::leave_out(&mut event, options.profile);
    }
    if options.profile == Profile::Public {
        point::coarsen(&mut event);
        for report in &mut event.reports {
            report.byline = None;
            // A headline is words of a report too.
            if options.quotes() == Quotes::None {
                report.title = None;
            }
        }
    }
    match options.quotes() {
        Quotes::None => visit::quotes(&mut event, |quote, _| quote.quote.clear()),
        Quotes::Short => visit::quotes(&mut event, quote::cut),
        Quotes::Full => {}
    }
    event
}
