"""Which content belongs to which cue, and which source, if any, a cue has.

Scores look at both spans' vectors and at five small facts about how they lie."""

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import GELU, Embedding, Linear, Sequential

from .pieces import after_stop

NEAR = 32  # distance buckets: 16 to the right, 16 to the left, and one for overlap
FACTS = ((NEAR + 2, 16), (4, 4), (4, 4), (4, 4), (4, 4))  # size and width of each fact
REACH = 330  # words between a cue and what it can be linked to


def facts(lay, cues, others, contents):
    """Facts about each pair of `cues` and `others` (word spans): (cues, others, 5) of
    [distance bucket, sentence ends between, paragraph ends between, cues between,
    contents between], the last four capped at 3; and words between, and overlap."""
    a = np.array(cues).reshape(-1, 1, 2)
    b = np.array(others).reshape(1, -1, 2)
    right, left = b[..., 0] >= a[..., 1], b[..., 1] <= a[..., 0]
    overlap = ~(right | left)
    low = np.where(right, a[..., 1], b[..., 1])
    high = np.where(right, b[..., 0], a[..., 0])
    gap = np.where(overlap, 0, high - low)
    bucket = np.minimum(np.floor(2 * np.log2(gap + 1)), 15).astype(np.int64)
    out = np.zeros((*gap.shape, 5), np.int64)
    out[..., 0] = np.where(overlap, NEAR, np.where(right, bucket, 16 + bucket))
    last = len(lay.sentence) - 1
    from_, to = np.clip(low - 1, 0, last), np.clip(high, 0, last)
    out[..., 1] = lay.sentence[to] - lay.sentence[from_]
    out[..., 2] = lay.paragraph[to] - lay.paragraph[from_]
    for k, spans in ((3, cues), (4, contents)):
        starts = np.sort(np.array([s[0] for s in spans], np.int64))
        out[..., k] = np.searchsorted(starts, high) - np.searchsorted(starts, low)
    out[..., 1:] = np.where(overlap[..., None], 0, np.clip(out[..., 1:], 0, 3))
    return out, gap, overlap


@dataclass
class Layout:
    """The number of the sentence and of the paragraph each word stands in."""

    sentence: np.ndarray
    paragraph: np.ndarray

    def part(self, a, b):
        return Layout(self.sentence[a:b], self.paragraph[a:b])


def layout(text, words):
    n = len(words)
    sentence, paragraph = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for i in range(1, n):
        paragraph[i] = "\n" in text[words.end[i - 1] : words.start[i]]
        sentence[i] = paragraph[i] or (text[words.start[i]].isupper() and after_stop(text, words, i))
    return Layout(np.cumsum(sentence), np.cumsum(paragraph))


def pool(hidden, spans):
    """Mean, first and last vector of each word span: (spans, 3 × width)."""
    share = torch.zeros(len(spans), len(hidden))
    for i, (a, b) in enumerate(spans):
        share[i, a:b] = 1 / (b - a)
    first, last = (torch.tensor(at, device=hidden.device) for at in zip(*((a, b - 1) for a, b in spans)))
    return torch.cat([share.to(hidden) @ hidden, hidden[first], hidden[last]], 1)


class Scorer(torch.nn.Module):
    """Score of every pair of cue and other span: a product of two projections, with the
    facts, through one hidden layer."""

    def __init__(self, width, inner=128):
        super().__init__()
        self.cue = Linear(3 * width, inner)
        self.other = Linear(3 * width, inner)
        self.facts = torch.nn.ModuleList(Embedding(n, d) for n, d in FACTS)
        wide = inner + sum(d for _, d in FACTS)
        self.join = Sequential(Linear(wide, 64), GELU(), Linear(64, 1))

    def forward(self, cues, others, pair_facts):
        gelu = torch.nn.functional.gelu
        product = gelu(self.cue(cues))[:, None] * gelu(self.other(others))[None]
        pair_facts = torch.as_tensor(pair_facts, device=product.device)
        parts = [table(pair_facts[..., i]) for i, table in enumerate(self.facts)]
        return self.join(torch.cat([product, *parts], -1))[..., 0]


class Linker(torch.nn.Module):
    """`content` and `source` score a cue with each candidate; `none`, that it has no
    source."""

    def __init__(self, width):
        super().__init__()
        self.content = Scorer(width)
        self.source = Scorer(width)
        self.none = Sequential(Linear(3 * width, 64), GELU(), Linear(64, 1))

    def loss(self, lay, statements, hidden):
        """Cross entropy of the right cue for each content and the right source for each
        cue, over the statements whose spans all lie in this window's words; None when
        there is nothing to choose. Statements hold word spans from the window's start."""
        anchored = [s for s in statements if s["cue"]]
        if not anchored:
            return None
        cues = [s["cue"][0] for s in anchored]
        contents = [(c, i) for i, s in enumerate(anchored) for c in s["content"]]
        spans = [c for c, _ in contents]
        sources = sorted({q for s in anchored for q in s["source"]})
        vectors, losses = pool(hidden, cues), []
        entropy = torch.nn.functional.cross_entropy
        if spans and len(cues) > 1:
            pair_facts = facts(lay, cues, spans, spans)[0]
            scores = self.content(vectors, pool(hidden, spans), pair_facts)
            losses.append(entropy(scores.T, torch.tensor([i for _, i in contents], device=hidden.device)))
        if sources:
            pair_facts = facts(lay, cues, sources, spans)[0]
            scores = self.source(vectors, pool(hidden, sources), pair_facts)
            right = [1 + sources.index(s["source"][0]) if s["source"] else 0 for s in anchored]
            scores = torch.cat([self.none(vectors), scores], 1)
            losses.append(entropy(scores, torch.tensor(right, device=hidden.device)))
        return sum(losses) if losses else None
