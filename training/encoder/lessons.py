"""What teachers said of texts, as teacher.py keeps it."""

import torch
from safetensors.torch import load_file

from . import corpora
from .crf import FORBIDDEN

ALIKE = 0.1  # how far the transitions of two teachers may lie apart


def transitions(path):
    """Of the tags of statements and of fillers, as the heads of an exported model have them."""
    return tuple(torch.where(scores <= FORBIDDEN / 2, 0.0, scores) for scores in _transitions(load_file(path)))


class Lessons:
    """Teachers' logits by text (statement tags (words, 9), filler tags (words, 15)): the mean of those files that
    have the text. A file named twice counts twice."""

    def __init__(self, paths):
        self.files = [load_file(path) for path in paths]
        for ours, others in zip(self.transitions(), zip(*(map(_transitions, self.files)))):
            alike = all(torch.allclose(ours, other, atol=ALIKE) for other in others)
            assert alike, "teachers of other transitions mean other things by their logits"

    def of(self, text):
        key = corpora.text_key(text)
        return self._mean(key + ".statements"), self._mean(key + ".fillers")

    def _mean(self, name):
        said = [file[name].float() for file in self.files if name in file]
        return sum(said) / len(said) if said else None

    def transitions(self):
        """The first teacher's."""
        return _transitions(self.files[0])


def _transitions(file):
    return file["statement_transition"], file["filler_transition"]
