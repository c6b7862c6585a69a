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
        event.reports.iter_mut().for_each(|report| report.byline = None);
    }
    match options.quotes {
        Quotes::None => visit::quotes(&mut event, |quote, _| quote.quote.clear()),
        Quotes::Short => visit::quotes(&mut event, quote::cut),
        Quotes::Full => {}
    }
    event
}
