"""An endless, reproducible stream of small batches over all tasks."""

from dataclasses import dataclass

import numpy as np
import torch

from .pieces import chunks



@dataclass
class Sample:
    document: object
    low: int  # piece range
    high: int


@dataclass
class Batch:
    task: str  # statements | fillers | pairs | plain
    samples: list


def stream(corpora, shares, seed, pieces=1600, vary=lambda document, rng: document):
    """`corpora` {task: documents}, `shares` {task: share of batches} of some `pieces` each; `vary` gives what a
    document with role fillers is shown as this time. Yields Batch."""
    rng = np.random.default_rng(seed)
    sources = {t: _task(t, corpora[t], np.random.default_rng([seed, i]), pieces, vary)
               for i, t in enumerate(sorted(corpora))}  # fmt: skip
    tasks = sorted(shares)
    weights = np.array([shares[t] for t in tasks], float)
    while True:
        task = tasks[rng.choice(len(tasks), p=weights / weights.sum())]
        yield Batch(task, next(sources[task]))


def _task(task, documents, rng, pieces, vary):
    while True:
        samples = []
        for document in documents:
            if task == "pairs":
                samples.append(Sample(document, 0, len(document.ids)))
                continue
            if task == "fillers" and not document.relevant and rng.random() > 0.6:
                continue  # half of the documents hold nothing: enough to show some an epoch
            if task == "fillers":
                document = vary(document, rng)
            for low, high in chunks(len(document.words.ids), rng):
                samples.append(Sample(document, low, high))
        yield from _grouped(samples, rng, pieces)


def _grouped(samples, rng, pieces):
    """Batches of like length in random order."""
    order = rng.permutation(len(samples))
    groups = []
    for i in range(0, len(order), 64):
        near = sorted((samples[k] for k in order[i : i + 64]), key=lambda s: s.high - s.low)
        batch = []
        for sample in near:
            if batch and (len(batch) + 1) * (sample.high - sample.low + 2) > pieces:
                groups.append(batch)
                batch = []
            batch.append(sample)
        if batch:
            groups.append(batch)
    for k in rng.permutation(len(groups)):
        yield groups[k]


def tensors(pieces, begin, end, pad):
    """Lists of pieces to (ids, mask) with the special pieces about each and padding."""
    length = max(len(p) for p in pieces) + 2
    ids = torch.full((len(pieces), length), pad)
    mask = torch.zeros((len(pieces), length), dtype=torch.long)
    for i, p in enumerate(pieces):
        ids[i, 0], ids[i, len(p) + 1] = begin, end
        ids[i, 1 : len(p) + 1] = torch.as_tensor(p)
        mask[i, : len(p) + 2] = 1
    return ids, mask
