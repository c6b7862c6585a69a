import pytest

from encoder.corpora import filler_spans, incident_types, marked
from encoder.read_fillers import entities, name, same


def test_every_occurrence_of_a_mention_is_a_filler_and_only_whole_words():
    text = "rebels shot rebel leaders; the rebels fled"
    assert filler_spans(text, [["rebels"]]) == [(0, 6), (31, 37)]


def test_a_mention_inside_a_longer_one_is_left_out():
    assert filler_spans("the river bridge", [["bridge"], ["river bridge"]]) == [(4, 16)]


def test_alternative_types_count():
    assert list(incident_types([{"type": ["ATTACK / BOMBING"]}])) == [1, 1, 0, 0, 0, 0]


def test_marks_are_taken_out():
    text, source, target = marked("<t>Ruritania</t> was warned by <s>Freedonia</s>.")
    assert text == "Ruritania was warned by Freedonia."
    assert (text[slice(*source)], text[slice(*target)]) == ("Freedonia", "Ruritania")


def test_a_sentence_marked_twice_is_refused():
    assert marked("<s>A</s> and <s>B</s> met <t>C</t>") is None


@pytest.mark.parametrize(
    "one, other, alike",
    [
        ("northern front", "front", True),
        ("army of free rivers", "afr", True),
        ("northern front", "northern army", False),
        ("two men", "three women", False),
    ],
)
def test_names_of_one_entity(one, other, alike):
    assert same(one, other) == same(other, one) == alike


def test_mentions_of_one_name_pool_their_scores():
    found = [("the bridge", (0, 2), 0.5), ("bridge", (7, 8), 0.6), ("a car", (3, 5), 0.1)]
    got = entities(found)
    assert [e.mentions[0][0] for e in got] == ["bridge", "a car"]
    assert abs(got[0].score - 0.8) < 1e-9


def test_names_lose_articles_and_punctuation():
    assert name('The "Free" Army') == "free army"
