"""Spans to BIO tags a word, and back. Tags: 0 outside, 1 begins, 2 inside."""

import numpy as np

OUTSIDE, BEGIN, INSIDE = 0, 1, 2


def to_words(words, spans):
    """Half-open character spans to half-open word spans; what touches is joined."""
    out = []
    for start, end in sorted(spans):
        a = int(np.searchsorted(words.end, start, "right"))
        b = int(np.searchsorted(words.start, end, "left"))
        if a >= b:
            continue
        if out and out[-1][1] >= a:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def encode(spans, length):
    """Tags of word spans. Of nested spans the inner one is written last."""
    tags = np.zeros(length, np.int64)
    for a, b in sorted(set(spans), key=lambda s: s[0] - s[1]):
        tags[a] = BEGIN
        tags[a + 1 : b] = INSIDE
    return tags


def decode(tags):
    """Word spans of tags. INSIDE right after OUTSIDE begins a span."""
    out, open_at = [], None
    for i, tag in enumerate(tags):
        if open_at is not None and tag != INSIDE:
            out.append((open_at, i))
            open_at = None
        if tag == BEGIN or (tag == INSIDE and open_at is None):
            open_at = i
    if open_at is not None:
        out.append((open_at, len(tags)))
    return out
