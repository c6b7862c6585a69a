"""Statements from a document's scores."""

from dataclasses import dataclass

import numpy as np
import torch

from .bio import decode
from .corpora import STATEMENT_ROLES
from .crf import inside_scores, span_scores, viterbi
from .linking import REACH, facts, pool


@dataclass
class Constants:
    """`bias[role]` is added to the logits of a role's beginnings, so once a span; `none` to the score of
    a cue having no source. Content that overlaps no cue and lies more than `alone_gap`
    words or `alone_paragraphs` paragraph ends from its best cue stands alone; so does
    all content of a text without cues. It takes the nearest source within `alone_reach`,
    a sentence end counting 20 words and a paragraph end 30. `calibration` is slope and
    offset that turn a raw logit into a likelihood."""

    bias: tuple = (0.0, 0.0, 0.0)
    none: float = 0.0
    alone_gap: int = REACH
    alone_paragraphs: int = 3
    alone_reach: int = 0
    calibration: tuple = (1.0, 0.0)


def spans(document, scores, transition, constants):
    """{role: word spans} by Viterbi; spans without a letter or digit are dropped."""
    out = {}
    for k, role in enumerate(STATEMENT_ROLES):
        emissions = scores.statement_tags[:, 3 * k : 3 * k + 3].copy()
        emissions[:, 1] += constants.bias[k]
        found = decode(viterbi(emissions, transition[k]))
        if role == "content":
            found = [piece for s in found for piece in _paragraphs(document.layout, s)]
        out[role] = [s for s in found if _has_word(document, s)]
    return out


def _paragraphs(lay, span):
    """A span cut where paragraphs end: what one says over several is said in pieces."""
    start, out = span[0], []
    for word in range(span[0] + 1, span[1] + 1):
        if word == span[1] or lay.paragraph[word] != lay.paragraph[start]:
            out.append((start, word))
            start = word
    return out


def _has_word(document, span):
    a, b = span
    text = document.text[document.words.start[a] : document.words.end[b - 1]]
    return any(c.isalnum() for c in text)


def link(document, scores, tags, linker, constants):
    """[{source, cue, content: word spans}]"""
    cues, contents, sources = tags["cue"], tags["content"], tags["source"]
    lay = document.layout
    hidden = torch.from_numpy(scores.hidden)
    alone, statements = list(contents), []
    if cues:
        vectors = pool(hidden, cues)
        groups, alone = _contents(lay, cues, contents, vectors, hidden, linker, constants)
        chosen = _sources(lay, cues, contents, sources, vectors, hidden, linker, constants)
        for cue, group, source in zip(cues, groups, chosen):
            if group:
                statements.append({"source": source, "cue": [cue], "content": group})
    for content in alone:
        source = _nearest(lay, content, sources, cues, contents, constants)
        statements.append({"source": source, "cue": [], "content": [content]})
    return statements


def _contents(lay, cues, contents, vectors, hidden, linker, constants):
    groups, alone = [[] for _ in cues], []
    if not contents:
        return groups, alone
    pair_facts, gap, overlap = facts(lay, cues, contents, contents)
    with torch.no_grad():
        score = linker.content(vectors, pool(hidden, contents), pair_facts).numpy()
    best = np.where(gap > REACH, -1e4, score).argmax(0)
    for j, i in enumerate(best):
        far = gap[i, j] > constants.alone_gap or pair_facts[i, j, 2] > constants.alone_paragraphs
        (alone if far and not overlap[i, j] else groups[i]).append(contents[j])
    return groups, alone


def _sources(lay, cues, contents, sources, vectors, hidden, linker, constants):
    if not sources:
        return [[] for _ in cues]
    pair_facts, gap, _ = facts(lay, cues, sources, contents)
    with torch.no_grad():
        score = linker.source(vectors, pool(hidden, sources), pair_facts).numpy()
        none = linker.none(vectors)[:, 0].numpy() + constants.none
    score = np.where(gap > REACH, -1e4, score)
    best = score.argmax(1)
    return [[sources[j]] if score[i, j] > none[i] else [] for i, j in enumerate(best)]


def _nearest(lay, content, sources, cues, contents, constants):
    if not sources:
        return []
    pair_facts, gap, overlap = facts(lay, [content], sources, contents)
    cost = np.where(overlap, 999, gap) + 20 * pair_facts[..., 1] + 30 * pair_facts[..., 2]
    best = int(cost[0].argmin())
    return [sources[best]] if cost[0, best] < constants.alone_reach else []


def raw_scores(scores, statements, transition):
    """Of each statement: how likely its content's words are content, times how likely its
    cue is a cue, a half standing for the cue that is not there."""
    chains = [scores.statement_tags[:, 3 * k : 3 * k + 3] for k in range(3)]
    spans = lambda role: sorted({c for s in statements for c in s[role]})  # noqa: E731
    cues, contents = spans("cue"), spans("content")
    cue = dict(zip(cues, span_scores(chains[1], transition[1], cues)))
    inside = dict(zip(contents, inside_scores(chains[2], transition[2], contents)))
    out = []
    for s in statements:
        words = sum(b - a for a, b in s["content"])
        said = sum(inside[a, b] * (b - a) for a, b in s["content"]) / words
        out.append(said * (cue[s["cue"][0]] if s["cue"] else 0.5))
    return out


def to_characters(document, statements):
    """Statements with character spans, as the scorer reads them."""
    words = document.words
    return [
        {r: [[int(words.start[a]), int(words.end[b - 1])] for a, b in s[r]] for r in STATEMENT_ROLES}
        for s in statements
    ]
