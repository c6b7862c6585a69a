//! What people say of what was read, as the store keeps it.

mod corrections;
mod grades;
mod queue;

pub use corrections::{all_judged, apply, judged, maker, of_claim as corrections, rule, unrule};
pub use grades::{add as grade, of as grades, standing as standing_grades};
pub use queue::{carry, counts, page as queue, review, set};
