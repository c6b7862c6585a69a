import torch

from encoder.corpora import ROOTS
from encoder.fit_pairs import fit, scores


def test_a_head_learns_what_its_vectors_tell():
    torch.manual_seed(0)
    roots = torch.arange(90) % 3
    x = torch.nn.functional.one_hot(roots, 12).float() * 4 + 0.1 * torch.randn(90, 12)
    head = fit(x, roots, width=16)
    assert head(x).shape == (90, len(ROOTS))
    assert scores(head(x).argmax(1), roots) == (1.0, 1.0)


def test_a_root_never_guessed_counts_in_the_macro_score():
    accuracy, macro = scores(torch.tensor([0, 0, 0, 0]), torch.tensor([0, 0, 0, 1]))
    assert accuracy == 0.75
    assert abs(macro - (6 / 7) / 2) < 1e-6
