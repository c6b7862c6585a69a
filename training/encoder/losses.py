"""The loss of one batch of one task."""

import numpy as np
import torch

from .batches import tensors

WEIGHTS = {"statements": 1.0, "links": 0.25, "fillers": 2.0, "window": 0.3, "pairs": 1.0, "lessons": 1.0}
SOFT = 2.0  # temperature of a teacher's lessons


def batch_loss(model, batch, special, hide):
    if batch.task == "pairs":
        return _pairs(model, batch.samples, special)
    pieces = [s.document.words.ids[s.low : s.high] for s in batch.samples]
    ids, mask = tensors(pieces, *special)
    hidden = model.encode(hide(ids, mask), mask)
    ranges = [np.searchsorted(s.document.words.first, [s.low, s.high]) for s in batch.samples]
    longest = max(1, max(b - a for a, b in ranges))
    at = torch.zeros((len(pieces), longest), dtype=torch.long)
    present = torch.zeros((len(pieces), longest), dtype=torch.bool)
    for i, (s, (a, b)) in enumerate(zip(batch.samples, ranges)):
        at[i, : b - a] = torch.from_numpy(s.document.words.first[a:b] - s.low + 1)
        present[i, : b - a] = True
    at, present = at.to(hidden.device), present.to(hidden.device)
    words = hidden.gather(1, at[..., None].expand(-1, -1, hidden.shape[2]))
    lesson = _lessons(model, batch.samples, ranges, words, present)
    if batch.task == "plain":
        return lesson
    return lesson + _marked(model, batch, ranges, words, hidden, mask, present)


def _marked(model, batch, ranges, words, hidden, mask, present):
    """The loss against what the corpus marks."""
    roles = batch.samples[0].document.tags.shape[1]
    tags = torch.zeros((*present.shape, roles), dtype=torch.long)
    for i, (s, (a, b)) in enumerate(zip(batch.samples, ranges)):
        tags[i, : b - a] = torch.from_numpy(s.document.tags[a:b])
    holds = tags.flatten(1).any(1)
    tags = tags.to(words.device)
    shape = (*tags.shape, 3)
    if batch.task == "statements":
        loss = model.statement_crf.loss(model.statement_tags(words).view(shape), tags, present)
        links = [_links(model, s, a, b, words[i]) for i, (s, (a, b)) in enumerate(zip(batch.samples, ranges))]
        links = [x for x in links if x is not None]
        loss = WEIGHTS["statements"] * loss
        return loss + WEIGHTS["links"] * sum(links) / len(batch.samples) if links else loss
    loss = model.filler_crf.loss(model.filler_tags(words).view(shape), tags, present)
    window = _window(model, batch.samples, holds, hidden, mask)
    return WEIGHTS["fillers"] * loss + WEIGHTS["window"] * window


def _lessons(model, samples, ranges, words, present):
    """How far the logits are from the teacher's, a word; 0 without a teacher. Student and teacher share
    their transitions, so their logits mean the same."""
    total = words.sum() * 0
    for head, which in ((model.statement_tags, 0), (model.filler_tags, 1)):
        logits = head(words)
        for i, (s, (a, b)) in enumerate(zip(samples, ranges)):
            taught = s.document.taught[which]
            if taught is not None:
                shape = (b - a, -1, 3)
                goal = taught[a:b].to(logits.device).float().view(shape)
                total = total + divergence(logits[i, : b - a].view(shape), goal)
    return WEIGHTS["lessons"] * total / present.sum()


def divergence(logits, goal):
    """Of softened distributions along the last axis, summed over the others (Hinton and others 2015)."""
    own, goal = torch.log_softmax(logits / SOFT, -1), torch.softmax(goal / SOFT, -1)
    return SOFT**2 * torch.nn.functional.kl_div(own, goal, reduction="sum")


def _links(model, sample, a, b, words):
    document = sample.document
    inside = []
    for s in document.statements:
        if all(a <= x and y <= b for r in s for x, y in s[r]):
            inside.append({r: [(x - a, y - a) for x, y in s[r]] for r in s})
    return model.linker.loss(document.layout.part(a, b), inside, words)


def _window(model, samples, holds, hidden, mask):
    """Relevance and incident kinds; a window without filler of a document that has some
    is not counted, for it may or may not tell of the incident."""
    scores = model.window(model.mean(hidden, mask))
    gold, counted = torch.zeros(scores.shape), torch.zeros(len(samples), dtype=torch.bool)
    for i, s in enumerate(samples):
        counted[i] = holds[i] or not s.document.relevant
        if holds[i]:
            gold[i, 0] = 1
            gold[i, 1:] = torch.from_numpy(s.document.types)
    if not counted.any():
        return scores.sum() * 0
    gold, counted = gold.to(scores.device), counted.to(scores.device)
    each = torch.nn.functional.binary_cross_entropy_with_logits(scores, gold, reduction="none")
    return each[counted].sum(1).mean()


def _pairs(model, samples, special):
    scores = model.roots([s.document for s in samples], special)
    gold = torch.tensor([s.document.root for s in samples], device=scores.device)
    return WEIGHTS["pairs"] * torch.nn.functional.cross_entropy(scores, gold)
