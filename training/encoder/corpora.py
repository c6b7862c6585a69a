"""The corpora as the heads want them. Every loader takes a file of JSON Lines."""

import hashlib
import json
import re
from dataclasses import dataclass, field

import numpy as np

from .bio import encode, to_words
from .linking import Layout, layout
from .pieces import Words, split

STATEMENT_ROLES = ("source", "cue", "content")
FILLER_ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
INCIDENTS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")
ROOTS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip


@dataclass
class Article:
    """A text with its statements, as word spans: [{source, cue, content: [(a, b)]}]."""

    id: str
    text: str
    words: Words
    layout: Layout
    tags: np.ndarray  # (words, 3)
    statements: list
    taught: tuple = (None, None)  # see lessons.py


@dataclass
class Incident:
    """A text with role fillers. `entities`: {role: [[mention text, …], …]}."""

    id: str
    text: str
    words: Words
    tags: np.ndarray  # (words, 5)
    entities: dict
    types: np.ndarray = field(default_factory=lambda: np.zeros(len(INCIDENTS), np.float32))
    taught: tuple = (None, None)

    @property
    def relevant(self):
        return any(self.entities.values())


@dataclass
class Plain:
    """A text that no corpus marks: only a teacher says something of it."""

    id: str
    text: str
    words: Words
    taught: tuple = (None, None)


@dataclass
class Pair:
    """A sentence's pieces with both parties marked, where the marks are, and the root."""

    id: str
    ids: np.ndarray
    source: int
    target: int
    root: int


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def text_key(text):
    """A name for a text, whatever corpus it is in."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def plain_texts(folder):
    """News and accounts of wars in the corpora that are marked for something else."""
    files = ["geo/geovirus.jsonl", *sorted(str(p.relative_to(folder)) for p in folder.glob("time/*.jsonl"))]
    texts = [row["text"] for file in files for row in rows(folder / file)]
    return [text for text in texts if len(text) < 20_000]


def held_out(name, share):
    """Whether a document belongs to the part that decoder constants are tuned on.
    By a hash of its name, so that it never depends on order or on the random seed."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) < share * 2**32


def articles(path, tokenizer):
    out = []
    for row in rows(path):
        words = split(row["text"], tokenizer)
        statements = [
            {r: to_words(words, a.get(r) or []) for r in STATEMENT_ROLES}
            for a in row["attributions"]
        ]
        tags = np.stack(
            [encode([s for a in statements for s in a[r]], len(words)) for r in STATEMENT_ROLES],
            1,
        )
        out.append(Article(row["id"], row["text"], words, layout(row["text"], words), tags, statements))
    return out


def filler_spans(text, entities):
    """Character spans of every place a mention's words stand, as whole words; spans
    inside a longer one are left out."""
    found = set()
    for mention in {m for entity in entities for m in entity}:
        for hit in re.finditer(r"(?<!\w)" + re.escape(mention) + r"(?!\w)", text):
            found.add(hit.span())
    return sorted(
        s for s in found if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in found)
    )


def filler_tags(text, words, entities):
    """Tags (words, roles) of every place where a mention's words stand."""
    spans = [filler_spans(text, entities[r]) for r in FILLER_ROLES]
    return np.stack([encode(to_words(words, s), len(words)) for s in spans], 1)


def incidents(roles_path, templates_path, tokenizer):
    types = {row["id"]: incident_types(row["templates"]) for row in rows(templates_path)}
    out = []
    for row in rows(roles_path):
        words = split(row["text"], tokenizer)
        entities = {
            r: [[m["text"] for m in e] for e in row["roles"].get(r, [])] for r in FILLER_ROLES
        }
        out.append(Incident(row["id"], row["text"], words, filler_tags(row["text"], words, entities), entities, types[row["id"]]))
    return out


def incident_types(templates):
    """Which of INCIDENTS the templates name, alternatives and doubtful ones included."""
    named = " / ".join(t for template in templates for t in template["type"])
    return np.array([float(kind in named) for kind in INCIDENTS], np.float32)


MARK = re.compile(r"</?[st]>")


def marked(sentence):
    """The sentence without its marks, and the spans of `<s>…</s>` and `<t>…</t>`; None
    where a party is marked never or more than once."""
    if sorted(MARK.findall(sentence)) != ["</s>", "</t>", "<s>", "<t>"]:
        return None
    text, at, places = "", 0, {}
    for hit in MARK.finditer(sentence):
        text += sentence[at : hit.start()]
        places[hit.group()] = len(text)
        at = hit.end()
    text += sentence[at:]
    return text, (places["<s>"], places["</s>"]), (places["<t>"], places["</t>"])


def mark_pieces(words, source, target, tokenizer):
    """Pieces with `@` about the source's words and `#` about the target's; returns
    (pieces, index of the opening `@`, index of the opening `#`)."""
    inserts = []
    for (start, end), sign in ((source, "@"), (target, "#")):
        a, b = to_words(words, [(start, end)])[0]
        piece = tokenizer.token_to_id(sign)
        close = words.first[b] if b < len(words) else len(words.ids)
        inserts += [(int(words.first[a]), 1, sign, piece), (int(close), 0, sign, piece)]
    ids, places, at = [], {}, 0
    for where, opens, sign, piece in sorted(inserts, key=lambda i: (i[0], i[1])):
        ids += list(words.ids[at:where])
        if opens:
            places[sign] = len(ids)
        ids.append(piece)
        at = where
    ids += list(words.ids[at:])
    return np.array(ids, np.int64), places["@"], places["#"]


def pairs(path, tokenizer):
    out = []
    for row in rows(path):
        found = marked(row["marked_sentence"])
        if not found:
            continue
        text, source, target = found
        ids, s, t = mark_pieces(split(text, tokenizer), source, target, tokenizer)
        out.append(Pair(row["sentence_id"], ids, s, t, ROOTS.index(row["gold_root"])))
    return out
