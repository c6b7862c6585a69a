"""What a teacher said of texts, as teacher.py keeps it."""

import torch
from safetensors.torch import load_file

from . import corpora
from .crf import FORBIDDEN


def transitions(path):
    """Of the tags of statements and of fillers, as the heads of an exported model have them."""
    heads = load_file(path)
    both = heads["statement_transition"], heads["filler_transition"]
    return tuple(torch.where(scores <= FORBIDDEN / 2, 0.0, scores) for scores in both)


class Lessons:
    """A teacher's logits by text (statement tags (words, 9), filler tags (words, 15))."""

    def __init__(self, paths):
        self.known = {}
        for path in paths:
            self.known |= load_file(path)

    def of(self, text):
        key = corpora.text_key(text)
        return self.known.get(key + ".statements"), self.known.get(key + ".fillers")

    def transitions(self):
        return self.known["statement_transition"], self.known["filler_transition"]
