from itertools import product

import numpy as np
import torch

from encoder.crf import Crf, inside_scores, span_scores, viterbi

rng = np.random.default_rng(3)
EMISSIONS = rng.normal(size=(5, 3))
TRANSITION = rng.normal(size=(3, 3))
TRANSITION[0, 2] = -1e4


def score(path):
    moves = sum(TRANSITION[a, b] for a, b in zip(path, path[1:]))
    return moves + sum(EMISSIONS[i, t] for i, t in enumerate(path))


PATHS = list(product(range(3), repeat=5))
WEIGHTS = np.array([np.exp(score(p)) for p in PATHS])


def test_viterbi_finds_the_best_path():
    assert tuple(viterbi(EMISSIONS, TRANSITION)) == max(PATHS, key=score)


def test_the_loss_is_the_negative_log_likelihood_a_word():
    crf = Crf(1)
    with torch.no_grad():
        crf.transition[0] = torch.tensor(TRANSITION)
        crf.transition[0, 0, 2] = 0
    gold = (0, 1, 2, 0, 1)
    padded = np.concatenate([EMISSIONS, rng.normal(size=(2, 3))])
    present = torch.tensor([[True] * 5 + [False] * 2])
    loss = crf.loss(
        torch.tensor(padded, dtype=torch.float32)[None, :, None],
        torch.tensor(list(gold) + [0, 0])[None, :, None],
        present,
    )
    expected = (np.log(WEIGHTS.sum()) - score(gold)) / 5
    assert abs(loss.item() - expected) < 1e-4


def test_span_scores_are_sums_over_paths():
    for a, b in ((0, 1), (1, 3), (3, 5), (0, 5)):
        tags = [1] + [2] * (b - a - 1)
        hit = [list(p[a:b]) == tags and (b == 5 or p[b] != 2) for p in PATHS]
        expected = WEIGHTS[hit].sum() / WEIGHTS.sum()
        assert abs(span_scores(EMISSIONS, TRANSITION, [(a, b)])[0] - expected) < 1e-6


def test_inside_is_the_mean_over_a_span_s_words():
    emissions = np.array([[5.0, 0, 0], [0, 5.0, 0], [0, 0, 5.0], [5.0, 0, 0]], np.float32)
    transition = np.zeros((3, 3))
    transition[0, 2] = -1e4
    low, high = inside_scores(emissions, transition, [(0, 1), (1, 3)])
    assert low < 0.05 and high > 0.9
