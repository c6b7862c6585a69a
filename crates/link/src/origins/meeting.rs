/// Of the handles that the shorter of two texts is found by, one in so many must be shared: a text that
/// is carried keeps more, and any two long texts have a turn of phrase in common.
const SHARE: usize = 16;

/// The bit that is set in handles of which one is enough, and not in those of runs of words.
const SURE: u64 = 1;

/// By what two reports meet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Meeting {
    /// Handles of runs of words.
    pub runs: usize,
    /// Whether there is one that is enough by itself.
    pub is_sure: bool,
}

impl Meeting {
    /// The meeting by these handles.
    pub fn by(handles: impl IntoIterator<Item = u64>) -> Self {
        let mut meeting = Self::default();
        handles.into_iter().for_each(|handle| meeting.add(handle));
        meeting
    }

    /// Takes in another handle by which they meet.
    pub fn add(&mut self, handle: u64) {
        let is_sure = handle & SURE == SURE;
        self.is_sure |= is_sure;
        self.runs += usize::from(!is_sure);
    }

    /// Whether it is worth comparing the two, the shorter of which has so many handles of runs of words.
    pub fn is_enough(self, shorter: usize) -> bool {
        self.is_sure || self.runs >= shorter.div_ceil(SHARE).max(1)
    }
}

/// A handle that is enough by itself.
pub(super) fn sure(hash: u64) -> u64 {
    hash | SURE
}

/// A handle of a run of words, of which it may take several.
pub(super) fn run(hash: u64) -> u64 {
    hash & !SURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_of_phrase_is_enough_for_short_texts_alone() {
        let one = Meeting::by([run(7)]);
        assert!(one.is_enough(0) && one.is_enough(16));
        assert!(!one.is_enough(17));
        assert!(Meeting::by([run(7), run(9)]).is_enough(17));
        assert!(!Meeting::default().is_enough(0));
    }

    #[test]
    fn an_address_is_enough_for_any() {
        assert!(Meeting::by([run(7), sure(8)]).is_enough(1000));
    }
}
