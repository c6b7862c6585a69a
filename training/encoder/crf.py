"""A linear-chain CRF a role over BIO tags; the roles are independent of each other."""

import numpy as np
import torch

FORBIDDEN = -1e4  # outside to inside: a span has to begin


class Crf(torch.nn.Module):
    """`transition[r, i, j]` scores tag `j` after tag `i` in role `r`."""

    def __init__(self, roles):
        super().__init__()
        self.transition = torch.nn.Parameter(torch.zeros(roles, 3, 3))
        mask = torch.zeros(3, 3)
        mask[0, 2] = FORBIDDEN
        self.register_buffer("mask", mask, persistent=False)

    def scores(self):
        return self.transition + self.mask

    def loss(self, emissions, tags, present):
        """Mean negative log likelihood a word, summed over roles.

        emissions (batch, words, roles, 3); tags (batch, words, roles);
        present (batch, words), true for words, which come before the padding.
        """
        scores = self.scores()
        keep = present[:, :, None]
        gold = (emissions.gather(3, tags[..., None])[..., 0] * keep).sum((1, 2))
        role = torch.arange(tags.shape[2], device=tags.device)
        moves = scores[role[None, None], tags[:, :-1], tags[:, 1:]]
        gold = gold + (moves * keep[:, 1:]).sum((1, 2))
        total = self._all_paths(emissions, present, scores).sum(1)
        return (total - gold).sum() / present.sum()

    @staticmethod
    def _all_paths(emissions, present, scores):
        """The log of the sum over all paths: (batch, roles). Words are joined two and two, so a text takes as many
        turns as its length has bits."""
        stay = torch.eye(3, device=scores.device).log().clamp(min=FORBIDDEN)
        moves = scores + emissions[:, 1:, :, None, :]
        moves = torch.where(present[:, 1:, None, None, None], moves, stay)
        while moves.shape[1] > 1:
            if moves.shape[1] % 2:
                moves = torch.cat([moves, stay.expand(moves[:, :1].shape)], 1)
            moves = torch.logsumexp(moves[:, ::2, :, :, :, None] + moves[:, 1::2, :, None], 4)
        ends = emissions[:, 0, :, :, None]
        if moves.shape[1]:
            ends = ends + moves[:, 0]
        return torch.logsumexp(ends.flatten(2), 2)


def viterbi(emissions, transition):
    """Best tags of one role: emissions (words, 3), transition (3, 3), both numpy."""
    if len(emissions) == 0:
        return []
    best, back = emissions[0].astype(np.float64), []
    for row in emissions[1:]:
        move = best[:, None] + transition
        choice = move.argmax(0)
        back.append(choice)
        best = move[choice, (0, 1, 2)] + row
    tags = [int(best.argmax())]
    for choice in reversed(back):
        tags.append(int(choice[tags[-1]]))
    return tags[::-1]


def _logsumexp(x, axis):
    top = x.max(axis)
    return top + np.log(np.exp(x - np.expand_dims(top, axis)).sum(axis))


def _sums(e, transition):
    """Forward and backward log sums of emissions (words, 3), and the log of all paths."""
    n = len(e)
    forward, backward = np.zeros((n, 3)), np.zeros((n, 3))
    forward[0] = e[0]
    for t in range(1, n):
        forward[t] = _logsumexp(forward[t - 1][:, None] + transition, 0) + e[t]
    for t in range(n - 2, -1, -1):
        backward[t] = _logsumexp(transition + e[t + 1] + backward[t + 1], 1)
    return forward, backward, _logsumexp(forward[-1], 0)


def inside_scores(emissions, transition, spans):
    """Mean probability, over each span's words, of standing in some span of the role:
    unlike `span_scores`, hardly moved by a doubtful edge of a long span."""
    forward, backward, total = _sums(emissions.astype(np.float64), transition)
    inside = 1 - np.exp(np.minimum(0.0, forward[:, 0] + backward[:, 0] - total))
    return [float(inside[a:b].mean()) for a, b in spans]


def span_scores(emissions, transition, spans):
    """Probability of each of the word spans under one role's CRF: that it begins,
    goes on and ends exactly there."""
    n, e = len(emissions), emissions.astype(np.float64)
    forward, backward, total = _sums(e, transition)
    out = []
    for a, b in spans:
        before = 0.0 if a == 0 else _logsumexp(forward[a - 1] + transition[:, 1], 0)
        path, tag = before + e[a, 1], 1
        for t in range(a + 1, b):
            path, tag = path + transition[tag, 2] + e[t, 2], 2
        if b < n:
            path += _logsumexp((transition[tag] + e[b] + backward[b])[:2], 0)
        out.append(float(np.exp(min(0.0, path - total))))
    return out
