/// A report, whatever store it is in: worked out of its address, the id given with it, or its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ReportKey(pub u64);

/// A claim, whatever store it is in: worked out of its report, its type and the words that name the
/// happening, so that it stays the same when the report is read again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClaimKey(pub u64);
