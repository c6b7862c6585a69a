/// How much of an input is taken. Sizes are in bytes, after unpacking.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of one page's source; the rest of it is left unread.
    pub page: usize,
    /// Of one text; the rest of it is left unread, and a longer one that must stay whole is refused.
    pub text: usize,
    /// Of one line of JSON Lines; a longer one is refused.
    pub line: usize,
    /// Of one feed; a longer one is cut after the last whole item.
    pub feed: usize,
    /// Of one record of a web archive; a longer one is cut.
    pub record: usize,
    /// How far a line, a record's head or an unreadable stretch is skipped before the input is given up.
    pub skip: u64,
    /// Of what a compressed input may unpack to, as a multiple of what was read of it.
    pub ratio: u64,
    /// Unpacked size below which the ratio does not matter.
    pub ratio_from: u64,
    /// Folders within folders.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page: 16 << 20,
            // Some 150,000 words: longer than any report.
            text: 1 << 20,
            line: 16 << 20,
            feed: 64 << 20,
            record: 32 << 20,
            skip: 1 << 30,
            // Deflate cannot exceed 1032; text that repeats itself a lot reaches some 100.
            ratio: 200,
            ratio_from: 8 << 20,
            depth: 32,
        }
    }
}
