//! In which sentence and paragraph each word stands, as the linker was taught.

use dateline_doc::Span;

/// Numbers of the sentence and of the paragraph of each word.
#[derive(Debug, Default, PartialEq)]
pub struct Layout {
    pub sentence: Vec<u32>,
    pub paragraph: Vec<u32>,
}

impl Layout {
    pub fn new(text: &str, words: &[Span]) -> Self {
        let mut layout = Self::default();
        let (mut sentence, mut paragraph) = (0, 0);
        for word in 0..words.len() {
            if word > 0 && text[words[word - 1].end()..words[word].start()].contains('\n') {
                paragraph += 1;
                sentence += 1;
            } else if word > 0 && begins_sentence(text, words, word) {
                sentence += 1;
            }
            layout.sentence.push(sentence);
            layout.paragraph.push(paragraph);
        }
        layout
    }
}

fn begins_sentence(text: &str, words: &[Span], word: usize) -> bool {
    text[words[word]].starts_with(char::is_uppercase) && after_stop(text, words, word)
}

/// Whether a word, not the first, stands after a full stop, question or exclamation mark; a closing quotation mark may
/// stand between.
pub fn after_stop(text: &str, words: &[Span], word: usize) -> bool {
    let mut before = word - 1;
    if matches!(&text[words[before]], "\"" | "”" | "’" | "'") && word > 1 {
        before -= 1;
    }
    matches!(&text[words[before]], "." | "!" | "?")
}

/// Where words stand that follow each other in a text.
#[cfg(test)]
pub fn spans_of(text: &str, words: &[&str]) -> Vec<Span> {
    let mut from = 0;
    let mut next = |word: &&str| {
        let start = from + text[from..].find(word).unwrap();
        from = start + word.len();
        Span::new(start, from)
    };
    words.iter().map(&mut next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_paragraphs() {
        let text = "He fled. “No.” They came\nback. so";
        let words = ["He", "fled", ".", "“", "No", ".", "”", "They", "came", "back", ".", "so"];
        let spans = spans_of(text, &words);
        let layout = Layout::new(text, &spans);
        assert_eq!(layout.sentence, [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2]);
        assert_eq!(layout.paragraph, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    }
}
