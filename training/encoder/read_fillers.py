"""Role fillers as entities from a document's scores."""

import re
from dataclasses import dataclass

import numpy as np

from .bio import decode
from .corpora import FILLER_ROLES
from .crf import span_scores, viterbi


@dataclass
class Constants:
    """`bias[role]` is added to the logits of a role's beginnings, so once a span; an entity is kept when
    its score reaches `least[role]`; a document is read when its gate reaches `gate`.
    `calibration` is slope and offset that
    turn a raw logit into a likelihood. With `group`, mentions that name one entity by the rules of `same` are one."""

    bias: tuple = (0.0,) * 5
    least: tuple = (0.3,) * 5
    gate: float = 0.5
    group: bool = True
    calibration: tuple = (1.0, 0.0)


@dataclass
class Entity:
    mentions: list  # [(text, span, score)], best first
    score: float


def gate(scores):
    """Probability that the document tells of an incident: its best window's."""
    return float(1 / (1 + np.exp(-scores.window[:, 0].max())))


def incident_kinds(scores):
    """Probability of each incident kind: its best window's."""
    return 1 / (1 + np.exp(-scores.window[:, 1:].max(0)))


def candidates(document, scores, transition, bias):
    """{role: [(text, word span, probability)]}; the probability is the unbiased one."""
    out = {}
    for k, role in enumerate(FILLER_ROLES):
        emissions = scores.filler_tags[:, 3 * k : 3 * k + 3]
        raised = emissions.copy()
        raised[:, 1] += bias[k]
        found = decode(viterbi(raised, transition[k]))
        likely = span_scores(emissions, transition[k], found) if found else []
        out[role] = [(_text(document, s), s, p) for s, p in zip(found, likely)]
    return out


def _text(document, span):
    a, b = span
    return document.text[document.words.start[a] : document.words.end[b - 1]]


ARTICLES = ("a", "an", "the")
PARTICLES = ("of", "and", "for", "de", "la")


def name(text):
    """A mention without articles, punctuation and case: what makes two mentions alike."""
    text = re.sub(r"[^\w\s]", "", text.lower())
    return " ".join(w for w in text.split() if w not in ARTICLES)


def same(one, other):
    """Whether two different names call one entity: initials, or all words of the shorter
    among the longer's with the same last or first word."""
    a, b = sorted((one.split(), other.split()), key=len)
    if len(a) == 1 and len(b) > 1 and len(a[0]) >= 3:
        initials = "".join(w[0] for w in b if w not in PARTICLES)
        if a[0] == initials:
            return True
    return set(a) <= set(b) and (a[-1] == b[-1] or (len(a) == 1 and len(a[0]) > 4 and a[0] == b[0]))


def entities(found, group=True):
    """Entities of one role, from its candidates: mentions of one name pool their
    probabilities (one minus the product of the complements)."""
    by_name = {}
    for text, span, p in found:
        if name(text):
            by_name.setdefault(name(text), []).append((text, span, p))
    out = []
    for key in sorted(by_name, key=lambda k: (-_pooled(by_name[k]), k)):
        mentions = sorted(by_name[key], key=lambda m: (-m[2], m[1]))
        home = next((e for e in out if group and same(key, name(e.mentions[0][0]))), None)
        if home:
            home.mentions += mentions
        else:
            out.append(Entity(mentions, _pooled(mentions)))
    return out


def _pooled(mentions):
    missing = 1.0
    for _, _, p in mentions:
        missing *= 1 - p
    return 1 - missing


def fillers(document, scores, transition, constants):
    """{role: [[best mention's text], …]}, as the scorer reads it."""
    if gate(scores) < constants.gate:
        return {r: [] for r in FILLER_ROLES}
    found = candidates(document, scores, transition, constants.bias)
    return {
        r: [[e.mentions[0][0]] for e in entities(found[r], constants.group) if e.score >= constants.least[k]]
        for k, r in enumerate(FILLER_ROLES)
    }
