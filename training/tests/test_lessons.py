from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import save_file

from encoder.corpora import text_key
from encoder.lessons import Lessons
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


def file(tmp_path, name, **said):
    transitions = {"statement_transition": torch.zeros(3, 3, 3), "filler_transition": torch.zeros(5, 3, 3)}
    save_file(transitions | said, tmp_path / name)
    return tmp_path / name


def test_teachers_of_one_text_are_heard_together(tmp_path):
    key = text_key("They fled.")
    one = file(tmp_path, "one", **{key + ".statements": torch.zeros(3, 9)})
    other = file(tmp_path, "other", **{key + ".statements": torch.ones(3, 9), key + ".fillers": torch.ones(3, 15)})
    statements, fillers = Lessons([one, one, other]).of("They fled.")
    assert torch.allclose(statements, torch.full((3, 9), 1 / 3)) and torch.equal(fillers, torch.ones(3, 15))
    assert Lessons([one]).of("They ran.") == (None, None)


def test_teachers_of_other_transitions_are_refused(tmp_path):
    one = file(tmp_path, "one")
    other = file(tmp_path, "other", statement_transition=torch.ones(3, 3, 3))
    with pytest.raises(AssertionError, match="other transitions"):
        Lessons([one, other])
