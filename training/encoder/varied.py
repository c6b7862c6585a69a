"""Documents told of others: some role fillers give way to those of other documents, in every place they stand.

A few hundred documents name the same dozen groups, so a model soon knows the names by heart. With another name in
its place, what is left to learn from is what the text says of it."""

import re
from dataclasses import replace

from .corpora import FILLER_ROLES, filler_tags
from .pieces import split

SHARE = 0.5  # of documents, and of the fillers of such a document


class Fillers:
    """All entities of some documents by role, as lists of mentions."""

    def __init__(self, documents, tokenizer):
        self.tokenizer = tokenizer
        self.known = {r: [e for d in documents for e in d.entities[r]] for r in FILLER_ROLES}

    def varied(self, document, rng):
        """The document itself, or a copy in which some fillers are others."""
        if not document.relevant or rng.random() > SHARE:
            return document
        other = self._others(document, rng)
        if not other:
            return document
        longest = sorted(other, key=len, reverse=True)
        found = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
        text = found.sub(lambda hit: other[hit.group()], document.text)
        entities = {
            r: [[other.get(m, m) for m in e] for e in document.entities[r]] for r in FILLER_ROLES
        }
        words = split(text, self.tokenizer)
        return replace(
            document, text=text, words=words, entities=entities, tags=filler_tags(text, words, entities), taught=(None, None)
        )

    def _others(self, document, rng):
        """Which mention takes whose place."""
        out = {}
        for role in FILLER_ROLES:
            for entity in document.entities[role]:
                if rng.random() < SHARE:
                    donor = self.known[role][rng.integers(len(self.known[role]))]
                    for i, mention in enumerate(entity):
                        out.setdefault(mention, donor[i % len(donor)])
        return out

