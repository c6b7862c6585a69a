from types import SimpleNamespace

import torch

from encoder.losses import _lessons


def loss(own, taught):
    """Of one sample of four words, of which the teacher saw all."""
    head = torch.nn.Identity()
    model = SimpleNamespace(statement_tags=head, filler_tags=head)
    sample = SimpleNamespace(document=SimpleNamespace(taught=(taught, None)))
    present = torch.ones((1, 4), dtype=torch.bool)
    return _lessons(model, [sample], [(0, 4)], own[None], present)


def test_a_student_who_says_the_same_has_nothing_to_learn():
    taught = torch.randn(4, 9)
    # A constant a word and role changes nothing that is said.
    same = (taught.view(4, 3, 3) + torch.randn(4, 3, 1)).view(4, 9)
    assert abs(float(loss(same, taught))) < 1e-5
    assert float(loss(torch.zeros(4, 9), taught)) > 0.01


def test_a_text_without_teacher_teaches_nothing():
    assert float(loss(torch.randn(4, 9), None)) == 0
