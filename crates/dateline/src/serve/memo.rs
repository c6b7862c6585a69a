//! What was worked out once, kept until what it was worked out of changes.

use anyhow::Result;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Answers by what was asked.
pub struct Memo<T> {
    kept: Mutex<Answers<T>>,
    /// Most answers that are kept.
    most: usize,
}

struct Answers<T> {
    /// Of what they were worked out.
    version: i64,
    by_question: HashMap<String, (u64, Arc<T>)>,
    /// Counts the questions, to tell which answer was asked for last.
    asked: u64,
}

impl<T> Answers<T> {
    /// Forgets the quarter, and one at least, that was asked for last longest ago: many at once, so that it need
    /// not be looked for each time.
    fn forget(&mut self) {
        let mut asked: Vec<u64> = self.by_question.values().map(|(asked, _)| *asked).collect();
        let quarter = asked.len().saturating_sub(1) / 4;
        let (_, last, _) = asked.select_nth_unstable(quarter);
        self.by_question.retain(|_, (asked, _)| asked > last);
    }
}

impl<T> Memo<T> {
    pub fn of(most: usize) -> Self {
        let kept = Answers { version: i64::MIN, by_question: HashMap::new(), asked: 0 };
        Self { kept: Mutex::new(kept), most }
    }

    /// The answer to a question about what is at this version but for what is left out of it, whose name is `hidden`;
    /// worked out where it is not known.
    ///
    /// # Errors
    /// As `answer`.
    pub fn get<E>(
        &self,
        version: i64,
        hidden: &str,
        question: &str,
        answer: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let question = format!("{hidden} {question}");
        if let Some(known) = self.known(version, &question) {
            return Ok(known);
        }
        // Nobody waits for it; two who ask at once work it out twice.
        let answer = Arc::new(answer()?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version == version {
            if kept.by_question.len() >= self.most {
                kept.forget();
            }
            let asked = kept.asked;
            kept.by_question.insert(question, (asked, answer.clone()));
        }
        Ok(answer)
    }

    fn known(&self, version: i64, question: &str) -> Option<Arc<T>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != version {
            kept.version = version;
            kept.by_question.clear();
        }
        kept.asked += 1;
        let asked = kept.asked;
        let known = kept.by_question.get_mut(question)?;
        known.0 = asked;
        Some(known.1.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_worked_out_once_and_anew_when_things_changed() {
        let memo = Memo::of(2);
        let ask = |version, question: &str, answer| {
            *memo.get(version, "", question, || Ok::<_, anyhow::Error>(answer)).unwrap()
        };
        assert_eq!((ask(1, "a", 1), ask(1, "a", 2)), (1, 1));
        assert_eq!(ask(2, "a", 3), 3);
        assert_eq!((ask(2, "b", 4), ask(2, "a", 5), ask(2, "c", 6)), (4, 3, 6));
        assert_eq!((ask(2, "a", 7), ask(2, "b", 8)), (3, 8), "what was asked last longest goes");
        let other = memo.get(2, "some", "a", || Ok::<_, anyhow::Error>(9)).unwrap();
        assert_eq!(*other, 9, "who sees other things gets other answers");
    }
}
