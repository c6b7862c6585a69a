"""Text to word pieces and words, and long inputs to windows."""

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

LESSON = 384  # pieces in a window when training, the two special ones included
WINDOW = 256  # pieces in a window when reading: attention costs less, and little is lost
NEARER = 40  # how many pieces nearer a sentence's end must be, to be taken for a paragraph's


@dataclass
class Words:
    """A text's pieces, and its words as the tokenizer's pre-tokenizer splits them.

    `first[w]` is the piece that begins word `w`; that piece carries the word's tags.
    `start` and `end` are the words' half-open offsets in code points of the text.
    """

    ids: np.ndarray
    first: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def __len__(self):
        return len(self.first)


def load_tokenizer(folder):
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split(text, tokenizer):
    encoding = tokenizer.encode(text, add_special_tokens=False)
    word_of, offsets = encoding.word_ids, encoding.offsets
    first = [i for i in range(len(word_of)) if i == 0 or word_of[i] != word_of[i - 1]]
    last = [i - 1 for i in first[1:]] + [len(word_of) - 1] if first else []
    return Words(
        ids=np.array(encoding.ids, dtype=np.int64),
        first=np.array(first, dtype=np.int64),
        start=np.array([offsets[i][0] for i in first], dtype=np.int64),
        end=np.array([offsets[i][1] for i in last], dtype=np.int64),
    )


def windows(pieces, breaks, size=WINDOW - 2):
    """Half-open piece ranges that follow each other, cover `pieces` pieces and end at `breaks` where they can:
    [(piece, whether a paragraph begins with it)]. The last two share what is left, so that neither has too little
    to go by."""
    out, start = [], 0
    while pieces - start > size:
        last = start + size
        if pieces <= last + size:
            low, goal = pieces - size, (start + pieces) // 2
        else:
            low, goal = start + size // 2, last
        inside = [b for b in breaks if low <= b[0] <= last]
        far = lambda b: abs(b[0] - goal) + (0 if b[1] else NEARER)  # noqa: E731
        end = min(inside, key=far)[0] if inside else goal
        out.append((start, end))
        start = end
    return [*out, (start, pieces)]


def breaks(text, words):
    """Where a window may well end: at line ends and after stops, whether or not a capital follows."""
    out = []
    for i in range(1, len(words)):
        between = text[words.end[i - 1] : words.start[i]]
        if "\n" in between or (between and after_stop(text, words, i)):
            out.append((int(words.first[i]), "\n" in between))
    return out


def after_stop(text, words, i):
    """Whether word `i`, not the first, stands after a full stop, question or exclamation mark, closing quote marks
    between them allowed."""
    before = i - 1
    if text[words.start[before] : words.end[before]] in ('"', "”", "’", "'") and i > 1:
        before -= 1
    return text[words.start[before] : words.end[before]] in (".", "!", "?")


def chunks(pieces, rng, size=LESSON - 2):
    """Ranges without overlap for training, cut at another place each time."""
    if pieces <= size:
        return [(0, pieces)]
    cut = int(rng.integers(size // 2, size + 1))
    edges = [0, *range(cut, pieces, size), pieces]
    out = list(zip(edges, edges[1:]))
    if len(out) > 1 and out[-1][1] - out[-1][0] < size // 8:  # a stub teaches little
        (start, _), (_, end) = out[-2:]
        middle = (start + end) // 2
        out[-2:] = [(start, middle), (middle, end)]
    return out
