"""Text to word pieces and words, and long inputs to overlapping windows."""

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

LESSON = 384  # pieces in a window when training, the two special ones included
WINDOW = 256  # pieces in a window when reading: attention costs less, and little is lost
OVERLAP = 32  # pieces two neighbouring windows share when reading


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


def windows(pieces, size=WINDOW - 2, overlap=OVERLAP):
    """Half-open piece ranges that cover `pieces` pieces, neighbours sharing `overlap`."""
    out, start = [], 0
    while True:
        end = min(pieces, start + size)
        out.append((start, end))
        if end == pieces:
            return out
        start = end - overlap


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
